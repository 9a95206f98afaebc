"""`foretoken inspect --memory` sets estimated, simulated and measured side by side."""

import argparse
import json
import re
from pathlib import Path

import pytest

from app.cli import inspect, memory_report
from app.core.errors import AppError
from app.gguf.fit import FreeMemory
from tests.gguf_architectures import Architecture, write_architecture
from tests.gguf_factory import PLANTED_TARGET, write_gemma4_assistant, write_llama
from tests.gguf_pairs import write_gemma_pair
from tests.gguf_qwen35 import write_qwen35


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    inspect.add_parser(parser.add_subparsers())
    args = parser.parse_args(["inspect", "--memory", *map(str, arguments)])
    return int(args.run(args))


def test_a_pair_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*write_gemma_pair(tmp_path), "--ctx", 1024, "--json") == 0
    memory = json.loads(capsys.readouterr().out)["memory"]
    assert memory["context_length"] == 1024
    assert memory["method"] == "mtp"
    assert memory["refusal"] == memory["simulation_problem"] == memory["measurement_problem"] == ""
    assert memory["estimated"].keys() == memory["simulated"].keys() == memory["measured"].keys()
    for part in ("weights", "KV cache", "sliding KV cache", "compute", "drafter weights"):
        assert memory["estimated"][part] == pytest.approx(memory["simulated"][part], rel=0.02)
        assert memory["estimated"][part] == pytest.approx(memory["measured"][part], rel=0.02)


def test_a_pair_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*write_gemma_pair(tmp_path)) == 0
    shown = capsys.readouterr().out
    assert "memory for a context of 4,096 tokens, method mtp" in shown
    assert "drafter compute" in shown
    assert "fits with a context of 4,096 tokens" in shown


def test_what_does_not_fit_is_estimated_and_simulated_but_not_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_report, "free_memory", lambda: FreeMemory(10**9))
    model = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=512)
    assert run(write_architecture(tmp_path / "model.gguf", model)) == 0
    shown = capsys.readouterr().out
    assert "not measured: it does not fit" in shown
    assert re.search(r"does not fit: This needs [78]\.\d GB for a context of 4096 tokens", shown)
    weights = next(line for line in shown.splitlines() if line.startswith("  weights"))
    assert weights.split()[-1] == "-"


def test_a_drafter_alone_is_no_pair(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="depends on its target"):
        run(write_gemma4_assistant(tmp_path / "a.gguf", PLANTED_TARGET))


def test_a_context_that_the_model_was_not_made_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="--ctx 100000 is out of range"):
        run(write_llama(tmp_path / "model.gguf"), "--ctx", 100000)


def test_checkpoints_are_estimated_and_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(write_qwen35(tmp_path / "q.gguf")) == 0
    shown = capsys.readouterr().out
    (row,) = re.findall(r"^  checkpoints  .*$", shown, re.MULTILINE)
    assert row.split()[-2:] == ["-", "-"]
    assert "estimated with as many as it may leave" in shown
