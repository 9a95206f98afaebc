"""Which token of an answer stands where in its source text, and how it came to be there."""

import math
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.core.events import DraftVerified, Verdict
from app.core.speculation import Origin, Source
from app.core.verification import Verify

_ORIGINS = tuple(Origin)
_ORDER = {origin: index for index, origin in enumerate(_ORIGINS)}
_SOURCES = tuple(Source)


_CONTROLS = str.maketrans({"\n": "↵", "\r": "", "\t": "⇥", "\u2028": "↵", "\u2029": "↵"})


def visible(token: str) -> str:
    """Return a token's text on one line, its line ends and tabs as signs; one space as ␣."""
    return "␣" if token == " " else token.translate(_CONTROLS)


@dataclass(frozen=True, slots=True)
class Guess:
    """One draft token; a probability is None where it was not told (see events.Verdict)."""

    text: str
    draft_prob: float | None
    target_prob: float | None


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """One round, as far as its tokens' stories need it.

    Attributes:
        number: 1 for the answer's first round.
        draft: in order, the first `accepted` of them kept.
        emitted: tokens it brought. told: whether probabilities were asked for.
    """

    number: int
    source: Source
    draft: tuple[Guess, ...]
    accepted: int
    emitted: int
    draft_seconds: float
    verify_seconds: float
    told: bool


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """One token of the answer.

    Attributes:
        start, end: characters of the answer's source text; equal inside a multi-byte character.
        position: from 0, among the tokens of its round: an accepted one's place in the draft.
        ends: whether the answer ends here, in a token that is not shown.
    """

    index: int
    start: int
    end: int
    origin: Origin
    target_prob: float | None
    position: int
    round: RoundRecord
    ends: bool

    @property
    def guess(self) -> Guess | None:
        """The draft token that was judged in this one's place, kept or not."""
        draft = self.round.draft
        return draft[self.position] if self.position < len(draft) else None

    @property
    def unread(self) -> tuple[Guess, ...]:
        """Draft tokens behind a rejected one: they went with it, unjudged."""
        rejected = self.origin is Origin.RECOVERED
        return self.round.draft[self.position + 1 :] if rejected else ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Draft tokens that were not kept: `text` would have stood at `offset`, where token `index`
    stands instead."""

    offset: int
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What a TokenMap holds, to be kept: see TokenMap.columns.

    Attributes:
        length: characters of text. ended: whether the answer ends in a token that is not shown.
        texts: of the draft tokens. numbers: the other columns, by name.
    """

    length: int
    ended: bool
    texts: list[str]
    numbers: list[tuple[str, "array[Any]"]]


_COLUMNS = (
    "starts",
    "origins",
    "target",
    "first_tokens",
    "first_guesses",
    "accepted",
    "emitted",
    "sources",
    "told",
    "seconds",
    "draft_probs",
    "target_probs",
    "rejecting",
    "rejected_at",
)


