"""The queue in the window: real jobs from a real hub that is slow, wrong or gone."""

import pytest
from PySide6.QtWidgets import QLabel

from app.core.downloads import JobFile, JobState, new_job
from app.ui.library.downloads.job_pair import pair_of
from tests.hub_server.faults import Fault
from tests.ui.library.conftest import GATED, PAIR

SLOW = 30_000
RATE = 2_000_000


@pytest.fixture
def view(qtbot, hub, parts):
    hub.hub.rate.set(RATE)
    parts.models.start()
    parts.models.show()
    found = parts.models.views.downloads
    parts.models.views.page.show_view(found)
    return found


def files(hub, repo_id=PAIR) -> tuple[JobFile, ...]:
    repository = hub.hub.repositories[repo_id]
    return tuple(
        JobFile(repo_id, repository.commit, file.path, file.size, file.sha256)
        for file in repository.files
    )


def start(qtbot, hub, parts, view, repo_id=PAIR):
    job = new_job("Mini with its drafter", parts.model_threads.folder(), files(hub, repo_id))
    parts.models.views.queue.add(job)
    qtbot.waitUntil(lambda: job.job_id in view.rows, timeout=SLOW)
    return job, view.rows[job.job_id].strip


def test_an_empty_queue_teaches(view):
    assert view.message.isVisible()
    assert "every byte is checked" in view.message.message.hint


def test_a_job_is_followed_paused_resumed_and_finished(qtbot, hub, parts, view):
    job, strip = start(qtbot, hub, parts, view)
    qtbot.waitUntil(lambda: strip.bar.value() > 50, timeout=SLOW)
    qtbot.waitUntil(lambda: "/s" in strip.words.text(), timeout=SLOW)
    assert strip.pause.isVisible()
    assert parts.models.views.page.tabs.tabText(2) == "&Downloads (1)"
    strip.pause.click()
    qtbot.waitUntil(strip.resume.isVisible, timeout=SLOW)
    assert "paused" in strip.words.text()
    hub.hub.rate.set(0)
    strip.resume.click()
    qtbot.waitUntil(strip.load.isVisible, timeout=SLOW)
    assert parts.models.views.page.tabs.tabText(2) == "&Downloads"
    target, drafter = pair_of(job)
    assert drafter is not None
    assert (target.name, drafter.name) == ("mini-Q8_0.gguf", "mtp-mini-Q8_0.gguf")
    assert target.is_file() and drafter.is_file()
    strip.cancel.click()
    qtbot.waitUntil(lambda: not view.rows, timeout=SLOW)
    assert target.is_file()


def test_a_cancelled_job_goes_and_leaves_nothing(qtbot, hub, parts, view):
    _, strip = start(qtbot, hub, parts, view)
    qtbot.waitUntil(lambda: strip.bar.value() > 20, timeout=SLOW)
    strip.cancel.click()
    qtbot.waitUntil(lambda: not view.rows and view.message.isVisible(), timeout=SLOW)
    folder = parts.model_threads.folder()
    qtbot.waitUntil(lambda: not [p for p in folder.rglob("*") if p.is_file()], timeout=SLOW)


def test_a_gated_job_leads_to_the_gate(qtbot, hub, parts, view):
    job, strip = start(qtbot, hub, parts, view, GATED)
    qtbot.waitUntil(strip.remedy.isVisible, timeout=SLOW)
    assert parts.models.views.queue.job(job.job_id).state is JobState.FAILED
    assert strip.remedy.text() == "Get access…"
    strip.remedy.click()
    views = parts.models.views
    assert views.page.tabs.currentWidget() is views.find
    qtbot.waitUntil(views.find.details.gate.isVisible, timeout=SLOW)
    assert "asks who downloads it" in views.find.details.gate.findChildren(QLabel)[0].text()
    panel = views.find.details.panel
    qtbot.waitUntil(  # then nothing is asked any more
        lambda: panel.fit.bar.isVisible() or panel.problem.isVisible(), timeout=SLOW
    )


def test_a_network_that_is_gone_is_waited_for(qtbot, hub, parts, view):
    hub.hub.rate.set(0)
    hub.hub.faults.add(Fault("status", "bytes", status=503, times=2))
    _, strip = start(qtbot, hub, parts, view)
    qtbot.waitUntil(strip.load.isVisible, timeout=SLOW)


def test_the_limit_is_kept_and_shown(qtbot, parts, view):
    view.limit.setCurrentIndex(2)
    view.limit.activated.emit(2)
    assert parts.settings.current.bandwidth_limit == 2_000_000
    parts.settings.update(bandwidth_limit=7_000_000)
    assert view.limit.currentText() == "7.0 MB/s"
