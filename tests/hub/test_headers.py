"""Headers are read over HTTP ranges: little for a first look, and never a byte of a tensor."""

import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.hub_files import HubFile
from app.core.repositories import RepoFile
from app.gguf.classification import Basis, Use, classify_look, classify_problem, inspected
from app.gguf.faults import GgufError
from app.gguf.roles import Role
from app.hub.connection import Connection
from app.hub.header_cache import HeaderCache
from app.hub.headers import HeaderReader
from app.hub.http import HubClient
from app.hub.patience import Patience
from tests import gguf_headers as headers
from tests.classified_files import FILES, Expected, made
from tests.gguf_headers import HeaderFile
from tests.hub_server.faults import Fault, Served
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

REPO = "someone/published-GGUF"
BIG = "gemma-4-12b-it-Q8_0.gguf"


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> HeaderFile:
    """A target of 262,144 tokens: its header has megabytes."""
    shape = headers.replace(headers.GEMMA_12B, vocabulary=headers.GEMMA_TOKENS)
    return headers.model(tmp_path_factory.mktemp("big"), shape, "Gemma 4 12B It")


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer() as running:
        yield running


@pytest.fixture
def reader(server: HubServer, tmp_path: Path) -> Iterator[HeaderReader]:
    with HubClient(Connection(server.url), patience=Patience(attempts=1)) as hub:
        found = HeaderReader(hub, HeaderCache(tmp_path / "cache"))
        yield found
        found.close()


def put(server: HubServer, *files: ServedFile) -> HubFile:
    """Publish files; return the first one as a listing would name it."""
    server.hub.put(Repository(REPO, files))
    server.hub.served.clear()
    return HubFile(REPO, files[0].path, size=files[0].size, sha256=files[0].sha256)


def asked(server: HubServer) -> list[Served]:
    return list(server.hub.served)


def furthest(server: HubServer) -> int:
    """Return the last byte sent of any file, counted from 1."""
    ends = [one.range.removeprefix("bytes=").split("-")[1] for one in asked(server) if one.range]
    return max(int(end) for end in ends) + 1


def test_a_first_look_takes_a_quarter_of_a_megabyte_in_three_requests(
    server: HubServer, reader: HeaderReader, big: HeaderFile
) -> None:
    look = reader.quick(put(server, big.served(BIG)))
    assert len(asked(server)) <= 3
    assert sum(one.sent for one in asked(server)) <= 256 << 10
    assert (look.role, look.architecture, look.width) == (Role.TARGET, "gemma4", 3840)
    assert (look.layers, look.context_length, look.nextn_layers) == (48, 131_072, 0)
    assert look.file_size == big.size


def test_a_whole_header_takes_no_byte_of_a_tensor(
    server: HubServer, reader: HeaderReader, big: HeaderFile
) -> None:
    steps: list[tuple[int, int]] = []
    file = put(server, big.served(BIG))
    found = reader.full(file, progress=lambda got, wanted: steps.append((got, wanted)))
    end = len(big.beginning)
    assert found.vocabulary_size == headers.GEMMA_TOKENS
    assert found.layout.blocks[47].heads == 16
    assert end > 4 << 20
    assert end - 32 < furthest(server) <= end
    assert sum(one.sent for one in asked(server)) <= end
    assert len(asked(server)) < 60
    assert steps[-1][0] == furthest(server)
    assert all(before <= after for (before, _), (after, _) in pairwise(steps))


def test_a_second_look_asks_nothing(
    server: HubServer, reader: HeaderReader, tmp_path: Path, big: HeaderFile
) -> None:
    file = put(server, big.served(BIG))
    first = reader.full(file)
    server.hub.served.clear()
    with HubClient(Connection(server.url)) as hub:
        again = HeaderReader(hub, HeaderCache(tmp_path / "cache"))
        assert again.full(file) == first
        assert again.quick(file).layers == 48
        assert asked(server) == []
        unlisted = HubFile(REPO, BIG)
        assert again.full(unlisted) == first
        assert [one.method for one in asked(server)] == ["HEAD"]
        again.close()


def test_another_content_is_looked_at_again(
    server: HubServer, reader: HeaderReader, tmp_path: Path
) -> None:
    one = headers.model(tmp_path, headers.LLAMA_8B, "one")
    other = headers.model(tmp_path, headers.LLAMA_1B, "other")
    put(server, one.served("m.gguf"))
    assert reader.full(HubFile(REPO, "m.gguf")).layers == 32
    put(server, other.served("m.gguf"))
    assert reader.full(HubFile(REPO, "m.gguf")).layers == 16


def test_a_cache_stays_small_and_a_damaged_one_is_not_believed(tmp_path: Path) -> None:
    cache = HeaderCache(tmp_path, max_bytes=100_000)
    for number in range(5):
        cache.put(f"etag {number}", 9, "header", bytes(30_000))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 100_000
    assert cache.get("etag 0", 9, "header") is None
    assert cache.get("etag 4", 9, "header") == bytes(30_000)
    assert cache.get("etag 4", 8, "header") is None
    newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    newest.write_bytes(newest.read_bytes()[:-1] + b"\1")
    assert cache.get("etag 4", 9, "header") is None