class TokenMap:
    """The tokens of one answer in columns, about 40 bytes a token: it is kept with the answer.

    Attributes:
        rule: by which its draft tokens were kept. greedy: whether nothing was drawn.
    """

    def __init__(self) -> None:
        self.rule = Verify.MATCH
        self.greedy = True
        self._length = 0
        self._starts, self._origins = array("I"), array("B")
        self._target = array("f")
        self._first_tokens, self._first_guesses = array("I"), array("I")
        self._accepted, self._emitted = array("H"), array("H")
        self._sources, self._told = array("B"), array("B")
        self._seconds = array("f")
        self._texts: list[str] = []
        self._draft_probs, self._target_probs = array("f"), array("f")
        self._rejecting, self._rejected_at = array("I"), array("I")
        self._ended = False

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def length(self) -> int:
        """Characters of source text that the tokens cover."""
        return self._length

    @property
    def rejections(self) -> int:
        """How many rounds had draft tokens that were not kept."""
        return len(self._rejecting)

    def skip(self, length: int) -> None:
        """Begin behind text of nobody's tokens; only before the first round."""
        self._length = length

    def columns(self) -> Columns:
        """Return all that is known, to be kept; the arrays are this map's own."""
        numbers = [(name, getattr(self, f"_{name}")) for name in _COLUMNS]
        return Columns(self._length, self._ended, self._texts, numbers)

    @classmethod
    def of(cls, columns: Columns, rule: Verify, *, greedy: bool) -> "TokenMap":
        """Return the map that these columns were taken from.

        Raises ValueError for columns that do not belong together.
        """
        made = cls()
        made.rule, made.greedy = rule, greedy
        made._length, made._ended = columns.length, columns.ended
        made._texts = [sys.intern(text) for text in columns.texts]
        found = dict(columns.numbers)
        for name in _COLUMNS:
            values = found.get(name)
            if values is None or values.typecode != getattr(made, f"_{name}").typecode:
                raise ValueError(f"no column {name}")
            setattr(made, f"_{name}", values)
        made._check()
        return made

    def _check(self) -> None:
        """Raise ValueError unless every index of one column is inside the other."""
        tokens, rounds, guesses = len(self._starts), len(self._first_tokens), len(self._texts)
        fits = (
            len(self._origins) == len(self._target) == tokens
            and len(self._first_guesses) == len(self._accepted) == len(self._emitted) == rounds
            and len(self._sources) == len(self._told) == rounds
            and len(self._seconds) == 2 * rounds
            and len(self._draft_probs) == len(self._target_probs) == guesses
            and len(self._rejecting) == len(self._rejected_at)
            and _rising(self._starts, self._length)
            and _rising(self._first_tokens, tokens)
            and _rising(self._first_guesses, guesses)
            and _rising(self._rejecting, rounds - 1)
            and _rising(self._rejected_at, self._length)
            and all(origin < len(_ORIGINS) for origin in self._origins)
            and all(source < len(_SOURCES) for source in self._sources)
            and (not rounds or self._first_tokens[0] == self._first_guesses[0] == 0)
        )
        if not fits or (tokens and not rounds):
            raise ValueError("columns do not belong together")

    def add(self, one: DraftVerified) -> None:
        """Append a round."""
        self._first_tokens.append(len(self._starts))
        self._add_draft(one)
        first = len(self._starts)
        for piece in one.pieces:
            self._add_token(_ORDER[piece.origin], piece.target_prob)
            self._length += len(piece.text)
        # Where an accepted token ended the answer, nothing stands in the place of the rest.
        if one.rejected and len(one.pieces) >= one.accepted_tokens:
            kept = first + one.accepted_tokens
            if kept == len(self._starts):
                self._add_token(_ORDER[Origin.RECOVERED], None)
                self._ended = True
            self._rejecting.append(len(self._first_tokens) - 1)
            self._rejected_at.append(self._starts[kept])

    def _add_token(self, origin: int, target_prob: float | None) -> None:
        self._starts.append(self._length)
        self._origins.append(origin)
        self._target.append(math.nan if target_prob is None else target_prob)

    def _add_draft(self, one: DraftVerified) -> None:
        self._first_guesses.append(len(self._texts))
        self._accepted.append(one.accepted_tokens)
        self._emitted.append(one.emitted_tokens)
        self._sources.append(_SOURCES.index(one.source))
        self._told.append(bool(one.verdicts))
        self._seconds.extend((one.draft_seconds, one.verify_seconds))
        for verdict in one.verdicts or _untold(one):
            self._texts.append(sys.intern(verdict.text))
            for column, share in (
                (self._draft_probs, verdict.draft_prob),
                (self._target_probs, verdict.target_prob),
            ):
                column.append(math.nan if share is None else share)

    def start(self, index: int) -> int:
        """Return where token `index` begins; behind the last one, where the text ends."""
        return self._starts[index] if index < len(self._starts) else self._length

    def origin(self, index: int) -> Origin:
        """Return where token `index` came from."""
        return _ORIGINS[self._origins[index]]

    def at(self, offset: int) -> int | None:
        """Return the token that holds the character at `offset`, None outside the text."""
        if not 0 <= offset < self._length:
            return None
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 else None

    def rejection(self, number: int) -> Rejection:
        """Return the `number`th of the rejections, in order of their offsets."""
        one = self._rejecting[number]
        accepted = self._accepted[one]
        texts = self._texts[self._first_guesses[one] + accepted : self._last_guess(one)]
        index = self._first_tokens[one] + accepted
        return Rejection(self._rejected_at[number], index, "".join(texts))

    def rejections_from(self, offset: int) -> Iterator[Rejection]:
        """Yield what was rejected at `offset` and behind it."""
        for number in range(bisect_left(self._rejected_at, offset), len(self._rejecting)):
            yield self.rejection(number)

    def token(self, index: int) -> TokenRecord:
        """Return everything known of token `index`."""
        one = bisect_right(self._first_tokens, index) - 1
        end = self.start(index + 1)
        return TokenRecord(
            index,
            self._starts[index],
            end,
            self.origin(index),
            _share(self._target[index]),
            index - self._first_tokens[one],
            self.round(one),
            self._ended and index == len(self._starts) - 1,
        )

    def round(self, index: int) -> RoundRecord:
        """Return round `index`, from 0."""
        first, last = self._first_guesses[index], self._last_guess(index)
        draft = tuple(
            Guess(self._texts[at], _share(self._draft_probs[at]), _share(self._target_probs[at]))
            for at in range(first, last)
        )
        return RoundRecord(
            index + 1,
            _SOURCES[self._sources[index]],
            draft,
            self._accepted[index],
            self._emitted[index],
            self._seconds[2 * index],
            self._seconds[2 * index + 1],
            bool(self._told[index]),
        )

    def _last_guess(self, index: int) -> int:
        behind = self._first_guesses[index + 1 : index + 2]
        return behind[0] if behind else len(self._texts)


def _untold(one: DraftVerified) -> list[Verdict]:
    """Return a round's draft tokens where no probabilities were asked for."""
    kept = [piece.text for piece in one.pieces[: one.accepted_tokens]]
    kept += [""] * (one.accepted_tokens - len(kept))  # the turn ended in an accepted token
    return [Verdict(-1, text, None, None) for text in (*kept, *one.rejected)]


def _rising(values: "array[int]", most: int) -> bool:
    """Whether no value is less than the one before it, and none above `most`."""
    return all(one <= other for one, other in pairwise(values)) and (
        not values or values[-1] <= most
    )


def _share(value: float) -> float | None:
    return None if math.isnan(value) else value
