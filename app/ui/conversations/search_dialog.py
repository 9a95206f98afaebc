"""Search over all conversations: type, walk with the arrows, Enter opens."""

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.conversations import SearchHit
from app.ui.conversations.list_model import AnyIndex
from app.ui.theme_watcher import ThemeWatcher
from app.ui.wording import age
from app.workers.storage import Storage
from app.workers.storage_requests import Search

TYPING_MS = 80
HIT = Qt.ItemDataRole.UserRole.value + 1


class HitList(QAbstractListModel):
    """Search hits, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[SearchHit, ...] = ()

    def show_hits(self, hits: tuple[SearchHit, ...]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the excerpt, or the SearchHit itself."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.title}: {hit.excerpt}"
        return hit.excerpt if role == Qt.ItemDataRole.DisplayRole else None


class HitDelegate(QStyledItemDelegate):
    """Draws a title and, below it, an excerpt with its hits in bold and tinted."""

    HEIGHT = 52

    def __init__(self, themes: ThemeWatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return a hit's height."""
        del index
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        return QSize(200, max(self.HEIGHT, 2 * metrics.height() + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one hit."""
        hit: SearchHit = index.data(HIT)
        theme = self._themes.theme
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        inner = rect.adjusted(12, 6, -12, -6)
        font = QFont(option.font)  # type: ignore[attr-defined]
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        when = age(max(0.0, _seconds_since(hit.updated)))
        room = painter.fontMetrics().horizontalAdvance(when) + 12
        title = painter.fontMetrics().elidedText(
            hit.title, Qt.TextElideMode.ElideRight, inner.width() - room
        )
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(option.font)  # type: ignore[attr-defined]
        painter.setPen(
            QColor(theme.muted if not state & QStyle.StateFlag.State_Selected else theme.text)
        )
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignRight, when)
        if hit.message_id is not None:
            line = inner.adjusted(0, painter.fontMetrics().height() + 4, 0, 0)
            self._excerpt(painter, option, hit, line)
        painter.restore()

    def _excerpt(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: SearchHit, place: QRect
    ) -> None:
        text = hit.excerpt.replace("\n", " ")
        layout = QTextLayout(text, option.font, painter.device())  # type: ignore[attr-defined]
        choice = QTextOption()
        choice.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(choice)
        ranges: list[QTextLayout.FormatRange] = []
        for start, end in hit.marks:
            mark = QTextLayout.FormatRange()
            mark.start = _utf16(text[:start])  # type: ignore[attr-defined]
            mark.length = _utf16(text[start:end])  # type: ignore[attr-defined]
            form = QTextCharFormat()
            form.setFontWeight(QFont.Weight.Bold)
            form.setForeground(QColor(self._themes.theme.accent))
            mark.format = form  # type: ignore[attr-defined]
            ranges.append(mark)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)
        layout.endLayout()
        painter.setClipRect(place)
        painter.setPen(QColor(self._themes.theme.text))
        layout.draw(painter, place.topLeft())


class SearchDialog(QDialog):
    """A field and what it finds; the newest question wins.

    Signals:
        chosen(str, str): open this conversation, at this message ("" for none).
    """

    chosen = Signal(str, str)

    def __init__(
        self, storage: Storage, themes: ThemeWatcher, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._storage = storage
        self._asked: Search | None = None
        self.setWindowTitle(self.tr("Search conversations"))
        self.resize(620, 460)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Words in any message or title"))
        self.field.setAccessibleName(self.tr("Search all conversations"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.hits = HitList(self)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setModel(self.hits)
        self.list.setItemDelegate(HitDelegate(themes, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.note = QLabel(self)
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.note)
        column.addWidget(self.list, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self._ask)
        storage.answered.connect(self._answered)
        self._say()

    def begin(self) -> None:
        """Show the dialog, its field ready to be typed in."""
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()
        self._ask()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel.set()
        self._asked = Search(self.field.text())
        self._storage.ask(self._asked)

    @Slot(object, object)
    def _answered(self, request: object, hits: tuple[SearchHit, ...]) -> None:
        if request is not self._asked:
            return
        self.hits.show_hits(hits)
        if hits:
            self.list.setCurrentIndex(self.hits.index(0))
        self._say()

    def _say(self) -> None:
        found = self.hits.rowCount()
        if not self.field.text().strip():
            self.note.setText(self.tr('Every word must occur; "quoted words" follow each other.'))
        elif not found:
            self.note.setText(self.tr("Nothing found. Try fewer or shorter words."))
        self.note.setVisible(not found)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        hit: SearchHit | None = index.data(HIT)
        if hit is not None:
            self.hide()
            self.chosen.emit(hit.conversation_id, hit.message_id or "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk through the hits and Enter open one while the field has the keys."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            row, rows = self.list.currentIndex().row(), self.hits.rowCount()
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up if rows:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    self.list.setCurrentIndex(self.hits.index((row + step) % rows))
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._choose(self.list.currentIndex())
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _seconds_since(when: float) -> float:
    return QDateTime.currentMSecsSinceEpoch() / 1000 - when
