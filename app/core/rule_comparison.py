"""Match against rejection sampling, measured in turn: tokens a round, speed, and their ratios."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from app.core.comparison import Answer, seconds_per_token
from app.core.stats import merge_positions


@dataclass(frozen=True, slots=True)
class RuleRepeat:
    """All prompts once by each rule, in the same order."""

    match: tuple[Answer, ...]
    rejection: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """What one rule came to over all repeats; its speed is their median, in tokens per second."""

    speed: float
    tokens_per_round: float
    acceptance_rate: float | None
    per_position: tuple[tuple[int, int], ...]
    emitted_tokens: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """Rejection sampling / match: the median over repeats, and its range."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RuleComparison:
    """What several repeats say."""

    match: RuleFigures
    rejection: RuleFigures
    tokens_per_round_ratio: Ratio
    speed_ratio: Ratio


def compare_rules(repeats: Sequence[RuleRepeat]) -> RuleComparison:
    """Sum the repeats up; there must be at least one, with at least one prompt."""
    return RuleComparison(
        match=_figures([repeat.match for repeat in repeats]),
        rejection=_figures([repeat.rejection for repeat in repeats]),
        tokens_per_round_ratio=_ratio(repeats, tokens_per_round),
        speed_ratio=_ratio(repeats, lambda answers: 1 / seconds_per_token(answers)),
    )


def tokens_per_round(answers: Sequence[Answer]) -> float:
    """Return emitted tokens / rounds over several answers."""
    rounds = sum(answer.statistics.rounds for answer in answers)
    return sum(answer.statistics.emitted_tokens for answer in answers) / max(1, rounds)


def _ratio(repeats: Sequence[RuleRepeat], figure: Callable[[Sequence[Answer]], float]) -> Ratio:
    ratios = [figure(repeat.rejection) / figure(repeat.match) for repeat in repeats]
    return Ratio(median(ratios), min(ratios), max(ratios))


def _figures(repeats: Sequence[Sequence[Answer]]) -> RuleFigures:
    answers = [answer for repeat in repeats for answer in repeat]
    counted = [answer.statistics for answer in answers]
    submitted = sum(one.draft_tokens for one in counted)
    accepted = sum(one.accepted_tokens for one in counted)
    return RuleFigures(
        speed=1 / median(seconds_per_token(repeat) for repeat in repeats),
        tokens_per_round=tokens_per_round(answers),
        acceptance_rate=accepted / submitted if submitted else None,
        per_position=merge_positions(one.per_position for one in counted),
        emitted_tokens=sum(one.emitted_tokens for one in counted),
    )
