"""One file's bytes from the hub, in ranges where the server has them; changes of it are noticed."""

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, NoReturn

import httpx2

from app.core.downloads import JobFile
from app.hub.download import locating, problems
from app.hub.download.locating import Line, Located
from app.hub.download.problems import Trouble

_STALE: Final = frozenset({401, 403, 404, 410})
"""What a CDN answers when the signature of an address expired."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A body on its way.

    Attributes:
        is_whole: whether all of the file comes, from its first byte: the server has no ranges.
        pieces: the bytes; iterating raises Trouble.
        hang_up: ends the connection, from any thread.
    """

    is_whole: bool
    pieces: Iterator[bytes]
    hang_up: Callable[[], None]


class Source:
    """One file on a hub; any thread may ask.

    Attributes:
        file: what is fetched.
    """

    def __init__(self, line: Line, file: JobFile) -> None:
        self.file = file
        self._line = line
        self._lock = threading.Lock()
        self._located: Located | None = None
        self._identity = file.sha256
        self._etag = ""
        self._has_ranges = True

    def locate(self) -> Located:
        """Ask the hub where the file is and what, or recall it. Raises Trouble, DownloadProblem.

        It must still be the file that the job names, and what it was when first asked.
        """
        with self._lock:
            if self._located is None:
                found = locating.locate(self._line, self.file)
                comparable = found.sha256 or self._identity != self.file.sha256
                if found.size not in (-1, self.file.size) or (
                    self._identity and comparable and found.identity != self._identity
                ):
                    raise problems.changed(self.file)
                self._identity = self._identity or found.identity
                self._located = found
            return self._located

    @contextlib.contextmanager
    def open(self, start: int, end: int) -> Generator[Answer]:
        """Ask for bytes `start` up to `end`. Raises Trouble, DownloadProblem.

        A server without ranges sends all of it, from 0.
        """
        located = self.locate()
        headers = dict(locating.PLAIN)
        if self._has_ranges:
            headers["Range"] = f"bytes={start}-{end - 1}"
            if self._etag:
                headers["If-Range"] = self._etag
        with (
            locating.told(),
            self._line.session.stream(
                "GET", located.url, headers=headers, follow_redirects=False
            ) as response,
        ):
            is_whole = self._is_whole(response, located, start)
            yield Answer(is_whole, response.iter_raw(), lambda: _hang_up(response))

    def _is_whole(self, response: httpx2.Response, located: Located, start: int) -> bool:
        """Return whether all comes, not the range; raise when it is not what was asked for."""
        status, headers = response.status_code, response.headers
        if status in locating.REDIRECTS or (located.signed and status in _STALE):
            self._forget(located)
            raise Trouble("The hub's address of the file is no longer good.")
        if status == HTTPStatus.PARTIAL_CONTENT:
            self._check_part(headers, located, start)
            return False
        if status == HTTPStatus.OK:
            length = headers.get("content-length", "")
            if "if-range" in response.request.headers or length not in ("", str(self.file.size)):
                self._look_again(located)
            self._has_ranges = False
            return True
        if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            self._look_again(located)
        locating.refuse(response, self._line, self.file)
        raise problems.refused(self.file, f"it answers with {status}")

    def _check_part(self, headers: httpx2.Headers, located: Located, start: int) -> None:
        found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", headers.get("content-range", ""))
        if found is None or int(found[1]) != start:
            raise Trouble("The hub sent another part of the file than was asked for.")
        etag = headers.get("etag", "")
        if found[2] not in ("*", str(self.file.size)) or (self._etag and etag != self._etag):
            self._look_again(located)
        if not self._etag and not etag.startswith("W/"):
            self._etag = etag

    def _forget(self, located: Located) -> None:
        with self._lock:
            if self._located is located:
                self._located = None

    def _look_again(self, located: Located) -> NoReturn:
        """Raise DownloadProblem if the file was changed, else Trouble: the range is asked anew."""
        self._forget(located)
        self._etag = ""
        self.locate()
        raise Trouble("The hub sent a part of another file.")


def _hang_up(response: httpx2.Response) -> None:
    """Wake whoever waits for bytes of this answer."""
    stream = response.extensions.get("network_stream")
    found = stream.get_extra_info("socket") if stream is not None else None
    if isinstance(found, socket.socket):
        with contextlib.suppress(OSError):
            # Not the TLS socket's own method: that takes its state away under the reader.
            socket.socket.shutdown(found, socket.SHUT_RDWR)
