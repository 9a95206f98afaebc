"""What a pair would take, a bar for each device, with a mark at what is free there."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.core.pair_memory import PairMemory, Share
from app.gguf.load_plan import DevicePlan, LoadPlan
from app.ui.speed.memory_bar import MemoryBar, MemoryLegend
from app.ui.theme import Theme
from app.ui.wording import size


class DeviceBars(QWidget):
    """RAM first, then the GPUs that take part."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.names: list[QLabel] = []
        self.bars: list[MemoryBar] = []
        self.figures: list[QLabel] = []
        self.legend = MemoryLegend(theme, self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self._theme = theme
        self.legend.set_theme(theme)
        for bar in self.bars:
            bar.set_theme(theme)

    def show_plan(self, plan: LoadPlan) -> None:
        """Move the bars to this plan."""
        while len(self.bars) < len(plan.devices):
            self._add_row()
        for row in range(len(self.bars)):
            shown = row < len(plan.devices)
            for widget in (self.names[row], self.bars[row], self.figures[row]):
                widget.setVisible(shown)
            if shown:
                self._fill(row, plan.devices[row])
        parts = [dict(device.parts.shares) for device in plan.devices]
        sums = ((share, sum(part.get(share, 0) for part in parts)) for share in Share)
        self.legend.show_memory(PairMemory(tuple((share, found) for share, found in sums if found)))

    def _add_row(self) -> None:
        row = len(self.bars)
        name, bar, figures = QLabel(self), MemoryBar(self._theme, self), QLabel(self)
        figures.setObjectName("muted")
        for column, widget in enumerate((name, bar, figures)):
            self._grid.addWidget(widget, row, column)
        self._grid.addWidget(self.legend, row + 1, 1, 1, 2)
        self.names.append(name)
        self.bars.append(bar)
        self.figures.append(figures)

    def _fill(self, row: int, device: DevicePlan) -> None:
        self.names[row].setText(device.name)
        self.names[row].setToolTip(device.words)
        self.bars[row].setAccessibleName(self.tr("Memory of {name}").format(name=device.name))
        self.bars[row].show_memory(device.parts, device.room)
        words = self.tr("{n} of {room} free") if not device.over else self.tr("{n}, {room} free")
        self.figures[row].setText(words.format(n=size(device.parts.total), room=size(device.room)))
