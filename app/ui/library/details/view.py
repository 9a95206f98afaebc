"""One repository: its head, then the pair, the model card and the files, then what to do next."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.core.repositories import HubFailure, RepoDetails, RepoSummary
from app.gguf.classification import Use
from app.gguf.listing import ListedModel
from app.ui.library.details.actions_bar import ActionsBar
from app.ui.library.details.card_view import CardView
from app.ui.library.details.controller import DetailsController
from app.ui.library.details.facts import Facts
from app.ui.library.details.files_view import FilesView
from app.ui.library.details.gate_view import GateView
from app.ui.library.details.pair_panel import PairPanel
from app.ui.library.message_pane import Message, MessagePane, Way


class DetailsView(QWidget):
    """Mirrors a DetailsController.

    Signals:
        token_wanted(): another token is to be given in the settings.
    """

    token_wanted = Signal()

    def __init__(
        self,
        controller: DetailsController,
        gate: GateView,
        panel: PairPanel,
        actions: ActionsBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("modelDetails")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._controller = controller
        self.facts, self.gate = Facts(self), gate
        self.panel, self.next_step = panel, actions
        self.card, self.files = CardView(self), FilesView(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("About this repository"))
        self.tabs.addTab(panel, self.tr("&Pair"))
        self.tabs.addTab(self.card, self.tr("Model &card"))
        self.tabs.addTab(self.files, self.tr("A&ll files"))
        self.message = MessagePane(self)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.message)
        self._middle.addWidget(self.tabs)
        self._lay_out()
        self._connect()
        self.facts.hide()
        self.message.say(
            Message(
                self.tr("Choose a model on the left"),
                self.tr(
                    "Here you see its licence, its card, which of its files fit this machine, and "
                    "a drafter for it, before anything is downloaded."
                ),
            )
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.facts)
        gate_room = QVBoxLayout()
        gate_room.setContentsMargins(16, 0, 16, 8)
        gate_room.addWidget(self.gate)
        column.addLayout(gate_room)
        column.addWidget(self._middle, 1)
        column.addWidget(self.next_step)

    def _connect(self) -> None:
        controller = self._controller
        controller.summary_shown.connect(self._begin)
        controller.opened.connect(self._open)
        controller.failed.connect(self._fail)
        controller.listed.connect(self._list)
        controller.looked.connect(self.files.model.update_file)
        self.gate.retry_wanted.connect(controller.ask)

    def enter(self) -> None:
        """Take the keyboard to the first choice."""
        page = self.tabs.currentWidget()
        if self._middle.currentWidget() is self.tabs and page is not None:
            page.setFocus()

    @Slot(object)
    def _begin(self, summary: RepoSummary) -> None:
        self.facts.show()
        self.facts.show_summary(summary)
        self.gate.show_access(None)
        self._say(Message(self.tr("Reading about {name}").format(name=summary.name), busy=True))

    def _say(self, message: Message) -> None:
        self.message.say(message)
        self._middle.setCurrentWidget(self.message)

    @Slot(object)
    def _open(self, details: RepoDetails) -> None:
        self.facts.show_details(details)
        self.gate.show_access(details)
        card = details.card or details.card_problem or self.tr("This repository has no card.")
        self.card.show_card(card)
        self._middle.setCurrentWidget(self.tabs)

    @Slot(object)
    def _fail(self, failure: HubFailure) -> None:
        again = Way(self.tr("Try again"), self._controller.ask)
        self._say(Message(failure.title, failure.hint, (again,), error=True))

    @Slot(object)
    def _list(self, models: tuple[ListedModel, ...]) -> None:
        self.files.show_files(models)
        if not any(row.classification.use is Use.TARGET for row in models):
            self.tabs.setCurrentWidget(self.files)
