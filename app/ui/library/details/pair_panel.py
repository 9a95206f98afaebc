"""Mirrors the chosen pair of a DetailsController, and hands choices back to it."""

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QWidget

from app.gguf.classification import Use
from app.gguf.listing import ListedModel
from app.gguf.proposals import Proposal
from app.gguf.quant_fit import FitAdvice
from app.ui.library.details import wording
from app.ui.library.details.controller import DetailsController
from app.ui.library.details.drafters_model import PROPOSAL
from app.ui.library.details.fit_view import CONTEXTS
from app.ui.library.details.pair_view import PairView
from app.ui.library.details.targets_model import TARGET
from app.ui.theme_watcher import ThemeWatcher


class PairPanel(PairView):
    """The pair view, filled."""

    def __init__(
        self, controller: DetailsController, themes: ThemeWatcher, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self._controller = controller
        controller.summary_shown.connect(self._forget)
        controller.listed.connect(self._list)
        controller.looked.connect(self._look)
        controller.proposed.connect(self._propose)
        controller.fitted.connect(self._fit)
        controller.advice_failed.connect(self._fail)
        controller.chosen.connect(self._mirror)
        self.targets.row_changed.connect(self._choose_target)
        self.drafters.row_changed.connect(self._choose_drafter)
        self.fit.context_chosen.connect(controller.choose_context)

    @Slot()
    def _forget(self) -> None:
        with QSignalBlocker(self.targets), QSignalBlocker(self.drafters):
            self.targets_model.show_targets(())
            self.drafters_model.show_proposals(None)
        self.checks.show_proposal(None)
        self.fit.show_fit(None)
        self.say(self.speedup, "")
        self.say(self.no_drafter, "")
        self.fit_tables()

    @Slot(object)
    def _list(self, models: tuple[ListedModel, ...]) -> None:
        with QSignalBlocker(self.targets):
            self.targets_model.show_targets(
                row for row in models if row.classification.use is Use.TARGET
            )
        self.say(self.problem, "")
        self.say(self.no_drafter, self.tr("Looking for drafters that go with it…"))
        self.fit_tables()

    @Slot(object)
    def _look(self, model: ListedModel) -> None:
        with QSignalBlocker(self.targets):
            self.targets_model.update_target(model)
        self.fit_tables()

    @Slot(object)
    def _propose(self, proposals: tuple[Proposal, ...]) -> None:
        with QSignalBlocker(self.drafters):
            self.drafters_model.show_proposals(proposals)
        words = self.tr(
            "No drafter is known for this target. It can still draft by prompt lookup, where an "
            "answer repeats what stands before it."
        )
        self.say(self.no_drafter, "" if proposals else words)
        self.fit_tables()

    @Slot(object)
    def _fit(self, advice: FitAdvice) -> None:
        self.targets_model.show_fit(advice)
        self.say(self.problem, "")
        target = self._controller.target
        look = None if target is None else target.look
        self.fit.offer_contexts(
            advice.context_length, look.context_length if look else CONTEXTS[-1]
        )

    @Slot(str, str)
    def _fail(self, title: str, hint: str) -> None:
        self.say(self.no_drafter, "")
        self.say(self.problem, f"{title} {hint}".strip())

    @Slot()
    def _mirror(self) -> None:
        target, drafter = self._controller.target, self._controller.drafter
        with QSignalBlocker(self.targets), QSignalBlocker(self.drafters):
            self.targets.choose_row(
                -1 if target is None else self.targets_model.row_of(target.path)
            )
            self.drafters.choose_row(self.drafters_model.row_of(drafter))
        self.checks.show_proposal(drafter)
        self.fit.show_fit(None if target is None else self.targets_model.fit_of(target.path))
        self.say(self.speedup, wording.speedup_words(drafter))

    @Slot(int)
    def _choose_target(self, row: int) -> None:
        target = self.targets_model.index(row, 0).data(TARGET)
        if isinstance(target, ListedModel):
            self._controller.choose_target(target)

    @Slot(int)
    def _choose_drafter(self, row: int) -> None:
        if row >= 0:
            self._controller.choose_drafter(self.drafters_model.index(row, 0).data(PROPOSAL))
