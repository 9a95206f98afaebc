"""How many tokens to draft in the next round.

The controller holds a depth for many rounds (another draft length is another compute graph:
llama.cpp reuses graphs only while it stays the same) and now and then tries another one for a few.
A trial is judged by expected tokens a round (1 + sum of products of conditional acceptance) over
its measured cost; costs between depths are never assumed, only tried. What trials lose is paid from
a budget, so that a pair whose drafts are worthless costs about a hundredth of the time.
After Ollama's depth controller (x/mlxrunner) and Cascade (arXiv 2506.20675).
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from app.core.depth_acceptance import Acceptance
from app.core.depth_budget import ALLOWANCE, TrialBudget
from app.core.depth_changes import DepthChange, Why
from app.core.depth_choice import LONGEST_REST, REST, Record, Situation, choose
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

_FIRST_ROUNDS = 3
"""Plain rounds timed before anything is drafted."""

_REVIEW = 48
"""Rounds from one look for a better depth to the next, once a depth was held for a while."""

_OFF_REST = 32
_LONGEST_OFF_REST = 1024
"""Rounds off before drafting is tried again: at first, and at most."""

_LENT_AGAIN = 2.0
"""Credit, in plain rounds, with which an answer starts at most when all was learnt before."""

_REMEMBERED = 15
"""Earlier rounds that count beside those of a new trial."""

_REMEMBERED_OFF = 4.0
"""The same for acceptance, when drafting was off: the text may be another one."""

_OUTDATED = 0.3
"""Costs from when the pace (its logarithm) was this far off do not count at all."""

_SURPRISE = 2.5
"""Standard errors between the tokens expected of a few rounds and those that came."""


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
            seeds=[seed for seed in seeds if 0 < seed <= max_depth] or [1] * (max_depth > 0),
        )
        self._trial: Trial | None = None
        self._asked: int = _NONE
        self._asked_before: int = _NONE
        self._shape: int = _NONE
        self._opened = False
        self._changed_at = 0
        self._alarmed = False
        self._recent: deque[int] = deque(maxlen=RECENT)
        self._short: list[tuple[int, Round]] = []
        self._changes: deque[DepthChange] = deque(maxlen=256)
        if learnt is not None and is_sound(learnt) and learnt.rounds[0]:
            self._restore(learnt)

    def next_depth(self) -> int:
        self._asked = self._trial.depth if self._trial else self._now.held
        return self._asked

    def observe(self, one: Round) -> None:
        now, asked, drafted = self._now, self._asked, len(one.draft)
        steady = asked == self._asked_before and (
            drafted == self._shape or not now.acceptance.regular
        )
        self._asked_before, self._shape = asked, drafted
        now.round += 1
        if drafted > asked:
            return  # a source that drafts unasked: not this controller's doing
        if asked:
            now.undrafted = 0
            self._learn_acceptance(one, asked)
        else:
            now.undrafted += 1
        shape = drafted or (now.costs.empty if asked else 0)
        seconds = max(one.draft_seconds + one.verify_seconds, 1e-9)
        if self._trial is None:
            self._watch_hold(one, shape, seconds, steady=steady)
        else:
            self._watch_trial(self._trial, one, shape, seconds, steady=steady)

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
        now, costs, budget = self._now, self._now.costs, self._now.budget
        shapes = range(len(now.records) + 1)
        return LearntDepth(
            depth=now.held,
            seconds=tuple(costs.seconds(shape) for shape in shapes),
            rounds=tuple(max(costs.rounds(s), costs.seconds(s) > 0.0) for s in shapes),
            tried=tuple(record.tried for record in now.records),
            idle=tuple(now.round - record.last for record in now.records),
            rest=tuple(record.rest for record in now.records),
            reached=tuple(now.acceptance.reached),
            accepted=tuple(now.acceptance.accepted),
            offered=() if now.acceptance.regular else tuple(now.acceptance.offered),
            noise=costs.noise,
            credit=budget.credit,
            entry=(budget.change, budget.catch_up, float(budget.skipped)),
            undrafted=now.undrafted,
            off_rest=now.off_rest,
        )

    def _learn_acceptance(self, one: Round, asked: int) -> None:
        """Learn from a draft; from a short one only once it is sure that the drafter chose so.

        Near the end of a budget drafts are cut, each to less than the one before left over.
        """
        acceptance, drafted = self._now.acceptance, len(one.draft)
        rejected = one.accepted < drafted and len(one.emitted) > one.accepted
        acceptance.observe(one.accepted, one.accepted + rejected)
        if self._short:
            last = self._short[-1][1]
            if drafted > len(last.draft) - len(last.emitted):
                for wanted, short in self._short:
                    offered = len(short.draft)
                    acceptance.offer(offered, wanted, all_kept=short.accepted == offered)
                self._short.clear()
        if drafted < asked:
            self._short.append((asked, one))
        else:
            acceptance.offer(drafted, asked, all_kept=False)

    def _watch_hold(self, one: Round, shape: int, seconds: float, *, steady: bool) -> None:
        now = self._now
        record = now.records[now.held]
        if steady:
            now.costs.hold(shape, seconds)
            record.tried += 1
            record.last = now.round
            record.level = now.costs.level
        if not self._opened:
            if record.tried >= _FIRST_ROUNDS and now.seeds:
                self._opened = True
                self._begin(now.seeds[0], now.budget.credit)
            return
        now.budget.earn(seconds / now.costs.seconds(0))
        self._recent.append(len(one.emitted))
        since = now.round - self._changed_at
        if since % RECENT == 0 or now.costs.alarmed or self._alarmed:
            self._review(shape, since)

    def _review(self, shape: int, since: int) -> None:
        """Look at the last rounds, and whether another depth is worth a trial."""
        now = self._now
        if now.costs.jump(shape):
            self._alarmed = True
        other_text = now.held > 0 and self._notice_other_text()
        due = since >= 2 * RECENT and since % (RECENT if since <= REST else _REVIEW) == 0
        if now.costs.settled and (due or other_text or self._alarmed):
            candidate = choose(now, alarmed=self._alarmed)
            self._alarmed = False
            if candidate is not None:
                allowed = max(2.0 * candidate.price, 0.3 * now.budget.credit)
                self._begin(candidate.depth, allowed)

    def _notice_other_text(self) -> bool:
        """Forget most of the acceptance if the last rounds are unlike what it foretells."""
        if len(self._recent) < RECENT:
            return False
        mean, variance = self._now.acceptance.spread(self._now.held)
        deviation = abs(sum(self._recent) / RECENT - mean)
        if deviation <= _SURPRISE * math.sqrt(max(variance, 0.05) / RECENT):
            return False
        self._now.acceptance.forget(float(RECENT), self._now.held)
        self._recent.clear()
        return True

    def _begin(self, depth: int, allowed: float) -> None:
        now = self._now
        self._trial = Trial(depth, allowed, 0 if now.held else now.undrafted)
        self._changes.append(
            DepthChange(now.round, now.held, depth, Why.TRIAL if depth else Why.COMPARISON)
        )
        drift = abs(math.log(now.costs.level / now.records[depth].level))
        now.costs.doubt(depth, 0 if drift > _OUTDATED else _REMEMBERED)
        if not now.held:
            now.acceptance.set_aside(_REMEMBERED_OFF)

    def _watch_trial(
        self, trial: Trial, one: Round, shape: int, seconds: float, *, steady: bool
    ) -> None:
        now = self._now
        record = now.records[trial.depth]
        trial.rounds += 1
        trial.telling += bool(one.draft or not trial.depth)
        trial.emitted += len(one.emitted)
        record.last = now.round
        if steady:
            if trial.first and not now.costs.rounds(shape) and now.acceptance.regular:
                seconds = min(seconds, trial.first)  # a single round may have been stalled
            now.costs.measure(shape, seconds)
            record.tried += 1
            record.level = now.costs.level
        elif trial.rounds == 1:
            trial.first = seconds
        verdict = trial.verdict(now)
        if verdict is not None:
            self._end(trial, won=verdict)

    def _end(self, trial: Trial, *, won: bool) -> None:
        now, before = self._now, self._now.held
        entry = 0.0
        if trial.first and now.acceptance.regular:
            excess = trial.first / now.costs.seconds(0) - now.outlook.cost(trial.depth)
            entry = now.budget.learn_entry(excess, trial.undrafted)
        now.budget.charge(trial.loss(now) + (entry if won else 2.0 * entry))
        record = now.records[trial.depth]
        if trial.depth in now.seeds:
            now.seeds.remove(trial.depth)
        self._trial = None
        self._changed_at = now.round
        self._recent.clear()
        if won:
            now.held, record.rest, now.off_rest = trial.depth, REST, _OFF_REST
            standing = self.standing
            self._changes.append(replace(standing, before=before))
            return
        record.rest = min(2 * record.rest, LONGEST_REST)
        if not before:
            now.acceptance.take_back()
            now.off_rest = min(2 * now.off_rest, _LONGEST_OFF_REST)
        self._changes.append(self._told(trial.depth, before, Why.BACK, trial.depth))

    def _told(self, before: int, after: int, why: Why, depth: int) -> DepthChange:
        """Return a change whose figures are those of `depth`."""
        now = self._now
        speedup, rounds = now.outlook.speedup(depth), now.records[depth].tried
        return DepthChange(now.round, before, after, why, speedup, rounds)

    def _restore(self, learnt: LearntDepth) -> None:
        now = self._now
        depths = min(len(now.records), len(learnt.tried))
        for shape in range(depths):
            now.costs.assume(shape, learnt.seconds[shape], learnt.rounds[shape])
            now.records[shape] = Record(
                learnt.tried[shape], -learnt.idle[shape], learnt.rest[shape]
            )
        now.costs.assume(now.costs.empty, learnt.seconds[-1], learnt.rounds[-1])
        now.costs.noise = learnt.noise
        now.acceptance.reached[: depths - 1] = learnt.reached[: depths - 1]
        now.acceptance.accepted[: depths - 1] = learnt.accepted[: depths - 1]
        if learnt.offered:
            now.acceptance.regular = False
            now.acceptance.offered[: depths - 1] = learnt.offered[: depths - 1]
        change, catch_up, skipped = learnt.entry
        credit = min(max(learnt.credit, -ALLOWANCE), _LENT_AGAIN)
        now.budget = TrialBudget(credit, change, catch_up, max(1, int(skipped)))
        now.held = min(learnt.depth, depths - 1)
        now.undrafted, now.off_rest = learnt.undrafted, learnt.off_rest
        now.seeds = [seed for seed in now.seeds if not now.records[seed].tried]
        self._opened = True
