"""A file on the hub as a source of bytes: what is asked for is fetched, in ranges, and kept."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import httpx2

from app.core.errors import AppError
from app.core.hub_files import HubFile
from app.core.repositories import FailureKind
from app.hub import patience, refusals
from app.hub.failures import HubError, not_a_hub
from app.hub.http import HubClient

MAX_HEADER: Final = 64 << 20
"""Bytes of one file that are fetched to look at it; the longest real headers have 20 MB."""

_ATTEMPTS: Final = 4
_HOPS: Final = 5
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")

Progress = Callable[[int, int], None]
"""Hears of bytes fetched, and of those that are known to be needed by now."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a file's bytes are for now.

    Attributes:
        size: bytes. etag: names the content, without quotes; the SHA-256 of large files.
        revision: the commit that it was found in, "" if the hub does not say.
        address: to get ranges from; may expire.
    """

    size: int
    etag: str
    revision: str
    address: httpx2.URL


def locate(hub: HubClient, session: httpx2.Client, file: HubFile) -> Location:
    """Ask the hub for a file's size, name of content and address: one HEAD. Raises HubError."""
    endpoint = hub.connection.endpoint
    path = f"{file.repo_id}/resolve/{quote(file.revision, safe='')}/{quote(file.path)}"
    response = session.head(f"{endpoint}/{path}", follow_redirects=False)
    for _ in range(_HOPS):  # a repository that was renamed
        if not response.has_redirect_location or "x-linked-size" in response.headers:
            break
        response = session.head(_target(response), follow_redirects=False)
    if response.is_error:
        raise refusals.refuse(response, file.repo_id, endpoint, token=bool(hub.token()))
    headers = response.headers
    size = headers.get("x-linked-size") or headers.get("content-length") or ""
    if not size.isdigit():
        raise not_a_hub(hub.connection.host)
    return Location(
        size=int(size),
        etag=headers.get("x-linked-etag", headers.get("etag", "")).removeprefix("W/").strip('"'),
        revision=headers.get("x-repo-commit", ""),
        address=_target(response) if response.has_redirect_location else response.url,
    )


def _target(response: httpx2.Response) -> httpx2.URL:
    return response.url.join(response.headers["location"])


class RangeSource:
    """The beginning of a file on the hub, as long as anybody asked for.

    Every byte is fetched once, and none that was not asked for. Reading raises AppError: when the
    server gives no ranges, when the file changed, when the header has no end, when given up.
    """

    frugal = True

    def __init__(
        self,
        hub: HubClient,
        session: httpx2.Client,
        file: HubFile,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._hub = hub
        self._session = session
        self._file = file
        self._cancel = cancel
        self._progress = progress
        self._got = bytearray()
        with patience.until(cancel):
            self.location = locate(hub, session, file)

    @property
    def size(self) -> int:
        """Bytes of the whole file."""
        return self.location.size

    @property
    def beginning(self) -> bytes:
        """What was fetched so far."""
        return bytes(self._got)

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes, fetching those up to there that are not here yet."""
        end = min(offset + size, self.size)
        if end > MAX_HEADER:
            raise AppError(
                f"The header of {self._file.name} is longer than any known one.",
                "It is damaged, or made to waste memory. Choose another file.",
            )
        attempt = 1
        while len(self._got) < end:
            try:
                with patience.until(self._cancel):
                    # Streamed on another thread: a server that sends everything is hung up on.
                    patience.answer_of(lambda: self._fetch(end))
            except HubError as problem:
                if not problem.passing or attempt == _ATTEMPTS:
                    raise
                attempt += 1
        return bytes(memoryview(self._got)[offset:end])

    def _fetch(self, end: int) -> None:
        start = len(self._got)
        asked = {"Range": f"bytes={start}-{end - 1}", "Accept-Encoding": "identity"}
        with self._session.stream("GET", self.location.address, headers=asked) as response:
            hub = httpx2.URL(self._hub.connection.endpoint)
            if response.status_code == 403 and response.url.origin != hub.origin:
                self._find_again()
                return
            self._check(response, start, end)
            for piece in response.iter_raw():
                self._got += piece[: end - len(self._got)]
                if self._progress is not None:
                    self._progress(len(self._got), end)
                if len(self._got) >= end:
                    return
        if len(self._got) < end:
            host = response.url.host
            raise HubError(
                FailureKind.NETWORK, f"The connection to {host} broke off.", "Try again."
            )

    def _find_again(self) -> None:
        """Get a new address for one that expired. Raises AppError if it is another file by now."""
        found = locate(self._hub, self._session, self._file)
        if (found.size, found.etag) != (self.size, self.location.etag):
            raise self._changed()
        if found.address == self.location.address:
            raise not_a_hub(found.address.host)
        self.location = found

    def _check(self, response: httpx2.Response, start: int, end: int) -> None:
        if response.status_code == 200 and not (start == 0 and end == self.size):
            raise AppError(
                f"{response.url.host} does not give parts of files, so {self._file.name} can only "
                f"be looked at as a whole ({self.size / 1e9:,.1f} GB).",
                "Download it, or use the hub itself instead of a mirror.",
            )
        if response.status_code == 416:
            raise self._changed()
        if response.status_code not in (200, 206):
            endpoint, token = self._hub.connection.endpoint, bool(self._hub.token())
            raise refusals.refuse(response, self._file.repo_id, endpoint, token=token)
        if response.status_code == 206:
            given = _RANGE.fullmatch(response.headers.get("content-range", ""))
            if given is None or int(given[1]) != start:
                raise not_a_hub(response.url.host)
            if int(given[3]) != self.size:
                raise self._changed()

    def _changed(self) -> AppError:
        return AppError(
            f"{self._file.name} changed on the hub while it was looked at.", "Look at it again."
        )
