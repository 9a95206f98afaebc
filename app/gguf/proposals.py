"""A drafter that may go with a target, where it was found, and what the pair doctor says of it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.core.hub_files import HubFile
from app.core.pairs import Method
from app.core.speedup import ExpectedSpeedup
from app.gguf.pairing import PairReport


class Origin(StrEnum):
    """Where a drafter was found, nearest first."""

    IN_FILE = "in the target's own file"
    REPOSITORY = "same repository"
    INSTALLED = "installed"
    CATALOGUE = "catalogue"


class Standing(StrEnum):
    """How far a proposal was examined."""

    FITS = "fits"
    UNCHECKED = "not checked yet"
    """Named or listed, its header not read."""
    REFUSED = "does not fit"
    GONE = "no longer there"
    """A catalogue entry whose repository or file is not on the hub any more."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One drafter for one target.

    Attributes:
        title: what to call it in a list.
        method: by which it would draft. origin: where it was found.
        file: on this machine, or on the hub; None for heads in the target's own file.
        size: bytes on disk, 0 for heads in the target's file.
        standing: whether it fits. reason: one sentence on that.
        report: every check, once its header was read. speedup: None where nothing is known.
        replaces: the file is no drafter but the same target with MTP heads inside, to take instead.
        note: what the catalogue says of it, "" otherwise.
    """

    title: str
    method: Method
    origin: Origin
    file: Path | HubFile | None
    size: int
    standing: Standing
    reason: str
    report: PairReport | None = None
    speedup: ExpectedSpeedup | None = None
    note: str = ""
    replaces: bool = False
