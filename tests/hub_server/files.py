"""Files of the test hub: `resolve` with redirects to the CDN, and bytes in ranges."""

import hashlib
import re
import time
from collections.abc import Iterator
from urllib.parse import quote

from tests.hub_server.faults import Fault
from tests.hub_server.replies import FileRange, Reply, Request, error_reply
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.state import Hub

_RESOLVE = re.compile(r"/([^/]+/[^/]+|[^/]+)/resolve/([^/]+)/(.+)")
_BLOB = re.compile(r"/blobs/([0-9a-f]{64})")
_PIECE = 1 << 18


class ConnectionCut(Exception):  # noqa: N818 - caught by the server
    """The connection ends here, on purpose.

    Attributes:
        reset: by a reset, which loses bytes on their way; else it is closed in order.
    """

    def __init__(self, reset: bool) -> None:
        super().__init__(reset)
        self.reset = reset


def answer(request: Request, hub: Hub) -> Reply | None:
    """Return the answer to a request for a file, None if it is none."""
    if request.host == "cdn":
        return _from_cdn(request, hub)
    found = _RESOLVE.fullmatch(request.path)
    if found is None or request.method not in ("GET", "HEAD"):
        return None
    repo_id, revision, path = found.groups()
    if fault := hub.faults.take("resolve", path, ("status",)):
        return status_reply(fault)
    if repo_id in hub.renamed:
        place = f"/{hub.renamed[repo_id]}/resolve/{revision}/{quote(path)}"
        return Reply(307, {"Location": place})
    repository = hub.repositories.get(repo_id)
    refused = refusal(repository, repo_id, request, hub)
    if repository is None or refused is not None:
        return refused
    if revision not in ("main", repository.commit):
        return error_reply(404, "RevisionNotFound", f"Invalid rev id: {revision}")
    file = repository.file(path)
    if file is None:
        return error_reply(404, "EntryNotFound", "Entry not found")
    return _resolved(request, hub, repository, file)


def refusal(
    repository: Repository | None, repo_id: str, request: Request, hub: Hub
) -> Reply | None:
    """Return why this repository may not be read with the request's token, None if it may.

    As the hub does it: without a token what is missing looks like what is private.
    """
    token = request.token
    if token and token not in hub.tokens:
        return error_reply(401, "", "Invalid credentials in Authorization header")
    allowed = repo_id in hub.access.get(token, ())
    if repository is None or (repository.private and not allowed):
        return error_reply(404 if token else 401, "RepoNotFound", "Repository not found")
    if not repository.gated or allowed:
        return None
    restricted = f"Access to model {repo_id} is restricted"
    if token:
        message = f"{restricted} and you are not in the authorized list. Visit {hub.url}/{repo_id}"
        return error_reply(403, "GatedRepo", f"{message} to ask for access.")
    message = f"{restricted}. You must have access to it and be authenticated to access it."
    return error_reply(401, "GatedRepo", f"{message} Please log in.")


def status_reply(fault: Fault) -> Reply:
    """Return the answer that a fault wants."""
    return Reply(fault.status, dict(fault.headers), fault.body.encode())


def _resolved(request: Request, hub: Hub, repository: Repository, file: ServedFile) -> Reply:
    headers = {"X-Repo-Commit": repository.commit}
    if not file.lfs:
        return _bytes(request, hub, file, headers)
    headers |= {"X-Linked-Etag": f'"{file.sha256}"', "X-Linked-Size": str(file.size)}
    if not hub.redirect:
        return _bytes(request, hub, file, headers)
    expires = f"{time.time() + hub.signed_seconds:.3f}"
    query = f"Expires={expires}&Signature={_signature(file.sha256, expires)}"
    headers |= {
        "Location": f"{hub.cdn_url}/blobs/{file.sha256}?{query}",
        "ETag": f'"{file.sha256}"',
        "Accept-Ranges": "bytes",
    }
    return Reply(302, headers, b"Found. Redirecting")


def _from_cdn(request: Request, hub: Hub) -> Reply:
    found = _BLOB.fullmatch(request.path)
    file = hub.blob(found[1]) if found else None
    if found is None or file is None or request.method not in ("GET", "HEAD"):
        return Reply(404, body=b"NoSuchKey")
    expires = request.query.get("Expires", [""])[0]
    signature = request.query.get("Signature", [""])[0]
    if signature != _signature(found[1], expires) or float(expires) < time.time():
        return Reply(403, body=b"AccessDenied: Request has expired")
    return _bytes(request, hub, file, {})


def _signature(sha256: str, expires: str) -> str:
    return hashlib.sha256(f"test hub {sha256} {expires}".encode()).hexdigest()[:32]


def _bytes(request: Request, hub: Hub, file: ServedFile, headers: dict[str, str]) -> Reply:
    if fault := hub.faults.take("bytes", file.path, ("status",)):
        return status_reply(fault)
    etag = f'"{file.etag}"'
    headers |= {"ETag": etag, "Content-Type": "application/octet-stream"}
    whole = Reply(200, headers, FileRange(file, 0, file.size))
    if not hub.ranges:
        return whole
    headers["Accept-Ranges"] = "bytes"
    if request.headers.get("if-range", etag) != etag:
        return whole
    asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("range", ""))
    if asked is None or asked.groups() == ("", ""):
        return whole
    first, last = asked.groups()
    start = int(first) if first else max(0, file.size - int(last))
    end = min(file.size, int(last) + 1) if first and last else file.size
    if start >= file.size or start >= end:
        return Reply(416, {"Content-Range": f"bytes */{file.size}"})
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    return Reply(206, headers, FileRange(file, start, end))


def pieces(hub: Hub, body: FileRange) -> Iterator[bytes | memoryview]:
    """Yield what is sent of a file, at the rates set. Raises ConnectionCut where a fault says."""
    file, span = body.file, (body.start, body.end)
    cut = hub.faults.take("bytes", file.path, ("cut", "reset", "stall"), span)
    wrong = hub.faults.take("bytes", file.path, ("corrupt",), span)
    stop = body.end if cut is None else body.start + cut.after
    position = body.start
    began = time.monotonic()
    while position < body.end:
        if cut is not None and position == stop:
            if cut.kind != "stall":
                raise ConnectionCut(reset=cut.kind == "reset")
            time.sleep(cut.seconds)
            stop, cut = body.end, None
        piece = file.read(position, min(stop, position + _PIECE))
        if wrong is not None and position < wrong.end and wrong.start < position + len(piece):
            piece = _corrupted(piece, wrong.start - position, wrong.end - position)
        hub.rate.wait(len(piece))
        position += len(piece)
        if hub.connection_rate > 0:
            due = began + (position - body.start) / hub.connection_rate
            time.sleep(max(0.0, due - time.monotonic()))
        yield piece


def _corrupted(piece: bytes | memoryview, start: int, end: int) -> bytes:
    changed = bytearray(piece)
    for index in range(max(0, start), min(len(changed), end)):
        changed[index] ^= 0x5A
    return bytes(changed)
