"""What losslessness is shown on: a method, its pair of files, and turns answered with them.

Turns are answered in this process, as the window's engine answers them in its own, on one thread:
on more the plain text itself depends on their number, for beyond 256 tokens llama.cpp splits a
single row's attention, not that of several, among them (ggml-cpu/ops.cpp, use_split_kv_path).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.events import GenerateRequest, GenerationFinished
from app.core.lookup import UNTIMED, PromptLookup
from app.core.lookup_costs import RoundCosts
from app.core.pairs import Method, PairSpec
from app.core.speculation import Round
from app.core.tuning import Tuning
from app.engine.generation import Turn
from app.engine.local import LocalEngine
from app.engine.pair import Pair

ALPHA = 0.001
"""A check that holds fails by chance this often; fixed before anything was measured."""

Files = tuple[Path, Path | None]


@dataclass(frozen=True, slots=True)
class Case:
    """A way to draft, and the files to show it on.

    Attributes:
        write: gets (folder, eps) and, as keywords, quant and what is in `tiny`; returns the
            target's path and the drafter's, if there is one.
        tiny: what `write` needs for a pair with a tiny vocabulary and a flat language.
        least_acceptance: of greedy drafts at depth 3 of a pair that agrees, between what was
            measured with right and with wrong inputs.
        wrong: ways to feed the drafter what it should not get.
        lookup: whether repetitions are looked up first.
        depths: at which greedy texts are compared; prompt lookup has lengths of its own.
    """

    method: Method
    write: Callable[..., Files]
    tiny: dict[str, Any]
    least_acceptance: float
    wrong: dict[str, Callable[[Pair], None]] = field(default_factory=dict)
    lookup: bool = False
    depths: tuple[int, ...] = (3, 8)


class _FreeRows(RoundCosts):
    """Costs by which every draft pays, so that no clock decides what is looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.ordinary_rounds = UNTIMED

    @property
    def seconds_per_token(self) -> float:
        return 1e9

    def observe(self, one: Round) -> None:
        """Nothing is learnt."""

    def verification(self, rows: int) -> float:
        return 1.0


@contextmanager
def loaded(case: Case, files: Files, tuning: Tuning = Tuning()) -> Iterator[Pair]:  # noqa: B008
    """Load a pair in this process, on one thread of the CPU."""
    engine = LocalEngine()
    target, drafter = files
    spec = PairSpec(target, drafter, threads=1, gpu_layers=0, method=case.method, tuning=tuning)
    *_, last = engine.load(spec)
    pair = engine._pair
    assert pair is not None, last
    assert pair.info.method is case.method
    pair.lookup = PromptLookup(_FreeRows())
    try:
        yield pair
    finally:
        engine.close()


def forget(pair: Pair) -> None:
    """Empty the target's cache."""
    pair.cached.clear()
    pair.rollback.keep(0)


def answer(pair: Pair, request: GenerateRequest) -> GenerationFinished:
    """Return the end of one turn."""
    *_, last = Turn(pair, request).events()
    assert isinstance(last, GenerationFinished)
    return last
