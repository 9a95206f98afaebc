"""Writes the documentation of trace files from what checks them.

.venv/bin/python packaging/trace_page.py
"""

import sys
from collections.abc import Iterator

from private_uv import ROOT

sys.path.insert(0, str(ROOT))

from app.core.json_shape import Record
from app.core.trace_format import MAX_BYTES, MAX_LINES, MAX_TEXT, TRACE

PAGE = ROOT / "resources" / "help" / "trace-format.md"

INTRODUCTION = f"""# Trace files

A trace is one answer round by round. **File > Save trace of the last answer** writes one, and so
does `foretoken generate --trace FILE`; **File > Open trace** and `foretoken trace show FILE` read
it.

It is one JSON object in UTF-8, at most {MAX_BYTES // 2**20} MiB, each round on a line of its own.
Times are seconds as measured, probabilities are those of the distribution that was sampled from
(the model's own when greedy). Files are named without their folders. A trace holds the conversation
up to its answer: whoever gets the file can read it.

Readers ignore fields that they do not know; a change of meaning raises `version`. Beyond the tables
these hold, and Foretoken checks them:

- `rounds[i].index` is `i`; `elapsed_seconds` never falls.
- `accepted` draft tokens become the round's first emitted tokens, of origin `accepted`; behind them
  comes at most one more: `recovered` if a draft token was rejected, `bonus` if all were accepted,
  `plain` if nothing was drafted. A round that ends the answer may emit fewer.
- `emitted_tokens` counts those and the one that ended the turn, so it is at most `accepted` + 1.
- The texts of all emitted tokens, in order, are the answer. Only where a stop string held something
  back to the end does the answer go on behind them; a trace that was cut has its beginning.
- Unless it was cut, the counts of `statistics` are those of the rounds.
- All texts of the rounds together have at most {MAX_TEXT:,} characters.
- The answer has at most {MAX_LINES:,} line ends.

Every field is there in every file.
"""


def page() -> str:
    """Return the page, as Markdown."""
    return "\n".join([INTRODUCTION, *tables(TRACE)])


def tables(whole: Record) -> Iterator[str]:
    """Yield a table for each kind of object."""
    for record in whole.records():
        yield f"## {record.name}\n"
        yield "| field | value | meaning |\n|---|---|---|"
        for field in record.fields:
            yield f"| `{field.name}` | {field.kind.words} | {field.meaning} |"
        yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
