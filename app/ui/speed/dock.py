"""The panel's frame: left or right of the conversation or floating, with its four buttons."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from app.core.errors import AppError
from app.ui.notice import Notice
from app.ui.speed.export import save_picture, save_rounds
from app.ui.speed.history import SpeedHistory
from app.ui.speed.panel import MAX_WIDTH, MIN_WIDTH, SpeedPanel
from app.ui.speed.ticker import LiveTicker

UNBOUNDED = 16_777_215
"""QWIDGETSIZE_MAX."""


class SpeedDock(QDockWidget):
    """Hides, pauses, clears and exports the panel.

    Signals:
        notice(Notice): an export did not work.
        cleared(): the figures are to be forgotten.
    """

    notice = Signal(object)
    cleared = Signal()

    def __init__(
        self,
        panel: SpeedPanel,
        history: SpeedHistory,
        ticker: LiveTicker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._ticker = history, ticker
        self.panel = panel
        self.setObjectName("speedDock")
        self.setWindowTitle(self.tr("Speed"))
        self.setAllowedAreas(
            Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.setWidget(panel)
        self.setTitleBarWidget(self._title_bar())
        self.topLevelChanged.connect(self._fit)
        self.visibilityChanged.connect(ticker.wake)
        self._fit()

    def _title_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setObjectName("speedTitle")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 8, 4)
        row.setSpacing(2)
        title = QLabel(self.tr("Speed"), bar)
        title.setObjectName("heading")
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        row.addWidget(title, 1)
        self.pause_button = self._button(
            self.tr("Pause"), self.tr("Freezes the pictures; measuring goes on."), self._pause
        )
        self.pause_button.setCheckable(True)
        clear = self._button(
            self.tr("Clear"),
            self.tr("Empties the pictures; what this sitting saved stays."),
            self.clear,
        )
        self.export_button = self._button(
            self.tr("Export"), self.tr("Saves what the panel shows."), None
        )
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export_button.setMenu(self._export_menu())
        hide = self._button("×", self.tr("Hides the panel; View brings it back."), self.close)
        hide.setAccessibleName(self.tr("Hide the speed panel"))
        for button in (self.pause_button, clear, self.export_button, hide):
            row.addWidget(button)
        return bar

    def _button(self, words: str, meaning: str, run: Callable[[], object] | None) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(meaning)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if run is not None:
            button.clicked.connect(lambda _checked=False: run())
        return button

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        picture = menu.addAction(self.tr("&Picture of the panel (PNG)…"), self._ask_picture)
        picture.setShortcut(QKeySequence("Ctrl+Shift+E"))
        self.addAction(picture)
        self._table = menu.addAction(self.tr("&Rounds as a table (CSV)…"), self._ask_rounds)
        menu.aboutToShow.connect(self._offer)
        return menu

    @Slot()
    def _offer(self) -> None:
        self._table.setEnabled(bool(self._history.rows))

    @Slot()
    def _pause(self) -> None:
        paused = self.pause_button.isChecked()
        self._ticker.hold(self.panel.views if paused else ())

    @Slot()
    def clear(self) -> None:
        """Empty the pictures, also paused ones."""
        self.pause_button.setChecked(False)
        self._pause()
        self.cleared.emit()

    @Slot()
    def _ask_picture(self) -> None:
        path = self._ask(self.tr("Save the panel as a picture"), "png", "PNG (*.png)")
        if path is not None:
            self.export(lambda: self._save_picture(path))

    @Slot()
    def _ask_rounds(self) -> None:
        path = self._ask(self.tr("Save the rounds as a table"), "csv", "CSV (*.csv)")
        if path is not None:
            self.export(lambda: save_rounds(self._history.rows, path))

    def _save_picture(self, path: Path) -> None:
        """Bring up to date what is out of sight, unless all is paused, and save it."""
        if not self.pause_button.isChecked():
            for view in self.panel.views:
                view.redraw(self._history)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        save_picture(self.panel.body, path)

    def _ask(self, title: str, ending: str, kind: str) -> Path | None:
        proposed = f"foretoken-{time.strftime('%Y%m%d-%H%M%S')}.{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self, title, proposed, kind)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(f".{ending}")

    def export(self, save: Callable[[], None]) -> None:
        """Run `save` and say if it did not work."""
        try:
            save()
        except AppError as problem:
            self.notice.emit(Notice("error", problem.title, problem.hint))

    @Slot()
    def _fit(self) -> None:
        """Docked it is a column of its own; floating it may be as wide as one likes."""
        self.setMinimumWidth(MIN_WIDTH)
        self.setMaximumWidth(UNBOUNDED if self.isFloating() else MAX_WIDTH)
        self._ticker.wake()
