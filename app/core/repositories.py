"""What the hub says of repositories: questions, answers, and the files inside."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath


class Sort(StrEnum):
    """The order of search results, largest or newest first."""

    DOWNLOADS = "downloads"
    LIKES = "likes"
    UPDATED = "updated"


class Gate(StrEnum):
    """Whether the owner lets everyone in: OPEN, after accepting terms (AUTO), by hand (MANUAL)."""

    OPEN = "open"
    AUTO = "auto"
    MANUAL = "manual"


class Access(StrEnum):
    """Whether this user may download: yes, or what is missing."""

    GRANTED = "granted"
    NEEDS_TOKEN = "needs token"
    NEEDS_TERMS = "needs terms"


class FailureKind(StrEnum):
    """Why the hub gave no answer.

    OFFLINE: by the user's own choice. NETWORK: nothing came through. BUSY: the hub is too busy or
    broken just now. ENDPOINT: what answers is no hub. GATED: terms are to be accepted, or a token
    is missing. TOKEN: the token is refused. NOT_FOUND: no such repository or file. CANCELLED: by
    the user. OTHER: something else, said in words.
    """

    OFFLINE = "offline"
    NETWORK = "network"
    BUSY = "busy"
    ENDPOINT = "endpoint"
    GATED = "gated"
    TOKEN = "token"
    NOT_FOUND = "not found"
    CANCELLED = "cancelled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HubFailure:
    """What went wrong with a question, and what to do.

    Attributes:
        link: a page where it can be put right, such as the terms to accept; "" none.
    """

    kind: FailureKind
    title: str
    hint: str = ""
    link: str = ""


class TokenPlace(StrEnum):
    """Where the token in use comes from: the system's keyring, this run's memory only, the
    environment (HF_TOKEN), huggingface_hub's own login, or there is none.
    """

    KEYRING = "keyring"
    THIS_RUN = "this run"
    ENVIRONMENT = "environment"
    LOGIN = "huggingface_hub login"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TokenState:
    """What may be shown of the token: where it is, never what it is.

    Attributes:
        user: whose it is, as the hub says; "" not asked or none.
        keyring_problem: why a new token would live for this run only, a sentence; "" it is kept.
    """

    place: TokenPlace
    user: str = ""
    keyring_problem: str = ""


class DrafterPlace(StrEnum):
    """Where a repository's file names say its drafter is; the headers decide later.

    NONE: nowhere by name. FOLDER: in `MTP/`. BESIDE: `mtp-*.gguf` at the root. INSIDE: heads in
    the target's own file. ITSELF: the repository holds drafters for targets published elsewhere.
    """

    NONE = "none"
    FOLDER = "folder"
    BESIDE = "beside"
    INSIDE = "inside"
    ITSELF = "itself"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question to the hub: GGUF repositories that match all of it.

    Attributes:
        text: words of the repository's name, or its whole name or address; "" matches all.
        licence: the hub's word for it such as "apache-2.0"; "" any.
        language: an ISO 639 code such as "en"; "" any.
        with_drafter: only repositories whose names say that a drafter is there.
        fits: only where the smallest quant is estimated to take at most so many bytes; None any.
        limit: results a page.
        cancel: set by whoever asked, to give up.
    """

    text: str = ""
    sort: Sort = Sort.DOWNLOADS
    licence: str = ""
    language: str = ""
    with_drafter: bool = False
    fits: int | None = None
    limit: int = 30
    cancel: threading.Event | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RepoSummary:
    """A repository in a list of results.

    Attributes:
        repo_id: "owner/name".
        downloads: in the last 30 days.
        updated: of the last commit, ISO 8601 in UTC; "" unknown.
        licence: the hub's word for it; "" unknown.
        tags: all of the hub's.
        languages: ISO 639 codes its card names.
        architecture, parameters, context_length: the hub's own reading of one of its GGUFs;
            "" and 0 unknown.
        gguf_files: paths of its GGUFs, in the hub's order.
        drafter: where its names say a drafter is.
        smallest: bytes of its smallest quant, estimated from parameters and file names; 0 unknown.
    """

    repo_id: str
    downloads: int = 0
    likes: int = 0
    updated: str = ""
    licence: str = ""
    gate: Gate = Gate.OPEN
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    architecture: str = ""
    parameters: int = 0
    context_length: int = 0
    gguf_files: tuple[str, ...] = ()
    drafter: DrafterPlace = DrafterPlace.NONE
    smallest: int = 0

    @property
    def owner(self) -> str:
        """Who published it."""
        return self.repo_id.partition("/")[0]

    @property
    def name(self) -> str:
        """What it is called by its owner."""
        return self.repo_id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Results of a query, one page of them.

    Attributes:
        number: 0 for the first page of this query.
        more: whether another page can be asked for.
        looked_at: repositories that the hub returned for this page; more than `results` when
            filters that only this program knows left some out.
    """

    query: SearchQuery
    results: tuple[RepoSummary, ...]
    number: int
    more: bool
    looked_at: int


@dataclass(frozen=True, slots=True)
class RepoFile:
    """A file of a repository.

    Attributes:
        path: inside the repository, with forward slashes.
        size: in bytes.
        sha256: of its content, lower-case hex; "" for small files outside LFS.
    """

    path: str
    size: int
    sha256: str = ""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return PurePosixPath(self.path).name

    @property
    def is_gguf(self) -> bool:
        """Whether its name says it is a GGUF."""
        return self.path.lower().endswith(".gguf")


@dataclass(frozen=True, slots=True)
class RepoDetails:
    """Everything shown of a repository before anything is downloaded.

    Attributes:
        revision: the commit (40 hex digits) that `files` are of; downloads name it.
        card: its README as Markdown without the front matter; "" when there is none.
        card_problem: why the card could not be read, a sentence; else "".
        licence_name: to be shown; "" unknown. licence_link: an address to read it at; "" none.
        access: whether this user may download. access_problem, access_hint: what is missing and
            what to do about it; "" when granted.
        base_models: repositories it was made from, as its card says.
        url: its page on the hub.
        asked_as: the name it was asked for by, if it has moved since; else "".
    """

    summary: RepoSummary
    revision: str
    files: tuple[RepoFile, ...]
    card: str = ""
    card_problem: str = ""
    licence_name: str = ""
    licence_link: str = ""
    access: Access = Access.GRANTED
    access_problem: str = ""
    access_hint: str = ""
    base_models: tuple[str, ...] = ()
    url: str = ""
    asked_as: str = ""

    @property
    def repo_id(self) -> str:
        """Its name as the hub has it now."""
        return self.summary.repo_id

    @property
    def gguf_files(self) -> tuple[RepoFile, ...]:
        """Those that can be a target, a drafter or a companion."""
        return tuple(file for file in self.files if file.is_gguf)
