"""Finding GGUF repositories: the hub's own filters, and those that only this program knows."""

import dataclasses
import threading
from urllib.parse import urlsplit

from app.core.repositories import (
    DrafterPlace,
    RepoSummary,
    SearchPage,
    SearchQuery,
    Sort,
)
from app.hub import hf
from app.hub.http import HubClient
from app.hub.summaries import LICENCE_TAG, summary_of

SORTS = {Sort.DOWNLOADS: "downloads", Sort.LIKES: "likes", Sort.UPDATED: "lastModified"}

EXPAND = [
    *("author", "cardData", "downloads", "gated", "gguf"),
    *("lastModified", "likes", "private", "siblings", "tags"),
]
"""What the hub is asked to tell of each repository, all in one answer."""

MAX_LOOKED_AT = 300
"""Repositories looked at for one page when filters of ours leave most of them out."""


class Search:
    """The results of one query, page by page."""

    def __init__(self, client: HubClient, query: SearchQuery) -> None:
        self._client = client
        self._query = query
        self._next = f"{client.connection.endpoint}/api/models"
        self._params: dict[str, object] | None = _params(query)
        self._spare: list[RepoSummary] = []
        self._pages = 0

    def next_page(self, cancel: threading.Event | None = None) -> SearchPage:
        """Return the first page, or the one behind the last. Raises HubError.

        After an error the same page can be asked for again.
        """
        looked_at = 0
        while len(self._spare) < self._query.limit and self._next and looked_at < MAX_LOOKED_AT:
            models, following = hf.model_page(self._client, self._next, self._params, cancel)
            self._next, self._params = following, None
            looked_at += len(models)
            self._spare += [row for row in map(summary_of, models) if matches(row, self._query)]
        results, self._spare = self._spare[: self._query.limit], self._spare[self._query.limit :]
        page = SearchPage(
            query=dataclasses.replace(self._query, cancel=None),
            results=tuple(results),
            number=self._pages,
            more=bool(self._spare or self._next),
            looked_at=looked_at,
        )
        self._pages += 1
        return page


def search(client: HubClient, query: SearchQuery) -> SearchPage:
    """Return the first page of results. Raises HubError."""
    return Search(client, query).next_page(query.cancel)


def matches(row: RepoSummary, query: SearchQuery) -> bool:
    """Whether a repository passes the filters that the hub does not know."""
    if query.with_drafter and row.drafter in (DrafterPlace.NONE, DrafterPlace.ITSELF):
        return False
    return query.fits is None or 0 < row.smallest <= query.fits


def words_of(text: str) -> str:
    """Return what to search for: of a repository's address on any hub, the name in it."""
    text = " ".join(text.split())
    place = urlsplit(text)
    parts = [part for part in place.path.split("/") if part]
    if place.scheme in ("http", "https") and len(parts) >= 2:
        return "/".join(parts[:2])
    return text


def _params(query: SearchQuery) -> dict[str, object]:
    tags = ["gguf"]
    if query.licence:
        tags.append(LICENCE_TAG + query.licence.lower())
    if query.language:
        tags.append(query.language.lower())
    params: dict[str, object] = {
        "filter": tags,
        "sort": SORTS[query.sort],
        "limit": query.limit,
        "expand": EXPAND,
    }
    if words := words_of(query.text):
        params["search"] = words
    return params
