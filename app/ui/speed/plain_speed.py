"""Knows how fast plain decoding of the loaded pair is, from what was measured and nothing else."""

import logging
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.core import baselines
from app.core.baseline import Baseline, PlainRounds
from app.core.events import DraftVerified, GenerationFinished, PromptEvaluated, TurnEvent
from app.core.learnt import LearntKey
from app.core.pairs import Method, PairInfo
from app.engine.pair_name import pair_name
from app.ui.chat.controller import ChatController
from app.ui.pair_controller import PairController, PairState, Ready
from app.ui.speed.calibration import Calibration

log = logging.getLogger(__name__)

TELL_TOKENS = 64
"""The context grows by this much before it is asked again which baseline holds there."""


class PlainSpeed(QObject):
    """Picks plain rounds out of every answer, keeps what they say, and measures on request.

    Signals:
        changed(Baseline | None, Baseline | None): what holds for the running or last answer, and
            else what was measured of this pair at another context length.
        measuring(bool): a calibration began or ended.
        failed(str, str): title and hint of a calibration that ended in an error.
        idle_changed(): `can_measure` may say otherwise now.
    """

    changed = Signal(object, object)
    measuring = Signal(bool)
    failed = Signal(str, str)
    idle_changed = Signal()

    def __init__(
        self,
        chat: ChatController,
        pairs: PairController,
        calibration: Calibration,
        file: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chat, self._calibration, self._file = chat, calibration, file
        self._info: PairInfo | None = None
        self._name = ""
        self._known: dict[LearntKey, Baseline] = {}
        self._rounds = PlainRounds()
        self._fresh = False
        self._held = False
        self._context = self._told_at = 0
        self._sampled_as: LearntKey | None = None
        calibration.setParent(self)
        calibration.measured.connect(self._listen)
        calibration.running_changed.connect(self.measuring)
        calibration.failed.connect(self.failed)
        chat.turn_started.connect(self._begin)
        chat.held_changed.connect(self._hold)
        chat.busy_changed.connect(self.idle_changed)
        chat.turn_events.connect(self.take)
        pairs.state_changed.connect(self.show_state)
        self.show_state(pairs.state)

    @property
    def can_measure(self) -> bool:
        """Whether the engine is idle and a pair loaded."""
        idle = not (self._chat.busy or self._held or self._calibration.running)
        return idle and self._info is not None

    @Slot()
    def measure(self) -> None:
        """Decode plainly for a moment, at the length the conversation has now."""
        if self.can_measure:
            chat = self._chat
            self._calibration.start(chat.last_request, chat.conversation.messages())

    @Slot(object)
    def show_state(self, state: PairState) -> None:
        """Forget the last pair's rounds; recall what is known of the next one."""
        self._info = state.info if isinstance(state, Ready) else None
        if self._info is None:
            self._calibration.cancel()
        else:
            self._recall(self._info)
        self.idle_changed.emit()

    def _recall(self, info: PairInfo) -> None:
        self._rounds = PlainRounds()
        self._known = baselines.load(self._file)
        try:
            self._name = pair_name(info.spec)
        except OSError as problem:
            log.warning("the pair's files are gone: %s", problem)
            self._name = info.name
        self._context = 0
        self._tell()

    @Slot(bool)
    def _hold(self, held: bool) -> None:
        """Something else is measured for now."""
        self._held = held
        if held:
            self._calibration.cancel()
        self.idle_changed.emit()

    @Slot(str)
    def _begin(self, turn_id: str) -> None:
        """Whoever asks is answered first; other sampling has other costs."""
        del turn_id
        self._calibration.cancel()
        key = self._key(0)
        if key != self._sampled_as:
            self._sampled_as = key
            self._rounds = PlainRounds()

    @Slot(object)
    def take(self, events: tuple[TurnEvent, ...]) -> None:
        """Pick the plain rounds out of an answer."""
        for event in events:
            match event:
                case DraftVerified():
                    self._context = event.context_used
                case PromptEvaluated():
                    self._context = event.prompt_tokens
                case _:
                    continue
        self._listen(events)

    @Slot(object)
    def _listen(self, events: tuple[TurnEvent, ...]) -> None:
        now, counted = time.time(), False
        for event in events:
            if isinstance(event, DraftVerified):
                counted |= self._rounds.observe(event, now)
        self._fresh |= counted
        if isinstance(events[-1], GenerationFinished):
            self._keep()
        if counted or abs(self._context - self._told_at) >= TELL_TOKENS:
            self._tell()

    def _tell(self) -> None:
        self._told_at = self._context
        here, elsewhere = self._rounds.baseline, None
        if here is None or not here.holds_at(self._context):
            key = self._key(self._context)
            elsewhere = here or self._newest(key)
            here = None
            if key is not None:
                here = baselines.recall(self._known, key, self._context)
        self.changed.emit(here, None if here is not None else elsewhere)

    def _newest(self, key: LearntKey | None) -> Baseline | None:
        same = [
            value
            for other, value in self._known.items()
            if key is not None and (other.pair, other.device) == (key.pair, key.device)
        ]
        return max(same, key=lambda value: value.measured_at, default=None)

    def _keep(self) -> None:
        """Write down what the answer's plain rounds say."""
        baseline = self._rounds.baseline
        if not self._fresh or baseline is None:
            return
        self._fresh = False
        key = self._key(baseline.context_high)
        if key is None:
            return
        self._known[key] = baseline
        try:
            baselines.remember(self._file, key, baseline)
        except OSError as problem:
            log.warning("the speed of plain decoding is not kept: %s", problem)

    def _key(self, context: int) -> LearntKey | None:
        if self._info is None:
            return None
        tuning = self._info.tuning
        return LearntKey.of(
            self._name,
            Method.OFF.value,
            f"{self._info.device}, {tuning.threads} threads, {tuning.cache_words} cache",
            context_tokens=context,
            temperature=self._chat.last_request.sampling.temperature,
        )
