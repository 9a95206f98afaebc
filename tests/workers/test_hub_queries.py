"""The window asks the hub without waiting; only the newest question of a kind is answered."""

import socket
import time

import pytest

from app.core.repositories import FailureKind, SearchQuery, TokenPlace
from app.core.settings import Settings
from app.hub.hub import SharedHub, open_hub
from app.workers.hub_queries import HubQueries
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

FILE = ServedFile("m-Q4_K_M.gguf", length=100)


@pytest.fixture
def server():
    names = [f"o/gemma-{n}" for n in range(5)] + ["o/qwen"]
    repositories = [Repository(name, (FILE,), downloads=9 - i) for i, name in enumerate(names)]
    with HubServer(*repositories) as running:
        yield running


class Way:
    """Where the hub is; may change."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.hub = SharedHub(lambda: self.settings, self._open)
        self.queries = HubQueries(self.hub)

    def _open(self, settings):
        return open_hub(settings, {"HF_HOME": "/nowhere"}, lambda: None)

    def lead_to(self, endpoint):
        self.settings = Settings(hub_endpoint=endpoint)


@pytest.fixture
def way(qtbot):
    made = Way()
    yield made
    made.queries.shutdown()
    made.hub.close()


@pytest.fixture
def ask(way, server):
    way.lead_to(server.url)
    return way.queries


def _ids(page):
    return [row.repo_id for row in page.results]


def test_pages_come_one_after_the_other(qtbot, ask):
    with qtbot.waitSignal(ask.found) as got:
        ask.search(SearchQuery("gemma", limit=3))
    assert _ids(got.args[0]) == ["o/gemma-0", "o/gemma-1", "o/gemma-2"]
    assert got.args[0].more
    with qtbot.waitSignal(ask.found) as got:
        ask.more()
    assert _ids(got.args[0]) == ["o/gemma-3", "o/gemma-4"]
    assert got.args[0].number == 1
    assert not got.args[0].more


def test_getting_ready_asks_nothing_and_delays_no_search(qtbot, ask, server):
    ask.prepare()
    with qtbot.waitSignal(ask.found) as got:
        ask.search(SearchQuery("qwen"))
    assert _ids(got.args[0]) == ["o/qwen"]
    assert len(server.hub.served) <= 1


def test_typing_is_answered_once_for_the_newest_text(qtbot, ask, server):
    pages = []
    ask.found.connect(pages.append)
    for end in range(1, 5):
        ask.search(SearchQuery("qwen"[:end]))
    qtbot.waitUntil(lambda: bool(pages))
    qtbot.wait(100)
    assert [page.query.text for page in pages] == ["qwen"]


@pytest.fixture
def silent_hub():
    """Something that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_new_search_does_not_wait_for_one_that_hangs(qtbot, way, server, silent_hub):
    failures = []
    way.queries.search_failed.connect(failures.append)
    way.lead_to(silent_hub)
    way.queries.search(SearchQuery("gemma"))
    qtbot.wait(100)
    way.lead_to(server.url)
    # The limit of a silent connection is 20 s, far beyond this.
    with qtbot.waitSignal(way.queries.found, timeout=5000) as got:
        way.queries.search(SearchQuery("qwen"))
    assert _ids(got.args[0]) == ["o/qwen"]
    assert failures == []


def test_nothing_is_delivered_for_what_was_given_up(qtbot, ask):
    pages, failures = [], []
    ask.found.connect(pages.append)
    ask.search_failed.connect(failures.append)
    ask.search(SearchQuery("gemma"))
    ask.cancel()
    qtbot.wait(300)
    assert (pages, failures) == ([], [])


def test_closing_does_not_wait_for_a_hub_that_hangs(qtbot, way, silent_hub):
    way.lead_to(silent_hub)
    way.queries.search(SearchQuery("gemma"))
    way.queries.details("o/qwen")
    qtbot.wait(100)
    began = time.monotonic()
    way.queries.shutdown()
    assert time.monotonic() - began < 10


def test_details_and_searches_do_not_give_each_other_up(qtbot, ask):
    with qtbot.waitSignals([ask.found, ask.detailed]):
        ask.search(SearchQuery("qwen"))
        ask.details("o/qwen")


def test_a_failure_says_what_and_whose(qtbot, ask, server):
    with qtbot.waitSignal(ask.details_failed) as got:
        ask.details("o/none")
    assert got.args[0] == "o/none"
    assert got.args[1].kind is FailureKind.NOT_FOUND
    server.hub.faults.add(Fault("status", "api", status=429, headers=(("Retry-After", "600"),)))
    with qtbot.waitSignal(ask.search_failed) as got:
        ask.search(SearchQuery("qwen"))
    assert got.args[0].kind is FailureKind.BUSY
    with qtbot.waitSignal(ask.found) as got:
        ask.more()
    assert _ids(got.args[0]) == ["o/qwen"]


def test_settings_that_cannot_be_are_a_failure_not_a_crash(qtbot, way):
    way.lead_to("not an address")
    with qtbot.waitSignal(way.queries.search_failed) as got:
        way.queries.search(SearchQuery())
    assert "not an address" in got.args[0].title


def test_the_token_is_told_with_its_user_and_can_be_changed(qtbot, ask, server):
    server.hub.grant("hf_good", "ada")
    with qtbot.waitSignal(ask.token_told) as got:
        ask.ask_token()
    assert got.args[0].place is TokenPlace.NONE
    with qtbot.waitSignal(ask.token_told) as got:
        ask.keep_token("hf_good")
    assert (got.args[0].place, got.args[0].user) == (TokenPlace.THIS_RUN, "ada")
    assert "this run only" in got.args[0].keyring_problem
    with qtbot.waitSignal(ask.token_failed) as got:
        ask.keep_token("hf_wrong")
    assert got.args[0].kind is FailureKind.TOKEN
    with qtbot.waitSignal(ask.token_told) as got:
        ask.forget_token()
    assert got.args[0].place is TokenPlace.NONE
