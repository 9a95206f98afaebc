"""One file over real sockets with everything that goes wrong: whole and verified, or not there."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.downloads import JobFile, Remedy
from app.hub.connection import Connection
from app.hub.download.fetcher import Options
from app.hub.download.file import Fetched, FileDownload, FileProgress
from app.hub.download.journal import CHUNK
from app.hub.download.locating import line_to
from app.hub.download.problems import DownloadProblem, DownloadStopped
from app.hub.download.source import Source
from app.hub.http import HubClient
from tests.downloading import MIB, REPO, holds, served
from tests.hub_server.faults import Fault
from tests.hub_server.repos import Repository
from tests.hub_server.server import HubServer

FILE = served(mib=20)


@pytest.fixture
def server():
    with HubServer(Repository(REPO, (FILE,))) as running:
        yield running


def download(
    server: HubServer,
    folder: Path,
    report: Callable[[FileProgress], None] = lambda _: None,
    *,
    stop: threading.Event | None = None,
    patience: float = 30.0,
    sha256: str = FILE.sha256,
) -> Fetched:
    file = JobFile(REPO, "main", FILE.path, FILE.size, sha256)
    with line_to(HubClient(Connection(server.url))) as line:
        options = Options(patience=patience)
        return FileDownload(
            Source(line, file), folder, options, stop or threading.Event(), report
        ).run()


def stopped_in_the_middle(server: HubServer, folder: Path) -> int:
    """Fetch some, stop, and return how many bytes the journal has."""
    stop, seen = threading.Event(), [0]

    def report(progress: FileProgress) -> None:
        seen.append(progress.done)
        if progress.done > 3 * MIB:
            stop.set()

    server.hub.rate.set(20e6)
    with pytest.raises(DownloadStopped):
        download(server, folder, report, stop=stop)
    server.hub.rate.set(0)
    assert not list(folder.rglob("*.gguf"))
    return seen[-1]


def test_a_file_is_fetched_over_several_connections_and_no_byte_twice(server, tmp_path) -> None:
    server.hub.connection_rate = 20e6
    fetched = download(server, tmp_path)
    assert holds(fetched.path, FILE)
    assert fetched.sha256 == FILE.sha256
    assert server.hub.body_bytes == fetched.fetched == FILE.size
    assert [path.name for path in fetched.path.parent.iterdir()] == [FILE.path]


def test_cut_and_reset_connections_cost_little(server, tmp_path) -> None:
    server.hub.faults.add(
        *(Fault(("cut", "reset")[i % 2], after=i * 400_000) for i in range(10)),
        Fault("stall", after=100_000, seconds=0.2),
        Fault("status", status=503),
        Fault("status", status=429, headers=(("Retry-After", "1"),)),
    )
    server.hub.rate.set(50e6)
    fetched = download(server, tmp_path)
    assert holds(fetched.path, FILE)
    assert server.hub.faults.remaining == 0
    assert fetched.fetched <= FILE.size * 1.02


def test_it_goes_on_where_it_stopped(server, tmp_path) -> None:
    done = stopped_in_the_middle(server, tmp_path)
    fetched = download(server, tmp_path)
    assert holds(fetched.path, FILE)
    assert fetched.fetched <= FILE.size - done


def test_a_damaged_partial_file_is_mended_by_fetching_the_damage_alone(server, tmp_path) -> None:
    done = stopped_in_the_middle(server, tmp_path)
    (part,) = tmp_path.rglob("*.part")
    with part.open("r+b") as opened:
        opened.seek(100)
        opened.write(b"torn by a power cut")
    fetched = download(server, tmp_path)
    assert holds(fetched.path, FILE)
    assert fetched.fetched <= FILE.size - done + CHUNK


def test_wrong_bytes_are_found_and_fetched_again(server, tmp_path) -> None:
    at = 5 * MIB + 77
    server.hub.faults.add(Fault("corrupt", start=at, end=at + 10))
    seen: list[FileProgress] = []
    fetched = download(server, tmp_path, seen.append)
    assert holds(fetched.path, FILE)
    assert fetched.damaged == ((5 * CHUNK, 6 * CHUNK),)


def test_a_file_that_comes_wrong_again_is_never_usable(server, tmp_path) -> None:
    server.hub.faults.add(Fault("corrupt", start=100, end=101, times=-1))
    with pytest.raises(DownloadProblem, match="SHA-256") as caught:
        download(server, tmp_path)
    assert caught.value.remedy is Remedy.RESTART
    assert not list(tmp_path.rglob("*.gguf"))


def test_a_server_without_ranges_is_read_from_the_start_and_nothing_is_lost(
    server, tmp_path
) -> None:
    server.hub.ranges = False
    server.hub.faults.add(Fault("cut", after=7_000_000))
    seen: list[FileProgress] = []
    fetched = download(server, tmp_path, seen.append)
    assert holds(fetched.path, FILE)
    assert fetched.fetched <= FILE.size + 7_000_000
    assert [progress.done for progress in seen] == sorted(progress.done for progress in seen)


def test_expiring_addresses_are_asked_for_again(server, tmp_path) -> None:
    server.hub.signed_seconds = 0.15
    server.hub.connection_rate = 8e6
    assert holds(download(server, tmp_path).path, FILE)
    assert [one.method for one in server.hub.served].count("HEAD") > 1


@pytest.mark.parametrize("redirect", [True, False])
def test_a_file_changed_between_two_runs_is_told_and_what_came_is_kept(
    server, tmp_path, redirect
) -> None:
    server.hub.redirect = redirect
    stopped_in_the_middle(server, tmp_path)
    server.hub.put(Repository(REPO, (served(mib=20, seed=50),)))
    for sha256 in (FILE.sha256, ""):
        with pytest.raises(DownloadProblem, match="changed on the hub") as caught:
            download(server, tmp_path, sha256=sha256)
        assert caught.value.remedy is Remedy.RESTART
    assert list(tmp_path.rglob("*.part"))


def test_a_file_changed_at_a_mirror_in_the_middle_of_a_run_is_told(server, tmp_path) -> None:
    server.hub.redirect = False
    server.hub.connection_rate = 5e6

    def report(progress: FileProgress) -> None:
        if progress.done > MIB:
            server.hub.put(Repository(REPO, (served(mib=20, seed=50),)))

    with pytest.raises(DownloadProblem, match="changed on the hub"):
        download(server, tmp_path, report)
    assert not list(tmp_path.rglob("*.gguf"))


def test_without_a_hash_of_its_own_the_hubs_answer_is_used(server, tmp_path) -> None:
    server.hub.faults.add(Fault("corrupt", start=100, end=101))
    fetched = download(server, tmp_path, sha256="")
    assert holds(fetched.path, FILE)
    assert fetched.damaged


def test_two_do_not_work_on_the_same_file(server, tmp_path) -> None:
    server.hub.connection_rate = 1e6
    stop, met = threading.Event(), list[str]()

    def report(progress: FileProgress) -> None:
        if progress.done and not met:
            with pytest.raises(DownloadProblem, match="Another Foretoken") as caught:
                download(server, tmp_path)
            met.append(caught.value.title)
            stop.set()

    with pytest.raises(DownloadStopped):
        download(server, tmp_path, report, stop=stop)
    assert met


def test_waiting_is_told_and_ends_when_asked(server, tmp_path) -> None:
    server.hub.faults.add(Fault("status", "bytes", status=503, times=-1))
    stop = threading.Event()

    def report(progress: FileProgress) -> None:
        if progress.trouble is not None:
            stop.set()

    with pytest.raises(DownloadStopped):
        download(server, tmp_path, report, stop=stop)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("download")]
