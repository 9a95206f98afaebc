"""Files are recognised for what they are, and what is no model or only a part of one is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest

from app.core.errors import AppError
from app.gguf.capabilities import describe, refuse_unloadable
from app.gguf.roles import Role
from tests.gguf_factory import (
    TINY,
    TINY_ASSISTANT,
    write_gemma4,
    write_gemma4_assistant,
    write_llama,
    write_vocabulary_variant,
)
from tests.gguf_rewrite import rewrite


def test_a_target_is_described(tmp_path: Path) -> None:
    path = write_llama(tmp_path / "chat.gguf", quant="q8_0")
    file = describe(path)
    assert (file.role, file.architecture, file.name) == (Role.TARGET, "llama", "chat")
    assert (file.width, file.width_out, file.layers) == (64, 64, 2)
    assert (file.context_length, file.vocabulary_size) == (2048, 512)
    assert (file.vocabulary.bos, file.vocabulary.eos, file.vocabulary.add_bos) == (1, 2, True)
    assert file.vocabulary.tokens[4] == "<end_of_turn>"
    assert file.attention.heads == (2, 2)
    assert file.attention.kv_heads == (1, 1)
    assert file.quantization == "Q8_0"
    assert file.file_size == path.stat().st_size
    assert file.parameters == sum(t.n_elements for t in gguf.GGUFReader(path).tensors)
    assert "start_of_turn" in (file.chat_template or "")
    assert file.problems == ()
    refuse_unloadable(file)


def test_a_gemma_target_and_its_assistant_are_described(tmp_path: Path) -> None:
    shape = replace(TINY, layers=4, full_head_dim=64)
    target = describe(write_gemma4(tmp_path / "g.gguf", shape))
    assert target.attention.sliding == (True, True, True, False)
    assert (target.attention.key_length, target.attention.key_length_swa) == (64, 32)
    assert target.attention.sliding_window == 64
    drafter = describe(write_gemma4_assistant(tmp_path / "a.gguf", shape, TINY_ASSISTANT))
    assert (drafter.role, drafter.width, drafter.width_out) == (Role.ASSISTANT, 32, 64)
    assert drafter.nextn_layers == 2
    for file in (target, drafter):
        refuse_unloadable(file)


def test_fingerprints_tell_vocabularies_apart(tmp_path: Path) -> None:
    one = describe(write_llama(tmp_path / "1.gguf", seed=1)).vocabulary
    two = describe(write_llama(tmp_path / "2.gguf", seed=2)).vocabulary
    other = describe(write_vocabulary_variant(tmp_path / "3.gguf")).vocabulary
    assert one.fingerprint == two.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("changes", "role"),
    [
        ({"general.architecture": "gemma4_assistant"}, Role.LOOKALIKE),
        ({"general.architecture": "qwen35moe_mtp"}, Role.LOOKALIKE),
        ({"general.architecture": "eagle3"}, Role.EAGLE3),
        ({"general.architecture": "dflash"}, Role.DFLASH),
        ({"general.architecture": "clip"}, Role.PROJECTOR),
        ({"general.type": "mmproj"}, Role.PROJECTOR),
        ({"general.type": "imatrix"}, Role.IMATRIX),
        ({"general.architecture": "bert"}, Role.EMBEDDING),
    ],
)
def test_what_is_no_target_is_recognised_and_refused(
    tmp_path: Path, changes: dict[str, Any], role: Role
) -> None:
    file = describe(rewrite(write_llama(tmp_path / "m.gguf"), changes))
    assert file.role is role
    with pytest.raises(AppError):
        refuse_unloadable(file)


def test_drafts_that_are_not_run_yet_are_named(tmp_path: Path) -> None:
    dflash = rewrite(write_llama(tmp_path / "m.gguf"), {"general.architecture": "dflash"})
    with pytest.raises(AppError, match="is a DFlash draft, which Foretoken does not run yet"):
        refuse_unloadable(describe(dflash))
    writer = gguf.GGUFWriter(tmp_path / "d.gguf", "dflash")
    writer.add_tensor("markov_w1.weight", np.zeros((4, 4), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(AppError, match="is a DSpark draft, which Foretoken does not run yet"):
        refuse_unloadable(describe(tmp_path / "d.gguf"))


def test_stripped_prediction_layers_are_noticed(tmp_path: Path) -> None:
    changes = {"llama.nextn_predict_layers": 1, "llama.block_count": 3}
    file = describe(rewrite(write_llama(tmp_path / "m.gguf"), changes))
    assert (file.nextn_layers, file.has_nextn) == (1, False)
    refuse_unloadable(file)


def test_parts_of_a_model_are_told_apart(tmp_path: Path) -> None:
    changes = {"split.count": 2, "split.no": 0}
    changed = rewrite(write_llama(tmp_path / "m.gguf"), changes)
    first = changed.rename(tmp_path / "big-00001-of-00002.gguf")
    assert describe(first).shard == (1, 2)
    with pytest.raises(AppError, match="part 2 of 2 is not beside it"):
        refuse_unloadable(describe(first))
    second = rewrite(tmp_path / "m.gguf", {"split.count": 2, "split.no": 1})
    second = second.rename(tmp_path / "big-00002-of-00002.gguf")
    refuse_unloadable(describe(first))
    with pytest.raises(AppError, match="open part 1"):
        refuse_unloadable(describe(second))
