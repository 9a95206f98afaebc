"""The sidebar's rows: pinned conversations, folders, then the rest by day; read page by page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.conversations import ConversationSummary, Folder
from app.workers.storage_requests import Page

AnyIndex = QModelIndex | QPersistentModelIndex


class RowKind(StrEnum):
    """What a row is; a HEADING cannot be chosen."""

    HEADING = "heading"
    FOLDER = "folder"
    CONVERSATION = "conversation"


class Role(IntEnum):
    """Data of the model beside Qt's own."""

    KIND = Qt.ItemDataRole.UserRole.value + 1
    NAME = Qt.ItemDataRole.UserRole.value + 2  # conversation's or folder's
    OPEN = Qt.ItemDataRole.UserRole.value + 3  # whether a folder is
    DEPTH = Qt.ItemDataRole.UserRole.value + 4
    PINNED = Qt.ItemDataRole.UserRole.value + 5


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `name` is the conversation's or folder's."""

    kind: RowKind
    text: str
    name: str = ""
    depth: int = 0


class ConversationList(QAbstractListModel):
    """Conversations under their headings.

    Signals:
        page_wanted(str, int): conversations of a folder ("" for none) from this one on.
        renamed(str, str): a conversation's new title.
        folder_renamed(Folder): with its new name.
    """

    page_wanted = Signal(str, int)
    renamed = Signal(str, str)
    folder_renamed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loose: dict[str, ConversationSummary] = {}
        self._inside: dict[str, dict[str, ConversationSummary]] = {}
        self._folders: tuple[Folder, ...] = ()
        self._open: set[str] = set()
        self._more = self._asked = False
        self._rows: list[Row] = []
        self.today = date.today()

    # Filling

    def take(self, page: Page) -> None:
        """Take a page from the store; a first page replaces what was there."""
        into = (
            self._loose if page.folder_id is None else self._inside.setdefault(page.folder_id, {})
        )
        if page.offset == 0:
            into.clear()
        for one in page.conversations:
            into[one.conversation_id] = one
        self._folders = page.folders
        if page.folder_id is None:
            self._more, self._asked = page.more, False
        self._rebuild()

    def put(self, summary: ConversationSummary) -> None:
        """Show a new conversation, or what is new of one."""
        for held in (self._loose, *self._inside.values()):
            held.pop(summary.conversation_id, None)
        if summary.folder_id is None:
            self._loose[summary.conversation_id] = summary
        elif summary.folder_id in self._inside:
            self._inside[summary.folder_id][summary.conversation_id] = summary
        self._rebuild()

    def drop(self, conversation_ids: Iterable[str]) -> None:
        """Show these no longer."""
        for name in conversation_ids:
            for held in (self._loose, *self._inside.values()):
                held.pop(name, None)
        self._rebuild()

    @property
    def open_folders(self) -> tuple[str, ...]:
        """The folders whose conversations are shown."""
        return tuple(self._open)

    @property
    def folders(self) -> tuple[Folder, ...]:
        """All folders, in order."""
        return self._folders

    def summary(self, conversation_id: str) -> ConversationSummary | None:
        """Return a conversation that is loaded."""
        for held in (self._loose, *self._inside.values()):
            if conversation_id in held:
                return held[conversation_id]
        return None

    def toggle(self, folder_id: str) -> None:
        """Open or close a folder."""
        if folder_id in self._open:
            self._open.discard(folder_id)
            self._rebuild()
        else:
            self._open.add(folder_id)
            self._inside.setdefault(folder_id, {})
            self._rebuild()
            self.page_wanted.emit(folder_id, 0)

    def index_of(self, conversation_id: str) -> QModelIndex:
        """Return where a conversation stands, an invalid index if it is not shown."""
        for at, row in enumerate(self._rows):
            if row.name == conversation_id and row.kind is RowKind.CONVERSATION:
                return self.index(at)
        return QModelIndex()

    def folder_index(self, folder_id: str) -> QModelIndex:
        """Return where a folder stands, an invalid index if there is none of this name."""
        for at, row in enumerate(self._rows):
            if row.name == folder_id and row.kind is RowKind.FOLDER:
                return self.index(at)
        return QModelIndex()

    def look_at_the_day(self) -> None:
        """Say "Today" of this day."""
        if self.today != date.today():
            self.today = date.today()
            self._rebuild()

    def _rebuild(self) -> None:
        """Show the rows that there should be, touching only those that differ."""
        new = self._wanted_rows()
        old = self._rows
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        last = 0
        most = min(len(old), len(new)) - first
        while last < most and old[-1 - last] == new[-1 - last]:
            last += 1
        gone = len(old) - last
        if gone > first:
            self.beginRemoveRows(QModelIndex(), first, gone - 1)
            del old[first:gone]
            self.endRemoveRows()
        come = new[first : len(new) - last]
        if come:
            self.beginInsertRows(QModelIndex(), first, first + len(come) - 1)
            old[first:first] = come
            self.endInsertRows()

    def _wanted_rows(self) -> list[Row]:
        rows: list[Row] = []
        loose = sorted(self._loose.values(), key=_newest_first)
        pinned = [one for one in loose if one.pinned]
        if pinned:
            rows.append(Row(RowKind.HEADING, _tr("Pinned")))
            rows += [_row(one) for one in pinned]
        for folder in self._folders:
            rows.append(Row(RowKind.FOLDER, folder.name, folder.folder_id))
            if folder.folder_id in self._open:
                inside = self._inside.get(folder.folder_id, {}).values()
                rows += [_row(one, 1) for one in sorted(inside, key=_newest_first)]
        heading = ""
        for one in loose:
            if one.pinned:
                continue
            words = _age(self.today, one.updated)
            if words != heading:
                heading = words
                rows.append(Row(RowKind.HEADING, words))
            rows.append(_row(one))
        return rows

    # Qt's model

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: AnyIndex) -> bool:  # noqa: N802
        """Whether the store has more."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: AnyIndex) -> None:  # noqa: N802
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._asked = True
            self.page_wanted.emit("", len(self._loose))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's title, or what Role names."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                found: object = row.text
            case Qt.ItemDataRole.ToolTipRole:
                found = row.text if row.kind is not RowKind.HEADING else None
            case Qt.ItemDataRole.AccessibleTextRole:
                found = _spoken(row, opened=row.name in self._open)
            case _:
                found = self._own_data(row, role)
        return found

    def _own_data(self, row: Row, role: int) -> object:
        summary = self.summary(row.name) if role == Role.PINNED else None
        return (
            {
                Role.KIND: row.kind.value,
                Role.NAME: row.name,
                Role.OPEN: row.name in self._open,
                Role.DEPTH: row.depth,
                Role.PINNED: summary is not None and summary.pinned,
            }.get(Role(role))
            if role in set(Role)
            else None
        )

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if row.kind is RowKind.HEADING:
            return Qt.ItemFlag.ItemNeverHasChildren
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give a conversation or folder another name; an empty one changes nothing."""
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not name:
            return False
        row = self._rows[index.row()]
        if row.kind is RowKind.CONVERSATION and name != row.text:
            self.renamed.emit(row.name, name)
        elif row.kind is RowKind.FOLDER and name != row.text:
            folder = next(one for one in self._folders if one.folder_id == row.name)
            self.folder_renamed.emit(replace(folder, name=name))
        else:
            return False
        return True


def _row(one: ConversationSummary, depth: int = 0) -> Row:
    return Row(RowKind.CONVERSATION, one.title or _tr("Untitled"), one.conversation_id, depth)


def _newest_first(one: ConversationSummary) -> tuple[bool, float]:
    return not one.pinned, -one.updated


def _spoken(row: Row, *, opened: bool) -> str:
    if row.kind is RowKind.FOLDER:
        state = _tr("open") if opened else _tr("closed")
        return _tr("Folder {name}, {state}").format(name=row.text, state=state)
    return row.text


def _age(today: date, updated: float) -> str:
    days = (today - datetime.fromtimestamp(updated).date()).days
    if days <= 0:
        return _tr("Today")
    if days == 1:
        return _tr("Yesterday")
    if days <= 7:
        return _tr("Last 7 days")
    if days <= 30:
        return _tr("Last 30 days")
    return _tr("Older")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConversationList", text)
