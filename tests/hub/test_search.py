"""Searching: the hub's filters and ours, order, pages, and answers that are no hub's."""

import pytest

from app.core.repositories import DrafterPlace, FailureKind, Gate, SearchQuery, Sort
from app.hub.connection import Connection
from app.hub.failures import HubError
from app.hub.http import HubClient
from app.hub.patience import Patience
from app.hub.search import MAX_LOOKED_AT, Search, search
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer


def _files(*paths):
    return tuple(ServedFile(path, length=10) for path in paths)


def _model(parameters, architecture="gemma4"):
    return (("total", parameters), ("architecture", architecture), ("context_length", 131072))


REPOSITORIES = (
    Repository(
        "unsloth/gemma-4-12b-it-GGUF",
        _files("gemma-4-12b-Q4_K_M.gguf", "gemma-4-12b-Q8_0.gguf", "MTP/gemma-4-12B-MTP-F16.gguf"),
        card="# Gemma",
        licence="gemma",
        languages=("en", "fr"),
        downloads=900,
        likes=5,
        updated="2026-05-01T00:00:00.000Z",
        gguf=_model(12_000_000_000),
    ),
    Repository(
        "unsloth/Qwen3.6-27B-MTP-GGUF",
        _files("Qwen3.6-27B-MTP-Q4_K_M.gguf"),
        downloads=500,
        likes=50,
        updated="2026-06-01T00:00:00.000Z",
        gguf=_model(27_000_000_000, "qwen35"),
    ),
    Repository(
        "meta/Llama-3.2-1B-GGUF",
        _files("Llama-3.2-1B-Q8_0.gguf", "mmproj-F16.gguf"),
        licence="llama3.2",
        gated="manual",
        languages=("en",),
        downloads=100,
        likes=9,
        updated="2026-07-01T00:00:00.000Z",
        gguf=_model(1_200_000_000, "llama"),
    ),
    Repository("someone/plain-safetensors", _files("model.safetensors"), tags=("pytorch",)),
    Repository(
        "RedHatAI/gemma-4-31B-it-speculator.eagle3-GGUF", _files("eagle3-F16.gguf"), downloads=20
    ),
    Repository("owner/secret-GGUF", _files("x-Q4_0.gguf"), private=True),
)


@pytest.fixture
def server():
    with HubServer(*REPOSITORIES) as running:
        yield running


@pytest.fixture
def client(server):
    with HubClient(Connection(server.url), patience=Patience(attempts=1)) as made:
        yield made


def _ids(page):
    return [row.repo_id for row in page.results]


def test_only_ggufs_are_found_most_downloaded_first(client):
    page = search(client, SearchQuery())
    assert _ids(page) == [REPOSITORIES[index].repo_id for index in (0, 1, 2, 4)]
    assert not page.more


@pytest.mark.parametrize(("sort", "first"), [(Sort.LIKES, "unsloth/Q"), (Sort.UPDATED, "meta/")])
def test_other_orders(client, sort, first):
    assert _ids(search(client, SearchQuery(sort=sort)))[0].startswith(first)


def test_a_row_says_what_is_known_of_a_repository(client):
    row = search(client, SearchQuery("gemma-4-12b")).results[0]
    assert (row.owner, row.name) == ("unsloth", "gemma-4-12b-it-GGUF")
    assert (row.downloads, row.likes, row.updated) == (900, 5, "2026-05-01T00:00:00+00:00")
    assert (row.licence, row.languages, row.gate) == ("gemma", ("en", "fr"), Gate.OPEN)
    assert (row.architecture, row.parameters) == ("gemma4", 12_000_000_000)
    assert row.drafter is DrafterPlace.FOLDER
    assert row.smallest == pytest.approx(12e9 * 4.9 / 8)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QWEN", ["unsloth/Qwen3.6-27B-MTP-GGUF"]),
        ("https://huggingface.co/meta/Llama-3.2-1B-GGUF/tree/main", ["meta/Llama-3.2-1B-GGUF"]),
        ("secret", []),
        ("no such model", []),
    ],
)
def test_text(client, text, found):
    assert _ids(search(client, SearchQuery(text))) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (SearchQuery(licence="llama3.2"), ["meta"]),
        (SearchQuery(language="fr"), ["unsloth"]),
        (SearchQuery(with_drafter=True), ["unsloth", "unsloth"]),
        (SearchQuery(fits=8_000_000_000), ["unsloth", "meta"]),
        (SearchQuery(fits=2_000_000_000), ["meta"]),
    ],
)
def test_filters(client, query, found):
    assert [row.owner for row in search(client, query).results] == found


def test_pages_hold_every_result_once_also_when_filters_leave_some_out(client, server):
    server.hub.put(
        *(
            Repository(f"many/m{n:02}", _files("MTP/d.gguf", "t.gguf") if n % 3 else ())
            for n in range(30)
        )
    )
    query = SearchQuery("many/", with_drafter=True, limit=6)
    listing, got = Search(client, query), []
    while True:
        page = listing.next_page()
        got += _ids(page)
        assert page.number <= 4
        if not page.more:
            break
    assert sorted(got) == [f"many/m{n:02}" for n in range(30) if n % 3]


def test_a_filter_that_leaves_everything_out_does_not_ask_for_ever(client, server):
    server.hub.put(*(Repository(f"many/m{n:03}") for n in range(2 * MAX_LOOKED_AT)))
    page = search(client, SearchQuery("many/", with_drafter=True))
    assert (page.results, page.more) == ((), True)
    assert page.looked_at <= MAX_LOOKED_AT


def test_a_page_that_failed_can_be_asked_for_again(client, server):
    listing = Search(client, SearchQuery(limit=1))
    first = listing.next_page()
    server.hub.faults.add(Fault("status", "api", status=500))
    with pytest.raises(HubError):
        listing.next_page()
    second = listing.next_page()
    assert (first.number, second.number) == (0, 1)
    assert _ids(first) != _ids(second)


@pytest.mark.parametrize(
    ("status", "body"), [(200, "<html>Sign in to the hotel</html>"), (404, ""), (200, '{"a": 1}')]
)
def test_what_is_no_hub_is_said(client, server, status, body):
    server.hub.faults.add(Fault("status", "api", status=status, body=body))
    with pytest.raises(HubError) as got:
        search(client, SearchQuery())
    assert got.value.kind is FailureKind.ENDPOINT


def test_a_wrong_token_is_said(server):
    with HubClient(Connection(server.url), lambda: "hf_wrong") as client:
        with pytest.raises(HubError) as got:
            search(client, SearchQuery())
    assert got.value.kind is FailureKind.TOKEN
    assert got.value.link == f"{server.url}/settings/tokens"
    assert "hf_wrong" not in str(got.value)


def test_a_mirrors_next_page_is_asked_of_the_mirror(client, server):
    real = server.hub.url
    listing = Search(client, SearchQuery(limit=1))
    server.hub.url = "https://huggingface.co"
    first = listing.next_page()
    server.hub.url = real
    assert _ids(listing.next_page()) != _ids(first)
