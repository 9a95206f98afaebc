"""Devices and their shares reach llama.cpp; what is not here is refused."""

import pytest

from app.core.errors import AppError
from app.core.events import PairLoadFailed
from app.core.pairs import PairSpec
from app.engine.local import LocalEngine
from app.engine.placement import Placement
from tests.engine.conftest import Files, answer, load, request


def test_a_pair_on_a_chosen_device_answers(engine: LocalEngine, files: Files) -> None:
    plain = load(engine, files.llama, files.draft)
    first = answer(engine, request())
    info = load(engine, files.llama, files.draft, devices=("CPU",), gpu_layers=3)
    assert info.spec.devices == ("CPU",)
    assert answer(engine, request()).token_ids == first.token_ids
    assert info.method is plain.method


def test_a_device_that_is_not_here_is_named(engine: LocalEngine, files: Files) -> None:
    *_, last = engine.load(PairSpec(files.llama, devices=("CUDA9",), threads=1))
    assert isinstance(last, PairLoadFailed)
    assert last.title == "There is no device CUDA9 here."
    assert "CPU" in last.hint


def test_shares_are_passed_on_in_order() -> None:
    assert Placement().handles() is None
    assert Placement().shares(16) is None
    shares = Placement(devices=("A", "B"), split=(3.0, 1.0)).shares(16)
    assert list(shares) == [3.0, 1.0, *[0.0] * 14]


@pytest.mark.parametrize(
    ("devices", "split"), [(("A",), (1.0, 2.0)), ((), (0.0, 0.0)), ((), (-1.0, 2.0))]
)
def test_shares_that_make_no_sense_are_refused(devices, split) -> None:
    with pytest.raises(AppError):
        Placement(devices=devices, split=split).shares(16)


def test_more_shares_than_devices_can_be_are_refused() -> None:
    with pytest.raises(AppError):
        Placement(split=(1.0,) * 3).shares(2)
