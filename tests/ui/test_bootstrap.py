"""Starting, raising and ending the window; the window bench."""

import argparse
import json
import os
import signal
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.__main__ import build_parser
from app.ui.main_window import MainWindow
from app.ui.smoothness import summary
from tests.scripted_engine import Script, ScriptedEngine


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


@pytest.fixture
def bench_arguments(tmp_path) -> argparse.Namespace:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("one\ntwo\n")
    options = f"bench --window --prompts {prompts} -n 32 --repeat 2 --json"
    return build_parser().parse_args(options.split())


def test_bench_drives_the_window_and_prints_figures(qtbot, profile, bench_arguments, capsys):
    script, args = Script(delay=0.002), bench_arguments
    code = bootstrap.run_window_bench(profile, args, engine_factory=lambda: ScriptedEngine(script))
    record = json.loads(capsys.readouterr().out)
    assert code == 0
    assert len(record["answers"]) == 4
    assert record["first_token_seconds"] > record["first_paint_seconds"] > 0
    assert record["event_loop_gaps_ms"]["count"] > 0
    assert record["window_tokens_per_second"] > 0
    assert record["headless_tokens_per_second"] > 0
    assert all(row["same_text"] for row in record["answers"])
    assert all(request.max_tokens == 32 for request in script.requests)


def test_bench_reports_in_words_unless_json_is_asked_for(qtbot, profile, bench_arguments, capsys):
    args = bench_arguments
    args.json, args.repeat = False, 1
    script = Script(delay=0.002)
    bootstrap.run_window_bench(profile, args, engine_factory=lambda: ScriptedEngine(script))
    printed = capsys.readouterr().out
    assert "loop gaps" in printed and "{" not in printed
    assert "for 2 of 2 answers" in printed


def test_ctrl_c_ends_a_bench(qtbot, profile, bench_arguments):
    QTimer.singleShot(400, lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        bootstrap.run_window_bench(
            profile, bench_arguments, engine_factory=lambda: ScriptedEngine(Script(delay=0.05))
        )


def test_summary_is_in_order():
    found = summary([float(value) for value in range(101)])
    assert found == {"count": 101, "p50": 50.0, "p95": 95.0, "p99": 99.0, "max": 100.0}
    assert summary([])["count"] == 0
