"""What the live panel draws: bounded series of the running answer, plain Python."""

from collections import deque
from dataclasses import dataclass

from app.core.events import (
    DepthControl,
    DraftVerified,
    GenerationFinished,
    PromptEvaluated,
    TurnEvent,
)
from app.core.pairs import Method
from app.core.stats import Statistics

MAX_POINTS = 240
"""Of the speed curve; beyond it every second one is dropped, so the whole answer stays in view."""

MAX_ROUNDS = 48
"""Bars that can be told apart in a panel of 300 pixels."""

WINDOW_ROUNDS = 8
"""Speed is that of the last few rounds: one alone jumps between one token and the whole draft."""


@dataclass(frozen=True, slots=True)
class RoundBar:
    """One round of the chart."""

    index: int
    accepted: int
    rejected: int


class SpeedHistory:
    """Follows one answer at a time.

    Attributes:
        version: grows with every change; views redraw when it moved.
        seconds, rates: the speed curve, tokens per second over seconds of decoding.
        rounds: the last rounds, oldest first.
        context_used: tokens in the target's cache.
        control: what the depth controller did, once the answer is complete; None if it did nothing.
    """

    def __init__(self) -> None:
        self.version = 0
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.version += 1
        self.seconds: list[float] = []
        self.rates: list[float] = []
        self.rounds: deque[RoundBar] = deque(maxlen=MAX_ROUNDS)
        self.context_used = 0
        self.method = Method.AUTO
        self.depth = 0
        self.control: DepthControl | None = None
        self._final: Statistics | None = None
        self._prompt = (0, 0, 0.0)
        self._window: deque[tuple[float, int]] = deque(maxlen=WINDOW_ROUNDS + 1)
        self._window.append((0.0, 0))
        self._stride, self._skipped = 1, 0
        self._positions: list[list[int]] = []
        self._round_count = self._emitted = self._shown = self._draft = self._accepted = 0
        self._elapsed = self._drafting = self._verifying = 0.0

    def add(self, event: TurnEvent) -> None:
        """Take an event of the running turn."""
        match event:
            case DraftVerified():
                self._add_round(event)
            case PromptEvaluated():
                self._prompt = (event.prompt_tokens, event.cached_tokens, event.seconds)
                self.method, self.depth = event.method, event.depth
                self.context_used = event.prompt_tokens
            case GenerationFinished():
                self._final = event.statistics
                self.control = event.control
                self.method, self.depth = event.method, event.depth
            case _:
                return
        self.version += 1

    def _add_round(self, event: DraftVerified) -> None:
        self._round_count += 1
        self._emitted += event.emitted_tokens
        self._shown += len(event.pieces)
        self._draft += event.draft_tokens
        self._accepted += event.accepted_tokens
        self._drafting += event.draft_seconds
        self._verifying += event.verify_seconds
        self._elapsed = event.elapsed_seconds
        self.context_used = event.context_used
        rejected = event.draft_tokens - event.accepted_tokens
        if event.draft_tokens:
            self.rounds.append(RoundBar(self._round_count, event.accepted_tokens, rejected))
        while len(self._positions) < event.draft_tokens:
            self._positions.append([0, 0])
        for position in range(event.draft_tokens):
            self._positions[position][0] += 1
            self._positions[position][1] += position < event.accepted_tokens
        self._add_point(event.elapsed_seconds)

    def _add_point(self, elapsed: float) -> None:
        self._window.append((elapsed, self._emitted))
        since, before = self._window[0]
        self._skipped += 1
        if elapsed <= since or self._skipped < self._stride:
            return
        self._skipped = 0
        self.seconds.append(elapsed)
        self.rates.append((self._emitted - before) / (elapsed - since))
        if len(self.seconds) > MAX_POINTS:
            del self.seconds[::2], self.rates[::2]
            self._stride *= 2

    @property
    def finished(self) -> bool:
        """Whether the answer is complete; then `statistics` are the engine's own."""
        return self._final is not None

    @property
    def per_position(self) -> tuple[tuple[int, int], ...]:
        """(submitted, accepted) at each draft position so far."""
        return tuple((submitted, accepted) for submitted, accepted in self._positions)

    @property
    def statistics(self) -> Statistics:
        """Return the totals so far, the engine's own once the answer is complete."""
        if self._final is not None:
            return self._final
        prompt, cached, prompt_seconds = self._prompt
        return Statistics(
            prompt_tokens=prompt,
            cached_tokens=cached,
            completion_tokens=self._shown,
            emitted_tokens=self._emitted,
            rounds=self._round_count,
            draft_tokens=self._draft,
            accepted_tokens=self._accepted,
            per_position=self.per_position,
            prompt_seconds=prompt_seconds,
            decode_seconds=self._elapsed,
            draft_seconds=self._drafting,
            verify_seconds=self._verifying,
        )
