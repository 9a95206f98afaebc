"""The models that are on this machine: values that cross threads, shown by window and verbs."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Place(StrEnum):
    """Whose folder a file lies in."""

    FORETOKEN = "Foretoken"
    LINKED = "linked"
    HUGGING_FACE = "Hugging Face cache"
    LM_STUDIO = "LM Studio"
    OLLAMA = "Ollama"
    LLAMA_CPP = "llama.cpp"

    @property
    def is_ours(self) -> bool:
        """Whether removing it takes nothing from another program."""
        return self in (Place.FORETOKEN, Place.LINKED)


class LibraryKind(StrEnum):
    """What an installed file is good for."""

    TARGET = "target"
    DRAFTER = "drafter"
    COMPANION = "companion"
    UNUSABLE = "unusable"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file on disk: the whole of an entry, or one of its shards.

    Attributes:
        size: bytes. mtime_ns, device, inode: as `os.stat` gave them when it was last read; a file
            with the same ones is not read again. 0 where the system has none.
        sha256: what its content should be, 64 hex digits; "" while nobody said. From the hub, from
            the name of a cache's blob, or computed here at a first reading.
        verified: the day it was last found to have that hash, "2026-11-24"; "" never, or not since
            it was written to.
    """

    path: Path
    size: int
    mtime_ns: int = 0
    device: int = 0
    inode: int = 0
    sha256: str = ""
    verified: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether its content was found to be what it should be."""
        return bool(self.sha256 and self.verified)


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Where on the hub a file is from; "" where nobody knows.

    Attributes:
        repo_id: "owner/name". revision: a commit. path: of the (first) file inside it.
    """

    repo_id: str = ""
    revision: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class FileDetails:
    """What a file's header says, as far as lists and pairing need it.

    Attributes:
        kind, role: what it is for; role as gguf.roles.Role says it: "assistant", "projector".
        label: a few words for people, as in "Gemma 4 MTP drafter".
        reason: why it is a companion or cannot be used, one sentence; "" for others.
        name: as the file calls itself. quantization: as "Q4_K_M".
        parameters: weights in all its parts. context_length: tokens it was made for.
        width, width_out: see gguf.capabilities.
        vocabulary, vocabulary_size: fingerprint and tokens.
        has_heads: whether it can draft for itself with MTP heads of its own.
        has_template: whether it brings a chat template.
        reading: version of what read it; 0 never.
    """

    kind: LibraryKind = LibraryKind.UNREAD
    role: str = ""
    label: str = ""
    reason: str = ""
    name: str = ""
    architecture: str = ""
    quantization: str = ""
    parameters: int = 0
    context_length: int = 0
    width: int = 0
    width_out: int = 0
    vocabulary: str = ""
    vocabulary_size: int = 0
    has_heads: bool = False
    has_template: bool = False
    reading: int = 0


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """One installed model: a file, or all shards of one.

    Attributes:
        name: to show: a file name without the shard's number, or Ollama's "llama3.2:1b".
        place: whose it is. parts: its files, in order; never empty.
        missing: it was here, and is not any more; nothing is lost of what is known about it.
    """

    name: str
    place: Place
    parts: tuple[FilePart, ...]
    origin: FileOrigin = field(default_factory=FileOrigin)
    details: FileDetails = field(default_factory=FileDetails)
    missing: bool = False

    @property
    def path(self) -> Path:
        """The file to open, and what an entry is known by."""
        return self.parts[0].path

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(part.size for part in self.parts)

    @property
    def is_verified(self) -> bool:
        """Whether every part was found to have its hash."""
        return all(part.is_verified for part in self.parts)

    @property
    def is_usable(self) -> bool:
        """Whether it can be loaded, as a target or a drafter."""
        usable = (LibraryKind.TARGET, LibraryKind.DRAFTER)
        return not self.missing and self.details.kind in usable


class PairSource(StrEnum):
    """How a pair became known."""

    DOWNLOADED = "downloaded together"
    LOADED = "loaded before"


@dataclass(frozen=True, slots=True)
class InstalledPair:
    """A target and its drafter that belong together.

    Attributes:
        drafter: None where the target drafts with MTP heads of its own, or plain.
        when: the day it was last downloaded or loaded, "2026-11-24"; "" unknown.
    """

    target: Path
    drafter: Path | None
    source: PairSource
    when: str = ""


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """What one place holds: `size` in bytes on disk, links and second names counted once."""

    place: Place
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Entries with the same content in several copies; `wasted` bytes are more than one needs."""

    files: tuple[LibraryFile, ...]
    wasted: int


@dataclass(frozen=True, slots=True)
class Library:
    """All that is known to be on this machine.

    Attributes:
        files: sorted by name. pairs: newest first.
        folders: linked ones, whose files are listed without being copied.
        uses: by place; `size` is all of them, each byte on disk counted once.
    """

    files: tuple[LibraryFile, ...] = ()
    pairs: tuple[InstalledPair, ...] = ()
    folders: tuple[Path, ...] = ()
    uses: tuple[PlaceUse, ...] = ()
    size: int = 0

    def find(self, path: Path) -> LibraryFile | None:
        """Return the entry that `path` is a part of."""
        for file in self.files:
            if any(part.path == path for part in file.parts):
                return file
        return None


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing entries would do; nothing has happened yet.

    Attributes:
        files: the entries. paths: what would be deleted, links and the files behind them; () where
            an entry is only forgotten.
        freed: bytes that the disk gets back.
        owners: other programs that would lose a model by it.
        kept: sentences on what stays, or goes too, and why: linked files, blobs that another model
            uses, a second name of the same blob.
    """

    files: tuple[LibraryFile, ...]
    paths: tuple[Path, ...]
    freed: int
    owners: tuple[Place, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking one entry's hashes found.

    Attributes:
        matches: whether all parts are what they should be; True too where a hash was recorded for
            the first time, which `first_time` says.
        sentence: what was found. hint: what to do about it; "" if nothing.
    """

    file: LibraryFile
    matches: bool
    first_time: bool
    sentence: str
    hint: str = ""
