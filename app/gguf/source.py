"""Where a GGUF's bytes come from: a file here, HTTP ranges elsewhere."""

from pathlib import Path
from typing import Protocol, Self

from app.core.errors import AppError


class ByteSource(Protocol):
    """Random access to the bytes of one file."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        ...

    @property
    def frugal(self) -> bool:
        """Whether no byte is to be read that may not be wanted."""
        ...

    def read(self, offset: int, size: int) -> bytes:
        """Return up to `size` bytes from `offset`; fewer only at the end."""
        ...


class Excerpt:
    """The first bytes of a file of `size` bytes; there are no others to be had."""

    frugal = True

    def __init__(self, beginning: bytes, size: int) -> None:
        self._beginning = beginning
        self.size = size

    def read(self, offset: int, size: int) -> bytes:
        """Return what is there of these bytes."""
        return self._beginning[offset : offset + size]


class FileSource:
    """A file on disk. Raises AppError when there is none that can be read."""

    frugal = False

    def __init__(self, path: Path) -> None:
        if path.is_dir():
            raise AppError(f"{path.name} is a folder.", "Choose a .gguf file inside it.")
        try:
            self._file = path.open("rb")
            self.size = path.stat().st_size
        except FileNotFoundError:
            raise AppError(f"There is no file {path}.", "Check the path.") from None
        except (OSError, ValueError) as problem:
            raise _unreadable(path, problem) from problem
        self._path = path

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes of the file. Raises AppError when the disk does not give them."""
        try:
            self._file.seek(offset)
            return self._file.read(size)
        except OSError as problem:
            raise _unreadable(self._path, problem) from problem

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _unreadable(path: Path, problem: Exception) -> AppError:
    reason = getattr(problem, "strerror", None) or str(problem)
    return AppError(f"{path.name} cannot be read: {reason}.", "Check its permissions.")
