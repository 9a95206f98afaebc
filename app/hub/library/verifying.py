"""Checks that files are what they should be: reads them through and compares their SHA-256."""

import dataclasses
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AppError
from app.core.library import FilePart, LibraryFile, Place, Verification
from app.hub.library import index
from app.hub.library.hashing import hash_file
from app.hub.library.index import Records, today
from app.hub.library.stats import stat_part

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


def verify(
    index_file: Path,
    files: Iterable[LibraryFile],
    watch: Watch,
    report: Callable[[Verification], None],
) -> None:
    """Check entries one by one, and keep what was found. Raises AppError."""
    for file in files:
        parts, verification = check(file, watch)
        if watch.cancel.is_set():
            return
        keep_parts(index_file, file, parts)
        report(verification)


def keep_parts(index_file: Path, file: LibraryFile, parts: Sequence[FilePart]) -> None:
    """Write down what is known of an entry's files now, unless it has changed meanwhile."""

    def replace(records: Records) -> None:
        known = records.files.get(file.path)
        if known is not None and [one.path for one in known.parts] == [one.path for one in parts]:
            records.put(dataclasses.replace(known, parts=tuple(parts)))

    if tuple(parts) != file.parts:
        with index.edit(index_file) as records:
            replace(records)


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
