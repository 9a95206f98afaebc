from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.cli import doctor, examination
from app.cli.qt_check import QtReport
from app.core.errors import AppError
from app.core.events import GenerateRequest, GenerationFinished
from app.core.pairs import Method, PairSpec
from app.core.paths import Profile
from app.core.stats import Statistics
from app.engine.devices import BackendReport


class OneAnswer:
    """Stands in for a Session."""

    def answer(self, request: GenerateRequest) -> GenerationFinished:
        statistics = Statistics(
            completion_tokens=3,
            emitted_tokens=4,
            decode_seconds=2.0,
            draft_tokens=4,
            accepted_tokens=1,
        )
        return GenerationFinished(
            request.turn_id, "Hi.", (1, 2, 3), "stop", Method.MTP, 3, statistics
        )


def test_the_self_test_answers_with_the_embedded_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[PairSpec] = []

    @contextmanager
    def one_answer(spec: PairSpec, *, in_process: bool) -> Iterator[OneAnswer]:
        asked.append(spec)
        assert not in_process
        yield OneAnswer()

    monkeypatch.setattr(examination, "session", one_answer)
    monkeypatch.setattr(examination.paths, "resources", lambda: examination.paths.Path("here"))
    assert examination.self_test() == examination.SelfTest("Hi.", "mtp", 3, 2.0, 0.25)
    assert asked[0].drafter is not None


def test_a_failing_self_test_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def no_answer(_spec: PairSpec, *, in_process: bool) -> Iterator[OneAnswer]:
        raise AppError("The engine stopped.", "Try again.")
        yield OneAnswer()

    monkeypatch.setattr(examination, "session", no_answer)
    assert examination.self_test().problem == "The engine stopped. Try again."


def test_examining_never_fails_for_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse() -> BackendReport:
        raise AppError("llama.cpp does not load.")

    monkeypatch.setattr(examination, "backend_report", refuse)
    monkeypatch.setattr(examination, "self_test", lambda: examination.SelfTest(problem="no file"))
    monkeypatch.setattr(examination.qt_check, "check", lambda: QtReport("", ()))
    report = examination.examine(Profile(tmp_path))
    assert report.llama is None
    assert len(doctor.problems(report)) >= 3
