"""The window bench drives the real window and reports what it measured."""

import argparse
import json
import os
import signal

import pytest
from PySide6.QtCore import QTimer

from app.__main__ import build_parser
from app.bench_window import run_window_bench
from app.ui.smoothness import summary
from tests.scripted_engine import Script, ScriptedEngine


@pytest.fixture
def bench_arguments(tmp_path) -> argparse.Namespace:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("one\ntwo\n")
    options = f"bench --window --prompts {prompts} -n 32 --repeat 2 --json"
    return build_parser().parse_args(options.split())


def test_bench_drives_the_window_and_prints_figures(qtbot, bench_arguments, capsys):
    script, args = Script(delay=0.002), bench_arguments
    code = run_window_bench(args, engine_factory=lambda: ScriptedEngine(script))
    record = json.loads(capsys.readouterr().out)
    assert code == 0
    assert len(record["answers"]) == 4
    assert record["first_token_seconds"] > record["first_paint_seconds"] > 0
    assert record["event_loop_gaps_ms"]["count"] > 0
    assert record["window_tokens_per_second"] > 0
    assert record["headless_tokens_per_second"] > 0
    assert all(row["same_text"] for row in record["answers"])
    assert all(request.max_tokens == 32 for request in script.requests)


def test_bench_reports_in_words_unless_json_is_asked_for(qtbot, bench_arguments, capsys):
    args = bench_arguments
    args.json, args.repeat = False, 1
    script = Script(delay=0.002)
    run_window_bench(args, engine_factory=lambda: ScriptedEngine(script))
    printed = capsys.readouterr().out
    assert "loop gaps" in printed and "{" not in printed
    assert "for 2 of 2 answers" in printed


def test_ctrl_c_ends_a_bench(qtbot, bench_arguments):
    QTimer.singleShot(400, lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        run_window_bench(bench_arguments, engine_factory=lambda: ScriptedEngine(Script(delay=0.05)))


def test_summary_is_in_order():
    found = summary([float(value) for value in range(101)])
    assert found == {"count": 101, "p50": 50.0, "p95": 95.0, "p99": 99.0, "max": 100.0}
    assert summary([])["count"] == 0
