"""`generate --trace` and `trace show`, as a shell calls them."""

import csv
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.__main__ import main
from app.core.errors import EngineDiedError
from app.core.events import GenerateRequest
from app.core.trace_file import load_trace, save_trace
from tests.traces import made_trace


@pytest.fixture
def trace_file(tmp_path: Path) -> Path:
    save_trace(tmp_path / "a.json", made_trace(9))
    return tmp_path / "a.json"


def test_an_answer_is_traced_with_its_probabilities(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answer.json"
    generate = ["--profile", str(tmp_path / "p"), "generate", "-p", "Tell me a story.", "-n", "12"]
    assert main([*generate, "--depth", "3", "--trace", str(path)]) == 0
    printed = capsys.readouterr().out
    trace = load_trace(path)
    assert trace.text == printed.removesuffix("\n")
    assert trace.explained and trace.machine is not None
    assert trace.finished is not None and trace.finished.statistics.completion_tokens == 12
    drafted = [verdict for one in trace.rounds for verdict in one.verdicts]
    assert drafted and all(0 <= (verdict.draft_prob or 0) <= 1 for verdict in drafted)
    assert all(piece.target_prob for one in trace.rounds for piece in one.pieces)
    assert main(["trace", "show", str(path)]) == 0
    assert "12 tokens in" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_refused_before_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_named: object) -> None:
        raise AssertionError("no model is loaded for this")

    monkeypatch.setattr("app.cli.generate.session", never)
    place = str(tmp_path / "none" / "a.json")
    assert main(["generate", "-p", "x", "--trace", place]) == 2
    assert "none is no folder" in capsys.readouterr().err


def test_what_came_before_a_failure_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = made_trace(4)

    class Dying:
        info = made.info

        def events(self, request: GenerateRequest):
            yield from (replace(one, turn_id=request.turn_id) for one in made.rounds)
            raise EngineDiedError("The engine stopped.")

    @contextmanager
    def session(*_args: object, **_named: object):
        yield Dying()

    monkeypatch.setattr("app.cli.generate.session", session)
    assert main(["generate", "-p", "x", "--trace", str(tmp_path / "a.json")]) == 2
    assert "The engine stopped." in capsys.readouterr().err
    trace = load_trace(tmp_path / "a.json")
    assert (len(trace.rounds), trace.finished) == (4, None)


def test_a_trace_is_shown_as_text(trace_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "show", str(trace_file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Harbour 7B + Tug: draft model, depth auto"
    trace = made_trace(9)
    rounds = lines[-9:]
    for line, one in zip(rounds, trace.rounds, strict=True):
        assert f"{one.accepted_tokens}/{one.draft_tokens}" in line
        assert ("(" in line.split('"')[-1] or '  ("' in line) == bool(one.rejected)
    assert not any("\x1b" in line or "\t" in line for line in lines)


def test_pictures_and_table_come_without_a_display(trace_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    wanted = ["--csv", str(out / "a.csv"), "--gif", str(out / "a.gif"), "--png", str(out / "p")]
    show = [sys.executable, "-m", "app", "trace", "show", str(trace_file), "--theme", "dark"]
    display = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in display}
    ended = subprocess.run([*show, *wanted], env=bare, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    with (out / "a.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 9
    assert (out / "a.gif").read_bytes()[:6] == b"GIF89a"
    assert len(list((out / "p").iterdir())) > 9


@pytest.mark.parametrize("extra", [[], ["--gif", "x.gif"], ["--csv", "x.csv"]])
def test_what_is_no_trace_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    (tmp_path / "b.json").write_text('{"format": "other"}')
    assert main(["trace", "show", str(tmp_path / "b.json"), *extra]) == 2
    told = capsys.readouterr().err
    assert told.startswith("foretoken: b.json is no trace of Foretoken.")
    assert len(told.splitlines()) == 1


def test_text_and_table_need_no_qt(trace_file: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from app.__main__ import main; "
        f"main(['trace', 'show', {str(trace_file)!r}]); "
        f"main(['trace', 'show', {str(trace_file)!r}, '--csv', {str(tmp_path / 'a.csv')!r}]); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
