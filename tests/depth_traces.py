"""Pairs and machines to try a depth policy on: recorded costs and agreement, and made-up ones.

Costs are in plain rounds. Verification costs of Q8_0 and Q4_0 are those measured on 2 cores
(a 0.7B target), the cliff is the one reported of a 4090; "embedded" was recorded round by round.
"""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.core.depth import SEEDS_CPU, SEEDS_DENSE_GPU, SEEDS_MOE_GPU, FixedDepth
from tests.depth_simulator import LONGEST, Machine, Profile, Text, run, write

NOISES = ((0.02, 0.0), (0.1, 0.005), (0.2, 0.01), (0.3, 0.01))
"""(sigma of the log-normal noise, share of stalled rounds): seed n runs under NOISES[n % 4]."""

QUIET = 2
"""The first so many of NOISES are what a machine shows that does little else."""

_Q8_0 = (1, 2.05, 2.42, 2.57, 3.53, 3.69, 3.98, 3.62, 4.49)
_Q4_0 = (1, 1.87, 2.45, 2.64, 3.22, 3.78, 4.34, 5.05, 5.54)
_SMALL_Q8_0 = (1, 2.66, 3.65, 4.39, 5.42, 5.92, 6.32, 5.56, 6.75,
               7.24, 7.8, 6.89, 8.05, 8.5, 8.9, 7.84, 9.06)  # fmt: skip
"""Drafting included: the 130m pair of tests/benchmark_pairs.py, method draft, 2 cores."""

_SMALL_ASSISTED = (1, 2.97, 3.46, 4.0, 4.9, 5.4, 5.6, 5.18, 5.8,
                   6.1, 6.4, 6.48, 6.9, 7.2, 7.5, 7.61, 8.4)  # fmt: skip
"""Drafting included: that pair with a Gemma assistant; 4, 6, 8 to 10 and 12 to 14 guessed."""

_ASSISTED = (0.86, 0.89, 0.93, 0.95, 0.81, 0.87, 1.0, 0.85, 0.97)
"""That pair's conditional acceptance by position, high agreement."""

_EXPERTS = (1, 1.42, 1.75, 2.0, 2.2, 2.4, 2.55, 2.7, 2.85)


@dataclass(frozen=True, eq=False)
class Trace:
    """A pair on a machine.

    Attributes:
        costs: by draft length. text: by (tokens, seed). seeds: the controller's.
        machine: further arguments of Machine.
        steady: whether nothing drifts, so that one fixed depth is best throughout.
    """

    name: str
    costs: Sequence[float]
    text: Callable[[int, int], Text]
    seeds: Sequence[int]
    machine: dict[str, Any] = field(default_factory=dict)
    steady: bool = True

    def on(self, seed: int) -> Machine:
        """Return the machine as seed number `seed` sees it."""
        noise, stalls = NOISES[seed % len(NOISES)]
        return Machine(self.costs, noise=noise, stalls=stalls, **self.machine)

    def fixed(self, depth: int, text: Text, tokens: int) -> float:
        """Return the seconds that a fixed depth takes for the first `tokens` of a text."""
        return run(FixedDepth(depth), Machine(self.costs, **self.machine), text, tokens).seconds


@cache
def expectation(trace: Trace) -> tuple[tuple[float, float], ...]:
    """Return (tokens a round, tokens a second) of each fixed depth, over a long text."""
    tokens = 30_000
    text, machine = trace.text(tokens, 99), Machine(trace.costs, **trace.machine)
    rows: list[tuple[float, float]] = []
    for depth in range(LONGEST + 1):
        done = run(FixedDepth(depth), machine, text, tokens)
        rows.append((done.tokens / len(done.depths), done.tokens / done.seconds))
    return tuple(rows)


def _beyond(costs: Sequence[float]) -> list[float]:
    """Return costs up to LONGEST, the last slope kept."""
    rows = list(costs)
    slope = (rows[-1] - rows[-3]) / 2
    while len(rows) <= LONGEST:
        rows.append(rows[-1] + slope)
    return rows


def _with_drafting(costs: Sequence[float], token: float) -> tuple[float, ...]:
    return tuple(cost + token * depth for depth, cost in enumerate(_beyond(costs)))


def _linear(verified: float, drafted: float) -> tuple[float, ...]:
    return tuple(1.0 + (verified + drafted) * depth for depth in range(LONGEST + 1))


def _cliff() -> tuple[float, ...]:
    return tuple(c if d < 4 else 14 * c for d, c in enumerate(_linear(0.05, 0.07)))


def _kept(profile: Profile) -> Callable[[int, int], Text]:
    return lambda tokens, seed: write(profile, tokens, seed)


def _always(rate: float) -> Callable[[int, int], Text]:
    return _kept(lambda place, index: rate)


def _by_index(*rates: float) -> Callable[[int, int], Text]:
    return _kept(lambda place, index: rates[min(index, len(rates) - 1)])


def _prose_and_code(place: int, index: int) -> float:
    return 0.93 if place // 200 % 2 else 0.45


def _recorded() -> dict[str, Any]:
    path = Path(__file__).with_name("depth_recorded.json")
    return json.loads(path.read_text(encoding="utf-8"))


_RECORDED = _recorded()


def _recorded_text(tokens: int, seed: int) -> Text:
    rng = random.Random(seed)
    matches: list[int] = []
    while len(matches) <= tokens:
        matches += [int(digit, LONGEST + 1) for digit in rng.choice(_RECORDED["matches"])]
    return Text(matches)


