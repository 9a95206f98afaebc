"""A race: two ways of answering one prompt, measured in turn on one machine."""

import dataclasses
from dataclasses import dataclass, field
from statistics import median

from app.core.errors import AppError
from app.core.events import UNSEEN_SECONDS, GenerateRequest, TokenPiece
from app.core.machine import Machine
from app.core.messages import Message
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.sampling import SamplingSettings
from app.core.trace import Trace
from app.core.verification import Verify

MAX_REPEATS = 50


@dataclass(frozen=True, slots=True)
class Entrant:
    """One way of answering: a pair, and how it decodes (see GenerateRequest)."""

    spec: PairSpec
    method: Method = Method.AUTO
    depth: int | None = None
    lookup: bool = False


@dataclass(frozen=True, slots=True)
class RacePlan:
    """What is to be measured.

    Attributes:
        entrants: the one compared with (plain decoding, as a rule), and the other one.
        max_tokens: of each answer; above temperature 0 both write exactly so many.
        repeats: how often each runs, alternating: first, second, first, second ...

    Raises AppError for a plan that cannot be run.
    """

    prompt: str
    entrants: tuple[Entrant, Entrant]
    sampling: SamplingSettings = field(default_factory=SamplingSettings)
    max_tokens: int = 256
    repeats: int = 3
    verify: Verify = Verify.AUTO

    def __post_init__(self) -> None:
        if not self.prompt.strip():
            raise AppError("There is no prompt to race on.", "Write one or choose one.")
        if not 1 <= self.repeats <= MAX_REPEATS or self.max_tokens < 2:
            raise AppError(
                "There is nothing to measure.",
                f"Use 1 to {MAX_REPEATS} repeats and 2 tokens or more.",
            )
        if self.entrants[0] == self.entrants[1]:
            raise AppError(
                "Both entrants are the same.", "Choose another method, depth or pair for one."
            )

    def request(
        self, entrant: int, turn_id: str, *, explain: bool = False, max_tokens: int | None = None
    ) -> GenerateRequest:
        """Return the request of one lap.

        Sampled texts differ, so above temperature 0 the end of a turn is never chosen: both write
        as many tokens.
        """
        one = self.entrants[entrant]
        endless = self.sampling
        if not self.sampling.greedy:
            endless = dataclasses.replace(self.sampling, end_bias=-float("inf"))
        return GenerateRequest(
            turn_id=turn_id,
            messages=(Message("user", self.prompt),),
            max_tokens=self.max_tokens if max_tokens is None else max_tokens,
            sampling=endless,
            method=one.method,
            depth=one.depth,
            lookup=one.lookup,
            verify=self.verify,
            explain=explain,
            frame_seconds=UNSEEN_SECONDS,
        )


@dataclass(frozen=True, slots=True)
class Lap:
    """One measured answer of one entrant (0 or 1)."""

    entrant: int
    repeat: int
    trace: Trace

    @property
    def seconds(self) -> float:
        """Of decoding; reading the prompt is not in it."""
        return self.trace.finished.statistics.decode_seconds if self.trace.finished else 0.0

    @property
    def emitted(self) -> int:
        """Tokens written, the end of the turn counted."""
        return self.trace.finished.statistics.emitted_tokens if self.trace.finished else 0

    @property
    def seconds_per_token(self) -> float:
        """Decoding seconds per emitted token."""
        return self.seconds / max(1, self.emitted)


@dataclass(frozen=True, slots=True)
class Fork:
    """Where the greedy texts of the entrants part.

    Attributes:
        index: of the first token that differs. before: the text both wrote until there.
        tokens: each entrant's token there, None where its answer had ended.
        explained: whether both came again when asked for their probabilities (`target_prob`).
    """

    index: int
    before: str
    tokens: tuple[TokenPiece | None, TokenPiece | None]
    explained: bool = False


@dataclass(frozen=True, slots=True)
class RaceResult:
    """A finished race.

    Attributes:
        infos: each entrant's pair, as loaded.
        laps: in the order they were run, `plan.repeats` of each entrant.
        fork: None if the greedy texts are the same, or were sampled.
    """

    plan: RacePlan
    infos: tuple[PairInfo, PairInfo]
    machine: Machine
    started: str
    laps: tuple[Lap, ...]
    fork: Fork | None = None

    def laps_of(self, entrant: int) -> tuple[Lap, ...]:
        """Return an entrant's laps in the order of the repeats."""
        return tuple(lap for lap in self.laps if lap.entrant == entrant)

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as fast as the first the second entrant was, repeat by repeat: the first
        one's seconds / the second one's, for the same emitted count."""
        pairs = zip(self.laps_of(0), self.laps_of(1), strict=True)
        return tuple(a.seconds_per_token / b.seconds_per_token for a, b in pairs)

    @property
    def speedup(self) -> float:
        """The median of `ratios`."""
        return median(self.ratios)

    @property
    def decided(self) -> bool:
        """Whether every repeat had the same winner."""
        return all(r > 1 for r in self.ratios) or all(r < 1 for r in self.ratios)

    def middle_lap(self, entrant: int) -> Lap:
        """Return the lap of median speed (the slower one of two): what a replay shows."""
        laps = sorted(self.laps_of(entrant), key=lambda lap: lap.seconds_per_token)
        return laps[len(laps) // 2]

    def memory(self, entrant: int) -> int:
        """Return the bytes that this way of answering needs, as llama.cpp reported them."""
        return memory_in_use(self.infos[entrant], self.plan.entrants[entrant])

    @property
    def same_text(self) -> bool | None:
        """Whether the greedy texts are the same; None where they were sampled."""
        return self.fork is None if self.plan.sampling.greedy else None


def memory_in_use(info: PairInfo, entrant: Entrant) -> int:
    """Return the bytes of the parts that are used: a drafter that rests is not counted."""
    rests = entrant.method in (Method.OFF, Method.NGRAM)
    return sum(size for part, size in info.memory if not (rests and part.startswith("drafter")))


def fork_of(one: Trace, other: Trace) -> Fork | None:
    """Return where two answers part, None if they do not."""
    first = [piece for a in one.rounds for piece in a.pieces]
    second = [piece for a in other.rounds for piece in a.pieces]
    common = 0
    for a, b in zip(first, second, strict=False):
        if a.token != b.token:
            break
        common += 1
    if common == len(first) == len(second):
        return None
    ends = tuple(pieces[common] if common < len(pieces) else None for pieces in (first, second))
    return Fork(common, "".join(p.text for p in first[:common]), (ends[0], ends[1]))
