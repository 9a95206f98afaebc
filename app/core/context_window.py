"""Which of a conversation's turns a model still reads when not all of them fit its context.

The rule: a quarter of the context stays free for the answer. Once question and answers no longer
fit the rest, the oldest questions leave, each with its answer, until half of that rest is free: a
conversation then goes on for a while before others have to leave, and the cache is of use until
then. The system prompt stays, and so does the open question.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.messages import Message

ANSWER_SHARE = 4
"""One part in so many of the context is kept free for the answer."""


def prompt_limit(capacity: int, budget: int | None = None) -> int:
    """Return how many tokens a prompt may have; `budget` is the answer's, if it has one."""
    room = capacity // ANSWER_SHARE
    return capacity - (room if budget is None else min(room, budget))


def leaving(exchanges: Sequence[int], fixed: int, limit: int) -> int:
    """Return how many of the oldest exchanges leave.

    `exchanges` are the tokens of each question with its answer, the open question last; `fixed`
    those of what never leaves. What has left stays away: the same exchanges leave, and then more,
    as a conversation grows.
    """
    first, total = 0, fixed
    for index, tokens in enumerate(exchanges):
        total += tokens
        if total <= limit:
            continue
        while first < index and total > limit // 2:
            total -= exchanges[first]
            first += 1
    return first


@dataclass(frozen=True, slots=True)
class Exchanges:
    """A conversation's messages: what comes before the first question, and each question with what
    follows it."""

    before: tuple[Message, ...]
    turns: tuple[tuple[Message, ...], ...]

    def without(self, count: int) -> tuple[Message, ...]:
        """Return the messages that are left when the oldest `count` exchanges leave."""
        return self.before + tuple(one for turn in self.turns[count:] for one in turn)


def exchanges(messages: Sequence[Message]) -> Exchanges:
    """Take a conversation apart at its questions."""
    starts = [index for index, message in enumerate(messages) if message.role == "user"]
    stops = [*starts[1:], len(messages)]
    return Exchanges(
        tuple(messages[: starts[0]] if starts else messages),
        tuple(tuple(messages[a:b]) for a, b in zip(starts, stops, strict=True)) if starts else (),
    )


@dataclass(frozen=True, slots=True)
class ContextUse:
    """How full a context is between two answers.

    Attributes:
        used: tokens of the conversation so far. limit: the context's.
    """

    used: int
    limit: int

    @property
    def overflows(self) -> bool:
        """Whether exchanges leave with the next question, however short it is."""
        return self.used >= prompt_limit(self.limit)
