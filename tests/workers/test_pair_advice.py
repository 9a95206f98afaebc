"""The advice threads answer the newest question, tell failures, and end when asked to."""

import threading

import pytest

from app.core.devices import Device
from app.core.paths import Profile
from app.core.settings import Settings
from app.gguf.classification import Basis
from app.gguf.proposals import Standing
from app.hub.hub import open_hub
from app.hub.repository import details
from app.workers.pair_advice import AdviceRequest, AdviceSources, PairAdvisor
from tests.hub.test_advice import DRAFTER, REPO, TARGET, files
from tests.hub_server.repos import Repository
from tests.hub_server.server import HubServer


@pytest.fixture
def server():
    with HubServer(Repository(REPO, files())) as running:
        yield running


@pytest.fixture
def hub(server):
    opened = []

    def make():
        hub = open_hub(Settings(), {"HF_ENDPOINT": server.url}, lambda: None)
        opened.append(hub)
        return hub

    yield make
    for one in opened:
        one.client.close()


@pytest.fixture
def advisor(qtbot, hub, tmp_path):
    devices = (Device("CPU", "a processor", "cpu", 64 << 30, 64 << 30),)
    found = PairAdvisor(AdviceSources(hub, Profile(tmp_path).headers, lambda: devices, dict))
    yield found
    found.shutdown()


def test_rows_are_listed_at_once_and_looked_at_behind(qtbot, hub, advisor):
    found = details(hub().client, REPO)
    looked = []
    advisor.looked.connect(looked.append)
    with qtbot.waitSignal(advisor.listed) as listed:
        advisor.list_repository(found)
    assert {row.classification.basis for row in listed.args[0]} == {Basis.NAME}
    qtbot.waitUntil(lambda: len(looked) == len(listed.args[0]))


def test_the_newest_request_is_answered(qtbot, hub, advisor):
    found = details(hub().client, REPO)
    proposed, fitted = [], []
    advisor.proposed.connect(lambda name, rows: proposed.append((name, rows)))
    advisor.fitted.connect(lambda name, advice: fitted.append(name))
    first = AdviceRequest("1", found, TARGET)
    advisor.advise(first)
    advisor.advise(AdviceRequest("2", found, TARGET, context_length=2048))
    assert first.cancel.is_set()
    qtbot.waitUntil(lambda: "2" in fitted, timeout=20_000)
    ours = [rows for name, rows in proposed if name == "2"]
    assert ours[-1][0].standing is Standing.FITS
    assert ours[-1][0].file.path == DRAFTER


def test_what_goes_wrong_is_told_and_the_next_question_answered(qtbot, server, hub, advisor):
    found = details(hub().client, REPO)
    with qtbot.waitSignal(advisor.failed) as failed:
        advisor.advise(AdviceRequest("1", found, "absent.gguf"))
    assert failed.args[0] == f"{REPO} has no file absent.gguf."
    with qtbot.waitSignal(advisor.fitted, timeout=20_000):
        advisor.advise(AdviceRequest("2", found, TARGET))


def test_a_request_that_was_given_up_is_silent(qtbot, hub, advisor):
    found = details(hub().client, REPO)
    given_up = threading.Event()
    given_up.set()
    told = []
    advisor.failed.connect(lambda *words: told.append(words))
    advisor.advise(AdviceRequest("1", found, TARGET, cancel=given_up))
    with qtbot.waitSignal(advisor.fitted, timeout=20_000) as fitted:
        advisor.advise(AdviceRequest("2", found, TARGET))
    assert (fitted.args[0], told) == ("2", [])
