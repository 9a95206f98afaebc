"""Drives the conversation: questions go to the engine, its events to whoever shows them."""

import logging
import uuid
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.core.events import (
    DraftVerified,
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    PromptEvaluated,
    TurnEvent,
)
from app.core.pairs import Method
from app.core.verification import Verify
from app.ui.chat.conversation import Conversation, Entry, EntryState
from app.ui.chat.turn_display import TurnDisplay
from app.ui.settings.store import SettingsStore
from app.ui.wording import answer_note
from app.workers.inference import Inference

log = logging.getLogger(__name__)


class MethodChoice(Protocol):
    """Says how the loaded pair may decode."""

    def turn_method(self, wanted: str) -> Method:
        """Return `wanted` if the pair can do it, else what it can."""
        ...

    def wake(self) -> None:
        """Load the pair again if it was unloaded."""
        ...


class ChatController(QObject):
    """One conversation and at most one running turn.

    Attributes:
        max_tokens: budget of the next answers; None is as much as the context holds.
        last_request: what was sent to the engine last.

    Signals:
        entry_added(Entry): show this entry at the end.
        answer_grew(str, str): settled text and the draft in flight behind it.
        answer_ended(Entry): the last entry is complete, stopped or failed.
        cleared(): the conversation is empty again.
        busy_changed(bool): an answer began or ended.
        origins_changed(bool): whether this conversation shows where its tokens came from.
        held_changed(bool): something is measured, and nothing is asked until that is over.
        turn_started(str): a turn of this id was sent to the engine.
        turn_events(tuple[TurnEvent, ...]): the running turn's, stale ones dropped.
        failed(GenerationFailed): the running turn ended in an error.
    """

    entry_added = Signal(object)
    answer_grew = Signal(str, str)
    answer_ended = Signal(object)
    cleared = Signal()
    busy_changed = Signal(bool)
    origins_changed = Signal(bool)
    held_changed = Signal(bool)
    turn_started = Signal(str)
    turn_events = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        runner: Inference,
        methods: MethodChoice,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._methods = methods
        self._settings = settings
        self.conversation = self._fresh()
        self.max_tokens: int | None = None
        self.last_request = GenerateRequest("")
        self._answer: Entry | None = None
        self._request: GenerateRequest | None = None
        self._full_text: str | None = None
        self._held = False
        self._display = TurnDisplay(self)
        self._display.grew.connect(self._grow)
        self._display.drained.connect(self._end)
        runner.turn_events.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether an answer is under way."""
        return self._answer is not None

    @property
    def paced(self) -> bool:
        """Whether the running answer is shown at reading speed."""
        return self._display.paced

    @Slot(str)
    def submit(self, text: str) -> None:
        """Ask this; ignored while an answer is under way or something is measured."""
        if self.busy or self._held or not text.strip():
            return
        question, answer = self.conversation.ask(text)
        now = self._settings.current
        request = GenerateRequest(
            turn_id=uuid.uuid4().hex,
            messages=self.conversation.messages(),
            max_tokens=self.max_tokens,
            sampling=self._settings.sampling,
            method=self._methods.turn_method(now.method),
            depth=now.depth or None,
            lookup=now.lookup,
            confidence=now.confidence,
            verify=Verify(now.verify),
            explain=self.conversation.origins,
        )
        self._answer, self._request = answer, request
        self.last_request = request
        self._display.start(now.display_pace)
        self.entry_added.emit(question)
        self.entry_added.emit(answer)
        self.busy_changed.emit(True)
        self.turn_started.emit(request.turn_id)
        self._methods.wake()
        self._runner.generate(request)

    def hold(self, held: bool) -> None:
        """Ask nothing for a while: the engine measures, and an answer beside it would wait."""
        self._held = held
        self.held_changed.emit(held)

    @Slot()
    def stop(self) -> None:
        """End the answer: what the engine made so far is shown at once."""
        if self._request is not None and self._request.cancel is not None:
            self._request.cancel.set()
        if self.busy:
            self._display.flush()

    @Slot()
    def new_conversation(self) -> None:
        """Begin again; a running answer is cancelled."""
        if self._request is not None and self._request.cancel is not None:
            self._request.cancel.set()
        was_busy = self.busy
        self._display.cancel()
        self._answer = self._request = None
        self.conversation = self._fresh()
        self.cleared.emit()
        self.origins_changed.emit(self.conversation.origins)
        if was_busy:
            self.busy_changed.emit(False)

    def _fresh(self) -> Conversation:
        return Conversation(origins=self._settings.current.show_origins)

    @Slot(bool)
    def show_origins(self, shown: bool) -> None:
        """Show this conversation's tokens by origin or not, and those of new conversations.

        The engine tells probabilities from the next answer on.
        """
        self._settings.update(show_origins=shown)
        if shown != self.conversation.origins:
            self.conversation.origins = shown
            self.origins_changed.emit(shown)

    @Slot(object)
    def _take(self, batch: tuple[TurnEvent, ...]) -> None:
        request, answer = self._request, self._answer
        if request is None or answer is None:
            return
        events = tuple(event for event in batch if event.turn_id == request.turn_id)
        if not events:
            return
        self._record(answer, request, events)
        self._display.feed(events)
        self.turn_events.emit(events)
        match events[-1]:
            case GenerationFinished() as finished:
                self._finish(answer, finished)
            case GenerationFailed() as failure:
                self._fail(answer, failure)

    @staticmethod
    def _record(answer: Entry, request: GenerateRequest, events: Sequence[TurnEvent]) -> None:
        """Keep where the answer's tokens came from."""
        for event in events:
            match event:
                case DraftVerified():
                    answer.tokens.add(event)
                case PromptEvaluated():
                    answer.tokens.rule = request.rule(event.method)
                    answer.tokens.greedy = request.sampling.greedy
                case _:
                    pass

    def _finish(self, answer: Entry, finished: GenerationFinished) -> None:
        cancelled = finished.finish_reason == "cancelled"
        answer.state = EntryState.STOPPED if cancelled else EntryState.DONE
        answer.note = answer_note(finished)
        self._request = None
        self._full_text = finished.text
        self._display.finish()
        if cancelled:
            self._display.flush()

    def _fail(self, answer: Entry, failure: GenerationFailed) -> None:
        log.warning("turn failed: %s", failure.title)
        answer.state = EntryState.FAILED
        died = self.tr("Incomplete: the engine stopped.")
        answer.note = died if failure.engine_died else failure.title
        self._request = None
        self._full_text = None
        self._display.finish()
        self._display.flush()
        self.failed.emit(failure)

    @Slot(str, str)
    def _grow(self, text: str, ghost: str) -> None:
        if self._answer is None:
            return
        if self._answer.state is EntryState.WAITING:
            self._answer.state = EntryState.STREAMING
        self._answer.text += text
        self.answer_grew.emit(text, ghost)

    @Slot()
    def _end(self) -> None:
        answer, self._answer = self._answer, None
        if answer is None:
            return
        if self._full_text is not None:
            answer.text = self._full_text
            self._full_text = None
        self.answer_ended.emit(answer)
        self.busy_changed.emit(False)
