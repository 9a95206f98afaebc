"""Names the marks of tokens by origin, each beside a sample of it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui.elided_label import ElidedLabel
from app.ui.origin_style import (
    UNDERLINE_DROP,
    UNDERLINE_HEIGHT,
    ghost_font,
    tint,
    underline,
    underline_pen,
)
from app.ui.origin_words import ALL_SHOWN, Shown, origin_meaning, origin_name, origin_shape
from app.ui.theme_watcher import ThemeWatcher

LETTERS = "abc"
SAMPLE_MARGIN = 2
NARROW_COLUMNS = 3


class OriginSample(QWidget):
    """A few letters as a token of this origin is drawn."""

    def __init__(self, shown: Shown, themes: ThemeWatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._themes = shown, themes
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_origin(self, shown: Shown) -> None:
        """Draw another one."""
        self._shown = shown
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the letters and the underline."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(LETTERS) + 2 * SAMPLE_MARGIN + 2
        return QSize(width, metrics.ascent() + round(UNDERLINE_DROP + UNDERLINE_HEIGHT) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as the transcript does."""
        del event
        theme, shown = self._themes.theme, self._shown
        painter = QPainter(self)
        baseline = self.fontMetrics().ascent() + 1.0
        right = self.width() - 1.0
        painter.setPen(QColor(theme.rejected if shown is None else theme.text))
        if shown is None:
            painter.setFont(ghost_font(self.font()))
        else:
            foot = baseline + UNDERLINE_DROP + UNDERLINE_HEIGHT
            painter.fillRect(QRectF(1, 1, right - 1, foot - 1), tint(theme, shown))
        painter.drawText(QPointF(SAMPLE_MARGIN + 1, baseline), LETTERS)
        if shown is not None:
            painter.setPen(underline_pen(theme, shown))
            painter.drawLines(underline(shown, baseline, 1, right))
        painter.end()


class _Item(QWidget):
    def __init__(self, shown: Shown, themes: ThemeWatcher, parent: QWidget) -> None:
        super().__init__(parent)
        label = QLabel(origin_name(shown), self)
        label.setObjectName("caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(OriginSample(shown, themes, self))
        row.addWidget(label)
        self.setAccessibleName(f"{origin_name(shown)}: {origin_shape(shown)}")
        self.setAccessibleDescription(origin_meaning(shown))
        self.setToolTip(f"{origin_meaning(shown)}\n({origin_shape(shown)})")


class OriginLegend(QWidget):
    """One line, or two where the window is narrow."""

    def __init__(self, themes: ThemeWatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tokens by origin"))
        self._items = [_Item(shown, themes, self) for shown in ALL_SHOWN]
        self._hint = ElidedLabel(self)
        self._hint.setObjectName("caption")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(self._grid)
        row.addWidget(self._hint, 1)
        self._columns = 0
        self._arrange(len(self._items))
        themes.changed.connect(self._repaint)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the narrow arrangement."""
        widest = max(item.sizeHint().width() for item in self._items)
        return QSize(NARROW_COLUMNS * (widest + 16), super().minimumSizeHint().height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, item in enumerate(self._items):
            self._grid.addWidget(item, index // columns, index % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use a second line if one is too short; say how to choose a token where there is room."""
        super().resizeEvent(event)
        widths = [item.sizeHint().width() + 16 for item in self._items]
        one_line = sum(widths) <= self.width()
        self._arrange(len(self._items) if one_line else NARROW_COLUMNS)
        room = self.width() - (sum(widths) if one_line else NARROW_COLUMNS * max(widths))
        hint = self.tr("Click a token, or F6, then ← →")
        fits = self.fontMetrics().horizontalAdvance(hint) <= room
        self._hint.set_whole_text(hint if fits else "")

    @Slot()
    def _repaint(self) -> None:
        self.update()
