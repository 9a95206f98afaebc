"""The system stays awake while there is a reason, and always sleeps again."""

import sys

import pytest

from app.core.downloads import JobState
from app.ui.awake import wakefulness
from app.ui.awake.blocks import NoBlock, ProcessBlock, system_block
from app.ui.awake.wakefulness import Wakefulness


class Counted:
    def __init__(self):
        self.calls: list[str] = []
        self.awake: Wakefulness | None = None

    def hold(self):
        self.calls.append("hold")

    def release(self):
        self.calls.append("release")


@pytest.fixture
def block(parts, monkeypatch):
    monkeypatch.setattr(wakefulness, "PATIENCE_MS", 1)
    made = Counted()
    made.awake = Wakefulness(made, parts.chat, parts.models.views.queue, parts.window)
    return made


def test_an_answer_keeps_the_system_awake(qtbot, parts, block, script):
    script.delay = 0.03
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: block.calls == ["hold"])
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert block.calls == ["hold", "release"]


def test_a_short_answer_does_not(qtbot, parts, block, monkeypatch):
    block.awake._timer.setInterval(5000)
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert block.calls == []


def test_a_download_does_and_closing_ends_it(qtbot, parts, block, monkeypatch):
    queue = parts.models.views.queue
    job = type("Job", (), {"job_id": "a"})
    states = {"a": JobState.RUNNING}
    monkeypatch.setattr(type(queue), "jobs", property(lambda _: (job,)))
    monkeypatch.setattr(queue, "state", states.get)
    queue.changed.emit()
    qtbot.waitUntil(lambda: block.calls == ["hold"])
    states["a"] = JobState.PAUSED
    queue.changed.emit()
    assert block.calls == ["hold", "release"]
    states["a"] = JobState.RUNNING
    queue.changed.emit()
    qtbot.waitUntil(lambda: len(block.calls) == 3)
    block.awake.release()
    assert block.calls[-1] == "release"


def test_a_program_runs_as_long_as_it_is_held(qtbot):
    code = "import sys; sys.stdin.read()"
    block = ProcessBlock((sys.executable, "-c", code))
    block.hold()
    block.hold()
    assert block.holds
    qtbot.wait(100)
    assert block.holds
    block.release()
    assert not block.holds
    block.release()


def test_a_program_that_is_missing_harms_nothing(qtbot):
    block = ProcessBlock(("/nowhere/systemd-inhibit",))
    block.hold()
    qtbot.wait(20)
    assert not block.holds
    block.release()


@pytest.mark.parametrize("platform", ["linux", "darwin", "freebsd14"])
def test_every_system_has_a_way_or_none(platform, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert isinstance(system_block(platform), NoBlock)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    block = system_block(platform)
    assert isinstance(block, ProcessBlock) and not block.holds
