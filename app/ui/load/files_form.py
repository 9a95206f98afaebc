"""Which files to load: a target, and a drafter that fits it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.paths import embedded_drafter, embedded_target

Pair = tuple[Path, Path | None]


class FilesForm(QWidget):
    """Pairs opened before are one choice away; any file can be looked for.

    Signals:
        changed(): other files.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: list[Pair] = []
        self.targets, self.drafters = QComboBox(self), QComboBox(self)
        self.targets.setAccessibleName(self.tr("Target"))
        self.drafters.setAccessibleName(self.tr("Drafter"))
        self.find_target = QPushButton(self.tr("Other…"), self)
        self.find_drafter = QPushButton(self.tr("Other…"), self)
        self.find_target.setAccessibleName(self.tr("Other target"))
        self.find_drafter.setAccessibleName(self.tr("Other drafter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for choice, find in (
            (self.targets, self.find_target),
            (self.drafters, self.find_drafter),
        ):
            choice.setMinimumContentsLength(20)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(choice, 1)
            row.addWidget(find)
            column.addLayout(row)
        self.targets.activated.connect(self._choose_target)
        self.drafters.activated.connect(self.changed)
        self.find_target.clicked.connect(self._find_target)
        self.find_drafter.clicked.connect(self._find_drafter)

    @property
    def pair(self) -> Pair | None:
        """What is chosen; None while there is no target."""
        target, drafter = self.targets.currentData(), self.drafters.currentData()
        return (Path(target), Path(drafter) if drafter else None) if target else None

    def show_pair(self, pair: Pair | None, known: Sequence[Pair]) -> None:
        """Choose this pair among those opened before."""
        self._known = [one for one in (_embedded(), pair, *known) if one is not None]
        self.targets.clear()
        for target in dict.fromkeys(target for target, _ in self._known):
            self.targets.addItem(self._target_words(target), str(target))
        if pair is not None:
            self.targets.setCurrentIndex(self.targets.findData(str(pair[0])))
            self._offer(pair[0], pair[1], ())

    def offer_drafters(self, target: Path, found: Sequence[Path]) -> None:
        """Offer what was found beside the target too."""
        pair = self.pair
        if pair is not None and pair[0] == target:
            self._offer(*pair, found)

    def _offer(self, target: Path, chosen: Path | None, found: Sequence[Path]) -> None:
        known = [drafter for one, drafter in self._known if one == target]
        offered = dict.fromkeys([None, chosen, *known, *found])
        self.drafters.clear()
        for drafter in offered:
            words = self.tr("No drafter") if drafter is None else drafter.name
            self.drafters.addItem(words, "" if drafter is None else str(drafter))
        self.drafters.setCurrentIndex(self.drafters.findData(str(chosen or "")))

    def _target_words(self, target: Path) -> str:
        embedded = _embedded()
        built_in = embedded is not None and embedded[0] == target
        return self.tr("{name} (built in)").format(name=target.name) if built_in else target.name

    @Slot()
    def _choose_target(self) -> None:
        target = Path(self.targets.currentData())
        last = next((drafter for one, drafter in self._known if one == target), None)
        self._offer(target, last, ())
        self.changed.emit()

    @Slot()
    def _find_target(self) -> None:
        path = self._ask(self.tr("Open target"))
        if path is not None:
            self.show_pair((path, None), self._known)
            self.changed.emit()

    @Slot()
    def _find_drafter(self) -> None:
        path, pair = self._ask(self.tr("Open drafter")), self.pair
        if path is not None and pair is not None:
            self._offer(pair[0], path, ())
            self.changed.emit()

    def _ask(self, title: str) -> Path | None:
        pair = self.pair
        start = str(pair[0].parent) if pair is not None else ""
        name, _ = QFileDialog.getOpenFileName(self, title, start, self.tr("Models (*.gguf)"))
        return Path(name) if name else None


def _embedded() -> Pair | None:
    try:
        return embedded_target(), embedded_drafter()
    except FileNotFoundError:
        return None
