"""How many tokens to draft in the next round.

The controller holds a depth for many rounds (another draft length is another compute graph:
llama.cpp reuses graphs only while it stays the same) and now and then tries another one for a few.
A trial is judged by expected tokens a round (1 + sum of products of conditional acceptance) over
its measured cost; costs between depths are never assumed, only tried. What trials lose is paid from
a budget, so that a pair whose drafts are worthless costs about a hundredth of the time.
After Ollama's depth controller (x/mlxrunner) and Cascade (arXiv 2506.20675).
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from app.core.depth_acceptance import Acceptance
from app.core.depth_changes import DepthChange, Why
from app.core.depth_choice import (
    ALLOWANCE,
    CHANGE,
    FIRST_PATIENCE,
    LONGEST_PATIENCE,
    REST,
    RUNGS,
    UNDECIDED,
    Record,
    Situation,
    choose,
)
from app.core.depth_costs import RECENT, Costs
from app.core.depth_learnt import LearntDepth, is_sound
from app.core.depth_outlook import Outlook
from app.core.depth_trial import Trial
from app.core.speculation import Round

DEFAULT_DEPTH = 3
"""llama.cpp's default draft length (common/common.h, n_max)."""

MAX_DEPTH = 16
"""Deeper drafts never paid in any report seen; the window's choices end here."""

SEEDS_DENSE_GPU = (3,)
"""Verifying 4 rows costs a GPU hardly more than one."""

SEEDS_MOE_GPU = (2, 1)
"""Every row may load other experts: the best depth is 1 or 2 on most GPUs (Cascade)."""

SEEDS_CPU = (3, 7)
"""On Q8_0 a verification of 8 rows is cheaper than one of 7; depth 1 never pays."""

_NONE = -1
"""No round yet."""

_FIRST_ROUNDS = 8
"""Plain rounds timed before anything is drafted."""

_REVIEW = 48
"""Rounds from one look for a better depth to the next, once a depth was held for a while."""

_LENT_AGAIN = 2.0
"""Credit, in plain rounds, with which an answer starts at most when all was learnt before."""

_REMEMBERED = 15
"""Earlier rounds that count beside those of a new trial."""

_REMEMBERED_OFF = 4.0
"""The same for acceptance, when drafting was off: the text may be another one."""


class FixedDepth:
    """The same draft length every round."""

    def __init__(self, depth: int) -> None:
        self._depth = depth

    def next_depth(self) -> int:
        return self._depth

    def observe(self, one: Round) -> None:
        del one


