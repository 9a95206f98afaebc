"""Where the hub says a file's bytes are, and which file that is: its `resolve` and redirects."""

import contextlib
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import httpx2

from app.core.downloads import JobFile, Remedy
from app.core.repositories import FailureKind
from app.hub import refusals
from app.hub.download import problems
from app.hub.download.problems import DownloadProblem, Trouble
from app.hub.failures import HubError
from app.hub.http import HubClient
from app.hub.patience import Patience

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS: Final = 8
_SHA256: Final = re.compile("[0-9a-f]{64}")

PLAIN: Final = {"Accept-Encoding": "identity"}
"""Bytes as they are in the file: ranges count those."""


@dataclass(frozen=True, slots=True)
class Line:
    """How to reach a hub.

    Attributes:
        session: asks; whoever made the line closes it. endpoint: without a slash at the end.
        has_token: whether a token goes to the hub's own host.
    """

    session: httpx2.Client
    endpoint: str
    has_token: Callable[[], bool]


@contextlib.contextmanager
def line_to(client: HubClient) -> Generator[Line]:
    """Give a line that leaves second attempts to its user. Raises AppError."""
    with client.new_session(Patience(attempts=1)) as session:
        yield Line(session, client.connection.endpoint, lambda: bool(client.token()))


@dataclass(frozen=True, slots=True)
class Located:
    """What the hub says of a file now.

    Attributes:
        url: where its bytes are; signed ones expire.
        identity: its SHA-256 or git hash, or whatever its ETag is; "" unknown.
        size: in bytes; -1 unknown. commit: of the repository, "" unknown.
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


def locate(line: Line, file: JobFile) -> Located:
    """Ask the hub. Raises Trouble, DownloadProblem."""
    place = f"{file.repo_id}/resolve/{quote(file.revision, safe='')}/{quote(file.path)}"
    url = httpx2.URL(f"{line.endpoint}/{place}")
    hub = url.origin
    identity, commit, size = "", "", -1
    for hop in range(_MOST_HOPS):
        with told():
            answer = line.session.head(url, headers=PLAIN, follow_redirects=False)
        headers = answer.headers
        identity = identity or unquoted(headers.get("x-linked-etag", ""))
        commit = commit or headers.get("x-repo-commit", "")
        size = _number(headers.get("x-linked-size", "")) if size < 0 else size
        if answer.status_code not in REDIRECTS:
            refuse(answer, line, file)
            identity = identity or unquoted(headers.get("etag", ""))
            size = _number(headers.get("content-length", "")) if size < 0 else size
            return Located(str(url), identity, size, commit, signed=hop > 0)
        url = url.join(headers.get("location", ""))
        if identity and url.origin != hub:
            # Not asked with HEAD: a signed address may be good for GET only.
            return Located(str(url), identity, size, commit, signed=True)
    raise problems.refused(file, "it redirects in a circle")


def refuse(answer: httpx2.Response, line: Line, file: JobFile) -> None:
    """Raise DownloadProblem when the hub's answer is no file."""
    if answer.status_code < 300:
        return
    told_so = refusals.refuse(answer, file.repo_id, line.endpoint, token=line.has_token())
    code = answer.headers.get("x-error-code", "")
    raise _problem(told_so, Remedy.RESTART if code == "RevisionNotFound" else None)


@contextlib.contextmanager
def told() -> Generator[None]:
    """Raise what passes as Trouble, what does not as DownloadProblem."""
    try:
        yield
    except HubError as problem:
        if problem.passing:
            raise Trouble(problem.title, problem.hint, problem.retry_after or 0.0) from problem
        raise _problem(problem, None) from problem


_REMEDIES: Final = {
    FailureKind.GATED: Remedy.ACCESS,
    FailureKind.TOKEN: Remedy.ACCESS,
    FailureKind.NOT_FOUND: Remedy.NONE,
}


def _problem(problem: HubError, remedy: Remedy | None) -> DownloadProblem:
    remedy = remedy or _REMEDIES.get(problem.kind, Remedy.RETRY)
    return DownloadProblem(problem.title, f"{problem.hint} {problems.KEPT}".strip(), remedy)


def unquoted(etag: str) -> str:
    """Return what an ETag header names."""
    return etag.removeprefix("W/").strip('"')


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1
