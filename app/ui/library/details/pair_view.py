"""Choosing a pair of a repository: target, drafter with its checks, memory, expected speed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.library.details.checks_view import ChecksView
from app.ui.library.details.drafters_model import DraftersModel
from app.ui.library.details.fit_view import FitView
from app.ui.library.details.targets_model import TargetsModel
from app.ui.library.marks import Marks
from app.ui.library.row_table import RowTable
from app.ui.theme_watcher import ThemeWatcher

MOST_TARGETS = 7
MOST_DRAFTERS = 5


class PairView(QScrollArea):
    """Lays the parts out from top to bottom; they scroll as one where there is no room."""

    def __init__(self, themes: ThemeWatcher, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.marks = Marks(themes)
        self.targets_model = TargetsModel(self.marks, self)
        self.drafters_model = DraftersModel(self.marks, self)
        body = QWidget(self)
        body.setObjectName("modelDetailsBody")
        self.targets = RowTable(self.targets_model, self.tr("Targets"), body)
        self.targets.share_width(1, 0, 1)
        self.drafters = RowTable(self.drafters_model, self.tr("Drafters"), body)
        self.drafters.share_width(1, 0, 0, 0)
        self.checks = ChecksView(self.marks, body)
        self.fit = FitView(themes, self.marks, body)
        self.speedup, self.problem = self._words(body), self._words(body)
        self.problem.setProperty("kind", "error")
        self.no_drafter = self._words(body)
        self.no_drafter.setObjectName("muted")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        for part in (
            self.targets,
            self.problem,
            self.drafters,
            self.no_drafter,
            self.checks,
            self.fit,
            self.speedup,
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)
        self.setFocusProxy(self.targets)
        self.fit_tables()

    def _words(self, body: QWidget) -> QLabel:
        label = QLabel(body)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.hide()
        return label

    def say(self, label: QLabel, words: str) -> None:
        """Show these words, or nothing."""
        label.setText(words)
        label.setVisible(bool(words))

    def fit_tables(self) -> None:
        """Make the tables as high as their rows."""
        self.targets.show_rows(1, MOST_TARGETS)
        self.drafters.show_rows(1, MOST_DRAFTERS)
        self.drafters.setVisible(self.drafters_model.rowCount() > 0)