class DepthController:
    """Finds the depth that decodes fastest, plain decoding included, and follows it as it moves.

    One controller serves one LearntKey for as long as it applies, over any number of answers; or
    one an answer, made from what the one before it `learnt()`.
    """

    def __init__(
        self, max_depth: int, seeds: Sequence[int], learnt: LearntDepth | None = None
    ) -> None:
        """Start from `learnt` if it is sound, else by timing plain decoding.

        `max_depth` is the longest draft the method allows; `seeds` are depths to try first.
        """
        costs, acceptance = Costs(max_depth), Acceptance(max_depth)
        self._now = Situation(
            costs,
            acceptance,
            Outlook(costs, acceptance, max_depth),
            records=[Record() for _ in range(max_depth + 1)],
            rungs=tuple(d for d in RUNGS if d <= max_depth),
            seeds=[seed for seed in seeds if 0 < seed <= max_depth] or [1] * (max_depth > 0),
        )
        self._trial: Trial | None = None
        self._asked: int = _NONE
        self._asked_before: int = _NONE
        self._opened = False
        self._changed_at = 0
        self._alarmed = False
        self._changes: deque[DepthChange] = deque(maxlen=256)
        if learnt is not None and is_sound(learnt) and learnt.rounds[0]:
            self._restore(learnt)

    def next_depth(self) -> int:
        self._asked = self._trial.depth if self._trial else self._now.held
        return self._asked

    def observe(self, one: Round) -> None:
        now, asked = self._now, self._asked
        steady = asked == self._asked_before
        self._asked_before = asked
        now.round += 1
        now.undrafted = 0 if asked else now.undrafted + 1
        ended = len(one.emitted) == one.accepted  # with an end of turn that was drafted
        now.acceptance.observe(one.accepted, one.accepted if ended else asked)
        seconds = max(one.draft_seconds + one.verify_seconds, 1e-9)
        if self._trial is None:
            self._watch_hold(seconds, steady=steady)
        else:
            self._watch_trial(self._trial, len(one.emitted), seconds, steady=steady)

    @property
    def changes(self) -> tuple[DepthChange, ...]:
        """Every change of depth with its reason, oldest first, the newest 256 of them."""
        return tuple(self._changes)

    @property
    def last_change(self) -> DepthChange | None:
        """The newest change, None before the first."""
        return self._changes[-1] if self._changes else None

    @property
    def standing(self) -> DepthChange:
        """Why the depth is what it is now."""
        if self._trial is not None:
            return self._changes[-1]
        held = self._now.held
        if held:
            return self._told(held, held, Why.FASTER, held)
        tried = [depth for depth, record in enumerate(self._now.records) if depth and record.tried]
        if not tried:
            why = Why.BEGINNING if len(self._now.records) > 1 else Why.NO_DRAFTS
            return DepthChange(self._now.round, 0, 0, why)
        best = max(tried, key=self._now.outlook.speedup)
        slower = self._now.outlook.speedup(best) < 1.0
        return self._told(0, 0, Why.ALL_SLOWER if slower else Why.NO_GAIN, best)

    @property
    def reason(self) -> str:
        """Why the depth is what it is now, in one sentence."""
        return self.standing.reason

    @property
    def measured_speedup(self) -> float | None:
        """Expected speed at the held depth over plain's; None until both were measured."""
        records, held = self._now.records, self._now.held
        if min(records[0].tried, records[held].tried) < _FIRST_ROUNDS:
            return None
        return self._now.outlook.speedup(held)

    def learnt(self) -> LearntDepth:
        """Return what is known now, to start from another time."""
        now, costs = self._now, self._now.costs
        depths = range(len(now.records))
        return LearntDepth(
            depth=now.held,
            seconds=tuple(costs.seconds(depth) for depth in depths),
            rounds=tuple(costs.rounds(depth) for depth in depths),
            tried=tuple(record.tried for record in now.records),
            idle=tuple(now.round - record.last for record in now.records),
            reached=tuple(now.acceptance.reached),
            accepted=tuple(now.acceptance.accepted),
            noise=costs.noise,
            credit=now.credit,
            undrafted=now.undrafted,
            patience=now.patience,
        )

    def _watch_hold(self, seconds: float, *, steady: bool) -> None:
        now = self._now
        record = now.records[now.held]
        if steady:
            now.costs.hold(now.held, seconds)
            record.tried += 1
            record.last = now.round
        if not self._opened:
            if record.tried >= _FIRST_ROUNDS and now.seeds:
                self._opened = True
                self._begin(now.seeds[0], now.credit)
            return
        now.earn(seconds / now.costs.seconds(0))
        since = now.round - self._changed_at
        if since % RECENT == 0 or now.costs.alarmed or self._alarmed:
            self._review(since)

    def _review(self, since: int) -> None:
        """Look at the last rounds, and whether another depth is worth a trial."""
        now = self._now
        self._alarmed = now.costs.jump(now.held) or self._alarmed
        if not now.costs.settled:
            return
        alarmed, self._alarmed = self._alarmed, False
        if alarmed and now.held:
            self._begin(0, ALLOWANCE)
        elif since >= 2 * RECENT and since % (RECENT if since <= REST else _REVIEW) == 0:
            candidate = choose(now)
            if candidate is not None:
                self._begin(candidate.depth, max(2.0 * candidate.price, 0.3 * now.credit))

    def _begin(self, depth: int, allowed: float) -> None:
        now = self._now
        self._trial = Trial(depth, allowed, reserve=now.credit + UNDECIDED)
        why = Why.TRIAL if depth else Why.COMPARISON
        self._changes.append(DepthChange(now.round, now.held, depth, why))
        now.costs.doubt(depth, _REMEMBERED)
        if not now.held:
            now.acceptance.forget(_REMEMBERED_OFF)

    def _watch_trial(self, trial: Trial, emitted: int, seconds: float, *, steady: bool) -> None:
        now = self._now
        record = now.records[trial.depth]
        trial.rounds += 1
        trial.emitted += emitted
        record.last = now.round
        if steady:
            if trial.first and not now.costs.rounds(trial.depth):
                seconds = min(seconds, trial.first)  # a single round may have been stalled
            now.costs.measure(trial.depth, seconds)
            record.tried += 1
        else:
            trial.first = seconds
        won = trial.verdict(now)
        if won is not None:
            self._end(trial, won=won)

    def _end(self, trial: Trial, *, won: bool) -> None:
        now, before = self._now, self._now.held
        now.charge(trial.loss(now) + trial.entry(now) + (0.0 if won else CHANGE))
        if trial.depth in now.seeds:
            now.seeds.remove(trial.depth)
        self._trial = None
        self._changed_at = now.round
        if won:
            now.held, now.patience = trial.depth, FIRST_PATIENCE
            self._changes.append(replace(self.standing, before=before))
            return
        if not before:
            now.patience = min(2 * now.patience, LONGEST_PATIENCE)
        self._changes.append(self._told(trial.depth, before, Why.BACK, trial.depth))

    def _told(self, before: int, after: int, why: Why, depth: int) -> DepthChange:
        """Return a change whose figures are those of `depth`."""
        now = self._now
        speedup, rounds = now.outlook.speedup(depth), now.records[depth].tried
        return DepthChange(now.round, before, after, why, speedup, rounds)

    def _restore(self, learnt: LearntDepth) -> None:
        now = self._now
        depths = min(len(now.records), len(learnt.tried))
        for depth in range(depths):
            now.costs.assume(depth, learnt.seconds[depth], learnt.rounds[depth])
            now.records[depth] = Record(learnt.tried[depth], -learnt.idle[depth])
        now.costs.noise = learnt.noise
        now.acceptance.reached[: depths - 1] = learnt.reached[: depths - 1]
        now.acceptance.accepted[: depths - 1] = learnt.accepted[: depths - 1]
        now.credit = min(max(learnt.credit, -ALLOWANCE), _LENT_AGAIN)
        now.held = min(learnt.depth, depths - 1)
        now.undrafted, now.patience = learnt.undrafted, learnt.patience
        now.seeds = [seed for seed in now.seeds if not now.records[seed].tried]
        self._opened = True
