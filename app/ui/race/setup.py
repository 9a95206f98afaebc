"""What is to be raced: a prompt, two ways of answering, how often and how long."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core.pairs import Method, PairInfo
from app.core.prompt_kinds import prompt_kinds
from app.core.race import MAX_REPEATS, Entrant, RacePlan
from app.core.sampling import SamplingSettings
from app.core.verification import Verify
from app.ui.race.entrants import entrants_of
from app.ui.race.wording import entrant_name
from app.ui.wording import kind_name

_MAX_TOKENS = 4096


class RaceSetup(QWidget):
    """Asks for all of it.

    Signals:
        start_requested(): the button was pressed.
        changed(): something else is asked for.
    """

    start_requested = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind of prompt"))
        for kind in prompt_kinds():
            for number, prompt in enumerate(kind.prompts, 1):
                self.kind.addItem(f"{kind_name(kind.name)} {number}", prompt)
        self.kind.addItem(self.tr("Your own"), None)
        self.prompt = QPlainTextEdit(self)
        self.prompt.setAccessibleName(self.tr("Prompt to race on"))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(3 * self.prompt.fontMetrics().lineSpacing() + 14)
        self.first, self.second = QComboBox(self), QComboBox(self)
        for choice in (self.first, self.second):
            choice.setMinimumContentsLength(14)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.first.setAccessibleName(self.tr("First entrant"))
        self.second.setAccessibleName(self.tr("Second entrant"))
        self.repeats = self._number(self.tr("Repeats"), 1, MAX_REPEATS, 3)
        self.tokens = self._number(self.tr("Tokens of each answer"), 2, _MAX_TOKENS, 256)
        self.start = QPushButton(self.tr("Start race"), self)
        self.start.setObjectName("primary")
        self.other_pair = QPushButton(self.tr("Another pair…"), self)
        self.other_pair.setToolTip(self.tr("Race against a target and drafter from other files."))
        self._lay_out()
        self.kind.activated.connect(self._take_kind)
        self.prompt.textChanged.connect(self._prompt_edited)
        self.start.clicked.connect(self.start_requested)
        self.other_pair.clicked.connect(self._ask_other_pair)
        for choice in (self.first, self.second):
            choice.currentIndexChanged.connect(self.changed)
        self._take_kind()

    def _number(self, name: str, low: int, high: int, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        box.setValue(value)
        box.setAccessibleName(name)
        box.valueChanged.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        entrants = QHBoxLayout()
        entrants.setSpacing(8)
        entrants.addWidget(self.first, 1)
        entrants.addWidget(self.second, 1)
        entrants.addWidget(self.other_pair)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self.repeats)
        numbers.addSpacing(16)
        numbers.addWidget(self._caption(self.tr("To&kens"), self.tokens))
        numbers.addWidget(self.tokens)
        numbers.addStretch(1)
        numbers.addWidget(self.start)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("&Prompt"), self.kind)
        form.addRow("", self.prompt)
        form.addRow(self._caption(self.tr("&Entrants"), self.first), entrants)
        form.addRow(self._caption(self.tr("&Repeats"), self.repeats), numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)

    def set_pair(self, info: PairInfo | None, depth: int | None) -> None:
        """Offer the ways of this pair; `depth` is the window's choice."""
        for choice in (self.first, self.second):
            choice.blockSignals(True)
            choice.clear()
        if info is not None:
            for entrant in entrants_of(info):
                for choice in (self.first, self.second):
                    choice.addItem(entrant_name(info, entrant), entrant)
            self.first.setCurrentIndex(0)
            wanted = Entrant(info.spec, Method.AUTO, depth)
            index = next(
                (i for i in range(self.second.count()) if self.second.itemData(i) == wanted), 1
            )
            self.second.setCurrentIndex(index)
        for choice in (self.first, self.second):
            choice.blockSignals(False)
        self.changed.emit()

    def plan(self, sampling: SamplingSettings, verify: Verify) -> RacePlan:
        """Return what is asked for. Raises AppError."""
        return RacePlan(
            prompt=self.prompt.toPlainText(),
            entrants=(self.first.currentData(), self.second.currentData()),
            sampling=sampling,
            max_tokens=self.tokens.value(),
            repeats=self.repeats.value(),
            verify=verify,
        )

    def add_other_pair(self, target: Path, drafter: Path | None) -> None:
        """Offer another pair's own method, and choose it as the second entrant."""
        model: Entrant | None = self.second.currentData() or self.first.currentData()
        if model is None:
            return
        spec = dataclasses.replace(model.spec, target=target, drafter=drafter, method=Method.AUTO)
        name = target.stem + (f" + {drafter.stem}" if drafter is not None else "")
        for method, words in (
            (Method.AUTO, self.tr("{pair}, depth auto")),
            (Method.OFF, self.tr("{pair}, plain decoding")),
        ):
            for choice in (self.first, self.second):
                choice.addItem(words.format(pair=name), Entrant(spec, method))
        self.second.setCurrentIndex(self.second.count() - 2)

    @Slot()
    def _take_kind(self) -> None:
        prompt = self.kind.currentData()
        if prompt is not None:
            self.prompt.setPlainText(prompt)
        else:
            self.prompt.setFocus()
            self.prompt.selectAll()

    @Slot()
    def _prompt_edited(self) -> None:
        if self.prompt.toPlainText() != self.kind.currentData():
            self.kind.setCurrentIndex(self.kind.count() - 1)
        self.changed.emit()

    @Slot()
    def _ask_other_pair(self) -> None:
        files = self.tr("GGUF files (*.gguf)")
        target, _ = QFileDialog.getOpenFileName(
            self, self.tr("Target of the other pair"), "", files
        )
        if not target:
            return
        title = self.tr("Its drafter (cancel for none)")
        drafter, _ = QFileDialog.getOpenFileName(self, title, str(Path(target).parent), files)
        self.add_other_pair(Path(target), Path(drafter) if drafter else None)

    def _caption(self, words: str, buddy: QWidget) -> QLabel:
        label = QLabel(words, self)
        label.setBuddy(buddy)
        return label
