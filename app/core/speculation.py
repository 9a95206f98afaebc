"""Speculative decoding itself: draft some tokens, verify them in one pass, keep a prefix.

Invariant: the last token (of the prompt, or the last one emitted) is never in a cache. A round
evaluates `[last, *draft]` on the target, so row i holds the target's opinion on draft[i], and the
row behind the draft yields one more token for free. Which draft tokens are kept is a rule's
business (core.verification); whichever it is, what is kept is distributed as the target alone would
have written it.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.core.sampling import Candidates
from app.core.verification import Judged, Match, Rule


class Origin(StrEnum):
    """Where an emitted token came from."""

    ACCEPTED = "accepted"
    RECOVERED = "recovered"
    BONUS = "bonus"
    PLAIN = "plain"


class Source(StrEnum):
    """Who was asked for a round's draft."""

    DRAFTER = "drafter"
    LOOKUP = "lookup"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a drafter guesses.

    Attributes:
        tokens: in order.
        probabilities: what each token was drawn from (draft_probs), one a token; () if each was
            the only one that could come, as in greedy drafting.
        source: whose guess it is.
        shares: how likely each token was to the drafter, one a token, if that was to be told; else
            ().
    """

    tokens: tuple[int, ...] = ()
    probabilities: tuple[Candidates, ...] = ()
    source: Source = Source.DRAFTER
    shares: tuple[float, ...] = ()

    def probs(self, index: int) -> Candidates | None:
        """Return what token `index` was drawn from, None for a certain one."""
        return self.probabilities[index] if self.probabilities else None


class Target(Judged, Protocol):
    """The model whose words count."""

    def evaluate(self, tokens: Sequence[int]) -> None:
        """Append `tokens` to the cache in one pass, keeping one row of logits for each."""
        ...

    def rewind(self, length: int) -> None:
        """Cut the cache back to its first `length` tokens, inside the last pass."""
        ...

    def is_end(self, token: int) -> bool:
        """Whether `token` ends the turn."""
        ...


class Drafter(Protocol):
    """Whatever guesses ahead of the target."""

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        """Guess what follows `context`, whose last token is in no cache.

        `depth` is how many tokens are wanted, 0 for none; `limit` (>= depth) is how many could be
        verified, for a drafter that knows better at no cost.
        """
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
        """Learn from a finished round, unless what was left cut its draft length."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft on its way to the target."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Round:
    """One draft and its verification.

    Attributes:
        draft: tokens submitted to the target, in order; empty for plain decoding.
        accepted: how many of them were kept (a prefix).
        emitted: the tokens this round adds to the text; never empty.
        draft_seconds, verify_seconds: spent guessing, and in the target with choosing.
        source: who was asked for the draft, also if none came.
    """

    draft: tuple[int, ...]
    accepted: int
    emitted: tuple[int, ...]
    draft_seconds: float
    verify_seconds: float
    source: Source = Source.DRAFTER

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


def verify(target: Target, rule: Rule, last: int, draft: Draft) -> tuple[int, tuple[int, ...]]:
    """Evaluate `[last, *draft]` and return (accepted, emitted tokens)."""
    target.evaluate([last, *draft.tokens])
    emitted: list[int] = []
    for row, guess in enumerate(draft.tokens):
        token = rule.judge(target, row, guess, draft.probs(row))
        emitted.append(token)
        if token != guess:
            return row, tuple(emitted)
        if target.is_end(token):
            return row + 1, tuple(emitted)
    emitted.append(target.choose(len(draft.tokens)))
    return len(draft.tokens), tuple(emitted)


def speculate(
    target: Target,
    drafter: Drafter,
    context: list[int],
    depth: DepthPolicy,
    *,
    budget: int,
    capacity: int,
    rule: Rule | None = None,
) -> Iterator[Proposal | Round]:
    """Decode round by round until the turn ends, `budget` tokens came, or the cache is full.

    `context` (at least one token, all but the last one cached in the target) is extended in place
    by what each round emits. A round never emits more than is left of `budget`, and never evaluates
    beyond `capacity` cached tokens. Without a `rule` it is Match.
    """
    rule = rule or Match()
    while budget > 0 and len(context) <= capacity:
        cached = len(context) - 1
        limit = min(budget - 1, capacity - cached - 1)
        started = time.perf_counter()
        wanted = depth.next_depth()
        draft = drafter.propose(context, min(wanted, limit), limit)
        drafted = time.perf_counter()
        if draft.tokens:
            yield Proposal(draft)
        verifying = time.perf_counter()
        accepted, emitted = verify(target, rule, context[-1], draft)
        length = cached + len(emitted)
        if length <= cached + len(draft.tokens):
            target.rewind(length)
        drafter.observe(len(emitted) - 1)
        context.extend(emitted)
        budget -= len(emitted)
        verified = time.perf_counter()
        seconds = (drafted - started, verified - verifying)
        one = Round(draft.tokens, accepted, emitted, *seconds, draft.source)
        if wanted <= limit:
            depth.observe(one)
        yield one
        if target.is_end(emitted[-1]):
            return
