"""Headers of files on the hub, kept on the disk by what the hub calls their content."""

import hashlib
import logging
import os
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

MAX_BYTES: Final = 256 << 20
"""Of all that is kept; what was not used for longest goes first. A header has 5 to 20 MB."""

_CHECKSUM: Final = 16


class HeaderCache:
    """A folder of beginnings of files.

    It is a cache: what cannot be written or read is as if it had never been kept.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def get(self, etag: str, size: int, what: str) -> bytes | None:
        """Return the bytes kept of a file of this content and size; None without any."""
        path = self._path(etag, size, what)
        try:
            raw = path.read_bytes()
            if raw[:_CHECKSUM] != _checksum(raw[_CHECKSUM:]):
                path.unlink()
                return None
            os.utime(path)
        except OSError:
            return None
        return raw[_CHECKSUM:]

    def put(self, etag: str, size: int, what: str, beginning: bytes) -> None:
        """Keep these bytes of it."""
        if not etag:
            return
        path = self._path(etag, size, what)
        partial = path.with_suffix(".partial")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(_checksum(beginning) + beginning)
            os.replace(partial, path)
            self._shrink()
        except OSError as problem:
            log.warning("a header is not kept: %s", problem)
            partial.unlink(missing_ok=True)

    def _path(self, etag: str, size: int, what: str) -> Path:
        name = hashlib.sha256(etag.encode()).hexdigest()[:32]
        return self._folder / f"{name}-{size}.{what}"

    def _shrink(self) -> None:
        kept = [(path, path.stat()) for path in self._folder.iterdir()]
        kept.sort(key=lambda entry: entry[1].st_mtime_ns)
        excess = sum(found.st_size for _, found in kept) - self._max_bytes
        for path, found in kept:
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= found.st_size


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECKSUM).digest()
