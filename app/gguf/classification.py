"""What a file turned out to be, in one word and one sentence; for lists, before anything loads."""

from dataclasses import dataclass
from enum import StrEnum

from app.gguf.capabilities import Capabilities, Shard
from app.gguf.roles import Role


class Use(StrEnum):
    """What Foretoken can do with a file."""

    TARGET = "target"
    DRAFTER = "drafter"
    COMPANION = "companion"
    """Belongs to a model and does not write text: a projector, an importance matrix, an adapter."""
    PART = "part"
    """A later part of a split model: its first part stands for all of them."""
    UNUSABLE = "unusable"


class Basis(StrEnum):
    """How much of a file was looked at."""

    NAME = "name"
    QUICK = "first keys"
    FULL = "whole header"


@dataclass(frozen=True, slots=True)
class Classification:
    """One file's place in a list.

    Attributes:
        name: of the file, without folders.
        use: what can be done with it. label: a few words, as in "Gemma 4 MTP drafter".
        reason: one sentence on why it is taken for that.
        basis: what the verdict rests on; only FULL is sure, NAME is a guess.
        role: None if it could not be read as a GGUF, or was not looked into.
        shard: which part of how many; None for a whole model.
        missing: numbers of the parts that are not there, of a split model.
        advice: what to do about a file that is unusable; "" otherwise.
    """

    name: str
    use: Use
    label: str
    reason: str
    basis: Basis
    role: Role | None = None
    shard: Shard | None = None
    missing: tuple[int, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file's place, and everything about it where it could be read whole."""

    classification: Classification
    capabilities: Capabilities | None = None
