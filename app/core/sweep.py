"""A sweep: every way to decode on every kind of text, in turn, to find the best one here."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from app.core.comparison import Answer
from app.core.depth import MAX_DEPTH
from app.core.errors import AppError
from app.core.events import UNSEEN_SECONDS, DepthControl, GenerateRequest
from app.core.in_turn import speed
from app.core.machine import Machine
from app.core.messages import Message
from app.core.pairs import Method, PairInfo
from app.core.prompt_kinds import PromptKind
from app.core.sampling import SamplingSettings
from app.core.verification import Verify

DEPTHS = (1, 2, 3, 5, 7)
"""Tried unless others are asked for."""

CONFIDENCES = (0.4, 0.7)
"""Tried with the deepest of the depths: a stop matters where drafts are long."""

NOISE = 1.02
"""A way must be this much faster than plain decoding, and in every repeat, to be called faster."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to decode; `depth` None is automatic."""

    method: Method = Method.AUTO
    depth: int | None = None
    confidence: float = 0.0

    @property
    def name(self) -> str:
        """What a table calls it."""
        if self.method is Method.OFF:
            return "plain"
        if self.method is Method.NGRAM:
            return "lookup"
        depth = "auto" if self.depth is None else f"depth {self.depth}"
        return depth if self.confidence == 0 else f"{depth}, stop {self.confidence:g}"


PLAIN = Way(Method.OFF)
AUTO = Way(Method.AUTO)
LOOKUP = Way(Method.NGRAM)


def ways_of(
    info: PairInfo,
    depths: Sequence[int] = DEPTHS,
    confidences: Sequence[float] = CONFIDENCES,
) -> tuple[Way, ...]:
    """Return what a pair can do: plain decoding first. Raises AppError for impossible depths."""
    if any(not 1 <= depth <= MAX_DEPTH for depth in depths):
        raise AppError("A draft of such a length is not possible.", f"Use 1 to {MAX_DEPTH}.")
    if any(not 0 < stop < 1 for stop in confidences):
        raise AppError("A confidence stop is a probability.", "Use numbers between 0 and 1.")
    if info.method in (Method.OFF, Method.NGRAM):
        return (PLAIN, LOOKUP)
    fixed = [Way(Method.AUTO, depth) for depth in sorted(set(depths))]
    stops = [dataclasses.replace(fixed[-1], confidence=stop) for stop in confidences if fixed]
    return (PLAIN, AUTO, *fixed, *stops, LOOKUP)


@dataclass(frozen=True, slots=True)
class SweepPlan:
    """What is to be measured. Raises AppError for a plan that cannot be run.

    Attributes:
        ways: PLAIN first; all of them answer each prompt in turn.
        max_tokens: of each answer. repeats: of the whole.
    """

    kinds: tuple[PromptKind, ...]
    ways: tuple[Way, ...]
    max_tokens: int = 96
    repeats: int = 3
    sampling: SamplingSettings = field(default_factory=SamplingSettings)
    verify: Verify = Verify.AUTO

    def __post_init__(self) -> None:
        if not self.kinds or not any(kind.prompts for kind in self.kinds):
            raise AppError("There is no prompt to measure with.", "Choose a kind of text.")
        if len(self.ways) < 2 or self.ways[0] != PLAIN:
            raise AppError("There is nothing to compare.", "Load a pair with a drafter.")
        if self.repeats < 1 or self.max_tokens < 2:
            raise AppError("There is nothing to measure.", "Use 1 repeat and 2 tokens or more.")

    @property
    def answers(self) -> int:
        """How many answers it takes."""
        prompts = sum(len(kind.prompts) for kind in self.kinds)
        return prompts * len(self.ways) * self.repeats

    def request(self, way: Way, prompt: str, max_tokens: int | None = None) -> GenerateRequest:
        """Return one answer's request. Sampled answers never end a turn: all are as long."""
        sampling = self.sampling
        if not sampling.greedy:
            sampling = dataclasses.replace(sampling, end_bias=-float("inf"))
        return GenerateRequest(
            turn_id="sweep",
            messages=(Message("user", prompt),),
            max_tokens=self.max_tokens if max_tokens is None else max_tokens,
            sampling=sampling,
            method=way.method,
            depth=way.depth,
            confidence=way.confidence,
            verify=self.verify,
            frame_seconds=UNSEEN_SECONDS,
        )


Block = Mapping[Way, Sequence[Answer]]
"""One kind's prompts once in each of the ways."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one way fared on one kind of text.

    Attributes:
        ratio: median over repeats of (plain seconds / its seconds) a token; low, high: its range.
        tokens_per_second: median over repeats, of decoding.
    """

    ratio: float
    low: float
    high: float
    tokens_per_second: float
    acceptance_rate: float | None
    tokens_per_round: float


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What was measured so far.

    Attributes:
        blocks: by kind, a block a repeat; kinds not measured yet are missing.
        control: of the automatic depth's last answer.
    """

    plan: SweepPlan
    info: PairInfo
    machine: Machine
    started: str
    blocks: Mapping[str, Sequence[Block]]
    control: DepthControl | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds measured so far."""
        return tuple(kind.name for kind in self.plan.kinds if kind.name in self.blocks)

    def cell(self, kind: str, way: Way) -> Cell:
        """Return how `way` fared on a measured kind."""
        return _cell(self.blocks[kind], way)

    def overall(self, way: Way) -> Cell:
        """Return how it fared on all kinds measured so far, each token counting the same."""
        repeats = min(len(blocks) for blocks in self.blocks.values())
        together = [
            {
                one: [a for blocks in self.blocks.values() for a in blocks[repeat][one]]
                for one in self.plan.ways
            }
            for repeat in range(repeats)
        ]
        return _cell(together, way)

    def best(self, kind: str | None = None) -> Way:
        """Return the fastest way on a kind, or on all: plain decoding unless another is clearly
        faster. The automatic depth is no candidate: it looks for the same itself."""
        cells = {
            way: self.overall(way) if kind is None else self.cell(kind, way)
            for way in self.plan.ways
            if way != AUTO
        }
        fastest = max(cells, key=lambda way: cells[way].ratio)
        clear = cells[fastest].ratio > NOISE and cells[fastest].low > 1.0
        return fastest if clear else PLAIN


def _cell(blocks: Sequence[Block], way: Way) -> Cell:
    ratios = [speed(block[way]) / speed(block[PLAIN]) for block in blocks]
    counted = [answer.statistics for block in blocks for answer in block[way]]
    submitted = sum(one.draft_tokens for one in counted)
    return Cell(
        ratio=median(ratios),
        low=min(ratios),
        high=max(ratios),
        tokens_per_second=median(speed(block[way]) for block in blocks),
        acceptance_rate=sum(s.accepted_tokens for s in counted) / submitted if submitted else None,
        tokens_per_round=sum(s.emitted_tokens for s in counted)
        / max(1, sum(s.rounds for s in counted)),
    )
