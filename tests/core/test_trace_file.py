"""A trace survives its file; whatever else a file may hold is refused in a sentence."""

import dataclasses
import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import AppError
from app.core.events import DraftVerified
from app.core.trace import Trace
from app.core.trace_file import load_trace, portable, read_trace, save_trace
from app.core.trace_format import MAX_BYTES
from app.core.trace_writing import written
from tests.traces import made_trace

Raw = dict[str, Any]


@pytest.mark.parametrize("explained", [True, False])
@pytest.mark.parametrize("rounds", [0, 1, 60])
def test_what_is_saved_is_what_opens(tmp_path: Path, rounds: int, explained: bool) -> None:
    trace, path = made_trace(rounds, explained=explained), tmp_path / "a.json"
    save_trace(path, trace)
    opened = load_trace(path)
    assert opened == portable(trace)
    assert written(opened) == path.read_text("utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_a_failed_answer_and_one_without_reading_survive(tmp_path: Path) -> None:
    for change in ({"finished": None}, {"prompt": None}, {"cut": True}):
        trace = dataclasses.replace(made_trace(9), **change)
        save_trace(tmp_path / "a.json", trace)
        assert load_trace(tmp_path / "a.json") == portable(trace)


def test_a_cut_trace_keeps_the_whole_answer(tmp_path: Path) -> None:
    whole = made_trace(9)
    trace = dataclasses.replace(whole, rounds=whole.rounds[:4], cut=True)
    save_trace(tmp_path / "a.json", trace)
    opened = load_trace(tmp_path / "a.json")
    assert opened == portable(trace)
    assert opened.text == whole.text


def test_no_folder_and_nothing_learnt_is_written() -> None:
    text = written(made_trace())
    assert "harbour.gguf" in text
    assert "/home" not in text and "someone" not in text
    assert '"pair"' in text and "LearntKey" not in text
    control = json.loads(text)["ending"]["depth_control"]
    assert sorted(control) == ["changes", "depth", "reason", "speedup"]


def test_a_round_stands_on_a_line_of_its_own() -> None:
    lines = written(made_trace(5)).splitlines()
    assert sum(line.startswith('{"index": ') for line in lines) == 5


def test_a_whole_end_token_and_text_held_back_survive() -> None:
    trace = made_trace(6)
    last = trace.rounds[-1]
    ended = dataclasses.replace(last, pieces=last.pieces[:-1])
    finished = trace.finished
    assert finished is not None
    count = finished.statistics.completion_tokens - 1
    shorter = dataclasses.replace(trace, rounds=(*trace.rounds[:-1], ended))
    finished = dataclasses.replace(
        finished,
        text=shorter.rounds_text + "THE EN",
        statistics=dataclasses.replace(finished.statistics, completion_tokens=count),
    )
    trace = dataclasses.replace(shorter, finished=finished)
    assert read_trace(written(trace).encode(), "a.json") == portable(trace)


def test_an_accepted_end_token_without_probabilities_is_of_unknown_text() -> None:
    trace = made_trace(1, explained=False)
    ended = DraftVerified("turn", 0, (), ("x",), 2, 1, 1, 0.1, 0.1, 0.2, 9)
    trace = dataclasses.replace(trace, rounds=(ended,), finished=None)
    assert read_trace(written(trace).encode(), "a.json") == portable(trace)


def damaged(change: Callable[[Raw], object], *, rounds: int = 12) -> str:
    """Return what is said of a trace after `change`."""
    raw: Raw = json.loads(written(made_trace(rounds)))
    change(raw)
    with pytest.raises(AppError) as caught:
        read_trace(json.dumps(raw).encode(), "a.json")
    return caught.value.title


def put(*path: str | int, value: object) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        inner: Any = raw
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return change


def drop(*path: str) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        inner: Any = raw
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop("answer"), "answer is missing, but must be a text"),
        (drop("pair", "device"), "pair.device is missing"),
        (put("rounds", value={}), "rounds is an object, but must be a list"),
        (put("rounds", 3, value=7), "rounds[3] is 7, but must be an object: round"),
        (put("rounds", 3, "index", value=2), "rounds[3].index is 2, but must be 3"),
        (put("rounds", 0, "index", value=-1), "rounds[0].index is -1, but must be a whole"),
        (put("rounds", 0, "index", value=True), "rounds[0].index is true"),
        (put("rounds", 0, "index", value=0.0), "rounds[0].index is 0.0"),
        (put("rounds", 1, "accepted", value=6), "rounds[1].accepted is 6, but must be at most"),
        (put("rounds", 1, "emitted_tokens", value=99), "rounds[1].emitted_tokens is 99"),
        (put("rounds", 0, "source", value="oracle"), '"oracle", but must be "drafter" or'),
        (put("rounds", 0, "emitted", 0, "origin", value="won"), "emitted[0].origin"),
        (put("rounds", 0, "emitted", 0, "text", value="\ud800"), "half a character"),
        (put("rounds", 0, "emitted", 0, "text", value="x" * 20_000), "a text of 20,000 characters"),
        (put("rounds", 0, "emitted", 0, "target_prob", value=1.5), "is 1.5, but must be a number"),
        (put("rounds", 5, "elapsed_seconds", value=1e-9), "rounds[5].elapsed_seconds"),
        (put("rounds", 5, "draft_seconds", value=-1), "rounds[5].draft_seconds is -1"),
        (put("rounds", 5, "draft_seconds", value=float("nan")), "not a finite number"),
        (put("rounds", 5, "verify_seconds", value=float("inf")), "not a finite number"),
        (put("rounds", 5, "context_used", value=10**30), "too large a number"),
        (put("answer", value="\n" * 100_001), "answer is 100,001 lines, but must be 100,000 at"),
        (put("answer", value="something else"), "answer is another text than the rounds'"),
        (put("ending", "statistics", "rounds", value=3), "ending.statistics.rounds is 3"),
        (put("ending", "statistics", "accepted_tokens", value=0), "accepted_tokens is 0"),
        (put("ending", "statistics", "per_position", value=[[1, "x"]]), "per_position[0][1]"),
        (put("ending", "finish_reason", value=None), "finish_reason is null"),
        (put("settings", "depth", value="deep"), 'settings.depth is "deep"'),
        (put("settings", "sampling", "temperature", value=1e9), "settings.sampling.temperature"),
        (put("version", value="1"), "version"),
    ],
)
def test_a_damaged_trace_is_told_by_its_place(change: Callable[[Raw], object], words: str) -> None:
    said = damaged(change)
    assert said.startswith("a.json is a damaged trace: ")
    assert words in said


