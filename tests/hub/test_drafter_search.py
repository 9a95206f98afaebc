"""Drafters are proposed from every place, ranked, each with the doctor's checks and its reason."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.depth_learnt import LearntDepth
from app.core.hub_files import HubFile
from app.core.learnt import LearntKey
from app.core.library import FileDetails, FilePart, LibraryFile, LibraryKind, Place
from app.core.pair_names import name_files
from app.core.pairs import Method
from app.core.repositories import RepoFile
from app.core.speedup import SpeedupSource
from app.gguf.capabilities import describe
from app.gguf.doctor import Room
from app.gguf.fit import FreeMemory
from app.gguf.proposals import Origin, Proposal, Standing
from app.gguf.roles import Role
from app.hub.catalog import Catalogue, CatalogueEntry, PublishedDrafter
from app.hub.connection import Connection
from app.hub.drafter_search import DrafterSearch, Wanted
from app.hub.failures import HubError
from app.hub.header_cache import HeaderCache
from app.hub.headers import HeaderReader
from app.hub.http import HubClient
from app.hub.patience import Patience
from tests import gguf_headers as headers
from tests.classified_files import made
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

GEMMA = "unsloth/gemma-4-12b-it-GGUF"
TARGET = "gemma-4-12b-it-Q4_K_M.gguf"
DRAFTER = "MTP/gemma-4-12B-it-MTP-F16.gguf"
ROOM = Room(FreeMemory(64 << 30), 4096)


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer() as running:
        yield running


@pytest.fixture
def hub(server: HubServer) -> Iterator[HubClient]:
    with HubClient(Connection(server.url), patience=Patience(attempts=1)) as client:
        yield client


@pytest.fixture
def reader(hub: HubClient, tmp_path: Path) -> Iterator[HeaderReader]:
    found = HeaderReader(hub, HeaderCache(tmp_path / "cache"))
    yield found
    found.close()


def served(name: str, path: str = "") -> ServedFile:
    return made()[name].served(path or name)


def put(server: HubServer, repo_id: str, *files: ServedFile) -> tuple[RepoFile, ...]:
    server.hub.put(Repository(repo_id, files))
    return tuple(RepoFile(file.path, file.size, file.sha256) for file in files)


def wanted(reader: HeaderReader, repo_id: str, siblings: tuple[RepoFile, ...]) -> Wanted:
    """Return the first of the files as a target on the hub."""
    first = siblings[0]
    file = HubFile(repo_id, first.path, size=first.size, sha256=first.sha256)
    return Wanted(reader.full(file, siblings), file, siblings, room=ROOM)


def search(hub: HubClient, reader: HeaderReader, *entries: CatalogueEntry) -> DrafterSearch:
    return DrafterSearch(hub, reader, Catalogue(entries))


def all_of(search: DrafterSearch, wanted: Wanted) -> tuple[Proposal, ...]:
    return list(search.find(wanted))[-1]


def entry(
    *drafters: PublishedDrafter, heads_in: PublishedDrafter | None = None, name: str = "gemma-4-12b"
) -> CatalogueEntry:
    return CatalogueEntry("Gemma 4 12B", (name,), drafters, heads_in, ())


def test_a_drafter_in_the_same_repository(
    server: HubServer, hub: HubClient, reader: HeaderReader
) -> None:
    files = put(
        server,
        GEMMA,
        served(TARGET),
        served("mmproj-F16.gguf"),
        served(DRAFTER),
        served("gemma-4-12B-it-assistant.gguf", "MTP/gemma-4-12B-it-fork-Q8_0.gguf"),
        served("mtp-gemma-4-E4B-it.gguf"),
    )
    found = all_of(search(hub, reader), wanted(reader, GEMMA, files))
    assert [(p.title, p.standing) for p in found] == [
        ("gemma-4-12B-it-MTP-F16.gguf", Standing.FITS),
        ("gemma-4-12B-it-fork-Q8_0.gguf", Standing.REFUSED),
        ("mtp-gemma-4-E4B-it.gguf", Standing.REFUSED),
    ]
    best = found[0]
    assert (best.method, best.origin) == (Method.MTP, Origin.REPOSITORY)
    assert best.report is not None
    assert best.report.checks[-1].name == "memory"
    assert "fork of llama.cpp" in found[1].reason
    assert found[2].reason == "It was made for targets of width 2560; this one has 3840."


def test_of_several_quants_one_is_read_whole(
    server: HubServer, hub: HubClient, reader: HeaderReader
) -> None:
    quants = [served(DRAFTER, f"MTP/gemma-4-12B-it-MTP-{q}.gguf") for q in ("F16", "Q8_0", "Q4_0")]
    quants = [replace(file, hole=file.hole + 32 * n) for n, file in enumerate(quants)]
    files = put(server, GEMMA, served(TARGET), *quants)
    asked = wanted(reader, GEMMA, files)
    found = all_of(search(hub, reader), asked)
    assert [p.standing for p in found] == [Standing.FITS, Standing.UNCHECKED, Standing.UNCHECKED]
    assert found[0].title.endswith("Q8_0.gguf")
    chosen = found[2].file
    again = all_of(search(hub, reader), replace(asked, chosen=chosen))
    assert {p.title for p in again if p.standing is Standing.FITS} == {
        found[0].title,
        found[2].title,
    }


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Qwen3.6-27B-MTP-Q4_0.gguf", Standing.FITS),
        ("Qwen3.6-27B-stripped-Q4_0.gguf", Standing.REFUSED),
    ],
)
def test_heads_in_the_target_s_own_file(
    server: HubServer, hub: HubClient, reader: HeaderReader, name: str, standing: Standing
) -> None:
    files = put(server, "someone/qwen", served(name))
    (own,) = all_of(search(hub, reader), wanted(reader, "someone/qwen", files))
    assert (own.origin, own.file, own.size) == (Origin.IN_FILE, None, 0)
    assert own.standing is standing
    assert ("stripped" in own.reason) == (standing is Standing.REFUSED)


def installed(path: Path, role: Role, kind: LibraryKind, **more: Any) -> LibraryFile:
    details = FileDetails(kind=kind, role=role.value, vocabulary_size=headers.TOKENS, **more)
    size = path.stat().st_size
    return LibraryFile(path.name, Place.FORETOKEN, (FilePart(path, size),), details=details)


def test_what_is_installed_is_proposed_to_a_target_on_the_hub(
    server: HubServer, hub: HubClient, reader: HeaderReader, tmp_path: Path
) -> None:
    files = put(server, "someone/llama", served("Llama-3.1-8B-Instruct-Q8_0.gguf"))
    small = headers.model(tmp_path, headers.LLAMA_1B, "Llama 3.2 1B").write(tmp_path / "1b.gguf")
    eagle = made()["EAGLE3-LLaMA3.1-Instruct-8B.gguf"].write(tmp_path / "eagle3.gguf")
    here = (
        installed(small, Role.TARGET, LibraryKind.TARGET, parameters=10**9, width=2048),
        installed(eagle, Role.EAGLE3, LibraryKind.DRAFTER),
        installed(small, Role.ASSISTANT, LibraryKind.DRAFTER, width_out=77),
    )
    asked = replace(wanted(reader, "someone/llama", files), installed=here)
    found = all_of(search(hub, reader), asked)
    assert [(p.title, p.method, p.origin) for p in found] == [
        ("eagle3.gguf", Method.EAGLE3, Origin.INSTALLED),
        ("1b.gguf", Method.DRAFT, Origin.INSTALLED),
    ]
    assert all(p.standing is Standing.FITS for p in found)


def test_a_file_here_has_drafters_beside_it_and_where_it_is_from(
    server: HubServer, hub: HubClient, reader: HeaderReader, tmp_path: Path
) -> None:
    put(server, GEMMA, served(TARGET), served(DRAFTER))
    target = made()[TARGET].write(tmp_path / TARGET)
    asked = Wanted(describe(target), target, room=ROOM, repo_id=GEMMA)
    (far,) = all_of(search(hub, reader), asked)
    assert (far.origin, far.standing) == (Origin.REPOSITORY, Standing.FITS)
    assert far.file == HubFile(
        GEMMA, DRAFTER, server.hub.repositories[GEMMA].commit, far.size, served(DRAFTER).sha256
    )
    made()[DRAFTER].write(tmp_path / DRAFTER)
    (here,) = all_of(search(hub, reader), asked)
    assert (here.origin, here.file) == (Origin.INSTALLED, tmp_path / DRAFTER)


def test_the_catalogue_is_checked_at_the_hub(
    server: HubServer, hub: HubClient, reader: HeaderReader
) -> None:
    files = put(server, "google/gemma-4-12B-it-qat-q4_0-gguf", served(TARGET))
    put(server, "third/heads", served(DRAFTER, "heads/gemma-4-12b-Q8_0.gguf"))
    put(server, "third/empty", ServedFile("README.md", b"# nothing", lfs=False))
    known = entry(
        PublishedDrafter("third/heads", ("*12b*.gguf",), Method.MTP, note="By a third party."),
        PublishedDrafter("third/empty", ("*.gguf",), Method.MTP),
        PublishedDrafter("third/renamed-away", ("*.gguf",), Method.MTP),
        PublishedDrafter("third/other", ("*.gguf",), Method.EAGLE3, only="31b"),
    )
    asked = wanted(reader, "google/gemma-4-12B-it-qat-q4_0-gguf", files)
    found = all_of(search(hub, reader, known), asked)
    assert [(p.title, p.standing) for p in found] == [
        ("gemma-4-12b-Q8_0.gguf", Standing.FITS),
        ("third/empty", Standing.GONE),
        ("third/renamed-away", Standing.GONE),
    ]
    assert (found[0].origin, found[0].note) == (Origin.CATALOGUE, "By a third party.")
    assert found[1].reason == "third/empty holds no such GGUF (any more)."
    assert "has no repository third/renamed-away" in found[2].reason


def test_the_same_model_with_its_head_inside_is_named(
    server: HubServer, hub: HubClient, reader: HeaderReader
) -> None:
    files = put(server, "unsloth/Qwen3.6-27B-GGUF", served("Qwen3.6-27B-Q4_0.gguf"))
    put(server, "unsloth/Qwen3.6-27B-MTP-GGUF", served("Qwen3.6-27B-MTP-Q4_0.gguf"))
    place = PublishedDrafter("unsloth/Qwen3.6-27B-MTP-GGUF", ("*.gguf",), Method.MTP)
    known = entry(heads_in=place, name="qwen3.6-27b")
    asked = wanted(reader, "unsloth/Qwen3.6-27B-GGUF", files)
    (found,) = all_of(search(hub, reader, known), asked)
    assert (found.replaces, found.standing) == (True, Standing.UNCHECKED)
    assert found.reason.startswith("The same model with an MTP head in its own file")
    put(server, "unsloth/Qwen3.6-27B-MTP-GGUF", served("Qwen3.6-27B-Q4_0.gguf"))
    (found,) = all_of(search(hub, reader, known), asked)
    assert found.standing is Standing.GONE
    assert found.reason.endswith("declares no MTP head (any more).")


def test_a_network_that_is_gone_is_said_in_place(
    server: HubServer, hub: HubClient, reader: HeaderReader
) -> None:
    files = put(server, GEMMA, served(TARGET), served(DRAFTER))
    asked = wanted(reader, GEMMA, files)
    server.stop_listening()
    (found,) = all_of(search(hub, reader), asked)
    assert found.standing is Standing.UNCHECKED
    assert "does not answer" in found.reason or "broke off" in found.reason


def test_it_can_be_given_up(server: HubServer, hub: HubClient, reader: HeaderReader) -> None:
    files = put(server, GEMMA, served(TARGET), served(DRAFTER))
    asked = replace(wanted(reader, GEMMA, files), cancel=threading.Event())
    assert asked.cancel is not None
    asked.cancel.set()
    with pytest.raises(HubError, match="Cancelled"):
        all_of(search(hub, reader), asked)


def learnt(*seconds: float) -> LearntDepth:
    depths = len(seconds)
    return LearntDepth(
        depth=1, seconds=seconds, rounds=(50,) * depths, tried=(50,) * depths, idle=(0,) * depths,
        reached=(50.0,) * (depths - 1), accepted=(40.0,) * (depths - 1), noise=0.1, credit=1.0,
        undrafted=0, patience=10,
    )  # fmt: skip


def test_a_speed_is_expected_from_this_machine_once_it_was_measured(
    server: HubServer, hub: HubClient, reader: HeaderReader
) -> None:
    files = put(server, "unsloth/gemma-4-12b-it-GGUF", served(TARGET), served(DRAFTER))
    asked = wanted(reader, GEMMA, files)
    published = search(hub, reader)
    assert all_of(published, asked)[0].speedup is None
    drafter = next(file for file in files if file.path == DRAFTER)
    pair = name_files([(TARGET, files[0].size), ("gemma-4-12B-it-MTP-F16.gguf", drafter.size)])
    other = LearntKey("another pair", "mtp", "CPU", 0, 0)
    known = {other: learnt(1.0, 2.0)}
    (first,) = all_of(published, replace(asked, learnt=known))
    assert first.speedup is not None
    assert (first.speedup.source, first.speedup.low) == (SpeedupSource.THIS_MACHINE, 0.9)
    known[LearntKey(pair, "mtp", "CPU", 0, 0)] = learnt(1.0, 1.2)
    (first,) = all_of(published, replace(asked, learnt=known))
    assert first.speedup is not None
    assert (first.speedup.source, first.speedup.low) == (SpeedupSource.THIS_PAIR, 1.5)
    assert "Estimate" in first.speedup.sentence
