"""All that can be chosen about loading a pair, as a form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSpinBox, QWidget

from app.core.devices import Device
from app.core.load_options import MOST_IDLE_MINUTES, LoadOptions
from app.core.pairs import Method
from app.ui.load.computing_form import CacheForm
from app.ui.load.files_form import FilesForm
from app.ui.load.gpu_form import GpuForm
from app.ui.load.number_choice import NumberChoice

SHORTEST = 256


class LoadForm(QWidget):
    """Files and options.

    Signals:
        files_changed(): other files. changed(): other options.
    """

    files_changed = Signal()
    changed = Signal()

    def __init__(self, cores: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FilesForm(self)
        self.method = QComboBox(self)
        self.context = NumberChoice(self.tr("Context length"), self.tr(" tokens"), self)
        self.gpu, self.cache = GpuForm(self), CacheForm(self)
        self.threads = NumberChoice(self.tr("Threads"), self.tr(" threads"), self)
        self.threads.set_stops(range(1, cores + 1), self.tr("automatic"))
        self.idle = QSpinBox(self)
        self.idle.setRange(0, MOST_IDLE_MINUTES)
        self.idle.setSpecialValueText(self.tr("never"))
        self.idle.setSuffix(self.tr(" min"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._offer_methods()
        self.set_longest(131072)
        self._add_rows()
        self.files.changed.connect(self.files_changed)
        self.method.activated.connect(self.changed)
        for part in (self.context, self.gpu, self.cache, self.threads):
            part.changed.connect(self.changed)
        self.idle.valueChanged.connect(self.changed)

    def _add_rows(self) -> None:
        for words, field in (
            (self.tr("&Pair"), self.files),
            (self.tr("&Method"), self.method),
            (self.tr("&Context"), self.context),
            (self.tr("&GPU"), self.gpu),
            (self.tr("C&ache"), self.cache),
            (self.tr("&Threads"), self.threads),
            (self.tr("&Unload when idle"), self.idle),
        ):
            label = QLabel(words, self)
            label.setBuddy(self._first(field))
            label.setContentsMargins(0, 0, 4, 0)
            if not field.accessibleName():
                field.setAccessibleName(words.replace("&", ""))
            self._form.addRow(label, field)

    def _first(self, field: QWidget) -> QWidget:
        """Return what a label's shortcut is to reach in a field of several parts."""
        parts: dict[QWidget, QWidget] = {
            self.files: self.files.targets,
            self.gpu: self.gpu.layers.slider,
            self.cache: self.cache.keys,
            self.context: self.context.slider,
            self.threads: self.threads.slider,
        }
        return parts.get(field, field)

    def _offer_methods(self) -> None:
        for method, words in (
            (Method.AUTO, self.tr("automatic: what the files are made for")),
            (Method.MTP, self.tr("MTP")),
            (Method.EAGLE3, self.tr("EAGLE-3")),
            (Method.DRAFT, self.tr("Draft model")),
            (Method.NGRAM, self.tr("Lookup (n-gram)")),
            (Method.OFF, self.tr("Off (plain)")),
        ):
            self.method.addItem(words, method)

    def set_longest(self, tokens: int) -> None:
        """Offer contexts up to what the target was made for."""
        stops = [SHORTEST]
        while stops[-1] < tokens:
            stops += [stop for stop in (stops[-1] * 3 // 2, stops[-1] * 2) if stop < tokens]
            if stops[-1] * 3 // 2 >= tokens:
                stops.append(tokens)
        self.context.set_stops(stops if tokens > SHORTEST else [tokens], self.tr("automatic"))

    def set_layers(self, most: int) -> None:
        """Offer GPU layers up to as many as there are."""
        self.gpu.layers.set_stops(range(most + 1), self.tr("as many as fit"))

    def set_devices(self, gpus: Sequence[Device]) -> None:
        """Offer these GPUs."""
        self.gpu.set_devices(gpus)

    def fill(self, options: LoadOptions) -> None:
        """Show these options."""
        blocked = self.blockSignals(True)
        self.method.setCurrentIndex(self.method.findData(options.method))
        self.context.set_value(options.context_length)
        self.gpu.fill(options)
        self.cache.fill(options)
        self.threads.set_value(options.threads)
        self.idle.setValue(options.idle_minutes)
        self.blockSignals(blocked)

    @property
    def options(self) -> LoadOptions:
        """As chosen."""
        keys, values = self.cache.types
        devices, split = self.gpu.placing
        return LoadOptions(
            method=Method(self.method.currentData()),
            context_length=self.context.value,
            gpu_layers=self.gpu.layers.value,
            devices=devices,
            split=split,
            threads=self.threads.value,
            flash_attention=self.cache.flash_attention,
            cache_type=keys,
            cache_type_v=values,
            idle_minutes=self.idle.value(),
        )
