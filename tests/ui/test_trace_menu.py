"""Traces in the main window: recorded, replayed, saved, opened, dropped, refused."""

import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.core.trace_file import load_trace, portable, save_trace
from app.core.trace_runs import Stand
from tests.scripted_engine import ANSWER
from tests.traces import made_trace


@pytest.fixture
def traces(parts):
    yield parts.traces
    for viewer in list(parts.traces.viewers):
        viewer.close()


def _answer(qtbot, parts, text: str = "x") -> None:
    parts.chat.submit(text)
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)


def test_before_the_first_answer_there_is_nothing_to_save(parts, traces):
    assert not traces.replay.isEnabled()
    assert not traces.save.isEnabled()
    assert traces.open.isEnabled()
    assert traces.last is None


def test_the_last_answer_is_recorded_and_saved(qtbot, parts, traces, monkeypatch, tmp_path):
    _answer(qtbot, parts, "first")
    _answer(qtbot, parts, "second")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "a"), ""))
    assert traces.save in parts.window.file_menu.actions()
    traces.save.trigger()
    bar = parts.window.chat_view.notice
    qtbot.waitUntil(lambda: bar.notice is not None)
    assert str(tmp_path / "a.json") in bar.notice.title
    opened = load_trace(tmp_path / "a.json")
    assert opened == portable(traces.last)
    assert opened.text == ANSWER
    assert [m.content for m in opened.request.messages] == ["first", ANSWER, "second"]
    assert opened.machine is not None and opened.machine.versions[0][0] == "Foretoken"
    assert time.time() - time.mktime(time.strptime(opened.started[:19], "%Y-%m-%dT%H:%M:%S")) < 60


def test_an_answer_under_way_cannot_be_saved_yet(qtbot, parts, traces, script):
    script.delay = 0.02
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: traces.last is not None)
    assert not traces.save.isEnabled()
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert traces.save.isEnabled()
    assert traces.last.finished.finish_reason == "cancelled"


def test_a_failed_answer_can_be_replayed(qtbot, parts, traces, script):
    script.die_after = 3
    _answer(qtbot, parts)
    traces.replay.trigger()
    (viewer,) = traces.viewers
    assert viewer.trace.finished is None
    assert len(viewer.trace.rounds) == 3


def test_replay_shows_the_same_as_the_file(qtbot, parts, traces, tmp_path):
    _answer(qtbot, parts)
    traces.replay.trigger()
    save_trace(tmp_path / "a.json", traces.last)
    traces.open_file(tmp_path / "a.json")
    qtbot.waitUntil(lambda: len(traces.viewers) == 2)
    live, reopened = traces.viewers
    for viewer in (live, reopened):
        viewer.resize(1000, 680)
        qtbot.waitExposed(viewer)
    for rounds in (0, 1, 9, live.player.rounds):
        for viewer in (live, reopened):
            viewer.player.go(rounds)
            viewer.controls.slider.clearFocus()
        assert live.text.grab().toImage() == reopened.text.grab().toImage()
        assert live.strip.grab().toImage() == reopened.strip.grab().toImage()
        assert live.table.grab().toImage() == reopened.table.grab().toImage()


def test_a_file_is_opened_from_the_menu(qtbot, parts, traces, monkeypatch, tmp_path):
    save_trace(tmp_path / "a.json", made_trace(7))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(tmp_path / "a.json"), ""))
    QTest.keySequence(parts.window, traces.open.shortcut())
    qtbot.waitUntil(lambda: len(traces.viewers) == 1)
    assert traces.viewers[0].player.stand == Stand(7)
    traces.viewers[0].close()
    qtbot.waitUntil(lambda: not traces.viewers)


def _drop(window, *names: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    event = QDropEvent(
        QPoint(50, 50).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_dropped_trace_is_shown(qtbot, parts, traces, tmp_path):
    save_trace(tmp_path / "a.json", made_trace(3))
    _drop(parts.window, str(tmp_path / "a.json"), str(tmp_path / "readme.txt"))
    qtbot.waitUntil(lambda: len(traces.viewers) == 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{}", "is no trace of Foretoken"),
        (b"[" * 200_000, "holds more levels"),
        (b" " * (50 * 2**20), "has 50 MiB; a trace has at most 32 MiB"),
    ],
    ids=["other JSON", "nested", "50 MB"],
)
def test_a_hostile_file_is_refused_in_words(qtbot, parts, traces, tmp_path, content, words):
    (tmp_path / "b.json").write_bytes(content)
    traces.open_file(tmp_path / "b.json")
    bar = parts.window.chat_view.notice
    qtbot.waitUntil(lambda: bar.notice is not None)
    assert bar.notice.kind == "error"
    assert bar.notice.title.startswith(f"b.json {words}")
    assert not traces.viewers


def test_windows_close_with_the_main_one(qtbot, parts, traces):
    _answer(qtbot, parts)
    traces.replay.trigger()
    assert traces.viewers[0].isVisible()
    assert traces.viewers[0].parentWidget() is parts.window
