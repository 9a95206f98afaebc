"""Full-text search over all conversations: every word must occur, the last may be unfinished."""

import re
import sqlite3
from typing import Final

from app.core.conversations import SearchHit

_OPEN: Final = "\ue000"
_SHUT: Final = "\ue001"
"""Private-use characters around hits inside SQLite's snippets."""

EXCERPT_WORDS: Final = 16

_WORD: Final = re.compile(r'"[^"]+"|[^\s"]+')


def search(connection: sqlite3.Connection, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """Return titles, then messages, that hold all words of `text`, the newest first.

    Words in double quotes must follow each other. Case and accents do not matter.
    """
    query = match_expression(text)
    if not query:
        return ()
    titles = connection.execute(
        "SELECT c.id, c.title, NULL AS message_id, 'title' AS role, c.updated, "
        "highlight(title_words, 0, ?, ?) AS excerpt FROM title_words "
        "JOIN conversation c ON c.key = title_words.rowid "
        "WHERE title_words MATCH ? AND c.deleted IS NULL ORDER BY title_words.rowid DESC LIMIT ?",
        (_OPEN, _SHUT, query, limit),
    )
    messages = connection.execute(
        "SELECT c.id, c.title, m.id AS message_id, m.role, m.created AS updated, "
        "snippet(message_words, 0, ?, ?, '…', ?) AS excerpt FROM message_words "
        "JOIN message m ON m.key = message_words.rowid "
        "JOIN conversation c ON c.key = m.conversation_key "
        "WHERE message_words MATCH ? AND c.deleted IS NULL "
        "ORDER BY message_words.rowid DESC LIMIT ?",
        (_OPEN, _SHUT, EXCERPT_WORDS, query, limit),
    )
    found = [*titles, *messages]
    return tuple(_hit(row) for row in found[:limit])


def match_expression(text: str) -> str:
    """Return the FTS5 expression for what somebody typed, "" for nothing to look for.

    Everything is quoted: no word of it is taken for an operator.
    """
    terms: list[str] = []
    for word in _WORD.findall(text):
        bare = word.strip('"')
        if any(letter.isalnum() for letter in bare):
            terms.append(f'"{bare}"')
    if terms and not text.rstrip("\n").endswith((" ", '"')):
        terms[-1] += "*"
    return " ".join(terms)


def _hit(row: sqlite3.Row) -> SearchHit:
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = start = 0
    for piece in re.split(f"([{_OPEN}{_SHUT}])", row["excerpt"]):
        if piece == _OPEN:
            start = length
        elif piece == _SHUT:
            marks.append((start, length))
        else:
            plain.append(piece)
            length += len(piece)
    return SearchHit(
        row["id"],
        row["title"],
        row["message_id"],
        row["role"],
        "".join(plain),
        tuple(marks),
        row["updated"],
    )
