"""Every check of a pair says its value, and what to do where it fails."""

from pathlib import Path

import pytest

from app.core.pairs import Method
from app.gguf.capabilities import Capabilities, describe
from app.gguf.doctor import Room, examine
from app.gguf.fit import FreeMemory
from tests import gguf_headers as headers
from tests.gguf_pairs import write_gemma_pair
from tests.gguf_qwen35 import STRIPPED, write_qwen35

GIB = 2**30
ROOMY = Room(FreeMemory(64 * GIB))


def file(folder: Path, name: str, made: headers.HeaderFile) -> Capabilities:
    return describe(made.write(folder / name))


def test_a_pair_that_fits_says_so_check_by_check(tmp_path: Path) -> None:
    pair = write_gemma_pair(tmp_path)
    report = examine(describe(pair.target), describe(pair.drafter), ROOMY)
    names = [check.name for check in report.checks]
    assert names[:3] == ["target", "drafter", "architecture"]
    assert names[-1] == "memory"
    assert report.method is Method.MTP
    assert all(check.passed and check.value.endswith(".") for check in report.checks)
    assert "68.7 GB of RAM are free" in report.checks[-1].value


def test_too_little_memory_is_a_failed_check(tmp_path: Path) -> None:
    target = file(tmp_path, "t.gguf", headers.model(tmp_path, headers.LLAMA_8B, "Llama 3.1 8B"))
    drafter = file(tmp_path, "d.gguf", headers.model(tmp_path, headers.LLAMA_1B, "Llama 3.2 1B"))
    report = examine(target, drafter, Room(FreeMemory(4 * GIB)))
    (failed,) = report.failed
    assert failed.name == "memory"
    assert "This needs 9." in failed.value
    assert failed.advice
    assert report.method is None


def test_a_context_longer_than_the_model_is_refused(tmp_path: Path) -> None:
    target = file(tmp_path, "t.gguf", headers.model(tmp_path, headers.LLAMA_8B, "Llama 3.1 8B"))
    drafter = file(tmp_path, "d.gguf", headers.model(tmp_path, headers.LLAMA_1B, "Llama 3.2 1B"))
    report = examine(target, drafter, Room(FreeMemory(640 * GIB), 1 << 20))
    assert [check.name for check in report.failed] == ["memory"]


@pytest.mark.parametrize("stripped", [False, True])
def test_heads_in_the_target_s_own_file(tmp_path: Path, stripped: bool) -> None:
    path = tmp_path / "q.gguf"
    target = describe(write_qwen35(path, extent=STRIPPED) if stripped else write_qwen35(path))
    report = examine(target, None, ROOMY)
    assert report.method is (None if stripped else Method.MTP)
    assert [check.name for check in report.failed] == (["heads"] if stripped else [])


def test_a_file_that_cannot_be_loaded_is_said_before_anything_else(tmp_path: Path) -> None:
    pair = write_gemma_pair(tmp_path)
    fork = file(tmp_path, "f.gguf", headers.assistant(tmp_path, architecture="gemma4_mtp"))
    report = examine(describe(pair.target), fork, ROOMY)
    assert [check.name for check in report.failed] == ["drafter"]
    assert "fork of llama.cpp" in report.failed[0].value
    swapped = examine(describe(pair.drafter), describe(pair.target))
    assert swapped.failed[0].name == "target"