def test_a_round_may_be_neither_missing_nor_twice() -> None:
    assert "rounds[4].index is 3" in damaged(lambda raw: raw["rounds"].insert(3, raw["rounds"][3]))
    assert "rounds[3].index is 4" in damaged(lambda raw: raw["rounds"].pop(3))
    assert "answer is another text" in damaged(lambda raw: raw["rounds"].clear())


def test_an_accepted_token_is_the_drafted_one() -> None:
    trace = made_trace(40)
    place = next(i for i, one in enumerate(trace.rounds) if one.accepted_tokens)
    change = put("rounds", place, "draft", 0, "id", value=12345)
    assert f"rounds[{place}].emitted[0].id" in damaged(change, rounds=40)


def test_what_is_behind_the_answer_must_have_been_held_back() -> None:
    def longer(raw: Raw) -> None:
        raw["answer"] += "x" * 40

    assert "answer is another text" in damaged(longer)


def refused(data: bytes) -> str:
    with pytest.raises(AppError) as caught:
        read_trace(data, "a.json")
    return caught.value.title


def test_other_files_are_refused() -> None:
    assert refused(b"").startswith("a.json is not JSON")
    assert "not JSON" in refused(b'{"format": "foretoken-trace"')
    assert "UTF-8" in refused(b"\xff\xfe\x00GIF")
    assert "no trace" in refused(b"[1, 2]")
    assert "no trace" in refused(b'{"format": "other"}')
    newer = refused(b'{"format": "foretoken-trace", "version": 2}')
    assert newer == "a.json is a trace of version 2; this program reads 1."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[" * 100_000, "more levels"),
        (b'{"a":' * 100_000, "more levels"),
        (b"[" + b"[]," * 10_000_000 + b"[]]", "more values"),
        (b"[" + b"1.5," * 8_000_000 + b"1]", "more values"),
        (b'{"format": ' + b"9" * 1_000_000 + b"}", "larger number"),
    ],
    ids=["lists", "objects", "many lists", "many numbers", "digits"],
)
def test_hostile_content_is_refused_quickly_and_cheaply(data: bytes, words: str) -> None:
    tracemalloc.start()
    started = time.monotonic()
    said = refused(data)
    seconds, (_, peak) = time.monotonic() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert words in said
    assert peak < 3 * len(data) + 50 * 2**20
    assert seconds < 20  # a hang, not a measurement


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(AppError, match=r"large\.json has 50 MiB; a trace has at most 32 MiB"):
        load_trace(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(AppError, match="is no file"):
            load_trace(path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    trace = made_trace(1)
    with pytest.raises(AppError, match="is a folder"):
        save_trace(tmp_path, trace)
    with pytest.raises(AppError, match="is no folder"):
        save_trace(tmp_path / "none" / "a.json", trace)
    with pytest.raises(AppError, match="cannot be written"):
        save_trace(tmp_path / ("x" * 300), trace)


def test_a_trace_too_large_to_be_read_is_not_written(tmp_path: Path, huge: Trace) -> None:
    with pytest.raises(AppError, match="at most 32 MiB"):
        save_trace(tmp_path / "a.json", huge)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def huge() -> Trace:
    trace = made_trace(1)
    message = dataclasses.replace(trace.request.messages[0], content="x" * MAX_BYTES)
    request = dataclasses.replace(trace.request, messages=(message,))
    return dataclasses.replace(trace, request=request)
