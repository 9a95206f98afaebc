"""Opens the load panel, plans what is chosen in it, and has it loaded."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.core import tunings
from app.core.load_options import LoadOptions
from app.engine.machine import usable_cores
from app.engine.tuning_key import tuning_key
from app.gguf.fit import usual_gpus
from app.ui.chat.controller import ChatController
from app.ui.load.dialog import LoadDialog
from app.ui.load.idle import IdleUnload
from app.ui.measuring import Measuring
from app.ui.pair_controller import PairController, Ready
from app.ui.settings.store import SettingsStore
from app.ui.theme_watcher import ThemeWatcher
from app.workers.load_planning import LoadAnswer, LoadQuestion
from app.workers.load_plans import LoadPlans


@dataclasses.dataclass(frozen=True, slots=True)
class Chat:
    """What a load may disturb, and the profile's measurements of settings."""

    controller: ChatController
    measuring: Measuring
    settings: SettingsStore
    tunings_file: Path


class LoadPanel(QObject):
    """The panel's brain.

    Attributes:
        show_action, unload_action: what a menu offers.

    Signals:
        opened(): the panel is on the screen.
    """

    opened = Signal()

    def __init__(
        self,
        pairs: PairController,
        chat: Chat,
        plans: LoadPlans,
        themes: ThemeWatcher,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._pairs, self._chat, self._plans = pairs, chat, plans
        self._themes, self._window = themes, window
        self._dialog: LoadDialog | None = None
        self._look_again = True
        self.idle = IdleUnload(pairs, chat.controller, chat.measuring, self)
        self.show_action = QAction(self.tr("&Load options…"), self)
        self.show_action.setShortcut(QKeySequence("Ctrl+L"))
        self.unload_action = QAction(self.tr("&Unload the pair"), self)
        self.unload_action.setShortcut(QKeySequence("Ctrl+Shift+L"))
        self.show_action.triggered.connect(self._show)
        self.unload_action.triggered.connect(self.unload)
        plans.planned.connect(self._take)
        for changes in (pairs.state_changed, chat.measuring.began, chat.measuring.ended):
            changes.connect(self._refresh)
        self._refresh()

    @property
    def dialog(self) -> LoadDialog:
        """The panel's window, made on first use."""
        if self._dialog is None:
            made = self._dialog = LoadDialog(self._themes.theme, usable_cores(), self._window)
            self._themes.changed.connect(made.plan.bars.set_theme)
            made.form.files_changed.connect(self._choose_files)
            made.form.changed.connect(self._plan)
            made.load_asked.connect(self._load)
            made.unload_asked.connect(self.unload)
            made.cancel_asked.connect(self._pairs.cancel)
            made.start_chosen.connect(self._choose_start)
            made.finished.connect(self._plans.forget)
        return self._dialog

    @Slot()
    def _show(self) -> None:
        self.open()

    def open(self, target: Path | None = None, drafter: Path | None = None) -> None:
        """Show the panel for these files, or for the pair that is loaded or was last."""
        current = self._pairs.current_spec
        if target is None and current is not None:
            target, drafter = current.target, current.drafter
        dialog = self.dialog
        recent = self._chat.settings.current.recent
        known = [(Path(one), Path(other) if other else None) for one, other in recent]
        dialog.form.files.show_pair(None if target is None else (target, drafter), known)
        start = dialog.start_with.findData(self._chat.settings.current.start_with)
        dialog.start_with.setCurrentIndex(start)
        self._look_again = True
        self._choose_files()
        self._refresh()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self.opened.emit()

    @Slot()
    def _choose_files(self) -> None:
        """Show what was chosen for these files before."""
        chosen = self.dialog.chosen
        if chosen is None:
            return
        target, drafter, _ = chosen
        self.dialog.plan.wait()
        self.dialog.form.fill(self._usual(target, drafter))
        self._plan()

    def _usual(self, target: Path, drafter: Path | None) -> LoadOptions:
        options = self._pairs.options.of(target, drafter)
        if options.context_length is None:
            usual = self._chat.settings.current.context_length or None
            options = dataclasses.replace(options, context_length=usual)
        return options

    @Slot()
    def _plan(self) -> None:
        """Ask what the options as they are would take."""
        chosen = self.dialog.chosen
        if chosen is None:
            return
        target, drafter, options = chosen
        question = LoadQuestion(target, drafter, options, self._pairs.info, self._look_again)
        self._look_again = False
        self._plans.ask(question)
        self.dialog.show_force(self._measured(target, drafter, options))

    def _measured(
        self, target: Path, drafter: Path | None, options: LoadOptions
    ) -> tunings.MeasuredTuning | None:
        try:
            key = tuning_key(options.spec(target, drafter))
        except OSError:
            return None  # a file is missing: the plan says so
        return tunings.load(self._chat.tunings_file).get(key)

    @Slot(object)
    def _take(self, answer: LoadAnswer) -> None:
        form = self.dialog.form
        if answer.plan is not None:
            form.set_devices(usual_gpus(answer.devices))
            form.set_longest(answer.plan.longest)
            form.set_layers(answer.plan.layers)
            form.files.offer_drafters(answer.question.target, answer.drafters)
        self.dialog.plan.show_answer(answer)
        self.dialog.load.setEnabled(answer.plan is not None and answer.plan.loadable)

    @Slot()
    def _load(self) -> None:
        chosen = self.dialog.chosen
        if chosen is not None:
            self._look_again = True
            self._pairs.open_with(*chosen)

    @Slot()
    def unload(self) -> None:
        """Stop what is under way and give the pair's memory back."""
        self._chat.controller.stop()
        self._pairs.unload()

    @Slot(str)
    def _choose_start(self, choice: str) -> None:
        self._chat.settings.update(start_with=choice)

    @Slot()
    def _refresh(self) -> None:
        state = self._pairs.state
        free = not self._chat.measuring.active
        self.unload_action.setEnabled(isinstance(state, Ready) and free)
        if self._dialog is None:
            return
        self._dialog.show_state(state)
        self._dialog.unload.setEnabled(self.unload_action.isEnabled())
