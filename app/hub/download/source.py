"""Where a file's bytes come from: the hub's `resolve`, its redirect to a CDN, ranges of the body."""

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import httpx2

from app.core.downloads import JobFile
from app.hub.download import problems
from app.hub.download.problems import Trouble

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 6
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_STALE: Final = frozenset({401, 403, 404, 410})
_LONGEST_WAIT: Final = 300.0
_SHA256: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Line:
    """How to reach a hub.

    Attributes:
        client: asks without following redirects. endpoint: the hub's address, no slash at the end.
        authorization: headers that carry the token, for the hub's own host only; empty without.
    """

    client: httpx2.Client
    endpoint: str
    authorization: Callable[[], Mapping[str, str]]

    def headers(self, url: str) -> dict[str, str]:
        """Return the headers for a request to this address: the token never leaves the hub."""
        own = _origin(url) == _origin(self.endpoint)
        return {"Accept-Encoding": "identity"} | (dict(self.authorization()) if own else {})


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


@dataclass(frozen=True, slots=True)
class Located:
    """What the hub says of a file now.

    Attributes:
        url: where its bytes are; signed ones expire.
        identity: its SHA-256 or git hash, or whatever its ETag is; "" unknown.
        size: in bytes. commit: of the repository, "" unknown.
        signed: whether `url` came from a redirect, and so may expire.
    """

    url: str
    identity: str
    size: int
    commit: str
    signed: bool

    @property
    def sha256(self) -> str:
        """The identity if it is a SHA-256, else ""."""
        return self.identity if _SHA256.fullmatch(self.identity) else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body on its way.

    Attributes:
        start: the file's byte that comes first: the one asked for, or 0 without ranges.
        pieces: the bytes. hang_up: ends the connection, from any thread.
    """

    start: int
    pieces: Iterator[bytes]
    hang_up: Callable[[], None]


class Source:
    """One file on a hub; any thread may ask."""

    def __init__(self, line: Line, file: JobFile) -> None:
        self._line = line
        self._file = file
        self._lock = threading.Lock()
        self._located: Located | None = None
        self._first: Located | None = None
        self._etag = ""
        self._ranges = True

    def locate(self) -> Located:
        """Ask the hub where the file is and what. Raises Trouble, DownloadProblem.

        The file must be what it was when first asked.
        """
        with self._lock:
            if self._located is None:
                found = self._look()
                self._refuse_another(found)
                self._located = found
                self._first = self._first or found
            return self._located

    def _refuse_another(self, found: Located) -> None:
        wanted = self._first.identity if self._first else self._file.sha256
        comparable = self._first is not None or found.sha256
        if found.size != self._file.size or (wanted and comparable and found.identity != wanted):
            raise problems.changed(self._file)

    def _forget_address(self, used: Located) -> None:
        with self._lock:
            if self._located is used:
                self._located = None

    def _look(self) -> Located:
        file, line = self._file, self._line
        path = f"{file.repo_id}/resolve/{quote(file.revision, safe='')}/{quote(file.path)}"
        url, commit, size, identity = f"{line.endpoint}/{path}", "", 0, ""
        for hop in range(_MOST_REDIRECTS):
            with _told(url):
                answer = line.client.head(url, headers=line.headers(url), follow_redirects=False)
            headers = answer.headers
            commit = commit or headers.get("x-repo-commit", "")
            identity = identity or _unquoted(headers.get("x-linked-etag", ""))
            size = size or int(headers.get("x-linked-size", 0))
            if answer.status_code not in _REDIRECTS:
                self._refuse(answer, line.headers(url))
                identity = identity or _unquoted(headers.get("etag", ""))
                size = size or int(headers.get("content-length", file.size))
                return Located(url, identity, size, commit, signed=hop > 0)
            url = urljoin(url, headers.get("location", ""))
            if identity and _origin(url) != _origin(line.endpoint):
                return Located(url, identity, size or file.size, commit, signed=True)
        raise problems.refused(file, answer.status_code, "it redirects in a circle")

    def _refuse(self, answer: httpx2.Response, sent: Mapping[str, str]) -> None:
        """Raise what an answer other than a file means."""
        status, file = answer.status_code, self._file
        if status < 300:
            return
        _refuse_passing(answer)
        with_token = "Authorization" in sent
        match answer.headers.get("x-error-code", ""):
            case "GatedRepo":
                raise problems.gated(file, with_token=with_token)
            case "RepoNotFound":
                raise problems.gone(f"repository {file.repo_id}")
            case "EntryNotFound":
                raise problems.gone(f"file {file.path} in {file.repo_id}")
            case "RevisionNotFound":
                raise problems.revision_gone(file)
            case _ if status == HTTPStatus.UNAUTHORIZED and with_token:
                raise problems.bad_token()
            case _ if status in (404, 410):
                raise problems.gone(f"file {file.path} in {file.repo_id}")
            case _:
                said = answer.headers.get("x-error-message", "")
                raise problems.refused(file, status, said)

    @contextlib.contextmanager
    def open(self, start: int, end: int) -> Iterator[Answer]:
        """Ask for bytes `start` up to `end`. Raises Trouble, DownloadProblem; so does reading.

        A server without ranges sends all of it, from 0.
        """
        located = self.locate()
        headers = self._line.headers(located.url)
        if self._ranges:
            headers["Range"] = f"bytes={start}-{end - 1}"
            if self._etag:
                headers["If-Range"] = self._etag
        with _told(located.url), self._stream(located.url, headers) as response:
            first = self._checked(response, located, start)
            pieces = response.iter_raw()
            yield Answer(first, pieces, lambda: _hang_up(response))

    @contextlib.contextmanager
    def _stream(self, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
        with self._line.client.stream(
            "GET", url, headers=headers, follow_redirects=False
        ) as response:
            yield response

    def _checked(self, response: httpx2.Response, located: Located, start: int) -> int:
        """Return at which byte the body begins; raise when it is not what was asked for."""
        status = response.status_code
        if status in _REDIRECTS or (located.signed and status in _STALE):
            # The signed address expired or moved: the next try asks for another.
            self._forget_address(located)
            raise Trouble("The hub's download address is not good any more.")
        etag = response.headers.get("etag", "")
        match status:
            case HTTPStatus.PARTIAL_CONTENT:
                found = re.fullmatch(
                    r"bytes (\d+)-(\d+)/(\d+)", response.headers.get("content-range", "")
                )
                if found is None or int(found[1]) != start:
                    raise Trouble("The hub sent another part of the file than asked for.")
                if int(found[3]) != self._file.size or (self._etag and etag != self._etag):
                    self._suspect(located)
                self._etag = self._etag or ("" if etag.startswith("W/") else etag)
                return start
            case HTTPStatus.OK:
                if "If-Range" in response.request.headers:
                    self._suspect(located)
                if int(response.headers.get("content-length", self._file.size)) != self._file.size:
                    self._suspect(located)
                self._ranges = False
                return 0
            case HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                self._suspect(located)
            case _:
                self._refuse(response, response.request.headers)
        raise problems.refused(self._file, status, "")

    def _suspect(self, located: Located) -> None:
        """Look again whether the file was changed; if not, let the range be asked anew."""
        self._forget_address(located)
        self._etag = ""
        self.locate()
        raise Trouble("The hub sent a part of another file.")

    @property
    def has_ranges(self) -> bool:
        """Whether parts can be asked for, as far as known."""
        return self._ranges


def _refuse_passing(answer: httpx2.Response) -> None:
    status = answer.status_code
    if status not in _PASSING:
        return
    try:
        after = float(answer.headers.get("retry-after", 0))
    except ValueError:
        after = 0.0
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Trouble("The hub asks for a break (too many requests).", min(after, _LONGEST_WAIT))
    raise Trouble(f"The hub has a problem of its own ({status}).", min(after, _LONGEST_WAIT))


@contextlib.contextmanager
def _told(url: str) -> Iterator[None]:
    """Turn what the network does into Trouble."""
    host = urlsplit(url).hostname or url
    try:
        yield
    except (httpx2.ConnectError, httpx2.ConnectTimeout) as problem:
        raise Trouble(f"{host} cannot be reached.") from problem
    except httpx2.ProxyError as problem:
        raise Trouble(f"The proxy refuses to connect to {host}.") from problem
    except httpx2.TimeoutException as problem:
        raise Trouble(f"{host} does not answer any more.") from problem
    except httpx2.TransportError as problem:
        raise Trouble(f"The connection to {host} broke.") from problem


def _unquoted(etag: str) -> str:
    return etag.removeprefix("W/").strip('"')


def _hang_up(response: httpx2.Response) -> None:
    """Wake whoever waits for bytes of this answer."""
    stream = response.extensions.get("network_stream")
    found = stream.get_extra_info("socket") if stream is not None else None
    if isinstance(found, socket.socket):
        with contextlib.suppress(OSError):
            # Not the TLS socket's own method: that takes its state away under the reader.
            socket.socket.shutdown(found, socket.SHUT_RDWR)
