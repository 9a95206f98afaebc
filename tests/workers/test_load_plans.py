"""Planning on its own thread: files and devices are read once, the newest question counts."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.devices import Device
from app.core.load_options import LoadOptions
from app.core.pairs import Method, PairInfo, PairSpec
from app.engine.device_probe import probe_devices
from app.workers.load_planning import LoadAnswer, LoadPlanner, LoadQuestion
from app.workers.load_plans import LoadPlans
from tests.gguf_architectures import Architecture, write_architecture
from tests.gguf_factory import write_llama

GIB = 2**30
DEVICES = (
    Device("CPU", "a processor", "cpu", 8 * GIB, 16 * GIB),
    Device("CUDA0", "a card", "gpu", 4 * GIB, 8 * GIB),
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return write_llama(tmp_path / "t.gguf")


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def planner(asked: list[int]) -> LoadPlanner:
    def probe() -> tuple[Device, ...]:
        asked.append(1)
        return DEVICES

    return LoadPlanner(probe)


def one(planner: LoadPlanner, question: LoadQuestion) -> LoadAnswer:
    return next(iter(planner.answers(question)))


def test_devices_are_asked_once_and_again_on_demand(planner, target, asked) -> None:
    question = LoadQuestion(target, None, LoadOptions())
    for _ in range(3):
        answer = one(planner, question)
        assert answer.plan is not None
        assert answer.devices == DEVICES
    assert len(asked) == 1
    one(planner, replace(question, look_again=True))
    assert len(asked) == 2


def test_what_the_loaded_pair_holds_counts_as_free(planner, target) -> None:
    loaded = PairInfo(
        spec=PairSpec(target),
        name="t",
        drafter_name="",
        method=Method.OFF,
        reason="",
        context_length=2048,
        parameters=0,
        drafter_parameters=0,
        device="GPU",
        gpu_layers=3,
    )
    before = one(planner, LoadQuestion(target, None, LoadOptions())).devices[1]
    after = one(planner, LoadQuestion(target, None, LoadOptions(), loaded)).devices[1]
    plan = one(planner, LoadQuestion(target, None, LoadOptions(context_length=2048))).plan
    assert plan is not None
    assert plan.gpu_layers == 3
    held = after.free_bytes - before.free_bytes
    assert held == pytest.approx(plan.devices[1].parts.total, rel=0.05)


def test_a_missing_file_and_missing_devices_are_told(planner, tmp_path) -> None:
    answer = one(planner, LoadQuestion(tmp_path / "none.gguf", None, LoadOptions()))
    assert answer.plan is None
    assert "none.gguf cannot be read" in answer.title


def test_a_drafter_beside_the_target_is_found(planner, tmp_path) -> None:
    target = write_llama(tmp_path / "t.gguf")
    answer = one(planner, LoadQuestion(target, None, LoadOptions()))
    assert answer.drafters == ()


def test_what_would_fit_comes_second(planner, tmp_path) -> None:
    large = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=512, context=131072)
    target = write_architecture(tmp_path / "large.gguf", large)
    wish = LoadOptions(context_length=131072, gpu_layers=0)
    first, second = planner.answers(LoadQuestion(target, None, wish))
    assert not first.plan.loadable
    assert first.plan.offers == ()
    assert second.plan.offers
    question = LoadQuestion(target, None, wish)
    question.cancel.set()
    assert len(list(planner.answers(question))) == 1


def test_only_the_newest_question_is_answered(qtbot, target) -> None:
    plans = LoadPlans(lambda: DEVICES)
    answers = []
    plans.planned.connect(answers.append)
    try:
        for length in (512, 1024, 2048):
            question = LoadQuestion(target, None, LoadOptions(context_length=length))
            plans.ask(question)
        qtbot.waitUntil(lambda: bool(answers))
        qtbot.wait(20)
        assert [one.question.options.context_length for one in answers] == [2048]
        plans.ask(LoadQuestion(target, None, LoadOptions()))
        plans.forget()
        qtbot.wait(50)
        assert len(answers) == 1
    finally:
        plans.shutdown()


def test_the_real_devices_are_asked_in_another_process() -> None:
    found = probe_devices()
    assert [one for one in found if one.kind == "cpu" and one.free_bytes > 0]
