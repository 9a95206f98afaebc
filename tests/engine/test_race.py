"""Races on real llama.cpp, and their order, cancelling and failures on a scripted engine."""

import threading
from pathlib import Path

import pytest

from app.core.errors import AppError, EngineDiedError
from app.core.events import PairLoaded
from app.core.pairs import Method, PairSpec
from app.core.race import Entrant, RacePlan, RaceResult
from app.core.sampling import SamplingSettings
from app.engine.local import LocalEngine
from app.engine.race import RaceProgress, RaceRunner
from tests.engine.conftest import Files, load
from tests.scripted_engine import Script, ScriptedEngine

SPEC = PairSpec(Path("t.gguf"), Path("d.gguf"))
OTHER = PairSpec(Path("other.gguf"))


def plan_of(spec: PairSpec, **options) -> RacePlan:
    options.setdefault("max_tokens", 40)
    options.setdefault("repeats", 2)
    entrants = (Entrant(spec, Method.OFF), Entrant(spec, Method.AUTO, 3))
    return RacePlan("hello there", entrants, **options)


def race(engine, plan: RacePlan, loaded=None, cancel=None) -> list[RaceProgress | RaceResult]:
    return list(RaceRunner(engine, plan, cancel or threading.Event(), loaded).run())


@pytest.mark.parametrize(
    "sampling", [SamplingSettings(), SamplingSettings(temperature=1.0, seed=4)]
)
def test_a_real_race(engine: LocalEngine, files: Files, sampling: SamplingSettings) -> None:
    info = load(engine, files.gemma, files.assistant)
    *steps, result = race(engine, plan_of(info.spec, sampling=sampling), info)
    assert isinstance(result, RaceResult)
    assert [(lap.entrant, lap.repeat) for lap in result.laps] == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert all(ratio > 0 for ratio in result.ratios)
    assert result.laps[0].trace.finished is not None
    assert result.laps[0].trace.finished.statistics.draft_tokens == 0
    assert result.laps[1].trace.finished is not None
    assert result.laps[1].trace.finished.statistics.draft_tokens > 0
    assert 0 < result.memory(0) < result.memory(1)
    done = [step.done for step in steps if isinstance(step, RaceProgress)]
    assert done == sorted(done)
    if sampling.greedy:
        assert result.same_text is True
    else:
        assert {lap.emitted for lap in result.laps} == {40}


def test_two_pairs_race_and_the_first_one_is_loaded_again() -> None:
    script = Script()
    engine = ScriptedEngine(script)
    *_, loaded = engine.load(SPEC)
    assert isinstance(loaded, PairLoaded)
    script.specs.clear()
    entrants = (Entrant(SPEC, Method.OFF), Entrant(OTHER, Method.AUTO))
    *_, result = race(engine, RacePlan("x", entrants, repeats=2), loaded.info)
    assert isinstance(result, RaceResult)
    assert [info.spec for info in result.infos] == [SPEC, OTHER]
    assert script.specs == [OTHER, SPEC, OTHER, SPEC, OTHER, SPEC]


def test_cancelling_ends_without_a_result_and_leaves_the_pair() -> None:
    script = Script(delay=0.001)
    engine = ScriptedEngine(script)
    *_, loaded = engine.load(SPEC)
    assert isinstance(loaded, PairLoaded)
    cancel = threading.Event()
    steps = []
    for step in RaceRunner(engine, plan_of(SPEC), cancel, loaded.info).run():
        steps.append(step)
        if len(steps) == 3:
            cancel.set()
    assert not any(isinstance(step, RaceResult) for step in steps)
    assert script.specs == [SPEC]


def test_an_engine_that_dies_is_told_and_the_pair_comes_back() -> None:
    script = Script()
    engine = ScriptedEngine(script)
    *_, loaded = engine.load(SPEC)
    assert isinstance(loaded, PairLoaded)
    script.die_after = 4
    with pytest.raises(EngineDiedError, match="stopped"):
        race(engine, plan_of(SPEC), loaded.info)
    assert script.specs == [SPEC, SPEC]


def test_a_pair_that_does_not_load_is_told() -> None:
    engine = ScriptedEngine(Script(bad={"other.gguf"}))
    with pytest.raises(AppError, match=r"other\.gguf is not a GGUF"):
        race(engine, plan_of(OTHER))
