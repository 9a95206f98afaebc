"""The factory's qwen35 files load and run in llama.cpp, and their MTP heads agree as meant."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gguf_qwen35 import HEADLESS, PLANTED_QWEN35, SIDECAR, WHOLE, write_qwen35
from tests.planted_language import Language
from tests.test_gguf_factory import probe

pytest.importorskip("llama_cpp")

PROBE = Path(__file__).with_name("nextn_probe.py")


def measure(target: Path, head: Path | None = None, **changes: Any) -> dict[str, Any]:
    """Run llama.cpp in a child process: what it aborts must not abort the tests."""
    request = {"path": str(target), "head_path": str(head or ""), "rounds": 40, "depth": 3}
    request |= {"blind": False, "forgetful": False} | changes
    command = [sys.executable, str(PROBE), json.dumps(request)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def planted(folder: Path, eps: float, **options: Any) -> Path:
    return write_qwen35(
        folder / "qwen.gguf", PLANTED_QWEN35, 1, language=Language(), eps=eps, **options
    )


@pytest.mark.parametrize("quant", ["f32", "q8_0"])
@pytest.mark.parametrize("extent", [WHOLE, HEADLESS])
def test_llama_cpp_runs_a_tiny_target(tmp_path: Path, quant: Any, extent: Any) -> None:
    answer = probe(path=str(write_qwen35(tmp_path / "t.gguf", quant=quant, extent=extent)), count=8)
    assert answer["finite"]
    assert len(set(answer["text"])) > 6


@pytest.mark.parametrize("quant", ["f32", "q8_0"])
def test_the_head_agrees_if_hidden_states_and_cache_are_right(tmp_path: Path, quant: Any) -> None:
    path = planted(tmp_path, 0.15, quant=quant)
    right = measure(path)
    assert right["accepted_share"] > 0.7
    assert measure(path, blind=True)["accepted_share"] < right["accepted_share"] - 0.15
    assert measure(path, forgetful=True)["accepted_share"] < right["accepted_share"] - 0.1
    alone = probe(path=str(path), count=len(right["text"]) - 4)
    assert alone["text"] == right["text"]


def test_agreement_follows_eps(tmp_path: Path) -> None:
    assert measure(planted(tmp_path, 0.05))["accepted_share"] > 0.9
    assert measure(planted(tmp_path, 1.0))["accepted_share"] < 0.3


def test_a_head_in_a_file_of_its_own_drafts_the_same(tmp_path: Path) -> None:
    whole = planted(tmp_path, 0.15)
    head = write_qwen35(
        tmp_path / "mtp-qwen.gguf", PLANTED_QWEN35, 2, language=Language(), eps=0.15, extent=SIDECAR
    )
    assert measure(whole, head)["accepted_share"] > 0.7
