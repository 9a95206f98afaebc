"""A whole measurement: what it keeps, and that giving up or failing keeps what was there."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.core import tunings
from app.core.errors import AppError, MeasurementCancelledError
from app.core.pairs import PairSpec
from app.core.tuning import DEFAULT_SPIN, Tuning
from app.core.tuning_report import TuningProgress, TuningReport
from app.engine import trials, tuning_run
from app.engine.local import LocalEngine
from app.engine.tuning_key import tuning_key
from app.engine.tuning_run import measure_tuning
from tests.engine.conftest import Files
from tests.scripted_engine import Script, ScriptedEngine


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning_run, "usable_cores", lambda: 2)
    monkeypatch.setattr(tuning_run, "physical_cores", lambda: 2)


@pytest.fixture
def spec(tmp_path: Path) -> PairSpec:
    target, drafter = tmp_path / "t.gguf", tmp_path / "d.gguf"
    target.write_text("x")
    drafter.write_text("y")
    return PairSpec(target, drafter)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tunings.json"


def prefers_one_thread(tuning: Tuning, plain: bool) -> float:
    return (130.0 if tuning.threads == 1 else 100.0) * (1.0 if plain else 1.5)


def steps(
    script: Script, spec: PairSpec, file: Path, cancel: threading.Event | None = None
) -> Iterator[TuningProgress | TuningReport]:
    return measure_tuning(ScriptedEngine(script), spec, file, cancel or threading.Event())


def test_the_fastest_is_reported_and_kept(spec: PairSpec, file: Path) -> None:
    script = Script(speed=prefers_one_thread)
    *progress, report = steps(script, spec, file)
    assert isinstance(report, TuningReport)
    assert report.measured.tuning == Tuning(threads=1)
    assert round(report.measured.gain.best, 2) == 1.3
    assert report.measured.day == date.today()
    assert report.sentence == "Fastest here: 1 thread (1.30x)."
    assert tunings.load(file) == {tuning_key(spec): report.measured}
    told = [one for one in progress if isinstance(one, TuningProgress)]
    fractions = [one.fraction for one in told]
    assert fractions == sorted(fractions)
    assert told[-1].seconds_left is not None


def test_every_trial_says_all_its_settings(spec: PairSpec, file: Path) -> None:
    script = Script(speed=prefers_one_thread)
    list(steps(script, spec, file))
    assert all(one.tuning.threads and one.tuning.spin for one in script.specs)
    assert script.specs[0].tuning == Tuning(threads=2, spin=DEFAULT_SPIN)


def test_that_nothing_is_faster_is_kept_too(spec: PairSpec, file: Path) -> None:
    *_, report = steps(Script(speed=lambda tuning, plain: 100.0), spec, file)
    assert isinstance(report, TuningReport)
    assert report.sentence == "The usual settings are the fastest here."
    assert tunings.load(file)[tuning_key(spec)].tuning == Tuning()


def test_settings_that_kill_the_engine_are_not_chosen(spec: PairSpec, file: Path) -> None:
    script = Script(speed=lambda tuning, plain: 200.0 if tuning.repack else 100.0)
    script.dies_with = lambda tuning: tuning.repack is True
    *_, report = steps(script, spec, file)
    assert isinstance(report, TuningReport)
    assert report.measured.tuning == Tuning()


def test_giving_up_keeps_the_choice_of_before(spec: PairSpec, file: Path) -> None:
    *_, before = steps(Script(speed=prefers_one_thread), spec, file)
    assert isinstance(before, TuningReport)
    cancel = threading.Event()
    again = steps(Script(speed=lambda tuning, plain: 100.0), spec, file, cancel)
    for _ in range(4):
        next(again)
    cancel.set()
    with pytest.raises(MeasurementCancelledError):
        list(again)
    assert tunings.load(file) == {tuning_key(spec): before.measured}


def test_a_place_that_cannot_be_written_is_named(spec: PairSpec, file: Path) -> None:
    file.with_name(f"{file.name}.partial").mkdir()
    with pytest.raises(AppError, match="cannot be kept"):
        list(steps(Script(speed=prefers_one_thread), spec, file))


def test_a_real_pair(
    engine: LocalEngine, files: Files, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "_SECONDS", 0.0)
    spec = PairSpec(files.llama, files.draft)
    *_, report = measure_tuning(engine, spec, file, threading.Event())
    assert isinstance(report, TuningReport)
    assert report.depth > 0
    tried = {duel.challenger.beside(duel.holder).words for duel in report.outcome.duels}
    assert {"1 thread", "no flash attention"} <= tried
    assert tuning_key(spec) in tunings.load(file)
