"""Traces are read and written on a thread of their own, and every outcome is told."""

import threading
from pathlib import Path

import pytest

from app.core.trace_file import portable
from app.workers import trace_files
from app.workers.trace_files import TraceFiles
from tests.traces import made_trace


@pytest.fixture
def files(qtbot):
    made = TraceFiles()
    yield made
    made.shutdown()


def test_a_trace_goes_there_and_back(qtbot, files, tmp_path: Path) -> None:
    trace, path = made_trace(5), tmp_path / "a.json"
    with qtbot.waitSignal(files.saved) as saved:
        files.save(path, trace)
    with qtbot.waitSignal(files.opened) as opened:
        files.open(path)
    assert saved.args == [path]
    assert opened.args == [path, portable(trace)]


def test_what_does_not_work_is_told_with_its_file(qtbot, files, tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.json"
    for ask in (lambda: files.open(path), lambda: files.save(path, made_trace(1))):
        with qtbot.waitSignal(files.failed) as failed:
            ask()
        assert failed.args[0] == path
        assert failed.args[1].endswith(".")


def test_a_bug_is_reported_and_the_thread_goes_on(qtbot, files, tmp_path, monkeypatch) -> None:
    def broken(path: Path) -> None:
        assert threading.current_thread() is not threading.main_thread()
        raise RuntimeError("a bug")

    monkeypatch.setattr(trace_files, "load_trace", broken)
    with qtbot.waitSignals([files.crashed, files.failed]):
        files.open(tmp_path / "a.json")
    monkeypatch.undo()
    with qtbot.waitSignal(files.saved):
        files.save(tmp_path / "a.json", made_trace(1))


def test_shutting_down_twice_is_fine(qtbot) -> None:
    made = TraceFiles()
    made.shutdown()
    made.shutdown()
