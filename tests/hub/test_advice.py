"""A repository's rows, looked at one by one; then drafters and fit of one target."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.devices import Device
from app.core.errors import AppError
from app.core.pair_memory import Share
from app.gguf.classification import Basis, Use
from app.gguf.load_plan import Verdict
from app.gguf.proposals import Standing
from app.gguf.quant_fit import FitAdvice
from app.hub.advice import AdviceRequest, Adviser, look_at_rows, rows_of
from app.hub.catalog import Catalogue
from app.hub.connection import Connection
from app.hub.drafter_search import DrafterSearch
from app.hub.header_cache import HeaderCache
from app.hub.headers import HeaderReader
from app.hub.http import HubClient
from app.hub.repository import details
from tests.classified_files import made
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

REPO = "unsloth/gemma-4-12b-it-GGUF"
TARGET, DRAFTER = "gemma-4-12b-it-Q4_K_M.gguf", "MTP/gemma-4-12B-it-MTP-F16.gguf"
GIB = 1 << 30


def files() -> tuple[ServedFile, ...]:
    half = made()[TARGET]
    smaller = ServedFile("gemma-4-12b-it-Q2_K.gguf", half.beginning, hole=half.size // 2)
    return (
        made()[TARGET].served(TARGET),
        smaller,
        made()[DRAFTER].served(DRAFTER),
        made()["mmproj-F16.gguf"].served("mmproj-F16.gguf"),
        made()["page.gguf"].served("page.gguf"),
    )


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer(Repository(REPO, files())) as running:
        yield running


@pytest.fixture
def client(server: HubServer) -> Iterator[HubClient]:
    with HubClient(Connection(server.url)) as found:
        yield found


@pytest.fixture
def reader(client: HubClient, tmp_path: Path) -> Iterator[HeaderReader]:
    found = HeaderReader(client, HeaderCache(tmp_path))
    yield found
    found.close()


def adviser(client: HubClient, reader: HeaderReader, ram: int = 64 * GIB) -> Adviser:
    devices = (Device("CPU", "a processor", "cpu", ram, ram),)
    search = DrafterSearch(client, reader, Catalogue(()))
    return Adviser(reader, search, lambda: devices, dict)


def test_rows_come_from_names_and_then_from_first_keys(
    client: HubClient, reader: HeaderReader
) -> None:
    found = details(client, REPO)
    named = {row.path: row.classification for row in rows_of(found)}
    assert named["page.gguf"].use is Use.TARGET
    assert all(one.basis is Basis.NAME for one in named.values())
    looked = {row.path: row for row in look_at_rows(reader, found, threading.Event())}
    assert looked.keys() == named.keys()
    assert looked[TARGET].look is not None
    assert looked[DRAFTER].classification.label == "Gemma 4 MTP drafter"
    assert looked["mmproj-F16.gguf"].classification.use is Use.COMPANION
    assert looked["page.gguf"].classification.use is Use.UNUSABLE
    assert "web page" in looked["page.gguf"].classification.reason


def test_a_target_gets_drafters_and_the_fit_of_all_its_quants_with_one(
    client: HubClient, reader: HeaderReader
) -> None:
    request = AdviceRequest("7", details(client, REPO), TARGET, context_length=4096)
    answers = list(adviser(client, reader).advise(request))
    assert not isinstance(answers[0], FitAdvice)
    (drafter,) = answers[0]
    assert drafter.standing is Standing.FITS
    advice = answers[1]
    assert isinstance(advice, FitAdvice)
    rows = {fit.path: fit for fit in advice.quants}
    assert rows.keys() >= {TARGET, "gemma-4-12b-it-Q2_K.gguf"}
    assert Share.DRAFTER_WEIGHTS in dict(rows[TARGET].memory.shares)
    assert rows[TARGET].verdict is Verdict.FITS
    assert (rows[TARGET].estimated, rows["gemma-4-12b-it-Q2_K.gguf"].estimated) == (False, True)


def test_without_its_drafter_it_takes_less(client: HubClient, reader: HeaderReader) -> None:
    found = details(client, REPO)
    asked = adviser(client, reader)
    totals: list[int] = []
    for alone in (False, True):
        request = AdviceRequest("1", found, TARGET, without_drafter=alone, context_length=4096)
        (advice,) = [a for a in asked.advise(request) if isinstance(a, FitAdvice)]
        totals.append(next(f for f in advice.quants if f.path == TARGET).memory.total)
    assert totals[1] < totals[0]


def test_a_machine_too_small_is_told_so(client: HubClient, reader: HeaderReader) -> None:
    request = AdviceRequest("1", details(client, REPO), TARGET)
    answers = list(adviser(client, reader, ram=2 * GIB).advise(request))
    (advice,) = [a for a in answers if isinstance(a, FitAdvice)]
    assert advice.suggested is None
    assert {fit.verdict for fit in advice.quants} == {Verdict.TOO_LARGE}


def test_a_file_that_is_not_there_or_no_model_is_refused(
    client: HubClient, reader: HeaderReader
) -> None:
    found = details(client, REPO)
    for path, words in (("x.gguf", "has no file x.gguf"), ("mmproj-F16.gguf", "sees images")):
        with pytest.raises(AppError, match=words):
            list(adviser(client, reader).advise(AdviceRequest("1", found, path)))
