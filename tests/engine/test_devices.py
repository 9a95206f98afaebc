import importlib
from pathlib import Path
from types import ModuleType

import pytest

from app.core.errors import AppError
from app.engine import devices


def test_the_report_names_this_build_and_its_processor() -> None:
    report = devices.backend_report()
    assert "CPU" in report.backends
    assert report.ggml_version[0].isdigit()
    assert report.features
    cpu = next(device for device in report.devices if device.kind == "cpu")
    assert cpu.name
    assert 0 < cpu.free_bytes <= cpu.total_bytes


def test_free_memory_of_the_processor_is_what_programs_can_still_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(devices, "available_memory", lambda: 2**20)
    cpu = next(d for d in devices.backend_report().devices if d.kind == "cpu")
    assert cpu.free_bytes == 2**20 < cpu.total_bytes


def test_where_the_system_does_not_say_ggml_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_text

    def refuse(path: Path, encoding: str | None = None, errors: str | None = None) -> str:
        if path == Path("/proc/meminfo"):
            raise FileNotFoundError
        return read(path, encoding, errors)

    monkeypatch.setattr(devices.Path, "read_text", refuse)
    assert devices.available_memory() is None
    cpu = next(d for d in devices.backend_report().devices if d.kind == "cpu")
    assert cpu.free_bytes > 0


@pytest.mark.parametrize("problem", [RuntimeError, ImportError, OSError])
def test_a_llama_cpp_that_does_not_load_is_told(
    monkeypatch: pytest.MonkeyPatch, problem: type[Exception]
) -> None:
    def refuse(_name: str) -> ModuleType:
        raise problem("libgomp.so.1: cannot open shared object file")

    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(AppError, match=r"does not load: libgomp\.so\.1") as caught:
        devices.backend_report()
    assert "Install" in caught.value.hint
