"""What the chosen pair needs of this machine: context, memory bar, verdict."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gguf.quant_fit import QuantFit
from app.ui.library.details.wording import fit_mark
from app.ui.library.marks import Marks
from app.ui.speed.memory_bar import MemoryBar, MemoryLegend
from app.ui.theme_watcher import ThemeWatcher
from app.ui.wording import count

CONTEXTS = (2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144)


class FitView(QWidget):
    """Shows one fit; the context can be changed.

    Signals:
        context_chosen(int): tokens; 0 leaves it to Foretoken.
    """

    context_chosen = Signal(int)

    def __init__(self, themes: ThemeWatcher, marks: Marks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._themes = marks, themes
        self._fit: QuantFit | None = None
        self.context = QComboBox(self)
        self.context.setAccessibleName(self.tr("Context length"))
        self.context.setToolTip(self.tr("How many tokens of conversation the pair is to hold."))
        self.context.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.bar, self.legend = MemoryBar(themes.theme, self), MemoryLegend(themes.theme, self)
        self._mark, self._verdict = QLabel(self), QLabel(self)
        self._verdict.setWordWrap(True)
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.offer_contexts(0, CONTEXTS[-1])
        self.context.activated.connect(self._choose)
        themes.changed.connect(self._retheme)

    def _lay_out(self) -> None:
        caption = QLabel(self.tr("&Context"), self)
        caption.setBuddy(self.context)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._mark)
        words.addWidget(self._verdict, 1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        top.addWidget(caption)
        top.addWidget(self.context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self.legend)

    def offer_contexts(self, suggested: int, longest: int) -> None:
        """Offer what the target was made for; 0 is `suggested` tokens, or not known yet."""
        wanted = self.context.currentData() or 0
        self.context.clear()
        auto = self.tr("{n} tokens, suggested").format(n=count(suggested))
        self.context.addItem(auto if suggested else self.tr("suggested"), 0)
        for tokens in CONTEXTS:
            if tokens <= longest:
                self.context.addItem(self.tr("{n} tokens").format(n=count(tokens)), tokens)
        self.context.setCurrentIndex(max(0, self.context.findData(wanted)))

    def show_fit(self, fit: QuantFit | None) -> None:
        """Show this one; None while nobody knows."""
        self._fit = fit
        known = fit is not None
        self.bar.setVisible(known)
        self.legend.setVisible(known)
        self._mark.setVisible(known)
        if fit is None:
            self._verdict.setText(self.tr("Memory appears once the file's first keys are read."))
            return
        self._mark.setPixmap(self._marks.pixmap(fit_mark(fit.verdict), self.devicePixelRatio()))
        self._mark.setAccessibleName(fit.verdict)
        self._verdict.setText(fit.sentence)
        self.bar.show_memory(fit.memory, fit.free)
        self.legend.show_memory(fit.memory)

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.context_chosen.emit(int(self.context.itemData(index)))

    @Slot(object)
    def _retheme(self) -> None:
        self.bar.set_theme(self._themes.theme)
        self.legend.set_theme(self._themes.theme)
        self.show_fit(self._fit)
