"""`foretoken inspect` says what files are and whether they pair."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import inspect
from app.core.errors import AppError
from tests.gguf_eagle3 import PLANTED_EAGLE3, Eagle3Parts
from tests.gguf_factory import TINY, write_llama
from tests.gguf_pairs import write_eagle3_pair, write_gemma_pair


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    inspect.add_parser(parser.add_subparsers())
    args = parser.parse_args(["inspect", *map(str, arguments)])
    return int(args.run(args))


def test_a_file_is_described(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write_llama(tmp_path / "chat.gguf")) == 0
    shown = capsys.readouterr().out
    assert "architecture llama" in shown
    assert "512 tokens" in shown


def test_a_pair_is_checked_in_either_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, drafter = write_gemma_pair(tmp_path)
    assert run(target, drafter) == run(drafter, target) == 0
    assert capsys.readouterr().out.count("pair by the method mtp") == 2


def test_an_eagle3_drafter_says_for_which_targets_it_was_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = Eagle3Parts(draft_vocabulary=1536, own_embedding=False)
    shape = replace(PLANTED_EAGLE3, width=256)
    pair = write_eagle3_pair(tmp_path, drafter_shape=shape, parts=parts)
    assert run(pair.drafter) == 0
    shown = capsys.readouterr().out
    assert "EAGLE-3 drafter (architecture eagle3)" in shown
    assert "targets of width 256, whose layers 1, 3, 5 it reads" in shown
    assert "1,536 of 2,048 tokens" in shown
    assert "the target's embeddings and its own output head" in shown
    assert "problem" not in shown
    assert run(*pair, "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["pair"]["method"] == "eagle3"
    assert record["files"][1]["eagle3"]["target_layers"] == [1, 3, 5]


def test_a_mismatch_is_named_and_is_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, drafter = write_gemma_pair(tmp_path)
    assert run(write_llama(tmp_path / "chat.gguf", TINY), drafter) == 1
    shown = capsys.readouterr().out
    assert "do not pair" in shown
    assert "The drafter was made for a target of width 256; this target has 64." in shown


def test_json_is_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*write_gemma_pair(tmp_path), "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert [file["role"] for file in record["files"]] == ["target", "assistant"]
    assert record["pair"]["method"] == "mtp"
    assert all(check["passed"] for check in record["pair"]["checks"])


def test_what_is_no_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.gguf").write_bytes(b"<html>")
    with pytest.raises(AppError, match="web page"):
        run(tmp_path / "page.gguf")
