"""The factory's files load and run in llama.cpp, and its pairs agree as they are meant to."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.gguf_factory import TINY, TinyShape, write_gemma4, write_gemma4_assistant, write_llama
from tests.gguf_pairs import STRANGER, write_classic_pair, write_gemma_pair
from tests.planted_language import Language

pytest.importorskip("llama_cpp")

PROBE = Path(__file__).with_name("gguf_probe.py")


def probe(**request: Any) -> dict[str, Any]:
    """Run llama.cpp in a child process: what it aborts must not abort the tests."""
    command = [sys.executable, str(PROBE), json.dumps(request)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def acceptance(target: Path, drafter: Path, *, mtp: bool, blind: bool = False) -> float:
    measured = probe(
        target_path=str(target),
        drafter_path=str(drafter),
        mtp=mtp,
        rounds=40,
        depth=3,
        blind=blind,
    )
    return measured["accepted_share"]


@pytest.mark.parametrize("quant", ["f32", "q8_0"])
@pytest.mark.parametrize("write", [write_llama, write_gemma4])
def test_llama_cpp_runs_a_tiny_target(tmp_path: Path, write: Any, quant: Any) -> None:
    path = write(tmp_path / "tiny.gguf", quant=quant)
    answer = probe(path=str(path), count=16)
    assert answer["finite"]
    assert len(set(answer["text"])) > 8


def test_llama_cpp_runs_layers_of_unequal_attention(tmp_path: Path) -> None:
    shape = replace(TINY, layers=6, kv_heads=2, full_head_dim=64, full_kv_heads=1)
    target = write_gemma4(tmp_path / "target.gguf", shape)
    drafter = write_gemma4_assistant(tmp_path / "drafter.gguf", shape)
    assert acceptance(target, drafter, mtp=True) < 0.1


def test_the_smallest_file_is_small(tmp_path: Path) -> None:
    shape = TinyShape(width=32, layers=2, heads=1, head_dim=32, ffn=32, vocabulary=261)
    assert write_llama(tmp_path / "t.gguf", shape, quant="q8_0").stat().st_size < 60_000


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    one = write_llama(tmp_path / "a.gguf", seed=3)
    first = one.read_bytes()
    assert write_llama(tmp_path / "a.gguf", seed=3).read_bytes() == first
    assert write_llama(tmp_path / "a.gguf", seed=4).read_bytes() != first


def test_a_classic_pair_agrees_as_much_as_it_should(tmp_path: Path) -> None:
    assert acceptance(*write_classic_pair(tmp_path, 0.05), mtp=False) > 0.85
    assert 0.4 < acceptance(*write_classic_pair(tmp_path, 0.3), mtp=False) < 0.85
    strangers = write_classic_pair(tmp_path, 0.05, drafter_language=STRANGER)
    assert acceptance(*strangers, mtp=False) < 0.02


def test_a_gemma_pair_agrees_if_the_hidden_state_arrives(tmp_path: Path) -> None:
    pair = write_gemma_pair(tmp_path, 0.05, quant="q8_0")
    seeing, blind = acceptance(*pair, mtp=True), acceptance(*pair, mtp=True, blind=True)
    assert seeing > 0.85
    assert blind < seeing - 0.1


def test_gemma_strangers_do_not_agree(tmp_path: Path) -> None:
    pair = write_gemma_pair(tmp_path, 0.05, drafter_language=STRANGER)
    assert acceptance(*pair, mtp=True) < 0.02


def test_a_language_can_end_its_turns(tmp_path: Path) -> None:
    language = Language(end_share=0.05)
    pair = write_classic_pair(tmp_path, language=language)
    assert 4 in probe(path=str(pair.target), count=120)["text"]
