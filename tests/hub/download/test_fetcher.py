"""Connections share the work, take each byte once, and all end with the fetcher."""

import threading

import pytest

from app.core.downloads import JobFile
from app.hub.connection import Connection
from app.hub.download.fetcher import Fetcher, Options
from app.hub.download.locating import line_to
from app.hub.download.problems import DownloadProblem, DownloadStopped
from app.hub.download.schedule import Schedule
from app.hub.download.source import Source
from app.hub.http import HubClient
from tests.downloading import MIB, REPO, content, served
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository
from tests.hub_server.server import HubServer

FILE = served(mib=20)


class Memory:
    """Takes bytes in any order."""

    def __init__(self) -> None:
        self.bytes = bytearray(FILE.size)
        self.writers: set[int] = set()

    def write(self, offset: int, data: memoryview) -> int:
        self.bytes[offset : offset + len(data)] = data
        self.writers.add(threading.get_ident())
        return len(data)


class Full:
    """Cannot take anything."""

    def write(self, offset: int, data: memoryview) -> int:
        raise DownloadProblem("The disk is full.", "")


@pytest.fixture
def server():
    with HubServer(Repository(REPO, (FILE,))) as running:
        yield running


@pytest.fixture
def source(server):
    with line_to(HubClient(Connection(server.url))) as line:
        yield Source(line, JobFile(REPO, "main", FILE.path, FILE.size, FILE.sha256))


def run(source: Source, sink, stop=None, tick=lambda: None, **options) -> Fetcher:
    chosen = Options(**{"connections": 3, "patience": 30.0} | options)
    fetcher = Fetcher(source, sink, chosen)
    try:
        schedule = Schedule([(0, FILE.size)], chosen.connections)
        fetcher.run(schedule, stop or threading.Event(), tick)
    finally:
        assert not [t for t in threading.enumerate() if t.name == "download"]
    return fetcher


def test_several_connections_fetch_each_byte_once(server, source) -> None:
    server.hub.connection_rate = 30e6
    memory = Memory()
    fetcher = run(source, memory)
    assert memory.bytes == content(FILE)
    assert fetcher.fetched == FILE.size
    assert len(memory.writers) == 3


def test_a_server_without_ranges_is_asked_by_one(server, source) -> None:
    server.hub.ranges = False
    memory = Memory()
    fetcher = run(source, memory)
    assert memory.bytes == content(FILE)
    assert fetcher.fetched == FILE.size
    assert len(memory.writers) == 1


def test_stopping_ends_all_connections_at_once(server, source) -> None:
    server.hub.faults.add(*(Fault("stall", after=10, seconds=20.0) for _ in range(3)))
    stop = threading.Event()
    with pytest.raises(DownloadStopped):
        run(source, Memory(), stop, stop.set)


def test_what_goes_wrong_in_a_thread_is_raised(source) -> None:
    with pytest.raises(DownloadProblem, match="full"):
        run(source, Full())


def test_trouble_is_told_while_it_lasts_and_not_for_ever(server, source) -> None:
    server.hub.faults.add(Fault("status", "bytes", status=503, times=-1))
    fetcher = Fetcher(source, Memory(), Options(patience=2.5))
    told: set[str] = set()

    def tick() -> None:
        if fetcher.waits_for is not None:
            told.add(fetcher.waits_for.title)

    with pytest.raises(DownloadProblem, match="trouble of its own"):
        fetcher.run(Schedule([(0, MIB)], 1), threading.Event(), tick)
    assert len(told) == 1
