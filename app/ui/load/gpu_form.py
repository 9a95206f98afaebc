"""How many layers go to GPUs, to which, and how they share them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.core.devices import Device
from app.core.load_options import LoadOptions
from app.ui.load.number_choice import NumberChoice
from app.ui.wording import size

Placing = tuple[tuple[str, ...], tuple[float, ...]]
"""Devices and their shares, see core.load_options.LoadOptions."""


class GpuForm(QWidget):
    """Layers by slider; with several GPUs a row for each: whether it takes part, and its share.

    Signals:
        changed(): another choice.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gpus: tuple[Device, ...] = ()
        self._wanted: Placing = ((), ())
        self.layers = NumberChoice(self.tr("Layers on the GPU"), self.tr(" layers"), self)
        self.absent = QLabel(self.tr("llama.cpp finds no GPU here: all is computed on the CPU."))
        self.absent.setObjectName("muted")
        self.absent.setWordWrap(True)
        self.used: list[QCheckBox] = []
        self.shares: list[QSpinBox] = []
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.layers)
        column.addLayout(self._rows)
        column.addWidget(self.absent)
        self.layers.changed.connect(self.changed)
        self.set_devices(())

    def set_devices(self, gpus: Sequence[Device]) -> None:
        """Offer these GPUs."""
        self.absent.setVisible(not gpus)
        self.layers.setVisible(bool(gpus))
        if tuple(one.name for one in gpus) == tuple(one.name for one in self._gpus):
            return
        self._wanted = self.placing
        self._gpus = tuple(gpus)
        self._build()
        self._show_placing()

    def _build(self) -> None:
        for widget in (*self.used, *self.shares):
            self._rows.removeWidget(widget)
            widget.deleteLater()
        self.used, self.shares = [], []
        for row, gpu in enumerate(self._gpus if len(self._gpus) > 1 else ()):
            words = self.tr("{name}: {what}, {free} free").format(
                name=gpu.name, what=gpu.description, free=size(gpu.free_bytes)
            )
            used, share = QCheckBox(words, self), QSpinBox(self)
            share.setRange(0, 100)
            share.setSpecialValueText(self.tr("share by free memory"))
            share.setPrefix(self.tr("share "))
            share.setAccessibleName(self.tr("Share of {name}").format(name=gpu.name))
            share.setToolTip(self.tr("Counts where every GPU that takes part has one."))
            used.toggled.connect(self.changed)
            share.valueChanged.connect(self.changed)
            self._rows.addWidget(used, row, 0)
            self._rows.addWidget(share, row, 1)
            self.used.append(used)
            self.shares.append(share)

    def fill(self, options: LoadOptions) -> None:
        """Show these options."""
        self.layers.set_value(options.gpu_layers)
        self._wanted = (options.devices, options.split)
        self._show_placing()

    def _show_placing(self) -> None:
        devices, split = self._wanted
        shares = dict(zip(devices, split, strict=False))
        blocked = self.blockSignals(True)
        for gpu, used, share in zip(self._gpus, self.used, self.shares, strict=False):
            used.setChecked(not devices or gpu.name in devices)
            share.setValue(round(shares.get(gpu.name, 0)))
        self.blockSignals(blocked)

    @property
    def placing(self) -> Placing:
        """Devices and shares as chosen; () for all, and for shares by free memory."""
        if not self.used:
            return self._wanted
        chosen = [
            (gpu.name, float(share.value()))
            for gpu, used, share in zip(self._gpus, self.used, self.shares, strict=True)
            if used.isChecked()
        ]
        shares = tuple(share for _, share in chosen)
        split = shares if chosen and all(shares) else ()
        if not chosen or (len(chosen) == len(self._gpus) and not split):
            return (), ()
        return tuple(name for name, _ in chosen), split
