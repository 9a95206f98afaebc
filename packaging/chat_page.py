"""Writes the documentation of exported conversations from what checks them.

.venv/bin/python packaging/chat_page.py
"""

import sys

from private_uv import ROOT

sys.path.insert(0, str(ROOT))

from trace_page import tables

from app.store.exchange.chat_format import FILE, MAX_CONVERSATION

PAGE = ROOT / "resources" / "help" / "chat-format.md"

INTRODUCTION = f"""# Exported conversations

**File > Export conversations** writes this file, and so does `foretoken chats export FILE`;
**File > Import conversations** and `foretoken chats import FILE` read it.

It is one JSON object in UTF-8. A file may hold any number of conversations; one of them has at most
{MAX_CONVERSATION // 2**20} MiB. What is imported from it equals what was exported: the whole tree
of messages, with settings and statistics. The file holds all that was said, and the text of files
that were sent along: whoever gets it can read it.

Readers ignore fields that they do not know; a change of meaning raises `version`. A message stands
behind the one it follows, so the messages of a conversation form a tree whose branches are edits
and other answers; `leaf` names the end of the branch that is shown.

A conversation whose `id` is there already is not imported again. Every field is there in every
file.
"""


def page() -> str:
    """Return the page, as Markdown."""
    return "\n".join([INTRODUCTION, *tables(FILE)])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
