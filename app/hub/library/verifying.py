"""Checks that files are what they should be: reads them through and compares their SHA-256."""

import dataclasses
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.library import FilePart, LibraryFile, Place, Verification
from app.hub.library import index
from app.hub.library.hashing import hash_file
from app.hub.library.index import today
from app.hub.library.stats import stat_part

KEEP_SECONDS: Final = 2.0
"""Between two writings of the index; what was hashed since is lost with the process."""

BytesRead = Callable[[Path, int], None]
"""Told how many more bytes of a file were read."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on, and may give up."""

    cancel: threading.Event
    progress: BytesRead

    def hash(self, path: Path) -> str:
        """Return a file's hash; "" once given up. Raises AppError."""
        return hash_file(path, self.cancel, lambda count: self.progress(path, count))


class Keeper:
    """Writes down what is found of files, every few seconds: the index is written whole."""

    def __init__(self, index_file: Path) -> None:
        self._index = index_file
        self._found: dict[Path, tuple[FilePart, ...]] = {}
        self._written = time.monotonic()

    def keep(self, file: LibraryFile, parts: tuple[FilePart, ...]) -> None:
        """Note what an entry's files are now. Raises AppError."""
        if parts != file.parts:
            self._found[file.path] = parts
        if time.monotonic() - self._written >= KEEP_SECONDS:
            self.write()

    def write(self) -> None:
        """Write what was noted, but for entries that have become others. Raises AppError."""
        self._written = time.monotonic()
        if not self._found:
            return
        with index.edit(self._index) as records:
            for path, parts in self._found.items():
                known = records.files.get(path)
                if known is not None and _paths(known.parts) == _paths(parts):
                    records.put(dataclasses.replace(known, parts=parts))
        self._found.clear()


def verify(
    index_file: Path,
    files: Iterable[LibraryFile],
    watch: Watch,
    report: Callable[[Verification], None],
) -> None:
    """Check entries one by one, and keep what was found. Raises AppError."""
    keeper = Keeper(index_file)
    try:
        for file in files:
            parts, verification = check(file, watch)
            if watch.cancel.is_set():
                return
            keeper.keep(file, parts)
            report(verification)
    finally:
        keeper.write()


def _paths(parts: Iterable[FilePart]) -> list[Path]:
    return [part.path for part in parts]


def check(file: LibraryFile, watch: Watch) -> tuple[tuple[FilePart, ...], Verification]:
    """Return an entry's files with their hashes as they should be, and what was found."""
    parts: list[FilePart] = []
    wrong: list[Path] = []
    first_time = False
    for part in file.parts:
        try:
            now = stat_part(part.path)
            found = watch.hash(part.path)
        except (AppError, OSError) as problem:
            text = problem.title if isinstance(problem, AppError) else _gone(part.path)
            return file.parts, Verification(file, False, False, text, _way_on(file))
        right = found == (part.sha256 or found)
        first_time |= not part.sha256
        if not right:
            wrong.append(part.path)
        # A wrong file keeps the stamp it was recorded with: it is not the file it was.
        stamped = now if right else part
        known = dataclasses.replace(
            stamped, sha256=part.sha256 or found, verified=today() if right else ""
        )
        parts.append(known)
    return tuple(parts), _verdict(file, wrong, first_time)


def _verdict(file: LibraryFile, wrong: Sequence[Path], first_time: bool) -> Verification:
    if wrong:
        names = ", ".join(path.name for path in wrong)
        sentence = f"{names} is not what it should be: its SHA-256 differs from the recorded one."
        return Verification(file, False, False, sentence, _way_on(file))
    if first_time:
        sentence = f"{file.name} has been read; its SHA-256 is recorded from now on."
        return Verification(file, True, True, sentence)
    return Verification(file, True, False, f"{file.name} is what it should be.")


def _gone(path: Path) -> str:
    return f"{path.name} is not there any more."


def _way_on(file: LibraryFile) -> str:
    if file.place is Place.OLLAMA:
        return f"Fetch it again: ollama pull {file.name}."
    if file.origin.repo_id:
        return f"Download it again from {file.origin.repo_id}."
    return "Copy it again from where you had it. If you changed it on purpose, import it again."
