"""What crosses to the hub threads and back: questions with a number, answers that carry it."""

import threading
from dataclasses import dataclass, field

from app.core.repositories import HubFailure, RepoDetails, SearchPage, SearchQuery, TokenState


@dataclass(frozen=True, slots=True)
class SearchFor:
    """Start this query."""

    number: int
    query: SearchQuery
    cancel: threading.Event


@dataclass(frozen=True, slots=True)
class SearchOn:
    """The next page of the newest query."""

    number: int
    cancel: threading.Event


@dataclass(frozen=True, slots=True)
class DetailsOf:
    """Everything of one repository."""

    number: int
    repo_id: str
    cancel: threading.Event


@dataclass(frozen=True, slots=True)
class TellToken:
    """Where the token is and whose; with `keep` it is a new one, with `forget` it goes."""

    number: int
    cancel: threading.Event
    keep: str = field(default="", repr=False)
    forget: bool = False


Question = SearchFor | SearchOn | DetailsOf | TellToken


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question: what was asked for, or why not."""

    question: Question
    answer: SearchPage | RepoDetails | TokenState | HubFailure
