"""Pairs are set up as measured, unless whoever loads them says otherwise."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from app.core import tunings
from app.core.events import GenerateRequest, PairLoaded, PairLoadFailed
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.tuning import CacheType, Tuning
from app.core.tunings import Gain, MeasuredTuning
from app.engine.tuned import TunedEngine
from app.engine.tuning_key import tuning_key
from tests.scripted_engine import Script, ScriptedEngine

FOUND = MeasuredTuning(Tuning(threads=1), Gain(1.2, 1.3, 1.2), date(2026, 11, 24))


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tunings.json"


@pytest.fixture
def engine(script: Script, file: Path) -> TunedEngine:
    return TunedEngine(ScriptedEngine(script), file)


@pytest.fixture
def spec(tmp_path: Path) -> PairSpec:
    for name in ("t.gguf", "d.gguf", "e.gguf"):
        (tmp_path / name).write_text(name)
    return PairSpec(tmp_path / "t.gguf", tmp_path / "d.gguf")


def load(engine: TunedEngine, spec: PairSpec) -> PairInfo:
    *_, last = engine.load(spec)
    assert isinstance(last, PairLoaded)
    return last.info


def test_what_was_measured_is_in_force_and_the_wish_stays(
    engine: TunedEngine, script: Script, spec: PairSpec, file: Path
) -> None:
    assert load(engine, spec).measured is None
    tunings.remember(file, tuning_key(spec), FOUND)
    info = load(engine, spec)
    assert script.specs[-1].tuning == Tuning(threads=1)
    assert info.measured == FOUND
    assert info.tuning.threads == 1
    assert info.spec == spec


@pytest.mark.parametrize(
    "own",
    [
        {"threads": 2},
        {"tuning": Tuning(flash_attention=False)},
        {"tuning": Tuning(cache_type=CacheType.Q8_0)},
    ],
)
def test_any_setting_of_ones_own_wins(
    engine: TunedEngine, script: Script, spec: PairSpec, file: Path, own: dict
) -> None:
    tunings.remember(file, tuning_key(spec), FOUND)
    wanted = dataclasses.replace(spec, **own)
    assert load(engine, wanted).measured is None
    assert script.specs[-1] == wanted


def test_other_gpu_layers_are_another_matter(
    engine: TunedEngine, spec: PairSpec, file: Path
) -> None:
    tunings.remember(file, tuning_key(spec), FOUND)
    assert load(engine, dataclasses.replace(spec, gpu_layers=0)).measured is None


def test_settings_that_no_longer_load_do_not_lock_the_pair_out(
    script: Script, spec: PairSpec, file: Path
) -> None:
    class Refusing(ScriptedEngine):
        def load(self, spec: PairSpec):
            if spec.tuning.threads == 1:
                self.script.specs.append(spec)
                yield PairLoadFailed("llama.cpp stopped.", "")
                return
            yield from super().load(spec)

    engine = TunedEngine(Refusing(script), file)
    tunings.remember(file, tuning_key(spec), FOUND)
    info = load(engine, spec)
    assert [one.tuning.threads for one in script.specs] == [1, None]
    assert info.measured is None


def test_a_missing_file_is_the_loaders_to_name(
    engine: TunedEngine, script: Script, tmp_path: Path
) -> None:
    script.bad = {"none.gguf"}
    *_, last = engine.load(PairSpec(tmp_path / "none.gguf"))
    assert isinstance(last, PairLoadFailed)
    assert last.title == "none.gguf is not a GGUF."


def test_another_drafter_keeps_the_targets_settings(
    engine: TunedEngine, script: Script, spec: PairSpec, file: Path
) -> None:
    tunings.remember(file, tuning_key(spec), FOUND)
    load(engine, spec)
    other = dataclasses.replace(spec, drafter=spec.target.with_name("e.gguf"))
    assert load(engine, other).measured == FOUND
    assert script.specs[-1].tuning == FOUND.tuning
    assert load(engine, spec.alone).measured == FOUND


def test_its_own_measurement_comes_first(engine: TunedEngine, spec: PairSpec, file: Path) -> None:
    other = dataclasses.replace(spec, drafter=spec.target.with_name("e.gguf"))
    own = dataclasses.replace(FOUND, tuning=Tuning(threads=2))
    tunings.remember(file, tuning_key(spec), FOUND)
    tunings.remember(file, tuning_key(other), own)
    load(engine, spec)
    assert load(engine, other).measured == own


def test_a_drafter_that_does_not_open_leaves_the_target(
    engine: TunedEngine, script: Script, spec: PairSpec, file: Path
) -> None:
    tunings.remember(file, tuning_key(spec), FOUND)
    load(engine, spec)
    script.fail_load = ("No.", "")
    loads = len(script.specs)
    other = dataclasses.replace(spec, drafter=spec.target.with_name("e.gguf"))
    *_, last = engine.load(other)
    assert isinstance(last, PairLoadFailed)
    assert len(script.specs) == loads + 1


def test_after_a_death_nothing_is_carried_over(
    engine: TunedEngine, script: Script, spec: PairSpec, file: Path
) -> None:
    tunings.remember(file, tuning_key(spec), FOUND)
    load(engine, spec)
    script.die_after = 0
    list(engine.stream(GenerateRequest("t", method=Method.OFF)))
    assert load(engine, spec.alone).measured is None
