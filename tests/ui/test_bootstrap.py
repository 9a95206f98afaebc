"""Starting, raising and ending the window."""

import os
import signal
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.ui.main_window import MainWindow
from tests.scripted_engine import ScriptedEngine


def _window() -> MainWindow:
    windows = QApplication.topLevelWidgets()
    return next(w for w in windows if isinstance(w, MainWindow) and w.isVisible())


def test_the_window_runs_and_ends_cleanly(qtbot, profile, script):
    before = threading.active_count()
    QTimer.singleShot(400, lambda: _window().close())
    assert bootstrap.run_window(profile, engine_factory=lambda: ScriptedEngine(script)) == 0
    assert script.closed == 1
    assert threading.active_count() == before
    log = (profile.logs / "foretoken.log").read_text()
    assert "window starts" in log and "window ends" in log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_in_good_order(qtbot, profile, script, number):
    before = signal.getsignal(number)
    QTimer.singleShot(300, lambda: os.kill(os.getpid(), number))
    assert bootstrap.run_window(profile, engine_factory=lambda: ScriptedEngine(script)) == 0
    assert script.closed == 1
    assert "window ends" in (profile.logs / "foretoken.log").read_text()
    assert signal.getsignal(number) is before


def test_a_prompt_is_not_in_the_log(qtbot, profile, script):
    def ask():
        _window()._chat.submit("my secret question")

    QTimer.singleShot(300, ask)
    QTimer.singleShot(800, lambda: _window().close())
    bootstrap.run_window(profile, engine_factory=lambda: ScriptedEngine(script))
    assert len(script.requests) == 1
    log = (profile.logs / "foretoken.log").read_text()
    assert "secret" not in log and "harbour" not in log
