"""Which token is inspected: by a click, or walking from token to token through all answers."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.ui.chat.origin_layer import OriginLayer
from app.ui.chat.origin_marks import Chosen
from app.ui.chat.passage import Passage

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_EDGES = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}


class TokenCursor:
    """Moves the choice of an origin layer, and the view with it."""

    def __init__(self, edit: QTextEdit, layer: OriginLayer, passages: Sequence[Passage]) -> None:
        self._edit, self._layer, self._passages = edit, layer, passages

    def click(self, point: QPointF) -> None:
        """Choose the token at a point of the viewport; none elsewhere."""
        self._choose(self._layer.token_at(point))

    def enter(self) -> bool:
        """Choose the newest token, unless one is chosen; return whether one is now."""
        if self._layer.chosen is None:
            self._choose(last_token(self._passages))
        return self._layer.chosen is not None

    def step(self, key: int) -> bool:
        """Go to the neighbour (arrow keys), or the answer's first or last token (Home, End).

        Returns whether the key was one of these and a token is chosen.
        """
        at = self._layer.chosen
        if at is None:
            return False
        if key in _STEPS:
            self._choose(neighbour(self._passages, at, _STEPS[Qt.Key(key)]))
        elif key in _EDGES:
            first = _EDGES[Qt.Key(key)] < 0
            self._choose(Chosen(at.passage, 0 if first else at.passage.shown_tokens() - 1))
        else:
            return False
        return True

    def reveal(self) -> None:
        """Scroll as little as shows the chosen token."""
        chosen = self._layer.chosen
        if chosen is None:
            return
        cursor = QTextCursor(self._edit.document())
        start = chosen.passage.entry.tokens.start(chosen.token)
        cursor.setPosition(chosen.passage.places.position(start))
        box, bar = self._edit.cursorRect(cursor), self._edit.verticalScrollBar()
        below = box.bottom() + box.height() - self._edit.viewport().height()
        if below > 0:
            bar.setValue(bar.value() + below)
        elif box.top() < 0:
            bar.setValue(bar.value() + box.top() - box.height())

    def _choose(self, chosen: Chosen | None) -> None:
        self._layer.choose(chosen)
        self.reveal()


def last_token(passages: Sequence[Passage]) -> Chosen | None:
    """Return the newest token on the screen, None if there is none."""
    for passage in reversed(passages):
        if count := passage.shown_tokens():
            return Chosen(passage, count - 1)
    return None


def neighbour(passages: Sequence[Passage], at: Chosen, step: int) -> Chosen:
    """Return the token before (-1) or behind (1) one, in another answer if need be; else itself."""
    token = at.token + step
    if 0 <= token < at.passage.shown_tokens():
        return Chosen(at.passage, token)
    others = list(passages)
    number = others.index(at.passage)
    for other in others[number + 1 :] if step > 0 else reversed(others[:number]):
        if count := other.shown_tokens():
            return Chosen(other, 0 if step > 0 else count - 1)
    return at
