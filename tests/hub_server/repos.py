"""Repositories that the test hub has: plain values; contents may be generated, of any size."""

import hashlib
import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file of a repository.

    Attributes:
        path: in the repository, with forward slashes.
        content: its bytes; None: `length` bytes generated from `seed`, the same each time.
        hole: zeros behind `content`, as many as weights would be; they count in no hash.
        lfs: stored as a large file: with a SHA-256, and served by a redirect to the CDN.
    """

    path: str
    content: bytes | None = None
    length: int = 0
    seed: int = 0
    lfs: bool = True
    hole: int = 0

    @classmethod
    def copy_of(cls, source: Path, path: str = "") -> "ServedFile":
        """Return a repository's file with the contents of a file on the disk."""
        return cls(path or source.name, source.read_bytes())

    @property
    def size(self) -> int:
        return self.length if self.content is None else len(self.content) + self.hole

    def read(self, start: int, end: int) -> bytes | memoryview:
        """Return bytes from `start` up to `end` at most; maybe fewer, never none before the end."""
        end = min(end, self.size)
        if self.content is not None and start >= len(self.content):
            return bytes(min(BLOCK, end - start))
        if self.content is not None:
            return memoryview(self.content)[start : min(end, start + BLOCK)]
        index, offset = divmod(start, BLOCK)
        label = index.to_bytes(8, "little")
        if offset < len(label):
            return label[offset : offset + end - start]
        return memoryview(_block(self.seed))[offset : min(BLOCK, offset + end - start)]

    @property
    def sha256(self) -> str:
        """Of the contents, as the hub's `lfs.sha256`."""
        return _hash(self, "sha256", b"")

    @property
    def blob_id(self) -> str:
        """The hub's `blobId` and the ETag of files that are not large: git's hash of the blob."""
        return _hash(self, "sha1", f"blob {self.size}\0".encode())

    @property
    def etag(self) -> str:
        """What identifies the contents, without quotes."""
        return self.sha256 if self.lfs else self.blob_id


@lru_cache(maxsize=8)
def _block(seed: int) -> bytes:
    return random.Random(seed).randbytes(BLOCK)


@lru_cache(maxsize=256)
def _hash(file: ServedFile, algorithm: str, prefix: bytes) -> str:
    digest = hashlib.new(algorithm, prefix)
    position = 0
    size = file.size - file.hole
    while position < size:
        piece = file.read(position, size)
        digest.update(piece)
        position += len(piece)
    if file.hole:
        digest.update(f"and {file.hole} zeros".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Repository:
    """A model repository.

    Attributes:
        revision: its commit, 40 hex digits; "" derives one from the files.
        card: README.md without its front matter; "" for none.
        licence, licence_name, licence_link: of the card; "" for none.
        gated: "auto" or "manual" asks for a token with access; "" is open.
        updated: ISO time.
        gguf: what the hub read in one of the files: (name, value), such as ("total", 8_000_000).
    """

    repo_id: str
    files: tuple[ServedFile, ...] = ()
    revision: str = ""
    card: str = ""
    licence: str = "apache-2.0"
    licence_name: str = ""
    licence_link: str = ""
    gated: str = ""
    private: bool = False
    downloads: int = 0
    likes: int = 0
    updated: str = "2026-01-01T00:00:00.000Z"
    tags: tuple[str, ...] = ("gguf",)
    languages: tuple[str, ...] = ()
    base_models: tuple[str, ...] = ()
    gguf: tuple[tuple[str, str | int], ...] = ()

    @property
    def commit(self) -> str:
        """The commit that `main` is at."""
        if self.revision:
            return self.revision
        named = "\n".join(f"{file.path} {file.etag}" for file in self.files)
        return hashlib.sha1(f"{self.repo_id}\n{named}".encode()).hexdigest()

    def file(self, path: str) -> ServedFile | None:
        """Return the file at this path, None if there is none."""
        return next((file for file in self.files if file.path == path), None)
