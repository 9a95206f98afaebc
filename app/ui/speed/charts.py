"""The two charts over time, on pyqtgraph: speed, and draft tokens round by round."""

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.speed.history import MAX_ROUNDS, SpeedHistory
from app.ui.theme import Theme
from app.ui.wording import rate

LABEL_ROOM = 1.25
"""The axis ends this far above the highest value: the last one is printed above all of them."""

RIGHT_MARGIN = 12
"""Pixels, half of the last label of the time axis."""


def nice_ceiling(value: float) -> float:
    """Return the first round number, one digit or 15 times a power of ten, not below `value`."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    for step in (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0):
        if value <= step * power * (1 + 1e-9):
            return step * power
    return 10.0 * power


class CountAxis(pg.AxisItem):
    """Writes whole numbers as the rest of the window does."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return what to write at each tick."""
        if spacing * scale < 1:
            return super().tickStrings(values, scale, spacing)
        return [f"{value * scale:,.0f}" for value in values]


class Chart(pg.PlotWidget):
    """A quiet plot: two axes, no menu, no dragging; `value_at` says what is under the mouse."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, axisItems={"left": CountAxis("left")})
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setFixedHeight(120)
        self._range = (0.0, 0.0)
        self.plot: Any = self.getPlotItem()
        self.plot.setContentsMargins(0, 4, RIGHT_MARGIN, 0)
        self.plot.disableAutoRange()
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setStyle(
                tickLength=-4, maxTickLevel=0, tickTextOffset=4, hideOverlappingLabels=False
            )
            axis.enableAutoSIPrefix(False)
        self.plot.getAxis("left").setWidth(44)
        scene: Any = self.scene()
        scene.sigMouseMoved.connect(self._hover)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self.setBackground(theme.panel)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(theme.outline))
            axis.setTextPen(pg.mkPen(theme.muted))
            font = self.font()
            font.setPointSizeF(max(7.0, font.pointSizeF() - 2))
            axis.setTickFont(font)

    def set_extent(self, width: float, height: float) -> None:
        """Show 0 to `width` by 0 to `height`; costs nothing if that is what is shown."""
        if (width, height) != self._range:
            self._range = (width, height)
            self.plot.setRange(xRange=(0, width), yRange=(0, height), padding=0)

    def value_at(self, x: float) -> str:
        """Return what to say about the value at `x`, "" for nothing."""
        raise NotImplementedError

    def _hover(self, where: QPointF) -> None:
        box = self.plot.getViewBox()
        text = ""
        if box.sceneBoundingRect().contains(where):
            text = self.value_at(box.mapSceneToView(where).x())
        if text:
            QToolTip.showText(self.mapToGlobal(self.mapFromScene(where)), text, self)
        else:
            QToolTip.hideText()


class SpeedChart(Chart):
    """Tokens per second over seconds of decoding."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._curve: Any = pg.PlotCurveItem()
        self._label: Any = pg.TextItem(anchor=(1, 0))
        self._seconds: list[float] = []
        self._rates: list[float] = []
        super().__init__("", theme, parent)
        self.setAccessibleName(self.tr("Tokens per second over time"))
        self.plot.addItem(self._curve)
        self.plot.addItem(self._label)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._curve.setPen(pg.mkPen(theme.accent, width=2))
        self._label.setColor(QColor(theme.text))

    def redraw(self, history: SpeedHistory) -> None:
        """Show the running answer's curve."""
        self._seconds, self._rates = history.seconds, history.rates
        if not self._seconds:
            self._curve.setData([], [])
            self._label.setText("")
            return
        top = nice_ceiling(max(self._rates) * LABEL_ROOM)
        self.set_extent(nice_ceiling(self._seconds[-1]), top)
        self._curve.setData(np.array(self._seconds), np.array(self._rates))
        now = self.tr("now {n}").format(n=f"{self._rates[-1]:,.0f}")
        self._label.setText("" if history.finished else now)
        left = self._seconds[-1] < 0.25 * self._range[0]
        self._label.setAnchor((0, 0) if left else (1, 0))
        self._label.setPos(self._seconds[-1], top)

    def value_at(self, x: float) -> str:
        if not self._seconds:
            return ""
        index = int(np.abs(np.array(self._seconds) - x).argmin())
        return self.tr("{rate} after {seconds} s").format(
            rate=rate(self._rates[index]), seconds=f"{self._seconds[index]:.2f}"
        )


class RoundsChart(Chart):
    """Draft tokens per round: accepted below (solid), rejected on top (hatched)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        empty: dict[str, Any] = {"x": [], "height": [], "width": 0.8}
        self._accepted: Any = pg.BarGraphItem(**empty)
        self._rejected: Any = pg.BarGraphItem(**empty, y0=[])
        self._bars: list[tuple[int, int, int]] = []
        super().__init__("", theme, parent)
        self.setAccessibleName(self.tr("Accepted and rejected draft tokens per round"))
        self.plot.addItem(self._accepted)
        self.plot.addItem(self._rejected)
        self.plot.getAxis("bottom").setStyle(showValues=False, tickLength=0)
        self.plot.setContentsMargins(0, 4, RIGHT_MARGIN, 6)
        self.setFixedHeight(100)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._accepted.setOpts(brush=pg.mkBrush(theme.accepted), pen=pg.mkPen(None))
        hatch = QBrush(QColor(theme.rejected), Qt.BrushStyle.BDiagPattern)
        self._rejected.setOpts(brush=hatch, pen=pg.mkPen(theme.rejected))

    def redraw(self, history: SpeedHistory) -> None:
        """Show the last rounds."""
        self._bars = [(bar.index, bar.accepted, bar.rejected) for bar in history.rounds]
        table = np.array(self._bars, dtype=float).reshape(-1, 3)
        x = np.arange(len(table)) + 0.5
        depth = float(table[:, 1:].sum(axis=1).max()) if len(table) else 1.0
        self.set_extent(float(MAX_ROUNDS), max(1.0, depth) * 1.03)
        ticks = [(value, str(value)) for value in range(int(depth) + 1)]
        self.plot.getAxis("left").setTicks([ticks if depth <= 4 else ticks[::2]])
        self._accepted.setOpts(x=x, height=table[:, 1])
        some = table[:, 2] > 0  # a bar of no height would still draw its outline
        self._rejected.setOpts(x=x[some], y0=table[some, 1], height=table[some, 2])

    def value_at(self, x: float) -> str:
        index = int(x)
        if not 0 <= index < len(self._bars):
            return ""
        number, accepted, rejected = self._bars[index]
        return self.tr("Round {number}: {accepted} accepted, {rejected} rejected").format(
            number=number, accepted=accepted, rejected=rejected
        )
