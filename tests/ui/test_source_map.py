"""Offsets of a source text in a document that counts differently."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from app.ui.chat.source_map import SourceMap


@pytest.mark.parametrize(
    "chunks",
    [
        ["plain ", "words"],
        ["🙂", "a🙂🙂b", "c"],
        ["one\r\ntwo\r\n", "three"],
        ["a\r", "\nb"],
        ["é\u0301\u200d", "x\n\ny\u2029z"],
    ],
)
def test_every_character_is_found_where_qt_has_it(chunks):
    document = QTextDocument()
    cursor = QTextCursor(document)
    cursor.insertText("before\n")
    places = SourceMap(cursor.position())
    for chunk in chunks:
        cursor.insertText(chunk)
        places.append(chunk)
        assert places.end == cursor.position()
    text = "".join(chunks)
    for offset, character in enumerate(text):
        position = places.position(offset)
        if character not in "\r\n\u2029" and not text.startswith("\r\n", offset - 1):
            seen = QTextCursor(document)
            seen.setPosition(position)
            wide = position + (2 if ord(character) > 0xFFFF else 1)
            seen.setPosition(wide, QTextCursor.MoveMode.KeepAnchor)
            assert seen.selectedText() == character
            assert places.offset(position) == offset


def test_positions_outside_are_clipped():
    places = SourceMap(10)
    places.append("a🙂\r\n")
    assert [places.offset(p) for p in (0, 10, 11, 12, 13, 14, 99)] == [0, 0, 1, 2, 2, 4, 4]
