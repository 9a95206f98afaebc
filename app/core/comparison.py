"""Plain against speculative decoding, measured in turn: medians, the ratio and its spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.core.stats import Share, Statistics, merge_positions, merge_shares


@dataclass(frozen=True, slots=True)
class Answer:
    """One measured answer."""

    token_ids: tuple[int, ...]
    statistics: Statistics


@dataclass(frozen=True, slots=True)
class Repeat:
    """All prompts once by each method, in the same order."""

    plain: tuple[Answer, ...]
    speculative: tuple[Answer, ...]

    @property
    def ratio(self) -> float:
        """Plain seconds / speculative seconds for the same emitted count (decoding only)."""
        return seconds_per_token(self.plain) / seconds_per_token(self.speculative)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two answers to a prompt part: the first token that differs (None: one ends there)."""

    prompt_index: int
    token_index: int
    plain_token: int | None
    speculative_token: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several repeats say.

    Attributes:
        ratio: median over repeats; ratio_low, ratio_high: its range.
        plain_speed, speculative_speed: median tokens per second of decoding.
        differences: of the first repeat; empty when every pair of texts is the same.
    """

    ratio: float
    ratio_low: float
    ratio_high: float
    plain_speed: float
    speculative_speed: float
    acceptance_rate: float | None
    mean_acceptance_length: float
    per_position: tuple[tuple[int, int], ...]
    sources: tuple[Share, ...]
    differences: tuple[Difference, ...]


def seconds_per_token(answers: Sequence[Answer]) -> float:
    """Return decoding seconds per emitted token over several answers."""
    seconds = sum(a.statistics.decode_seconds for a in answers)
    return seconds / max(1, sum(a.statistics.emitted_tokens for a in answers))


def compare(repeats: Sequence[Repeat]) -> Comparison:
    """Sum the repeats up; there must be at least one, with at least one prompt."""
    ratios = [repeat.ratio for repeat in repeats]
    drafted = [answer.statistics for repeat in repeats for answer in repeat.speculative]
    submitted = sum(s.draft_tokens for s in drafted)
    return Comparison(
        ratio=median(ratios),
        ratio_low=min(ratios),
        ratio_high=max(ratios),
        plain_speed=1 / median(seconds_per_token(r.plain) for r in repeats),
        speculative_speed=1 / median(seconds_per_token(r.speculative) for r in repeats),
        acceptance_rate=sum(s.accepted_tokens for s in drafted) / submitted if submitted else None,
        mean_acceptance_length=sum(s.emitted_tokens for s in drafted)
        / max(1, sum(s.rounds for s in drafted)),
        per_position=merge_positions(s.per_position for s in drafted),
        sources=merge_shares(s.sources for s in drafted),
        differences=differences(repeats[0]),
    )


def differences(repeat: Repeat) -> tuple[Difference, ...]:
    """Return the first difference of each prompt whose two answers are not the same."""
    found: list[Difference] = []
    pairs = zip(repeat.plain, repeat.speculative, strict=True)
    for prompt_index, (plain, speculative) in enumerate(pairs):
        one, other = plain.token_ids, speculative.token_ids
        if one == other:
            continue
        shorter = min(len(one), len(other))
        at = next((i for i in range(shorter) if one[i] != other[i]), shorter)
        found.append(
            Difference(
                prompt_index,
                at,
                one[at] if at < len(one) else None,
                other[at] if at < len(other) else None,
            )
        )
    return tuple(found)
