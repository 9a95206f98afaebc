"""Drives the conversation: what is asked, edited and taken back, and who is told."""

import uuid
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.core.conversations import StoredConversation, StoredMessage
from app.core.events import GenerateRequest
from app.core.pairs import Method, PairInfo
from app.core.token_codec import decode, encode
from app.core.usual_sampling import Values
from app.core.verification import Verify
from app.ui.chat.asking import sampling_in_force, thinking_wanted
from app.ui.chat.conversation import Conversation, Entry
from app.ui.chat.turn_runner import TurnRunner
from app.ui.settings.store import SettingsStore
from app.workers.inference import Inference


class MethodChoice(Protocol):
    """Says how the loaded pair may decode."""

    @property
    def info(self) -> PairInfo | None:
        """The loaded pair, None while there is none."""
        ...

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
        take_attachments: gives the files, (name, text) each, that go with the next question, and
            the line that tells of them.
        turns: runs the turn; its `received` is all of an answer that came so far.

    Signals:
        entry_added(Entry): show this entry at the end.
        answer_grew(str, str): settled text and the draft in flight behind it.
        answer_ended(Entry): the last entry is complete, stopped or failed.
        branch_changed(): other entries are shown now, of this conversation or of another.
        cleared(): the conversation is empty.
        busy_changed(bool): an answer began or ended.
        origins_changed(bool): whether this conversation shows where its tokens came from.
        source_changed(bool): whether this conversation shows Markdown as it is.
        held_changed(bool): something is measured, and nothing is asked until that is over.
        turn_started(str): a turn of this id was sent to the engine.
        turn_events(tuple[TurnEvent, ...]): the running turn's, stale ones dropped.
        failed(GenerationFailed): the running turn ended in an error.
        messages_made(tuple[StoredMessage, ...]): to be kept, in order; the last one is shown.
        message_settled(StoredMessage): what a message has come to.
        messages_removed(tuple[StoredMessage, ...]): to be forgotten; `put_back` undoes it.
        messages_returned(tuple[StoredMessage, ...]): are there again.
        leaf_changed(str): another branch is shown.
        conversation_left(): another conversation is about to be shown.
        prompt_changed(): its system prompt or its settings are others from now on.
    """

    entry_added = Signal(object)
    answer_grew = Signal(str, str)
    answer_ended = Signal(object)
    branch_changed = Signal()
    cleared = Signal()
    busy_changed = Signal(bool)
    origins_changed = Signal(bool)
    source_changed = Signal(bool)
    held_changed = Signal(bool)
    turn_started = Signal(str)
    turn_events = Signal(object)
    failed = Signal(object)
    messages_made = Signal(object)
    message_settled = Signal(object)
    messages_removed = Signal(object)
    messages_returned = Signal(object)
    leaf_changed = Signal(str)
    conversation_left = Signal()
    prompt_changed = Signal()

    def __init__(
        self,
        runner: Inference,
        methods: MethodChoice,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._methods = methods
        self._settings = settings
        self.conversation = self._fresh()
        self.max_tokens: int | None = None
        self.last_request = GenerateRequest("")
        self.take_attachments: Callable[[], tuple[tuple[tuple[str, str], ...], str]] = lambda: (
            (),
            "",
        )
        self._held = False
        self.turns = TurnRunner(runner, self)
        self.turns.grew.connect(self.answer_grew)
        self.turns.turn_events.connect(self.turn_events)
        self.turns.failed.connect(self.failed)
        self.turns.ended.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether an answer is under way."""
        return self.turns.answer is not None

    @property
    def idle(self) -> bool:
        """Whether something can be asked."""
        return not self.busy and not self._held

    @property
    def paced(self) -> bool:
        """Whether the running answer is shown at reading speed."""
        return self.turns.paced

    # Asking

    @Slot(str)
    def submit(self, text: str) -> None:
        """Ask this; ignored while an answer is under way or something is measured."""
        if self.idle and text.strip():
            question, answer = self.conversation.ask(text, *self.take_attachments())
            self._begin(answer, (question, answer), added=(question, answer))

    def ask_otherwise(self, question: Entry, text: str) -> None:
        """Ask something else in the place of a question, on a branch of its own."""
        if self.idle and text.strip():
            asked, answer = self.conversation.ask_otherwise(question, text)
            self._begin(answer, (asked, answer))

    def answer_again(self, answer: Entry) -> None:
        """Ask for another answer to the same question, beside the one there is."""
        question = self.conversation.question_of(answer)
        if self.idle and question is not None:
            another = self.conversation.answer(question)
            self._begin(another, (another,))

    def go_on(self, answer: Entry) -> None:
        """Let an answer that was cut go on where it ended, as a version beside it."""
        question = self.conversation.question_of(answer)
        if not self.idle or question is None or not answer.text:
            return
        longer = self.conversation.answer(question, answer.text)
        if answer.tokens.length == len(answer.text):
            longer.tokens = decode(encode(answer.tokens))
        else:
            longer.tokens.skip(len(answer.text))
        self._begin(longer, (longer,))

    def rewrite(self, answer: Entry, text: str) -> None:
        """Put the user's own words in the place of an answer, on a branch of their own."""
        if self.idle and text.strip():
            written = self.conversation.rewrite(answer, text)
            self.messages_made.emit((written.stored(),))
            self.branch_changed.emit()

    def _begin(self, answer: Entry, made: tuple[Entry, ...], added: tuple[Entry, ...] = ()) -> None:
        """Send the question before `answer` to the engine and show the new entries."""
        now, own, info = self._settings.current, self.conversation.settings, self._methods.info
        request = GenerateRequest(
            turn_id=uuid.uuid4().hex,
            messages=self.conversation.messages(),
            continues=answer.text,
            conversation=self.conversation.conversation_id,
            thinking=thinking_wanted(own, info),
            max_tokens=self.max_tokens,
            sampling=sampling_in_force(own, self._settings, info),
            method=self._methods.turn_method(now.method),
            depth=now.depth or None,
            lookup=now.lookup,
            confidence=now.confidence,
            verify=Verify(now.verify),
            explain=self.conversation.origins,
        )
        self.last_request = request
        self.messages_made.emit(tuple(entry.stored() for entry in made))
        for entry in added:
            self.entry_added.emit(entry)
        if not added:
            self.branch_changed.emit()
        self.turns.prepare(answer, now.display_pace)
        self.busy_changed.emit(True)
        self.turn_started.emit(request.turn_id)
        self._methods.wake()
        self.turns.start(request)

    @Slot(object)
    def _end(self, answer: Entry) -> None:
        self.message_settled.emit(self.conversation.settle(answer))
        self.answer_ended.emit(answer)
        self.busy_changed.emit(False)

    @Slot()
    def stop(self) -> None:
        """End the answer: what the engine made so far is shown at once."""
        self.turns.stop()

    def hold(self, held: bool) -> None:
        """Ask nothing for a while: the engine measures, and an answer beside it would wait."""
        self._held = held
        self.held_changed.emit(held)

    # Branches

    def step(self, entry: Entry, by: int) -> None:
        """Show the version of an entry that is `by` places further on, and what follows it."""
        if not self.busy and self.conversation.step(entry, by):
            self._show_branch()

    def show_message(self, message_id: str) -> bool:
        """Show the branch that a message stands on; False if it is of another conversation."""
        before = self.conversation.leaf_id
        found = self.conversation.show(message_id)
        if self.conversation.leaf_id != before:
            self._show_branch()
        return found

    def remove(self, entry: Entry) -> None:
        """Take a message out, with all that follows it."""
        if not self.busy:
            self.messages_removed.emit(self.conversation.remove(entry))
            self._show_branch()

    def put_back(self, messages: tuple[StoredMessage, ...], leaf_id: str | None) -> None:
        """Bring removed messages back."""
        if not self.busy:
            self.conversation.put_back(messages, leaf_id)
            self.messages_returned.emit(messages)
            self._show_branch()

    def _show_branch(self) -> None:
        leaf = self.conversation.leaf_id
        if leaf is None:
            self.cleared.emit()
        else:
            self.leaf_changed.emit(leaf)
            self.branch_changed.emit()

    # Conversations

    def set_prompt(self, system_prompt: str, settings: Values) -> None:
        """Give the conversation a system prompt and settings for its next answers."""
        conversation = self.conversation
        if (system_prompt, settings) != (conversation.system_prompt, conversation.settings):
            conversation.system_prompt, conversation.settings = system_prompt, settings
            self.prompt_changed.emit()

    @Slot()
    def new_conversation(self) -> None:
        """Begin again; a running answer is cancelled, and kept as far as it came."""
        self._replace(self._fresh())

    def new_temporary(self) -> None:
        """Begin a conversation that is never kept."""
        fresh = self._fresh()
        fresh.temporary = True
        self._replace(fresh)

    def open(self, stored: StoredConversation) -> None:
        """Show a kept conversation; a running answer is cancelled, and kept as far as it came."""
        self._replace(Conversation(stored))

    def _replace(self, conversation: Conversation) -> None:
        was_busy = self.busy
        self.leave()
        self.conversation = conversation
        self.cleared.emit()
        self.source_changed.emit(conversation.source)
        if conversation.entries:
            self.branch_changed.emit()
        self.origins_changed.emit(conversation.origins)
        if was_busy:
            self.busy_changed.emit(False)

    def leave(self) -> None:
        """End for good: a running answer is kept as far as it came."""
        answer = self.turns.abandon()
        if answer is not None:
            self.message_settled.emit(self.conversation.settle(answer))
        self.conversation_left.emit()

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

    @Slot(bool)
    def show_source(self, shown: bool) -> None:
        """Show the Markdown of this conversation's answers as it is, or rendered."""
        if shown != self.conversation.source:
            self.conversation.source = shown
            self.source_changed.emit(shown)
