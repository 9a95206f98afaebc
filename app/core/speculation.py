"""Speculative decoding itself: draft some tokens, verify them in one pass, keep a prefix.

Invariant: the last token (of the prompt, or the last one emitted) is never in a cache. A round
evaluates `[last, *draft]` on the target, so row i holds the target's opinion on draft[i], and the
row behind the draft yields one more token for free. Accepting by "the target chose the same token"
is ordinary sampling from the target alone, so nothing is lost at any temperature (llama.cpp
common/sampling.cpp, common_sampler_sample_and_accept_n; Leviathan et al., arXiv 2211.17192, with a
point-mass proposal).
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Origin(StrEnum):
    """Where an emitted token came from."""

    ACCEPTED = "accepted"
    RECOVERED = "recovered"
    BONUS = "bonus"
    PLAIN = "plain"


class Target(Protocol):
    """The model whose words count."""

    def evaluate(self, tokens: Sequence[int]) -> None:
        """Append `tokens` to the cache in one pass, keeping one row of logits for each."""
        ...

    def choose(self, row: int) -> int:
        """Choose the token that follows row `row` of the last pass, and commit to it.

        Called for rows 0, 1, 2 ... in order, each once: a sampler's state depends on it.
        """
        ...

    def rewind(self, length: int) -> None:
        """Cut the cache back to its first `length` tokens."""
        ...

    def is_end(self, token: int) -> bool:
        """Whether `token` ends the turn."""
        ...


class Drafter(Protocol):
    """Whatever guesses ahead of the target."""

    def propose(self, context: Sequence[int], depth: int) -> list[int]:
        """Guess up to `depth` tokens that follow `context`, whose last token is in no cache."""
        ...

    def observe(self, row: int) -> None:
        """Learn the outcome of every round, drafted or not: the first `row` tokens of the proposal
        were kept, and row `row` of the target's last pass is its last cached token."""
        ...


class DepthPolicy(Protocol):
    """Chooses each round's draft length and hears what came of it (implemented in core.depth)."""

    def next_depth(self) -> int:
        """Return the draft length wanted for the next round, 0 for plain decoding."""
        ...

    def observe(self, one: "Round") -> None:
        """Learn from a finished round."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft on its way to the target."""

    draft: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One draft and its verification.

    Attributes:
        draft: tokens submitted to the target, in order; empty for plain decoding.
        accepted: how many of them were kept (a prefix).
        emitted: the tokens this round adds to the text; never empty.
        draft_seconds, verify_seconds: spent guessing, and in the target with choosing.
    """

    draft: tuple[int, ...]
    accepted: int
    emitted: tuple[int, ...]
    draft_seconds: float
    verify_seconds: float

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where each emitted token came from."""
        kept = (Origin.ACCEPTED,) * self.accepted
        if len(self.emitted) == self.accepted:
            return kept
        if not self.draft:
            return (Origin.PLAIN,)
        own = Origin.BONUS if self.accepted == len(self.draft) else Origin.RECOVERED
        return (*kept, own)

    @property
    def rejected(self) -> tuple[int, ...]:
        """Draft tokens that were not kept."""
        return self.draft[self.accepted :]


def verify(target: Target, last: int, draft: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """Evaluate `[last, *draft]` and return (accepted, emitted tokens)."""
    target.evaluate([last, *draft])
    emitted: list[int] = []
    for row, guess in enumerate(draft):
        token = target.choose(row)
        emitted.append(token)
        if token != guess:
            return row, tuple(emitted)
        if target.is_end(token):
            return row + 1, tuple(emitted)
    emitted.append(target.choose(len(draft)))
    return len(draft), tuple(emitted)


def speculate(
    target: Target,
    drafter: Drafter,
    context: list[int],
    depth: DepthPolicy,
    *,
    budget: int,
    capacity: int,
) -> Iterator[Proposal | Round]:
    """Decode round by round until the turn ends, `budget` tokens came, or the cache is full.

    `context` (at least one token, all but the last one cached in the target) is extended in place
    by what each round emits. A round never emits more than is left of `budget`, and never evaluates
    beyond `capacity` cached tokens.
    """
    while budget > 0 and len(context) <= capacity:
        cached = len(context) - 1
        wanted = max(0, min(depth.next_depth(), budget - 1, capacity - cached - 1))
        started = time.perf_counter()
        draft = tuple(drafter.propose(context, wanted)[:wanted]) if wanted else ()
        drafted = time.perf_counter()
        if draft:
            yield Proposal(draft)
        verifying = time.perf_counter()
        accepted, emitted = verify(target, context[-1], draft)
        length = cached + len(emitted)
        if length < cached + 1 + len(draft):
            target.rewind(length)
        drafter.observe(len(emitted) - 1)
        context.extend(emitted)
        budget -= len(emitted)
        verified = time.perf_counter()
        one = Round(draft, accepted, emitted, drafted - started, verified - verifying)
        depth.observe(one)
        yield one
        if target.is_end(emitted[-1]):
            return
