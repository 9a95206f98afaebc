"""Below the table: what the selected model is, the drafter it is to have, what to do with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.library import Library, LibraryFile, LibraryKind
from app.ui.elided_label import ElidedLabel
from app.ui.library.installed.rows import kind_words, place_words
from app.ui.wording import count, size


class FileStrip(QFrame):
    """Shows one entry, or how many are selected.

    Signals:
        load_wanted(Path, Path | None): chat with this target and drafter.
        options_wanted(Path, Path | None): choose first how to load them.
        verify_wanted(), reveal_wanted(), metadata_wanted(), remove_wanted(): of what is selected.
    """

    load_wanted = Signal(object, object)
    options_wanted = Signal(object, object)
    verify_wanted = Signal()
    reveal_wanted = Signal()
    metadata_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelActions")
        self._file: LibraryFile | None = None
        self.name, self.about = ElidedLabel(self), QLabel(self)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.about.setObjectName("muted")
        self.about.setWordWrap(True)
        self.drafter = QComboBox(self)
        self.drafter.setAccessibleName(self.tr("Drafter to load with it"))
        self.drafter.setToolTip(self.tr("Drafters on this machine that fit this target."))
        self.drafter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.drafter.setMinimumContentsLength(18)
        self.load = QPushButton(self.tr("Load and chat"), self)
        self.load.setObjectName("primary")
        self.options = self._button(self.tr("Load options…"))
        self.verify = self._button(self.tr("Verify"))
        self.metadata = self._button(self.tr("Metadata…"))
        self.reveal = self._button(self.tr("Show in folder"))
        self.remove = self._button(self.tr("Delete"))
        self._lay_out()
        self.load.clicked.connect(self._load)
        self.options.clicked.connect(self._ask_options)
        self.verify.clicked.connect(self.verify_wanted)
        self.metadata.clicked.connect(self.metadata_wanted)
        self.reveal.clicked.connect(self.reveal_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    def _button(self, words: str) -> QPushButton:
        return QPushButton(words, self)

    def _lay_out(self) -> None:
        main = QHBoxLayout()
        main.setSpacing(8)
        main.addWidget(self.name, 1)
        main.addWidget(self.drafter)
        main.addWidget(self.options)
        main.addWidget(self.load)
        more = QHBoxLayout()
        more.setSpacing(8)
        more.addWidget(self.about, 1)
        for button in (self.verify, self.metadata, self.reveal, self.remove):
            more.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(main)
        column.addLayout(more)

    def show_files(self, files: Sequence[LibraryFile]) -> None:
        """Show what is selected; nothing hides the strip."""
        self.setVisible(bool(files))
        self._file = files[0] if len(files) == 1 else None
        one = self._file
        loadable = one is not None and one.is_usable and one.details.kind is LibraryKind.TARGET
        for widget in (self.load, self.options, self.drafter):
            widget.setVisible(loadable)
        for button in (self.metadata, self.reveal):
            button.setVisible(one is not None)
            button.setEnabled(one is not None and not one.missing)
        here = [file for file in files if not file.missing]
        self.verify.setEnabled(bool(here))
        forget = not here
        self.remove.setText(self.tr("Forget") if forget else self.tr("Delete"))
        if one is not None:
            self.name.set_whole_text(one.name)
            self.about.setText(self._about(one))
        else:
            total = sum(file.size for file in files)
            self.name.set_whole_text(self.tr("{n} models", "", len(files)).format(n=len(files)))
            self.about.setText(size(total))

    def _about(self, file: LibraryFile) -> str:
        if file.missing:
            return self.tr("It was in {folder} and is not there any more.").format(
                folder=file.path.parent
            )
        details = file.details
        made_for = self.tr("{n} tokens of context").format(n=count(details.context_length))
        verified = max((part.verified for part in file.parts), default="")
        parts = [
            kind_words(file),
            made_for if details.context_length else "",
            file.origin.repo_id,
            place_words(file.place),
            self.tr("verified {day}").format(day=verified) if file.is_verified else "",
            details.reason,
        ]
        return "  ·  ".join(part for part in parts if part)

    def offer_drafters(self, library: Library, found: Sequence[LibraryFile]) -> None:
        """Offer the drafters this target was used with, those found to fit, and none."""
        self.drafter.clear()
        target = self._file
        if target is None:
            return
        names = {file.path: file.name for file in library.files if not file.missing}
        paired = [p.drafter for p in library.pairs if p.target == target.path and p.drafter]
        offered = dict.fromkeys([path for path in paired if path in names])
        offered |= dict.fromkeys(file.path for file in found)
        for path in offered:
            self.drafter.addItem(names.get(path, path.name), path)
        alone = self.tr("its own MTP head") if target.details.has_heads else self.tr("no drafter")
        self.drafter.addItem(alone, None)

    @property
    def _chosen_drafter(self) -> Path | None:
        found = self.drafter.currentData()
        return found if isinstance(found, Path) else None

    @Slot()
    def _load(self) -> None:
        if self._file is not None:
            self.load_wanted.emit(self._file.path, self._chosen_drafter)

    @Slot()
    def _ask_options(self) -> None:
        if self._file is not None:
            self.options_wanted.emit(self._file.path, self._chosen_drafter)
