"""Counting what speculation did, with the field's definitions (see Statistics)."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.speculation import Round, Source


@dataclass(frozen=True, slots=True)
class Share:
    """The rounds that one source drafted, and how its draft tokens fared."""

    source: Source
    rounds: int
    draft_tokens: int
    accepted_tokens: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What one answer cost and how its draft tokens fared.

    Attributes:
        rounds: target passes (one draft and one verification each).
        draft_tokens: draft tokens submitted to the target, those behind a rejection too.
        accepted_tokens: draft tokens kept.
        per_position: (submitted, accepted) at each position of the draft.
        sources: who drafted how much; those that drafted nothing are left out.
        completion_tokens: tokens of the answer, the end-of-turn token not counted.
        emitted_tokens: tokens the rounds produced, the end-of-turn token counted.
        prompt_seconds: reading the prompt (prefill). decode_seconds: all rounds, prefill excluded.
        draft_seconds, verify_seconds: parts of decode_seconds.
        evaluation_seconds: the part of decode_seconds inside llama.cpp's evaluations; the rest is
            this program's own overhead.
    """

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    emitted_tokens: int = 0
    rounds: int = 0
    draft_tokens: int = 0
    accepted_tokens: int = 0
    per_position: tuple[tuple[int, int], ...] = ()
    prompt_seconds: float = 0.0
    decode_seconds: float = 0.0
    draft_seconds: float = 0.0
    verify_seconds: float = 0.0
    evaluation_seconds: float = 0.0
    sources: tuple[Share, ...] = ()

    @property
    def tokens_per_second(self) -> float | None:
        """Emitted tokens per second of decoding (prefill excluded); None before the first."""
        return self.emitted_tokens / self.decode_seconds if self.decode_seconds > 0 else None

    @property
    def acceptance_rate(self) -> float | None:
        """Accepted / submitted draft tokens; None when nothing was drafted."""
        return self.accepted_tokens / self.draft_tokens if self.draft_tokens else None

    @property
    def mean_acceptance_length(self) -> float | None:
        """Emitted tokens per round; 1.0 is plain decoding."""
        return self.emitted_tokens / self.rounds if self.rounds else None


class RoundTally:
    """Adds rounds up; every round is counted, also those that no screen ever showed."""

    def __init__(self) -> None:
        self.rounds = 0
        self.emitted = 0
        self.draft_seconds = 0.0
        self.verify_seconds = 0.0
        self._per_position: list[list[int]] = []
        self._shares: dict[Source, Share] = {}

    def add(self, one: Round) -> None:
        """Count one round."""
        self.rounds += 1
        self.emitted += len(one.emitted)
        self.draft_seconds += one.draft_seconds
        self.verify_seconds += one.verify_seconds
        self.add_positions(len(one.draft), one.accepted)
        if one.draft:
            fresh = Share(one.source, 1, len(one.draft), one.accepted)
            before = self._shares.get(one.source)
            self._shares[one.source] = _sum(before, fresh) if before else fresh

    def add_positions(self, submitted: int, accepted: int) -> None:
        """Count a draft of `submitted` tokens whose first `accepted` were kept."""
        while len(self._per_position) < submitted:
            self._per_position.append([0, 0])
        for position in range(submitted):
            self._per_position[position][0] += 1
            self._per_position[position][1] += position < accepted

    @property
    def per_position(self) -> tuple[tuple[int, int], ...]:
        """(submitted, accepted) at each draft position so far."""
        return tuple((submitted, accepted) for submitted, accepted in self._per_position)

    def statistics(
        self,
        *,
        prompt_tokens: int,
        cached_tokens: int,
        completion_tokens: int,
        prompt_seconds: float,
        decode_seconds: float,
        evaluation_seconds: float,
    ) -> Statistics:
        """Return the totals so far."""
        return Statistics(
            prompt_tokens=prompt_tokens,
            cached_tokens=cached_tokens,
            completion_tokens=completion_tokens,
            emitted_tokens=self.emitted,
            rounds=self.rounds,
            draft_tokens=sum(submitted for submitted, _ in self._per_position),
            accepted_tokens=sum(accepted for _, accepted in self._per_position),
            per_position=self.per_position,
            prompt_seconds=prompt_seconds,
            decode_seconds=decode_seconds,
            draft_seconds=self.draft_seconds,
            verify_seconds=self.verify_seconds,
            evaluation_seconds=evaluation_seconds,
            sources=merge_shares([tuple(self._shares.values())]),
        )


def merge_positions(
    several: Iterable[tuple[tuple[int, int], ...]],
) -> tuple[tuple[int, int], ...]:
    """Add (submitted, accepted) position by position over several answers."""
    total: list[list[int]] = []
    for positions in several:
        for index, (submitted, accepted) in enumerate(positions):
            if index == len(total):
                total.append([0, 0])
            total[index][0] += submitted
            total[index][1] += accepted
    return tuple((submitted, accepted) for submitted, accepted in total)


def merge_shares(several: Iterable[tuple[Share, ...]]) -> tuple[Share, ...]:
    """Add shares up source by source, in the order of Source."""
    total: dict[Source, Share] = {}
    for shares in several:
        for share in shares:
            before = total.get(share.source)
            total[share.source] = _sum(before, share) if before else share
    return tuple(total[source] for source in Source if source in total)


def _sum(one: Share, other: Share) -> Share:
    return Share(
        one.source,
        one.rounds + other.rounds,
        one.draft_tokens + other.draft_tokens,
        one.accepted_tokens + other.accepted_tokens,
    )
