"""The middle of the window: the conversation, or another page in its place."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Shows `home`, and other pages in its place until someone goes back.

    Signals:
        home_shown(bool): home is shown again, or no longer.
    """

    home_shown = Signal(bool)

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self.addWidget(home)

    @property
    def at_home(self) -> bool:
        """Whether nothing else is shown."""
        return self.currentWidget() is self._home

    def show_page(self, page: QWidget) -> None:
        """Show this page."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self._turn_to(page)

    @Slot()
    def go_home(self) -> None:
        """Show home again."""
        self._turn_to(self._home)

    def _turn_to(self, page: QWidget) -> None:
        before = self.at_home
        self.setCurrentWidget(page)
        if self.at_home != before:
            self.home_shown.emit(self.at_home)
