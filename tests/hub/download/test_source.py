"""Ranges of a file: the right bytes, or a word on why not."""

import contextlib

import pytest

from app.core.downloads import JobFile, Remedy
from app.hub.connection import Connection
from app.hub.download.locating import line_to
from app.hub.download.problems import DownloadProblem, Trouble
from app.hub.download.source import Source
from app.hub.http import HubClient
from tests.downloading import REPO, content, served
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository
from tests.hub_server.server import HubServer

FILE = served(mib=1)


@pytest.fixture
def server():
    with HubServer(Repository(REPO, (FILE,))) as running:
        yield running


@contextlib.contextmanager
def source_of(server: HubServer, token: str = ""):
    client = HubClient(Connection(server.url), lambda: token)
    with line_to(client) as line:
        yield Source(line, JobFile(REPO, "main", FILE.path, FILE.size, FILE.sha256))


def read(source: Source, start: int, end: int) -> tuple[bool, bytes]:
    with source.open(start, end) as answer:
        return answer.is_whole, b"".join(answer.pieces)


def test_a_range_comes_as_asked_and_the_hub_is_asked_once_where(server) -> None:
    with source_of(server) as source:
        for start in (0, 1000, 5000):
            assert read(source, start, start + 10) == (False, content(FILE, start, start + 10))
    assert [one.method for one in server.hub.served].count("HEAD") == 1


def test_the_token_never_goes_to_the_cdn(server) -> None:
    server.hub.grant("hf_reader")
    with source_of(server, "hf_reader") as source:
        read(source, 0, 10)
    assert {one.host: one.authorization for one in server.hub.served} == {
        "hub": "Bearer hf_reader",
        "cdn": "",
    }


def test_without_ranges_all_comes_from_the_start(server) -> None:
    server.hub.ranges = False
    with source_of(server) as source:
        for start in (0, 1000):
            assert read(source, start, start + 10) == (True, content(FILE))


def test_an_expired_address_is_asked_for_again(server) -> None:
    with source_of(server) as source:
        server.hub.signed_seconds = -1.0
        with pytest.raises(Trouble):
            read(source, 0, 10)
        server.hub.signed_seconds = 60.0
        assert read(source, 0, 10)[1] == content(FILE, 0, 10)


@pytest.mark.parametrize("redirect", [True, False])
def test_a_changed_file_is_noticed_also_in_the_middle(server, redirect: bool) -> None:
    server.hub.redirect = redirect
    with source_of(server) as source:
        read(source, 0, 10)
        server.hub.put(Repository(REPO, (served(mib=1, seed=99),)))
        server.hub.faults.add(Fault("status", "bytes", status=403))
        with pytest.raises((DownloadProblem, Trouble)):
            read(source, 10, 20)
        with pytest.raises(DownloadProblem) as caught:
            read(source, 10, 20)
    assert caught.value.remedy is Remedy.RESTART


def test_a_file_of_another_size_or_hash_than_promised_is_a_changed_one(server) -> None:
    client = HubClient(Connection(server.url))
    with line_to(client) as line:
        for size, sha256 in ((FILE.size + 1, ""), (FILE.size, "0" * 64)):
            source = Source(line, JobFile(REPO, "main", FILE.path, size, sha256))
            with pytest.raises(DownloadProblem, match="changed"):
                source.locate()


def test_a_cut_connection_is_trouble(server) -> None:
    server.hub.faults.add(Fault("cut", after=1000), Fault("reset", after=0))
    with source_of(server) as source:
        for _ in range(2):
            with pytest.raises(Trouble):
                read(source, 0, FILE.size)
        assert len(read(source, 0, FILE.size)[1]) == FILE.size


def test_a_hung_up_answer_ends_at_once(server) -> None:
    server.hub.faults.add(Fault("stall", after=10, seconds=30.0))
    with source_of(server) as source, pytest.raises(Trouble):
        with source.open(0, FILE.size) as answer:
            next(answer.pieces)
            answer.hang_up()
            for _ in answer.pieces:
                pass
