"""What a JSON value must look like: checked with a plain sentence, and told in the same words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, cast

LARGEST = 2**53
"""Beyond it JSON numbers are no longer whole in every program."""


class Mismatch(Exception):  # noqa: N818 - caught here and told as an AppError
    """A value is not what it must be.

    Attributes:
        path: to the value, as `.field` and `[index]`; grows outwards while it is raised.
        found, wanted: in words.
    """

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(found, wanted)
        self.path = ""
        self.found, self.wanted = found, wanted

    def __str__(self) -> str:
        return f"{self.path.lstrip('.') or 'it'} is {self.found}, but must be {self.wanted}"


class Kind(Protocol):
    """One kind of value."""

    @property
    def words(self) -> str:
        """What it is, to stand behind "must be"."""
        ...

    def check(self, value: object) -> None:
        """Raise Mismatch unless `value` is of this kind."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most `most` characters, all of them whole."""

    most: int = 1000

    @property
    def words(self) -> str:
        return f"a text of at most {self.most:,} characters"

    def check(self, value: object) -> None:
        if not isinstance(value, str) or len(value) > self.most:
            raise Mismatch(described(value), self.words)
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Mismatch("a text with half a character (a lone surrogate)", self.words)


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        return " or ".join(f'"{choice}"' for choice in self.choices)

    def check(self, value: object) -> None:
        if value not in self.choices:
            raise Mismatch(described(value), self.words)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    low: int = 0
    high: int = LARGEST

    @property
    def words(self) -> str:
        if self.high == LARGEST:
            return f"a whole number from {self.low:,}"
        return f"a whole number from {self.low:,} to {self.high:,}"

    def check(self, value: object) -> None:
        if type(value) is not int or not self.low <= value <= self.high:
            raise Mismatch(described(value), self.words)


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number."""

    low: float = 0.0
    high: float = 1e9

    @property
    def words(self) -> str:
        return f"a number from {self.low:g} to {self.high:g}"

    def check(self, value: object) -> None:
        # The comparison is false for NaN and for infinities.
        if type(value) not in (int, float) or not self.low <= cast(float, value) <= self.high:
            raise Mismatch(described(value), self.words)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    @property
    def words(self) -> str:
        return "true or false"

    def check(self, value: object) -> None:
        if not isinstance(value, bool):
            raise Mismatch(described(value), self.words)


@dataclass(frozen=True, slots=True)
class Or:
    """A value of a kind, or one other: a word, or None for null."""

    kind: Kind
    other: str | None = None

    @property
    def words(self) -> str:
        return f"{self.kind.words}, or " + ("null" if self.other is None else f'"{self.other}"')

    def check(self, value: object) -> None:
        if value == self.other:
            return
        try:
            self.kind.check(value)
        except Mismatch as problem:
            if not problem.path:
                problem.wanted = self.words
            raise


@dataclass(frozen=True, slots=True)
class List:
    """A list of at most `most` values of one kind."""

    kind: Kind
    most: int

    @property
    def words(self) -> str:
        if isinstance(self.kind, Record):
            return f"a list of at most {self.most:,} objects: {self.kind.name}"
        return f"a list of at most {self.most:,}, each {self.kind.words}"

    def check(self, value: object) -> None:
        if not isinstance(value, list):
            raise Mismatch(described(value), self.words)
        items = cast(list[object], value)
        if len(items) > self.most:
            raise Mismatch(f"a list of {len(items):,}", self.words)
        index = 0
        try:
            for index in range(len(items)):
                self.kind.check(items[index])
        except Mismatch as problem:
            problem.path = f"[{index}]{problem.path}"
            raise


@dataclass(frozen=True, slots=True)
class Field:
    """A named value of an object, and what it means."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Record:
    """An object that has all of `fields`; others in it mean nothing."""

    name: str
    fields: tuple[Field, ...]

    @property
    def words(self) -> str:
        return f"an object: {self.name}"

    def check(self, value: object) -> None:
        if not isinstance(value, dict):
            raise Mismatch(described(value), self.words)
        found = cast(dict[str, object], value)
        name = ""
        try:
            for field in self.fields:
                name = field.name
                if name not in found:
                    raise Mismatch("missing", field.kind.words)
                field.kind.check(found[name])
        except Mismatch as problem:
            problem.path = f".{name}{problem.path}"
            raise

    def records(self) -> Iterator["Record"]:
        """Yield this object and those inside it, each once, in the order of reading."""
        yield self
        for field in self.fields:
            inner: Any = field.kind
            while isinstance(inner, List | Or):
                inner = inner.kind
            if isinstance(inner, Record):
                yield from inner.records()


def described(value: object) -> str:
    """Return a few words for a value that is not as it should be."""
    match value:
        case None | bool():
            words = "null" if value is None else str(value).lower()
        case float():
            words = str(value) if math.isfinite(value) else "not a finite number"
        case int():
            words = str(value) if abs(value) <= LARGEST else "too large a number"
        case str():
            words = f'"{value}"' if len(value) <= 40 else f"a text of {len(value):,} characters"
        case list():
            words = f"a list of {len(cast(list[object], value)):,}"
        case _:
            words = "an object"
    return words
