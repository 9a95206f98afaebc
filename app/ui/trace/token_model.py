"""The tokens of one round as a table: what was guessed, what came of it, how likely it was."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from app.core.events import DraftVerified
from app.core.speculation import Origin, Source
from app.core.trace_runs import DRAFTED, Kind
from app.ui.theme import Theme
from app.ui.trace import marks
from app.ui.trace.words import kind_words, precise, visible

Index = QModelIndex | QPersistentModelIndex
SWATCH = 12


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token; `text` is None where it is not known, probabilities where nobody told."""

    text: str | None
    kind: Kind
    draft_prob: float | None
    target_prob: float | None


def token_rows(one: DraftVerified) -> list[TokenRow]:
    """Return the draft's tokens in order, then the target's own."""
    kept = [piece for piece in one.pieces if piece.origin is Origin.ACCEPTED]
    made: list[TokenRow] = []
    for place, verdict in enumerate(one.verdicts):
        kind = Kind.ACCEPTED if place < one.accepted_tokens else Kind.REJECTED
        made.append(TokenRow(verdict.text, kind, verdict.draft_prob, verdict.target_prob))
    if not one.verdicts:
        made += [TokenRow(piece.text, Kind.ACCEPTED, None, piece.target_prob) for piece in kept]
        unknown = one.accepted_tokens - len(kept)
        made += [TokenRow(None, Kind.ACCEPTED, None, None)] * unknown
        made += [TokenRow(text, Kind.REJECTED, None, None) for text in one.rejected]
    own = one.pieces[len(kept) :]
    return made + [TokenRow(p.text, Kind(p.origin), None, p.target_prob) for p in own]


class TokenModel(QAbstractTableModel):
    """Rows as `token_rows` gives them; columns: token, outcome, both probabilities."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[TokenRow] = []
        self._looked_up = False
        self._pending = False

    def set_theme(self, theme: Theme) -> None:
        """Take this theme's colours."""
        self.beginResetModel()
        self._theme = theme
        self.endResetModel()

    def show_round(self, one: DraftVerified | None, *, pending: bool = False) -> None:
        """Show this round; while it is `pending`, its draft alone, without a verdict."""
        self.beginResetModel()
        rows = [] if one is None else token_rows(one)
        self._rows = [row for row in rows if not pending or row.kind in DRAFTED]
        self._looked_up = one is not None and one.source is Source.LOOKUP
        self._pending = pending
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many tokens there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return 4."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name, and what its figures mean."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section > 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            names = (self.tr("Token"), self.tr("Outcome"), self.tr("Drafter"), self.tr("Target"))
            return names[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._meaning(section)
        return None

    def _meaning(self, section: int) -> str:
        return (
            self.tr("The token's text in quotes."),
            self.tr("What became of it in this round."),
            self.tr("How likely it was to the drafter. None for a token that nobody guessed."),
            self.tr(
                "How likely it was to the target. None behind a rejected token: there the target "
                "was not asked."
            ),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row = self._rows[index.row()]
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.DecorationRole if column == 1 and not self._pending:
                return self._swatch(row.kind)
            case Qt.ItemDataRole.FontRole if column == 0:
                font = QFont()
                font.setStrikeOut(row.kind is Kind.REJECTED and not self._pending)
                return font
            case Qt.ItemDataRole.TextAlignmentRole if column > 1:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def _text(self, row: TokenRow, column: int) -> str:
        if column == 0:
            return self.tr("unknown") if row.text is None else f"“{visible(row.text)}”"
        if column == 1:
            words = {**kind_words(), Kind.PLAIN: self.tr("plain")}
            return self.tr("guessed") if self._pending else words[row.kind]
        share = row.draft_prob if column == 2 else None if self._pending else row.target_prob
        if share is None and column == 2 and self._looked_up and row.kind in DRAFTED:
            return self.tr("looked up")
        return precise(share)

    def _swatch(self, kind: Kind) -> QIcon:
        pixmap = QPixmap(SWATCH, SWATCH)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        marks.bar(painter, kind, self._theme, pixmap.rect().toRectF())
        painter.end()
        return QIcon(pixmap)
