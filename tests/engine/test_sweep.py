"""A sweep on real llama.cpp, and what cancelling keeps."""

import threading

import pytest

from app.core.errors import EngineDiedError
from app.core.events import PairLoaded
from app.core.prompt_kinds import PromptKind
from app.core.sweep import AUTO, PLAIN, SweepPlan, SweepResult, ways_of
from app.core.sweep_choice import taught
from app.engine.local import LocalEngine
from app.engine.sweep import SweepProgress, SweepRunner
from tests.engine.conftest import Files, load
from tests.scripted_engine import Script, ScriptedEngine
from tests.workers.test_inference import SPEC

KINDS = (PromptKind("chat", ("hello there",)), PromptKind("code", ("a b c",)))


def test_every_way_is_measured_on_every_kind(engine: LocalEngine, files: Files) -> None:
    info = load(engine, files.llama, files.draft)
    plan = SweepPlan(KINDS, ways_of(info, (1, 3), (0.5,)), max_tokens=24, repeats=2)
    steps = list(SweepRunner(engine, info, plan, threading.Event()).run())
    result = steps[-1]
    assert isinstance(result, SweepResult)
    assert result.kinds == ("chat", "code")
    for way in plan.ways:
        cell = result.overall(way)
        assert 0 < cell.low <= cell.ratio <= cell.high
        assert (cell.acceptance_rate is None) == (way == PLAIN) or way in (AUTO, plan.ways[-1])
    done = [step.done for step in steps if isinstance(step, SweepProgress)]
    assert done == list(range(plan.answers))
    assert result.control is not None
    assert taught(result, plan.ways[2]) is not None


def test_cancelling_keeps_the_kinds_that_are_complete() -> None:
    engine = ScriptedEngine(Script(answer="one two three"))
    *_, loaded = engine.load(SPEC)
    assert isinstance(loaded, PairLoaded)
    plan = SweepPlan(KINDS, ways_of(loaded.info), max_tokens=24, repeats=1)
    cancel, found = threading.Event(), []
    for step in SweepRunner(engine, loaded.info, plan, cancel).run():
        found.append(step)
        if isinstance(step, SweepResult):
            cancel.set()
    assert found[-1].kind == "code"
    results = [step for step in found if isinstance(step, SweepResult)]
    assert [one.kinds for one in results] == [("chat",)]


def test_an_engine_that_dies_is_told() -> None:
    script = Script()
    engine = ScriptedEngine(script)
    *_, loaded = engine.load(SPEC)
    assert isinstance(loaded, PairLoaded)
    script.die_after = 2
    plan = SweepPlan(KINDS, ways_of(loaded.info))
    with pytest.raises(EngineDiedError):
        list(SweepRunner(engine, loaded.info, plan, threading.Event()).run())
