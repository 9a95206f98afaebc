"""Files are recognised for what they are, and those that would end the process are refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import gguf
import pytest

from app.core.errors import AppError
from app.gguf.capabilities import Role, describe, refuse_unloadable
from tests.gguf_factory import (
    TINY,
    TINY_ASSISTANT,
    write_gemma4,
    write_gemma4_assistant,
    write_llama,
    write_vocabulary_variant,
)


def rewrite(path: Path, changes: dict[str, Any], drop: tuple[str, ...] = ()) -> Path:
    """Copy a file with other metadata (None leaves a key out) and without some tensors."""
    reader = gguf.GGUFReader(path)
    out = path.with_name(f"changed-{path.name}")
    values = {key: field.contents() for key, field in reader.fields.items()}
    architecture = changes.get("general.architecture", values["general.architecture"])
    writer = gguf.GGUFWriter(out, architecture)
    skipped = ("GGUF.", "general.architecture")
    for key, value in (values | changes).items():
        if value is None or key.startswith(skipped):
            continue
        _add(writer, key, value)
    for tensor in reader.tensors:
        if not tensor.name.startswith(drop or ("nothing",)):
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return out


def _add(writer: gguf.GGUFWriter, key: str, value: Any) -> None:
    if isinstance(value, bool):
        writer.add_bool(key, value)
    elif isinstance(value, int):
        writer.add_uint32(key, value)
    elif isinstance(value, float):
        writer.add_float32(key, value)
    elif isinstance(value, str):
        writer.add_string(key, value)
    else:
        writer.add_array(key, value)


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
        ({"general.type": "imatrix"}, Role.OTHER),
        ({"general.architecture": "bert"}, Role.OTHER),
    ],
)
def test_what_is_no_target_is_recognised_and_refused(
    tmp_path: Path, changes: dict[str, Any], role: Role
) -> None:
    file = describe(rewrite(write_llama(tmp_path / "m.gguf"), changes))
    assert file.role is role
    with pytest.raises(AppError):
        refuse_unloadable(file)


LLAMA_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"llama.block_count": 0}, "0 layers"),
    ({"llama.block_count": 100_000}, "100000 layers"),
    ({"llama.block_count": 4_000_000_000}, "layers"),
    ({"llama.block_count": 3}, "layer 2 of 3 is missing"),
    ({"llama.block_count": None}, "None layers"),
    ({"llama.nextn_predict_layers": 9}, "prediction layers"),
    ({"llama.embedding_length": 0}, "width is 0"),
    ({"llama.embedding_length": 96}, "embedding table"),
    ({"llama.context_length": 0}, "context length is 0"),
    ({"llama.attention.head_count": 0}, "attention heads"),
    ({"llama.attention.head_count_kv": 3}, "do not divide"),
    ({"llama.attention.head_count": [2, 2, 2]}, "head counts"),
    ({"llama.attention.value_length": 16}, "different"),
    ({"llama.rope.dimension_count": 16}, "rotates"),
    ({"llama.rope.scaling.type": "odd"}, "rope scaling"),
    ({"llama.expert_count": 8}, "0 of 8 experts"),
    ({"llama.expert_used_count": 2}, "2 of 0 experts"),
    ({"tokenizer.ggml.eos_token_id": 512}, "EOS token 512"),
    ({"tokenizer.ggml.tokens": None}, "no vocabulary"),
]


@pytest.mark.parametrize(("changes", "words"), LLAMA_FAULTS)
def test_a_target_that_would_end_the_process_is_refused(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    file = describe(rewrite(write_llama(tmp_path / "m.gguf"), changes))
    with pytest.raises(AppError) as caught:
        refuse_unloadable(file)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"gemma4.attention.sliding_window_pattern": [False, False]}, "sliding window attention"),
        ({"gemma4.attention.sliding_window_pattern": None}, "sliding window attention"),
        ({"gemma4.attention.sliding_window_pattern": [True]}, "1 layers of 2"),
        ({"gemma4.attention.shared_kv_layers": 2}, "keys and values of their own"),
        ({"gemma4.attention.key_length_swa": 64}, "different"),
        ({"gemma4.rope.dimension_count": 64}, "rotates 64 dimensions of heads of 32"),
        ({"gemma4.rope.dimension_count_swa": 31}, "rotates 31"),
        ({"gemma4.rope.dimension_count_swa": 0}, "rotates 0"),
    ],
)
def test_a_gemma_that_would_end_the_process_is_refused(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    file = describe(rewrite(write_gemma4(tmp_path / "m.gguf"), changes))
    with pytest.raises(AppError) as caught:
        refuse_unloadable(file)
    assert words in str(caught.value)


def test_an_assistant_without_sliding_layers_is_refused(tmp_path: Path) -> None:
    path = write_gemma4_assistant(tmp_path / "a.gguf", TINY)
    key = "gemma4-assistant.attention.sliding_window_pattern"
    with pytest.raises(AppError, match="sliding window attention"):
        refuse_unloadable(describe(rewrite(path, {key: [False, False]})))
    with pytest.raises(AppError, match="for which width"):
        key = "gemma4-assistant.embedding_length_out"
        refuse_unloadable(describe(rewrite(path, {key: None})))


@pytest.mark.parametrize("name", ["token_embd", "output_norm", "blk.1.ffn_norm", "blk.1."])
def test_missing_tensors_are_named(tmp_path: Path, name: str) -> None:
    path = rewrite(write_llama(tmp_path / "m.gguf"), {}, drop=(name,))
    with pytest.raises(AppError, match="missing"):
        refuse_unloadable(describe(path))


def test_a_vocabulary_without_weights_is_refused(tmp_path: Path) -> None:
    path = rewrite(write_llama(tmp_path / "m.gguf"), {}, drop=("blk", "output", "token_embd"))
    with pytest.raises(AppError, match="no weights"):
        refuse_unloadable(describe(path))


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
