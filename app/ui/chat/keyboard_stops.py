"""Where Tab stops in a conversation: at the links and the pieces of code in view."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.ui.chat.code_copy import CodeCopy
from app.ui.chat.markdown.decor import is_edge, visible_blocks
from app.ui.chat.markdown.look import Mark


class Stop(NamedTuple):
    """A link between two document positions, or (without one) piece of code number `code`."""

    start: int
    end: int
    link: str
    code: int = 0


class KeyboardStops:
    """Walks through the stops of a text."""

    def __init__(self, edit: QTextEdit, code: CodeCopy) -> None:
        self._edit, self._code = edit, code
        self._at: Stop | None = None

    @property
    def link(self) -> str:
        """The link that the keyboard is at, "" for none."""
        at, cursor = self._at, self._edit.textCursor()
        if at is None or (cursor.selectionStart(), cursor.selectionEnd()) != (at.start, at.end):
            return ""
        return at.link

    def step(self, *, forward: bool) -> bool:
        """Go to the next stop in view; False, and no stop, behind the last one."""
        stops = list(stops_in_view(self._edit))
        here = self._here(stops)
        if here is None:
            there = 0 if forward else len(stops) - 1
        else:
            there = here + (1 if forward else -1)
        if not 0 <= there < len(stops):
            self._at = None
            return False
        self._go(stops[there])
        return True

    def _here(self, stops: list[Stop]) -> int | None:
        """Return which stop the keyboard is at, None if it has been elsewhere since."""
        for number, stop in enumerate(stops):
            if stop.code and stop.code == self._code.focused:
                return number
            if stop.link and self.link and stop.start == self._edit.textCursor().selectionStart():
                return number
        return None

    def _go(self, stop: Stop) -> None:
        self._at = stop
        if stop.code:
            self._code.focus(stop.code)
            return
        self._edit.setFocus()
        cursor = self._edit.textCursor()
        cursor.setPosition(stop.start)
        cursor.setPosition(stop.end, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)


def stops_in_view(edit: QTextEdit) -> Iterator[Stop]:
    """Yield the links and pieces of code in view."""
    view = QRectF(edit.viewport().rect())
    seen = 0
    for block, place in visible_blocks(edit, view):
        if place.bottom() < view.top():
            continue
        code = int(block.blockFormat().property(Mark.CODE) or 0)
        if code and code != seen and (is_edge(block, block.previous()) or not seen):
            yield Stop(block.position(), block.position(), "", code)
        seen = code or seen
        yield from links_of(block)


def links_of(block: QTextBlock) -> Iterator[Stop]:
    """Yield the links of a block, each as a whole."""
    last: Stop | None = None
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        link = piece.charFormat().anchorHref()
        start, end = piece.position(), piece.position() + piece.length()
        if last is not None and link == last.link and last.end == start:
            last = last._replace(end=end)
        else:
            if last is not None and last.link:
                yield last
            last = Stop(start, end, link)
        pieces += 1
    if last is not None and last.link:
        yield last
