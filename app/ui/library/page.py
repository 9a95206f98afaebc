"""The Models page: what can be found, what is installed, what is on its way, as three tabs."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget


class ModelsPage(QWidget):
    """Lays the three views out; each is its own and knows nothing of the others.

    Signals:
        left(): back to the conversation.
    """

    left = Signal()

    def __init__(
        self,
        find: QWidget,
        installed: QWidget,
        downloads: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("modelsPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._downloads = downloads
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("modelsTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Models"))
        self.tabs.tabBar().setAccessibleName(self.tr("Models"))
        self.tabs.tabBar().setExpanding(False)
        self.tabs.addTab(find, self.tr("Fi&nd"))
        self.tabs.addTab(installed, self.tr("&Installed"))
        self.tabs.addTab(downloads, self.tr("&Downloads"))
        self.back = QPushButton(self.tr("&Back to the chat"), self)
        self.back.setFlat(True)
        self.back.setToolTip(self.tr("Esc"))
        self.back.clicked.connect(self.left)
        self.tabs.setCornerWidget(self.back, Qt.Corner.TopRightCorner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._follow)

    def show_view(self, view: QWidget) -> None:
        """Bring one of the three to the front."""
        self.tabs.setCurrentWidget(view)

    @Slot(int)
    def set_under_way(self, jobs: int) -> None:
        """Say on the tab how many downloads are under way."""
        words = self.tr("&Downloads ({n})").format(n=jobs) if jobs else self.tr("&Downloads")
        self.tabs.setTabText(self.tabs.indexOf(self._downloads), words)

    def enter(self) -> None:
        """Give the keyboard to where one begins in the view that is shown."""
        self.tabs.currentWidget().setFocus()

    @Slot()
    def _follow(self) -> None:
        """Do so for another view, unless somebody walks along the tabs."""
        if self.isVisible() and not self.tabs.tabBar().hasFocus():
            self.enter()
