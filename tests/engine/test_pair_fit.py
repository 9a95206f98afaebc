"""A pair that cannot fit is refused before llama.cpp tries, and what is open is chosen to fit."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.events import PairLoadFailed
from app.core.pairs import Method, PairSpec
from app.engine import pair_fit
from app.engine.devices import BackendReport, Device
from app.engine.local import LocalEngine
from app.engine.pair_fit import fit_files, fit_spec, free_memory
from app.gguf.capabilities import describe
from app.gguf.fit import RAM_RESERVE, FreeMemory
from app.gguf.memory import estimate_pair
from app.gguf.pair_plan import plan_pair
from tests.gguf_architectures import Architecture, write_architecture
from tests.gguf_factory import write_llama

LLAMA_70B = Architecture("llama", 8192, 80, 64, 8, 128, 28672, vocabulary=512, context=131072)
GIB = 2**30


def having(monkeypatch: pytest.MonkeyPatch, *devices: Device) -> None:
    """Make llama.cpp find these devices."""
    report = BackendReport("", "", (), (), bool(devices), devices)
    monkeypatch.setattr(pair_fit, "backend_report", lambda: report)


def device(kind: str, free: int) -> Device:
    return Device(kind, kind, kind, free, free)


def test_a_file_larger_than_the_machine_is_refused_with_the_numbers(
    tmp_path: Path, engine: LocalEngine
) -> None:
    path = write_architecture(tmp_path / "large.gguf", LLAMA_70B)
    *_, last = engine.load(PairSpec(path))
    assert isinstance(last, PairLoadFailed)
    assert "This needs 74." in last.title
    assert "are free" in last.title
    assert "smaller model" in last.hint


def test_the_drafter_counts(tmp_path: Path) -> None:
    target = describe(write_llama(tmp_path / "target.gguf"))
    drafter = describe(write_architecture(tmp_path / "large.gguf", LLAMA_70B))
    alone = estimate_pair(
        target.layout, None, plan_pair(target.layout, None, Method.OFF, 512)
    ).total
    free = FreeMemory(alone + RAM_RESERVE + GIB)
    spec = PairSpec(target.path, drafter.path, context_length=512)
    assert fit_files(spec, free, target, drafter, Method.OFF).context_length == 512
    with pytest.raises(AppError, match="drafter weights"):
        fit_files(spec, free, target, drafter, Method.DRAFT)


def test_what_fits_stays_as_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = describe(write_llama(tmp_path / "target.gguf"))
    having(monkeypatch, device("cpu", 8 * GIB))
    for spec in (PairSpec(file.path), PairSpec(file.path, context_length=700, gpu_layers=0)):
        assert fit_spec(spec, file, None, Method.OFF) == spec


def test_gpu_layers_and_context_are_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = replace(LLAMA_70B, layers=40, width=4096, heads=32, ffn=14336, context=8192)
    file = describe(write_architecture(tmp_path / "model.gguf", model))
    having(monkeypatch, device("cpu", 64 * GIB), device("gpu", 6 * GIB))
    chosen = fit_spec(PairSpec(file.path), file, None, Method.OFF)
    assert chosen.gpu_layers is not None
    assert 0 < chosen.gpu_layers < 41
    assert chosen.context_length is None
    plan = plan_pair(file.layout, None, Method.OFF, 2048)
    memory = estimate_pair(file.layout, None, plan).total
    having(monkeypatch, device("cpu", memory + RAM_RESERVE))
    assert fit_spec(PairSpec(file.path), file, None, Method.OFF).context_length == 2048


def test_an_integrated_gpu_shares_the_ram_and_yields_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cpu, small = device("cpu", 8 * GIB), device("integrated gpu", 8 * GIB)
    having(monkeypatch, cpu, small)
    assert free_memory() == FreeMemory(8 * GIB, (8 * GIB,), shared=True)
    having(monkeypatch, cpu, small, device("gpu", 4 * GIB))
    assert free_memory() == FreeMemory(8 * GIB, (4 * GIB,))