def _quoting(tokens: int, seed: int) -> Text:
    """Return what a confident drafter offers: long drafts in some passages, few elsewhere."""
    rng = random.Random(seed)
    sure: list[bool] = []
    while len(sure) < tokens + 2 * LONGEST:
        sure += [True] * (int(rng.expovariate(1 / 60)) + 8)
        sure += [False] * (int(rng.expovariate(1 / 40)) + 3)
    kept = [rng.random() < (0.97 if here else 0.25) for here in sure]
    found = [rng.random() < (0.95 if here else 0.06) for here in sure]
    matches = [
        next((k for k in range(LONGEST) if not kept[place + k]), LONGEST)
        for place in range(tokens + 1)
    ]
    return Text(matches, [LONGEST if here else 0 for here in found])


_UNIT = _RECORDED["seconds"][0]

ZERO = (
    Trace("zero agreement, CPU", _with_drafting(_Q8_0, 0.2), _always(0.0), SEEDS_CPU),
    Trace(
        "zero agreement, CPU, small drafter", _with_drafting(_Q8_0, 0.05), _always(0.0), SEEDS_CPU
    ),
    Trace("zero agreement, 130M Q8_0", _SMALL_Q8_0, _always(0.0), SEEDS_CPU),
    Trace("zero agreement, GPU", _linear(0.03, 0.06), _always(0.0), SEEDS_DENSE_GPU),
    Trace("zero agreement, dear drafter", _linear(0.1, 0.3), _always(0.0), SEEDS_DENSE_GPU),
    Trace("zero agreement, experts", _with_drafting(_EXPERTS, 0.06), _always(0.0), SEEDS_MOE_GPU),
)

AGREEING = (
    Trace("CPU Q8_0 .90", _with_drafting(_Q8_0, 0.05), _always(0.9), SEEDS_CPU),
    Trace("CPU Q8_0 .95", _with_drafting(_Q8_0, 0.1), _always(0.95), SEEDS_CPU),
    Trace("CPU Q4_0 .90", _with_drafting(_Q4_0, 0.05), _always(0.9), SEEDS_CPU),
    Trace("130M Q8_0 .93", _SMALL_Q8_0, _always(0.93), SEEDS_CPU),
    Trace("GPU .50", _linear(0.03, 0.06), _always(0.5), SEEDS_DENSE_GPU),
    Trace("GPU .70", _linear(0.03, 0.06), _always(0.7), SEEDS_DENSE_GPU),
    Trace("GPU .90", _linear(0.03, 0.06), _always(0.9), SEEDS_DENSE_GPU),
    Trace("GPU MTP .84 .71 .65", _linear(0.04, 0.08), _by_index(0.84, 0.71, 0.65), SEEDS_DENSE_GPU),
    Trace("experts .85 .80 .75 .70", _with_drafting(_EXPERTS, 0.06),
          _by_index(0.85, 0.8, 0.75, 0.7), SEEDS_MOE_GPU),
    Trace("cliff at 4, .80", _cliff(), _always(0.8), SEEDS_DENSE_GPU),
    Trace("embedded, recorded", tuple(s / _UNIT for s in _RECORDED["seconds"]), _recorded_text,
          SEEDS_CPU, {"change": _RECORDED["change"] / _UNIT, "unit": _UNIT}),
)  # fmt: skip

BORDERLINE = (
    Trace("CPU Q8_0 .70 (off is best)", _with_drafting(_Q8_0, 0.1), _always(0.7), SEEDS_CPU),
    Trace("130M Q8_0 .75 (off is best)", _SMALL_Q8_0, _always(0.75), SEEDS_CPU),
    Trace("CPU Q8_0 .80 (1.08x)", _with_drafting(_Q8_0, 0.05), _always(0.8), SEEDS_CPU),
    Trace("130M Q8_0, assistant (1.08x)", _SMALL_ASSISTED, _by_index(*_ASSISTED), SEEDS_CPU),
    Trace("experts .60 (1.08x)", _with_drafting(_EXPERTS, 0.06), _always(0.6), SEEDS_MOE_GPU),
)

DRIFTING = (
    Trace("prose and code, GPU", _linear(0.03, 0.06), _kept(_prose_and_code), SEEDS_DENSE_GPU,
          steady=False),
    Trace("prose and code, CPU", _with_drafting(_Q8_0, 0.1), _kept(_prose_and_code), SEEDS_CPU,
          steady=False),
    Trace("agreement falls", _linear(0.05, 0.1),
          _kept(lambda place, index: max(0.2, 0.95 - place / 2800)), SEEDS_DENSE_GPU,
          steady=False),
    Trace("agreement rises, CPU", _with_drafting(_Q8_0, 0.05),
          _kept(lambda place, index: min(0.95, 0.2 + place / 2000)), SEEDS_CPU, steady=False),
    Trace("long context", _linear(0.05, 0.08), _always(0.8), SEEDS_DENSE_GPU,
          {"pace": lambda tokens, depth: 1.0 + tokens / 2000 * (1.0 + 0.5 * depth)}, steady=False),
    Trace("another process for a while", _linear(0.05, 0.08), _always(0.8), SEEDS_DENSE_GPU,
          {"pace": lambda tokens, depth: 4.0 if 300 < tokens < 600 else 1.0}, steady=False),
    Trace("drafts spill out of memory", _linear(0.05, 0.08), _always(0.8), SEEDS_DENSE_GPU,
          {"pace": lambda tokens, depth: 6.0 if depth and tokens > 700 else 1.0}, steady=False),
    Trace("a drafter that often has nothing to say", _linear(0.03, 0.0), _quoting, SEEDS_DENSE_GPU,
          steady=False),
)  # fmt: skip
