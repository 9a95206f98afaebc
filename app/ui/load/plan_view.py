"""What loading would take: a bar a device, a verdict in words, and what would fit instead."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.load_options import LoadOptions
from app.gguf.load_plan import LoadPlan, Verdict
from app.ui.load.device_bars import DeviceBars
from app.ui.theme import Theme
from app.ui.wording import count
from app.workers.load_planning import LoadAnswer


class PlanView(QWidget):
    """Shows the newest answer.

    Signals:
        offer_taken(LoadOptions): the user wants these instead.
    """

    offer_taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = DeviceBars(theme, self)
        self.verdict, self.hint = QLabel(self), QLabel(self)
        self.verdict.setAccessibleName(self.tr("Verdict"))
        self.hint.setObjectName("muted")
        for label in (self.verdict, self.hint):
            label.setWordWrap(True)
        self.offers: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bars)
        column.addWidget(self.verdict)
        column.addWidget(self.hint)
        column.addLayout(self._row)
        self.wait()

    def wait(self) -> None:
        """Say that the files are being read."""
        self._say(self.tr("Reading the files and asking what is free…"), "")
        self._offer(LoadOptions(), ())

    def show_answer(self, answer: LoadAnswer) -> None:
        """Show what came of a question."""
        plan = answer.plan
        if plan is None:
            self._say(answer.title, answer.hint)
            self._offer(LoadOptions(), ())
            return
        if plan.devices:
            self.bars.show_plan(plan)
        self._say(*self._words(plan))
        self._offer(answer.question.options, plan.offers)

    def _words(self, plan: LoadPlan) -> tuple[str, str]:
        if plan.verdict is Verdict.IMPOSSIBLE:
            return plan.title, plan.hint
        if plan.verdict is Verdict.TOO_LARGE:
            return self.tr("Too large. {title}").format(title=plan.title), plan.hint
        words = self.tr("Fits, {n} tokens of context.")
        if plan.verdict is Verdict.TIGHT:
            words = self.tr("Tight, {n} tokens of context: little is left for anything else.")
        elif plan.gpu_layers:
            words = self.tr("Fits, {n} tokens of context, {layers} of {most} layers on the GPU.")
        said = words.format(
            n=count(plan.context_length), layers=min(plan.gpu_layers, plan.layers), most=plan.layers
        )
        return said, plan.title

    def _say(self, verdict: str, hint: str) -> None:
        self.verdict.setText(verdict)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _offer(self, asked: LoadOptions, offers: tuple[LoadOptions, ...]) -> None:
        while self.offers:
            button = self.offers.pop()
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, options in enumerate(offers):
            button = QPushButton(self._offer_words(asked, options), self)
            button.clicked.connect(lambda _checked=False, one=options: self.offer_taken.emit(one))
            self._row.insertWidget(place, button)
            self.offers.append(button)

    def _offer_words(self, asked: LoadOptions, offer: LoadOptions) -> str:
        """Return what differs between two options."""
        if offer.method is not asked.method:
            return self.tr("Draft as the files can")
        if offer.context_length != asked.context_length:
            return self.tr("Context of {n} tokens").format(n=count(offer.context_length or 0))
        if offer.cache_type is not asked.cache_type or offer.cache_type_v != asked.cache_type_v:
            return self.tr("Cache in {kind}").format(kind=offer.cache_type.value)
        if offer.flash_attention != asked.flash_attention:
            return self.tr("Flash attention automatic")
        if offer.gpu_layers == 0:
            return self.tr("Read weights from the disk (very slow)")
        return self.tr("As many layers as fit")
