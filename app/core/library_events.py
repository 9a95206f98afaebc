"""What the library's thread is asked for and what it answers: frozen values only.

Every answer carries the `request_id` of what it answers; a request ends in exactly one
`LibraryDone` or `LibraryFailed`, whatever came between.
"""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from app.core.header_rows import HeaderRows
from app.core.library import Duplicates, Library, LibraryFile, Removal, Verification


@dataclass(frozen=True, slots=True)
class _Request:
    request_id: str
    cancel: threading.Event = field(default_factory=threading.Event, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ScanLibrary(_Request):
    """Look through every place: `LibraryChanged` with what is known at once, `LibraryFileFound` for
    each entry that is new, changed or gone, `LibraryChanged` at last.

    Attributes:
        recent: pairs (target, drafter or "") that were loaded before there was a library.
    """

    recent: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportFiles(_Request):
    """Take in files and folders: `LibraryFileFound` for each, then `LibraryChanged`.

    Attributes:
        copy: into the models folder; else they stay where they are and are linked.
    """

    paths: tuple[Path, ...] = ()
    copy: bool = False


@dataclass(frozen=True, slots=True)
class ForgetFolder(_Request):
    """List a linked folder's files no longer; then `LibraryChanged`."""

    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class PlanRemoval(_Request):
    """Ask what removing entries (by `LibraryFile.path`) would do: `RemovalPlanned`."""

    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveFiles(_Request):
    """Carry out a plan: `FilesRemoved`, then `LibraryChanged`.

    Attributes:
        for_good: deleted; else moved to the trash, and `LibraryRefused` where there is none.
    """

    removal: Removal = field(default_factory=lambda: Removal((), (), 0))
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class RememberPair(_Request):
    """Keep that these two were loaded together: `LibraryChanged`."""

    target: Path = Path()
    drafter: Path | None = None


@dataclass(frozen=True, slots=True)
class RestoreFiles(_Request):
    """Undo a removal: move files back from the trash, entries with them; `LibraryChanged`."""

    removal: Removal = field(default_factory=lambda: Removal((), (), 0))
    in_trash: tuple[tuple[Path, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadMetadata(_Request):
    """Ask for everything that a GGUF's header says: `MetadataFound`."""

    path: Path = Path()


@dataclass(frozen=True, slots=True)
class VerifyFiles(_Request):
    """Read entries (by `LibraryFile.path`) through: `FileVerified` for each, `LibraryChanged`."""

    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class FindDuplicates(_Request):
    """Compare entries of the same size by hash: `DuplicatesFound`, then `LibraryChanged`."""


@dataclass(frozen=True, slots=True)
class FindDrafters(_Request):
    """Ask which installed drafters fit a target: `DraftersFound`."""

    target: Path = Path()


LibraryRequest = (
    ScanLibrary
    | ImportFiles
    | ForgetFolder
    | PlanRemoval
    | RemoveFiles
    | RestoreFiles
    | RememberPair
    | ReadMetadata
    | VerifyFiles
    | FindDuplicates
    | FindDrafters
)


@dataclass(frozen=True, slots=True)
class LibraryProgress:
    """How far a request is, at most about ten times a second.

    Attributes:
        done, total: bytes read or copied where `is_bytes`, else files; total 0 while unknown.
        path: what is in hand.
    """

    request_id: str
    done: int
    total: int
    path: Path | None = None
    is_bytes: bool = False


@dataclass(frozen=True, slots=True)
class LibraryFileFound:
    """An entry that was found, or is known better than before."""

    request_id: str
    file: LibraryFile


@dataclass(frozen=True, slots=True)
class LibraryChanged:
    """All that is known now; replaces what was shown before."""

    request_id: str
    library: Library


@dataclass(frozen=True, slots=True)
class RemovalPlanned:
    """What removing would do; show it, then ask for `RemoveFiles`."""

    request_id: str
    removal: Removal


@dataclass(frozen=True, slots=True)
class FilesRemoved:
    """What was done.

    Attributes:
        in_trash: (where it was, where it is in the trash): can be had back by `RestoreFiles`, and
            the disk is not freed before the trash is emptied; () where there is no trash, or where
            entries were only forgotten.
    """

    request_id: str
    removal: Removal
    in_trash: tuple[tuple[Path, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class MetadataFound:
    """What a header says."""

    request_id: str
    path: Path
    metadata: HeaderRows


@dataclass(frozen=True, slots=True)
class FileVerified:
    """What reading one entry through found."""

    request_id: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class DuplicatesFound:
    """Groups of entries with the same content, most wasteful first."""

    request_id: str
    groups: tuple[Duplicates, ...]


@dataclass(frozen=True, slots=True)
class DraftersFound:
    """Installed drafters that the pair doctor lets pass for `target`, best first."""

    request_id: str
    target: Path
    drafters: tuple[LibraryFile, ...]


@dataclass(frozen=True, slots=True)
class LibraryRefused:
    """One file of a request could not be taken in, removed or read; the others go on."""

    request_id: str
    path: Path
    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class LibraryDone:
    """The request has ended. `cancelled` is whether it was given up; what was done stays done."""

    request_id: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class LibraryFailed:
    """The request could not be carried out."""

    request_id: str
    title: str
    hint: str


LibraryEvent = (
    LibraryProgress
    | LibraryFileFound
    | LibraryChanged
    | RemovalPlanned
    | FilesRemoved
    | MetadataFound
    | FileVerified
    | DuplicatesFound
    | DraftersFound
    | LibraryRefused
    | LibraryDone
    | LibraryFailed
)
