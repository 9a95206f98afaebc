"""All shortcuts in one window, searched while typing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.access.shortcut_list import Shortcut


class ShortcutsDialog(QDialog):
    """Groups of shortcuts; what is typed leaves those whose words or keys hold it."""

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("An action or a key"))
        self.field.setAccessibleName(self.tr("Search shortcuts"))
        self.field.setClearButtonEnabled(True)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(self.tr("Shortcuts"))
        self.list.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.header().setSectionsMovable(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.none = QLabel(self.tr("No shortcut has these words."), self)
        self.none.setObjectName("muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self._fill(shortcuts)
        self.field.textChanged.connect(self._search)
        self._search("")
        room = parent.size() if parent is not None else self.sizeHint()
        size = self.fontMetrics().averageCharWidth() * 72, self.fontMetrics().height() * 32
        self.resize(min(size[0], room.width() - 40), min(size[1], room.height() - 40))

    def _fill(self, shortcuts: Sequence[Shortcut]) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for one in shortcuts:
            if one.group not in groups:
                group = groups[one.group] = QTreeWidgetItem(self.list, [one.group])
                font = self.list.font()
                font.setBold(True)
                group.setFont(0, font)
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            row = QTreeWidgetItem(groups[one.group], [one.words, one.keys])
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{one.words}: {one.keys}")
        self.list.expandAll()

    @Slot(str)
    def _search(self, text: str) -> None:
        """Keep the rows that hold every word, in what they say or in their keys."""
        words = text.casefold().split()
        any_left = False
        for number in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(number)
            assert group is not None
            left = 0
            for place in range(group.childCount()):
                row = group.child(place)
                assert row is not None
                said = f"{group.text(0)} {row.text(0)} {row.text(1)}".casefold()
                row.setHidden(not all(word in said for word in words))
                left += not row.isHidden()
            group.setHidden(not left)
            any_left = any_left or bool(left)
        self.none.setVisible(not any_left)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard to the field."""
        super().showEvent(event)
        self.field.setFocus()
