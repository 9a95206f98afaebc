"""What the test hub knows: repositories, names they had, tokens, faults to come, answers given."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.hub_server.faults import Faults, Rate, Served
from tests.hub_server.repos import Repository, ServedFile


@dataclass
class Hub:
    """Shared by the server's threads; tests change it while it serves.

    Attributes:
        repositories: by name. renamed: old names and the new ones, which answers redirect to.
        tokens: user names by token. access: gated repositories that a token may read.
        faults: what goes wrong next.
        rate: of all bodies together. connection_rate: of each file's body, bytes a second.
        ranges: whether Range headers are obeyed.
        redirect: whether large files come from the CDN; else the hub sends them itself.
        signed_seconds: how long a CDN address is good for.
        url, cdn_url: where they listen, without a slash at the end.
        served: every answer so far.
    """

    repositories: dict[str, Repository] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    access: dict[str, set[str]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    rate: Rate = field(default_factory=Rate)
    connection_rate: float = 0.0
    ranges: bool = True
    redirect: bool = True
    signed_seconds: float = 3600.0
    url: str = ""
    cdn_url: str = ""
    served: list[Served] = field(default_factory=list)
    _blobs: dict[str, ServedFile] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, *repositories: Repository) -> None:
        """Add repositories, or replace those of the same name: a new commit.

        The CDN keeps old contents, as the real one does for a while.
        """
        for repository in repositories:
            self.repositories[repository.repo_id] = repository
            self._blobs |= {file.sha256: file for file in repository.files if file.lfs}

    def rename(self, old: str, new: Repository) -> None:
        """Replace the repository `old` by `new` under its other name; the old name redirects."""
        self.repositories.pop(old, None)
        self.renamed[old] = new.repo_id
        self.put(new)

    def grant(self, token: str, user: str = "reader", *repo_ids: str) -> None:
        """Let this token be `user`'s, who may read these gated repositories."""
        self.tokens[token] = user
        self.access.setdefault(token, set()).update(repo_ids)

    def blob(self, sha256: str) -> ServedFile | None:
        """Return what the CDN has under this hash."""
        return self._blobs.get(sha256)

    def record(self, answer: Served) -> Callable[[int], None]:
        """Note an answer, and return what counts its body bytes as they are sent."""
        with self._lock:
            self.served.append(answer)
        latest = answer

        def count(sent: int) -> None:
            nonlocal latest
            with self._lock:
                # Forgotten ones are counted no more.
                index = next((i for i, one in enumerate(self.served) if one is latest), None)
                latest = replace(latest, sent=latest.sent + sent)
                if index is not None:
                    self.served[index] = latest

        return count

    @property
    def body_bytes(self) -> int:
        """File bytes sent so far, by GET, over all answers."""
        with self._lock:
            return sum(
                one.sent
                for one in self.served
                if one.method == "GET"
                and one.status in (200, 206)
                and (one.host == "cdn" or "/resolve/" in one.path)
            )