def test_a_server_without_ranges_is_refused_not_downloaded(
    server: HubServer, reader: HeaderReader, big: HeaderFile
) -> None:
    server.hub.ranges = False
    file = put(server, big.served(BIG))
    for look in (reader.quick, reader.full):
        with pytest.raises(AppError, match="does not give parts of files"):
            look(file)
    assert sum(one.sent for one in asked(server)) < 64 << 20


def test_a_broken_connection_goes_on_where_it_broke(
    server: HubServer, reader: HeaderReader, big: HeaderFile
) -> None:
    file = put(server, big.served(BIG))
    server.hub.faults.add(Fault("cut", after=100_000), Fault("reset", after=1000))
    assert reader.full(file).layers == 48
    assert server.hub.faults.remaining == 0


def test_an_address_that_expired_is_asked_for_again(
    server: HubServer, reader: HeaderReader, big: HeaderFile
) -> None:
    file = put(server, big.served(BIG))
    server.hub.faults.add(Fault("status", status=403))
    assert reader.full(file).layers == 48
    assert sum(one.method == "HEAD" for one in asked(server)) == 2


def test_it_can_be_given_up(server: HubServer, reader: HeaderReader, big: HeaderFile) -> None:
    cancel = threading.Event()
    server.hub.connection_rate = 200_000
    with pytest.raises(AppError, match="Cancelled"):
        reader.full(put(server, big.served(BIG)), cancel=cancel, progress=lambda *_: cancel.set())


def test_what_the_hub_refuses_is_said(server: HubServer, reader: HeaderReader) -> None:
    with pytest.raises(AppError, match="has no repository nobody/nothing"):
        reader.quick(HubFile("nobody/nothing", "m.gguf"))
    put(server, ServedFile("m.gguf", b"GGUF"))
    with pytest.raises(AppError, match="does not have this file"):
        reader.quick(HubFile(REPO, "gone.gguf"))
    server.hub.put(Repository("a/gated", (ServedFile("m.gguf", b"GGUF"),), gated="auto"))
    with pytest.raises(AppError, match="asks who downloads it"):
        reader.full(HubFile("a/gated", "m.gguf"))


def test_a_repository_that_moved_is_followed(server: HubServer, reader: HeaderReader) -> None:
    llama = made()["Llama-3.1-8B-Instruct-Q8_0.gguf"].served("m.gguf")
    put(server, llama)
    server.hub.rename(REPO, Repository("new/name", (llama,)))
    assert reader.full(HubFile(REPO, "m.gguf")).layers == 32


@pytest.fixture(scope="module")
def published() -> Iterator[HubServer]:
    with HubServer() as running:
        running.hub.put(Repository(REPO, tuple(f.served(path) for path, f in made().items())))
        yield running


@pytest.mark.parametrize("expected", FILES, ids=lambda expected: expected.path)
def test_a_file_on_the_hub_is_taken_for_what_it_is(
    published: HubServer, tmp_path: Path, expected: Expected
) -> None:
    listed = tuple(
        RepoFile(file.path, file.size, file.sha256)
        for file in published.hub.repositories[REPO].files
    )
    published.hub.served.clear()
    with HubClient(Connection(published.url)) as hub:
        reader = HeaderReader(hub, HeaderCache(tmp_path))
        try:
            found = inspected(reader.full(HubFile(REPO, expected.path), listed)).classification
        except GgufError as problem:
            found = classify_problem(Path(expected.path).name, problem)
        reader.close()
    assert (found.use, found.label) == (expected.use, expected.label)
    assert expected.reason in found.reason
    header = made()[expected.path]
    own = [one for one in asked(published) if one.range]
    if found.role is not None and "00001-of" not in expected.path:
        assert sum(one.sent for one in own) <= len(header.beginning)


@pytest.mark.parametrize("expected", FILES, ids=lambda expected: expected.path)
def test_a_first_look_already_says_most(
    published: HubServer, tmp_path: Path, expected: Expected
) -> None:
    with HubClient(Connection(published.url)) as hub:
        reader = HeaderReader(hub, HeaderCache(tmp_path))
        try:
            look = reader.quick(HubFile(REPO, expected.path))
            found = classify_look(look, Path(expected.path).name)
        except GgufError as problem:
            found = classify_problem(Path(expected.path).name, problem)
        reader.close()
    by_keys_alone = {"mtp-Qwen3.8-27B-Q4_0.gguf", "Qwen3-8B-DSpark.gguf"}
    if (
        expected.use in (Use.DRAFTER, Use.COMPANION, Use.PART)
        and expected.path not in by_keys_alone
    ):
        assert found.use is expected.use
    if expected.use is Use.TARGET:
        assert found.use is Use.TARGET
    assert found.reason.endswith(".")
    assert found.basis in (Basis.QUICK, Basis.FULL)
