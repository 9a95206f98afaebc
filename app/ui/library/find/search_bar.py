"""What is searched for: words, order, filters."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.core.repositories import SearchQuery, Sort
from app.ui.library import wording
from app.ui.library.find.languages import languages

LICENCES = ("apache-2.0", "mit", "gemma", "llama3.1", "llama3.2", "cc-by-4.0", "other")


class SearchBar(QWidget):
    """Asks for it.

    Signals:
        typed(): the words changed; more letters may follow.
        chosen(): Enter, or another order or filter: nothing more will follow.
        list_wanted(): the arrow key that leads from the words into the results.
    """

    typed = Signal()
    chosen = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(self.tr("Search the hub: a name, or an address"))
        self.words.setAccessibleName(self.tr("Search the hub"))
        self.sort = self._choice(
            self.tr("Order"),
            [
                (self.tr("By downloads"), Sort.DOWNLOADS),
                (self.tr("By likes"), Sort.LIKES),
                (self.tr("Newest first"), Sort.UPDATED),
            ],
        )
        self.licence = self._choice(
            self.tr("Licence"),
            [(self.tr("Any licence"), ""), *((wording.licence(word), word) for word in LICENCES)],
        )
        self.language = self._choice(
            self.tr("Language"),
            [(self.tr("Any language"), ""), *((name, code) for code, name in languages())],
        )
        self.fits = QCheckBox(self.tr("Fits this &machine"), self)
        self.fits.setToolTip(self.tr("Its smallest file fits into this machine's memory."))
        self.with_drafter = QCheckBox(self.tr("With a d&rafter"), self)
        self.with_drafter.setToolTip(
            self.tr("Its files' names say that a drafter is among them, or inside the target.")
        )
        self._lay_out()
        self.setFocusProxy(self.words)
        self.words.textEdited.connect(self.typed)
        self.words.textChanged.connect(self._note_cleared)
        self.words.returnPressed.connect(self.chosen)
        for choice in (self.sort, self.licence, self.language):
            choice.activated.connect(self.chosen)
        for box in (self.fits, self.with_drafter):
            box.clicked.connect(self.chosen)

    def _choice(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        for words, value in entries:
            box.addItem(words, value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(7)
        return box

    def _lay_out(self) -> None:
        boxes = QHBoxLayout()
        boxes.setSpacing(16)
        boxes.addWidget(self.fits)
        boxes.addWidget(self.with_drafter)
        boxes.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 8)
        grid.setSpacing(8)
        grid.addWidget(self.words, 0, 0, 1, 3)
        for column, choice in enumerate((self.sort, self.licence, self.language)):
            grid.addWidget(choice, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addLayout(boxes, 2, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)

    @Slot(str)
    def _note_cleared(self, text: str) -> None:
        if not text:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead from the words into the results."""
        if event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)

    def query(self, room: int | None) -> SearchQuery:
        """Return what is asked for; `room` is how many bytes fit into this machine."""
        return SearchQuery(
            text=self.words.text().strip(),
            sort=Sort(self.sort.currentData()),
            licence=str(self.licence.currentData()),
            language=str(self.language.currentData()),
            with_drafter=self.with_drafter.isChecked(),
            fits=room if self.fits.isChecked() else None,
        )

    @property
    def filtered(self) -> bool:
        """Whether any filter leaves results out."""
        chosen = (self.licence.currentData(), self.language.currentData())
        return any(chosen) or self.fits.isChecked() or self.with_drafter.isChecked()

    @Slot()
    def clear_filters(self) -> None:
        """Leave nothing out."""
        self.licence.setCurrentIndex(0)
        self.language.setCurrentIndex(0)
        self.fits.setChecked(False)
        self.with_drafter.setChecked(False)
        self.chosen.emit()
