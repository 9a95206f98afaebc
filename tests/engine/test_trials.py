"""A trial loads the pair as told, decodes by both ways, and ends when asked."""

import threading
from pathlib import Path

import pytest

from app.core.errors import AppError, MeasurementCancelledError
from app.core.pairs import Method, PairSpec
from app.core.tuning import Tuning
from app.engine import trials
from app.engine.local import LocalEngine
from app.engine.trials import Trials
from tests.engine.conftest import Files
from tests.scripted_engine import Script, ScriptedEngine

SPEC = PairSpec(Path("t.gguf"), Path("d.gguf"))
USUAL = Tuning(threads=2, spin=1000)
MEASURED = Tuning(threads=2, spin=1000, repack=False)


def begun(script: Script, spec: PairSpec = SPEC) -> Trials:
    made = Trials(ScriptedEngine(script), spec, threading.Event())
    made.begin(USUAL)
    return made


def test_both_ways_of_decoding_are_timed() -> None:
    made = begun(Script(speed=lambda tuning, plain: 100.0 if plain else 180.0))
    speeds = made.measure(MEASURED)
    assert speeds is not None
    assert (round(speeds.plain), round(speeds.method or 0)) == (100, 180)


def test_the_fastest_depth_is_measured_everywhere() -> None:
    script = Script(speed=lambda tuning, plain: 100.0)
    made = begun(script)
    assert made.workload.method is Method.MTP
    assert {one.depth for one in script.requests} == {0, 1, 2, 3, 5, 7}
    before = len(script.requests)
    made.measure(MEASURED)
    assert {one.depth for one in script.requests[before:]} == {0, made.workload.depth}


def test_a_target_alone_is_measured_plain_only() -> None:
    script = Script(speed=lambda tuning, plain: 100.0)
    made = begun(script, PairSpec(Path("t.gguf")))
    speeds = made.measure(MEASURED)
    assert speeds is not None
    assert speeds.method is None
    assert {one.method for one in script.requests} == {Method.OFF}


def test_no_turn_teaches_the_depth_controller() -> None:
    script = Script()
    begun(script)
    assert all(one.depth is not None for one in script.requests)


def test_a_slow_pair_decodes_few_tokens_and_a_fast_one_not_too_many() -> None:
    tokens = [
        begun(Script(speed=lambda tuning, plain, rate=rate: rate)).workload.tokens
        for rate in (1.0, 400.0, 1e6)
    ]
    assert tokens == [24, 100, 1024]


def test_settings_that_cannot_be_had_give_nothing() -> None:
    script = Script(speed=lambda tuning, plain: 100.0)
    made = begun(script)
    script.dies_with = lambda tuning: tuning.flash_attention is False
    assert made.measure(Tuning(threads=2, repack=False, flash_attention=False)) is None
    assert made.measure(Tuning(threads=2, repack=None)) is None  # in force: False
    assert made.measure(MEASURED) is not None


def test_a_pair_that_does_not_load_says_why() -> None:
    with pytest.raises(AppError, match="No memory"):
        begun(Script(fail_load=("No memory.", "Close something.")))


def test_cancelling_ends_a_trial() -> None:
    cancel = threading.Event()
    made = Trials(ScriptedEngine(Script()), SPEC, cancel)
    made.begin(USUAL)
    cancel.set()
    with pytest.raises(MeasurementCancelledError):
        made.measure(MEASURED)


def test_a_real_pair(engine: LocalEngine, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "_SECONDS", 0.0)
    made = Trials(engine, PairSpec(files.llama, files.draft), threading.Event())
    info = made.begin(Tuning(threads=1))
    assert info.tuning.threads == 1
    assert made.workload.method is Method.DRAFT
    speeds = made.measure(Tuning(threads=1, repack=False, flash_attention=False))
    assert speeds is not None
    assert speeds.plain > 0
    assert speeds.method is not None
