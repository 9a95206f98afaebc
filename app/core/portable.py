"""Frozen values that cross to another process many times a second, as cheaply as they can."""

from dataclasses import fields
from operator import attrgetter
from typing import TypeVar

Value = TypeVar("Value")


def portable(kind: type[Value]) -> type[Value]:
    """Make a frozen dataclass of two fields or more pickle as a call with its fields.

    What dataclasses do by themselves looks all fields up by name, for every value, both ways.
    """
    values = attrgetter(*(one.name for one in fields(kind)))  # pyright: ignore[reportArgumentType]

    def reduce(self: Value) -> tuple[type[Value], tuple[object, ...]]:
        return kind, values(self)

    kind.__reduce__ = reduce  # pyright: ignore[reportAttributeAccessIssue]
    return kind
