"""What the live panel draws: bounded series of the running answer, plain Python."""

import math
from collections import Counter, deque

from app.core.baseline import Baseline
from app.core.depth_changes import DepthChange
from app.core.events import (
    DepthControl,
    DraftVerified,
    GenerationFailed,
    GenerationFinished,
    PromptEvaluated,
    TurnEvent,
)
from app.core.ledger import Ledger
from app.core.pair_memory import PairMemory
from app.core.pairs import Method
from app.core.speculation import Origin
from app.core.stats import Statistics
from app.ui.speed.round_row import RoundRow
from app.ui.speed.series import ThinnedSeries

MAX_POINTS = 240
"""Of a curve over the whole answer: as many as there are pixels."""

MAX_ROWS = 2000
"""Rounds kept one by one, for the bars and the CSV."""

MAX_MARKS = 64
"""Changes of depth kept."""

FORGET_SECONDS = 0.5
FORGET_ROUNDS = 8
"""The smoothed speed forgets with this time constant, but no faster than with this many rounds."""


class SpeedHistory:
    """Follows one answer at a time.

    Attributes:
        version: grows with every change; views redraw when it moved.
        begun: an answer is expected, or was there; False when there is nothing to show.
        speeds: (seconds of decoding, smoothed tokens per second, those so far).
        depths: (round, draft tokens).
        rows: the last rounds, oldest first.
        marks: (round, what the depth controller changed from it on), oldest first.
        origins: how many tokens of each origin the answer has.
        context_used: tokens in the target's cache.
        control: what the depth controller did, once the answer is complete; None if it did nothing.
        memory: of the loaded pair.
        baseline: plain decoding at a similar context length; elsewhere: or at another one.
        ledger: seconds saved and lost; it outlives the answers.
    """

    def __init__(self) -> None:
        self.version = 0
        self.begun = False
        self.baseline: Baseline | None = None
        self.elsewhere: Baseline | None = None
        self.memory = PairMemory(())
        self.ledger = Ledger()
        self.clear()

    def begin(self) -> None:
        """Forget the last answer: a new one begins."""
        self.clear()
        self.begun = True

    def clear(self) -> None:
        """Forget the answer; the ledger keeps what it brought."""
        self.version += 1
        self.begun = False
        self.ledger.begin()
        self.speeds = ThinnedSeries(MAX_POINTS)
        self.depths = ThinnedSeries(MAX_POINTS)
        self.rows: deque[RoundRow] = deque(maxlen=MAX_ROWS)
        self.marks: deque[tuple[int, DepthChange]] = deque(maxlen=MAX_MARKS)
        self.origins: Counter[Origin] = Counter()
        self.context_used = 0
        self.method = Method.AUTO
        self.depth = 0
        self.control: DepthControl | None = None
        self._final: Statistics | None = None
        self._prompt = (0, 0, 0.0)
        self._positions: list[list[int]] = []
        self._round_count = self._emitted = self._shown = self._draft = self._accepted = 0
        self._elapsed = self._drafting = self._verifying = 0.0
        self._recent_tokens = self._recent_seconds = 0.0

    def set_baseline(self, here: Baseline | None, elsewhere: Baseline | None) -> None:
        """Compare with this from now on."""
        if (here, elsewhere) == (self.baseline, self.elsewhere):
            return
        self.baseline, self.elsewhere = here, elsewhere
        if self.finished:
            self.ledger.reckon(self.statistics, here)
        self.version += 1

    def set_memory(self, memory: PairMemory) -> None:
        """Another pair is loaded."""
        self.memory = memory
        self.version += 1

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
                self.ledger.reckon(event.statistics, self.baseline)
            case GenerationFailed():
                self.ledger.reckon(self.statistics, self.baseline)
            case _:
                return
        self.version += 1

    def _add_round(self, event: DraftVerified) -> None:
        row = RoundRow.of(event, max(0.0, event.elapsed_seconds - self._elapsed))
        self._round_count += 1
        self._emitted += event.emitted_tokens
        self._shown += len(event.pieces)
        self._draft += row.draft_tokens
        self._accepted += row.accepted
        self._drafting += row.draft_seconds
        self._verifying += row.verify_seconds
        self._elapsed = event.elapsed_seconds
        self.context_used = event.context_used
        self.rows.append(row)
        for piece in event.pieces:
            self.origins[piece.origin] += 1
        self._count_positions(row.draft_tokens, row.accepted)
        self.depths.add(self._round_count, row.draft_tokens)
        self._add_speed(event.emitted_tokens, row.seconds)
        if event.depth_change is not None:
            self.marks.append((self._round_count + 1, event.depth_change))

    def _count_positions(self, draft: int, accepted: int) -> None:
        positions = self._positions
        while len(positions) < draft:
            positions.append([0, 0, 0])
        for position in range(draft):
            place = positions[position]
            place[0] += 1
            place[1] += position < accepted
            place[2] += position <= accepted

    def _add_speed(self, tokens: int, seconds: float) -> None:
        kept = math.exp(-min(seconds / FORGET_SECONDS, 1 / FORGET_ROUNDS))
        self._recent_tokens = kept * self._recent_tokens + tokens
        self._recent_seconds = kept * self._recent_seconds + seconds
        if self._recent_seconds > 0:
            now = self._recent_tokens / self._recent_seconds
            self.speeds.add(self._elapsed, now, self._emitted / self._elapsed)

    @property
    def finished(self) -> bool:
        """Whether the answer is complete; then `statistics` are the engine's own."""
        return self._final is not None

    @property
    def speedup(self) -> float | None:
        """Speed of this answer over plain decoding's; None while either is unknown."""
        speed = self.statistics.tokens_per_second
        if speed is None or self.baseline is None:
            return None
        return speed * self.baseline.seconds_per_token

    @property
    def positions(self) -> tuple[tuple[int, int, int], ...]:
        """(submitted, accepted, reached) at each draft position so far.

        Reached are those whose predecessors in the draft were all accepted.
        """
        return tuple((one[0], one[1], one[2]) for one in self._positions)

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
            per_position=tuple((one[0], one[1]) for one in self._positions),
            prompt_seconds=prompt_seconds,
            decode_seconds=self._elapsed,
            draft_seconds=self._drafting,
            verify_seconds=self._verifying,
        )
