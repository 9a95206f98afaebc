"""Several ways to decode, measured in turn: what each came to, and ratios of one to another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from app.core.comparison import Answer, seconds_per_token
from app.core.stats import merge_positions

InTurn = Mapping[str, Sequence[Answer]]
"""One repeat: all prompts once in each of the ways, in the same order."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way came to over all repeats; its speed is their median, in tokens per second."""

    speed: float
    tokens_per_round: float
    acceptance_rate: float | None
    per_position: tuple[tuple[int, int], ...]
    emitted_tokens: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """One way / another: the median over repeats, and its range."""

    median: float
    low: float
    high: float


def figures(repeats: Sequence[InTurn], way: str) -> Figures:
    """Sum up what `way` came to; there must be at least one repeat, with at least one prompt."""
    answers = [answer for repeat in repeats for answer in repeat[way]]
    counted = [answer.statistics for answer in answers]
    submitted = sum(one.draft_tokens for one in counted)
    accepted = sum(one.accepted_tokens for one in counted)
    return Figures(
        speed=median(speed(repeat[way]) for repeat in repeats),
        tokens_per_round=tokens_per_round(answers),
        acceptance_rate=accepted / submitted if submitted else None,
        per_position=merge_positions(one.per_position for one in counted),
        emitted_tokens=sum(one.emitted_tokens for one in counted),
    )


def ratio(
    repeats: Sequence[InTurn], way: str, base: str, figure: Callable[[Sequence[Answer]], float]
) -> Ratio:
    """Return by how much `way` exceeds `base` in `figure`, repeat by repeat."""
    ratios = [figure(repeat[way]) / figure(repeat[base]) for repeat in repeats]
    return Ratio(median(ratios), min(ratios), max(ratios))


def tokens_per_round(answers: Sequence[Answer]) -> float:
    """Return emitted tokens / rounds over several answers."""
    rounds = sum(answer.statistics.rounds for answer in answers)
    return sum(answer.statistics.emitted_tokens for answer in answers) / max(1, rounds)


def speed(answers: Sequence[Answer]) -> float:
    """Return emitted tokens per second of decoding over several answers."""
    return 1 / seconds_per_token(answers)
