"""Draws tokens by origin over a transcript, whose document holds nothing but the answers' text."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from app.core.speculation import Origin
from app.ui.chat.gaps import Gap
from app.ui.chat.origin_marks import Chosen, FramedMarks, find_marks, token_at
from app.ui.chat.passage import Passage
from app.ui.origin_style import ghost_font, tint, underline_pen
from app.ui.theme import Theme

MARGIN = 3
"""Pixels left free on both sides of a ghost; on the left a space instead, where it has one."""

WIDEST_GHOST = 220
WIDTH_STEP = 4
"""Widths of gaps are rounded up to it: each one is a text format that the document keeps."""


class OriginLayer(QObject):
    """Tints, underlines and ghosts, and which token is chosen.

    A ghost stands in room that the letter before it leaves behind itself (letter spacing, or a
    line's indent), so it is in no selection, no search and no screen reader's text.

    Signals:
        chosen_changed(Chosen | None): this token is inspected now.
    """

    chosen_changed = Signal(object)

    def __init__(self, edit: QTextEdit, passages: Sequence[Passage], theme: Theme) -> None:
        super().__init__(edit)
        self._edit, self._passages = edit, passages
        self.set_theme(theme)
        self._shown = False
        self._chosen: Chosen | None = None
        self._marks: list[FramedMarks] = []
        self.set_font(edit.font())

    def set_font(self, font: QFont) -> None:
        """Draw ghosts in a font like this from now on."""
        self._font = ghost_font(font)
        self._measure = QFontMetricsF(self._font)

    @property
    def shown(self) -> bool:
        """Whether origins are drawn."""
        return self._shown

    @property
    def chosen(self) -> Chosen | None:
        """The token that is inspected."""
        return self._chosen

    def set_shown(self, shown: bool) -> None:
        """Draw origins or not, in all answers there are."""
        if shown == self._shown:
            return
        self._shown = shown
        cursor = QTextCursor(self._edit.document())
        cursor.beginEditBlock()
        for passage in self._passages:
            if shown:
                self.extend(passage)
            else:
                for gap in passage.gaps.items:
                    self._set_room(passage, gap, 0.0)
                passage.restart_gaps()
        cursor.endEditBlock()
        self.choose(None)
        self._edit.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in this theme from now on."""
        self._theme = theme
        self._tints = {origin: tint(theme, origin) for origin in Origin}
        self._pens = {origin: underline_pen(theme, origin) for origin in Origin}

    def extend(self, passage: Passage) -> int:
        """Make room for what was rejected in text that has just come.

        Returns the document position of the first change, the passage's end for none.
        """
        gaps = passage.due_gaps() if self._shown else []
        for gap in gaps:
            words = gap.text.removeprefix(" ")
            gap.drawn = self._measure.elidedText(words, Qt.TextElideMode.ElideRight, WIDEST_GHOST)
            margins = self._margin(gap) + MARGIN
            wanted = self._measure.horizontalAdvance(gap.drawn) + margins
            self._set_room(passage, gap, -(-wanted // WIDTH_STEP) * WIDTH_STEP)
        places = passage.places
        return min((places.position(gap.first) for gap in gaps), default=places.end)

    def _margin(self, gap: Gap) -> float:
        return self._measure.horizontalAdvance(" ") + 1 if gap.text.startswith(" ") else MARGIN

    def _set_room(self, passage: Passage, gap: Gap, width: float) -> None:
        places = passage.places
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(places.position(gap.first))
        if gap.first == gap.end:
            block = cursor.blockFormat()
            block.setTextIndent(block.textIndent() - gap.width + width)
            cursor.setBlockFormat(block)
        else:
            cursor.setPosition(places.position(gap.end), QTextCursor.MoveMode.KeepAnchor)
            form = cursor.charFormat()
            if width:
                form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                form.setFontLetterSpacing(width)
            else:
                form.clearProperty(QTextCharFormat.Property.FontLetterSpacingType)
                form.clearProperty(QTextCharFormat.Property.FontLetterSpacing)
            cursor.setCharFormat(form)
        gap.width = width

    def choose(self, chosen: Chosen | None) -> None:
        """Inspect this token, or none."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._edit.viewport().update()
            self.chosen_changed.emit(chosen)

    def token_at(self, point: QPointF) -> Chosen | None:
        """Return the token at a point of the viewport."""
        return token_at(self._edit.document(), self._passages, point + self._scrolled())

    def _scrolled(self) -> QPointF:
        bars = self._edit.horizontalScrollBar(), self._edit.verticalScrollBar()
        return QPointF(bars[0].value(), bars[1].value())

    def paint_below(self, area: QRect) -> None:
        """Draw what stands behind the text, in an area of the viewport."""
        if not self._shown:
            return
        region = QRectF(area).translated(self._scrolled())
        self._marks = list(find_marks(self._edit.document(), self._passages, region, self._chosen))
        painter = self._painter()
        for origin, tinted in self._tints.items():
            boxes = [box for marks, _ in self._marks for box in marks.tints.get(origin, ())]
            if boxes:
                painter.setBrush(tinted)
                painter.drawRects(boxes)
        painter.end()

    def paint_above(self) -> None:
        """Draw the rest of the same area."""
        if not self._shown:
            return
        painter = self._painter()
        for origin, pen in self._pens.items():
            strokes = [
                line for marks, _ in self._marks for line in marks.underlines.get(origin, ())
            ]
            if strokes:
                painter.setPen(pen)
                painter.drawLines(strokes)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.rejected))
        for marks, frames in self._marks:
            for left, gap in marks.ghosts:
                painter.drawText(QPointF(left + self._margin(gap), marks.baseline), gap.drawn)
            if frames:
                self._draw_frames(painter, frames)
        painter.end()

    def _draw_frames(self, painter: QPainter, frames: Sequence[QRectF]) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.text), 1.5))
        for box in frames:
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 3, 3)
        painter.restore()

    def _painter(self) -> QPainter:
        painter = QPainter(self._edit.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(-self._scrolled())
        return painter
