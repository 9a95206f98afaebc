"""How the cache is kept, how attention is computed, on how many threads."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.load_options import LoadOptions
from app.core.tuning import CacheType


class CacheForm(QWidget):
    """Types of keys and values, and flash attention, which quantized values need.

    Signals:
        changed(): another choice.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys, self.values, self.flash = QComboBox(self), QComboBox(self), QComboBox(self)
        self.keys.setAccessibleName(self.tr("Type of the cache's keys"))
        self.values.setAccessibleName(self.tr("Type of the cache's values"))
        self.flash.setAccessibleName(self.tr("Flash attention"))
        for kind, words in (
            (CacheType.F16, self.tr("f16")),
            (CacheType.Q8_0, self.tr("q8_0, half the size")),
            (CacheType.Q4_0, self.tr("q4_0, a quarter")),
        ):
            self.keys.addItem(self.tr("keys in {words}").format(words=words), kind)
            self.values.addItem(self.tr("values in {words}").format(words=words), kind)
        for state, words in (
            (None, self.tr("flash attention automatic")),
            (True, self.tr("flash attention on")),
            (False, self.tr("flash attention off")),
        ):
            self.flash.addItem(words, state)
        self.note = QLabel("", self)
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for choice in (self.keys, self.values, self.flash):
            choice.activated.connect(self._change)
        row.addWidget(self.keys, 1)
        row.addWidget(self.values, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.flash)
        column.addWidget(self.note)
        self._explain()

    def fill(self, options: LoadOptions) -> None:
        """Show these options."""
        values = options.cache_type if options.cache_type_v is None else options.cache_type_v
        self.keys.setCurrentIndex(self.keys.findData(options.cache_type))
        self.values.setCurrentIndex(self.values.findData(values))
        states = [self.flash.itemData(index) for index in range(self.flash.count())]
        self.flash.setCurrentIndex(states.index(options.flash_attention))
        self._explain()

    @property
    def types(self) -> tuple[CacheType, CacheType | None]:
        """See core.load_options.LoadOptions: cache_type and cache_type_v."""
        keys, values = CacheType(self.keys.currentData()), CacheType(self.values.currentData())
        return keys, None if values is keys else values

    @property
    def flash_attention(self) -> bool | None:
        """On, off, or None for automatic."""
        return self.flash.currentData()

    def _change(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        keys, values = CacheType(self.keys.currentData()), CacheType(self.values.currentData())
        said: list[str] = []
        if values.quantized and self.flash_attention is None:
            said.append(self.tr("Quantized values need flash attention: automatic switches it on."))
        elif not values.quantized:
            said.append(self.tr("Quantized values need flash attention; keys do not."))
        if keys.quantized or values.quantized:
            said.append(self.tr("A smaller cache rounds its numbers, which may change the text."))
        self.note.setText(" ".join(said))
