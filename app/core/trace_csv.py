"""A trace as a table: one line a round."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator

from app.core.events import DraftVerified
from app.core.speculation import Origin
from app.core.trace import Trace

COLUMNS = (
    "round",
    "source",
    "draft_tokens",
    "accepted",
    "rejected",
    "recovered",
    "bonus",
    "plain",
    "emitted_tokens",
    "draft_ms",
    "verify_ms",
    "overhead_ms",
    "elapsed_ms",
    "context_used",
    "text",
    "rejected_text",
)
"""`round` counts from 1. `overhead_ms` is the rest of the time since the round before."""


def csv_text(trace: Trace) -> str:
    """Return a header and a line for each round."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows(_rows(trace))
    return out.getvalue()


def _rows(trace: Trace) -> Iterator[tuple[object, ...]]:
    before = 0.0
    for one in trace.rounds:
        yield _row(one, one.elapsed_seconds - before)
        before = one.elapsed_seconds


def _row(one: DraftVerified, seconds: float) -> tuple[object, ...]:
    origins = Counter(piece.origin for piece in one.pieces)
    overhead = max(0.0, seconds - one.draft_seconds - one.verify_seconds)
    return (
        one.round_index + 1,
        str(one.source),
        one.draft_tokens,
        one.accepted_tokens,
        one.draft_tokens - one.accepted_tokens,
        origins[Origin.RECOVERED],
        origins[Origin.BONUS],
        origins[Origin.PLAIN],
        one.emitted_tokens,
        _milliseconds(one.draft_seconds),
        _milliseconds(one.verify_seconds),
        _milliseconds(overhead),
        _milliseconds(one.elapsed_seconds),
        one.context_used,
        _quoted("".join(piece.text for piece in one.pieces)),
        _quoted("".join(one.rejected)),
    )


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.4f}"


def _quoted(text: str) -> str:
    """Return `text` as a JSON string: on one line, and no spreadsheet takes it for a formula."""
    return json.dumps(text, ensure_ascii=False)
