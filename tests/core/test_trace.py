"""A recorder keeps one turn's events, whatever else passes by."""

from pathlib import Path

import pytest

import app.core.trace as trace_module
from app.core.events import (
    DraftVerified,
    GenerateRequest,
    GenerationFinished,
    PromptEvaluated,
    TokenPiece,
)
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.speculation import Origin
from app.core.stats import Statistics
from app.core.trace import TraceRecorder

INFO = PairInfo(PairSpec(Path("t.gguf")), "t", "", Method.MTP, "", 4096, 1, 0, "CPU")


def one_round(turn: str, index: int, text: str) -> DraftVerified:
    pieces = (TokenPiece(7, text, Origin.BONUS),)
    return DraftVerified(turn, index, pieces, (), 0, 0, 1, 0.0, 0.1, 0.1 * (index + 1), 9 + index)


def test_one_turn_is_kept_in_order() -> None:
    recorder = TraceRecorder("2026-11-24T12:00:00+00:00", INFO, GenerateRequest("a"))
    prompt = PromptEvaluated("a", 8, 0, 0.2, Method.MTP, 3)
    finished = GenerationFinished("a", "one two", (7, 7), "stop", Method.MTP, 3, Statistics())
    recorder.take([prompt, one_round("a", 0, "one ")])
    assert recorder.trace().text == "one "
    recorder.take([one_round("b", 0, "stranger"), one_round("a", 1, "two!"), finished])
    trace = recorder.trace()
    assert [one.round_index for one in trace.rounds] == [0, 1]
    assert (trace.prompt, trace.finished) == (prompt, finished)
    assert trace.text == "one two"


def test_a_recorder_keeps_no_more_than_it_may(monkeypatch) -> None:
    monkeypatch.setattr(trace_module, "MAX_ROUNDS", 5)
    recorder = TraceRecorder("", INFO, GenerateRequest("a"))
    recorder.take(one_round("a", index, "x") for index in range(5))
    assert not recorder.trace().cut
    recorder.take(one_round("a", index, "x") for index in range(5, 9))
    assert (len(recorder.trace().rounds), recorder.trace().cut) == (5, True)
    monkeypatch.setattr(trace_module, "MAX_TOKENS", 3)
    recorder = TraceRecorder("", INFO, GenerateRequest("a"))
    recorder.take(one_round("a", index, "x") for index in range(5))
    assert (len(recorder.trace().rounds), recorder.trace().cut) == (3, True)


def test_speed_is_measured_also_without_an_end() -> None:
    recorder = TraceRecorder("", INFO, GenerateRequest("a"))
    assert recorder.trace().tokens_per_second is None
    recorder.take(one_round("a", index, "x") for index in range(4))
    assert recorder.trace().tokens_per_second == pytest.approx(10.0)
