"""EAGLE-3 files: described for what they are, and refused where they would end the process."""

from pathlib import Path
from typing import Any

import gguf
import numpy as np
import pytest

from app.core.errors import AppError
from app.gguf.capabilities import describe, refuse_unloadable
from app.gguf.eagle3 import Eagle3
from app.gguf.roles import Role
from tests.gguf_eagle3 import PLANTED_EAGLE3, Eagle3Parts, write_eagle3
from tests.gguf_factory import write_llama
from tests.gguf_rewrite import rewrite


def reduced(path: Path, tokens: Any = None) -> Path:
    """Write a drafter of a reduced vocabulary, which maps its tokens to these."""
    write_eagle3(path, parts=Eagle3Parts(draft_vocabulary=1536))
    if tokens is not None:
        reader = gguf.GGUFReader(path, "r+")
        next(t for t in reader.tensors if t.name == "d2t").data[:] = tokens
        reader.data.flush()
    return path


def test_a_drafter_is_described(tmp_path: Path) -> None:
    file = describe(write_eagle3(tmp_path / "e.gguf"))
    assert (file.role, file.architecture) == (Role.EAGLE3, "eagle3")
    assert (file.width, file.layers) == (PLANTED_EAGLE3.width, 1)
    assert file.eagle3 == Eagle3(256, (1, 3, 5), 2048, own_embedding=True, own_head=True)
    refuse_unloadable(file)


def test_what_a_drafter_lacks_is_told(tmp_path: Path) -> None:
    file = describe(reduced(tmp_path / "r.gguf"))
    assert file.eagle3 == Eagle3(256, (1, 3, 5), 1536, own_embedding=True, own_head=True)
    refuse_unloadable(file)
    parts = Eagle3Parts((2, 2, 6), own_embedding=False, own_head=False)
    file = describe(write_eagle3(tmp_path / "e.gguf", parts=parts))
    assert file.eagle3 == Eagle3(256, (2, 2, 6), 2048, own_embedding=False, own_head=False)
    refuse_unloadable(file)
    assert describe(write_llama(tmp_path / "m.gguf")).eagle3 is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"eagle3.block_count": 2}, "2 layers where an EAGLE-3 drafter has one"),
        ({"eagle3.nextn_predict_layers": 1}, "where an EAGLE-3 drafter has one"),
        ({"eagle3.target_layers": None}, "does not name 3 layers"),
        ({"eagle3.target_layers": [1, 3]}, "does not name 3 layers"),
        ({"eagle3.target_layers": [-1, 3, 5]}, "does not name 3 layers"),
        ({"eagle3.target_hidden_size": None}, "for which width"),
        ({"eagle3.target_hidden_size": 288}, "fuses 768 numbers of 3 layers 288 wide"),
        ({"eagle3.norm_before_fc": True}, "enc.output_norm.weight is missing"),
        ({"eagle3.attention.value_length": 32}, "different"),
        ({"eagle3.rope.dimension_count": 128}, "rotates 128"),
        ({"eagle3.rope.dimension_count": 33}, "rotates 33"),
        ({"eagle3.embedding_length": 192}, "its embedding table"),
        ({"tokenizer.ggml.tokens": None}, "no vocabulary"),
    ],
)
def test_metadata_that_would_end_the_process(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    file = describe(rewrite(write_eagle3(tmp_path / "e.gguf"), changes))
    with pytest.raises(AppError) as caught:
        refuse_unloadable(file)
    assert words in str(caught.value)


@pytest.mark.parametrize("name", ["fc", "output_norm", "blk.0.attn_norm_2", "blk.0.ffn_gate"])
def test_missing_tensors_are_named(tmp_path: Path, name: str) -> None:
    path = rewrite(write_eagle3(tmp_path / "e.gguf"), {}, drop=(name,))
    with pytest.raises(AppError, match=f"{name}.weight is missing"):
        refuse_unloadable(describe(path))


def test_a_reduced_vocabulary_needs_a_head(tmp_path: Path) -> None:
    path = rewrite(reduced(tmp_path / "e.gguf"), {}, drop=("output.weight",))
    with pytest.raises(AppError, match="no head for them"):
        refuse_unloadable(describe(path))
    path = rewrite(reduced(tmp_path / "e.gguf"), {}, drop=("d2t",))
    with pytest.raises(AppError, match="its head is"):
        refuse_unloadable(describe(path))


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        (np.arange(1536) + 1000, "can propose token 2048"),
        (np.arange(1536) - 1, "can propose token -1"),
        (np.arange(1536) // 2, "twice"),
    ],
)
def test_a_reduced_vocabulary_lies_within_the_whole_one(
    tmp_path: Path, tokens: Any, words: str
) -> None:
    with pytest.raises(AppError, match=words):
        refuse_unloadable(describe(reduced(tmp_path / "e.gguf", tokens)))


def test_a_list_of_tokens_in_floats(tmp_path: Path) -> None:
    source = gguf.GGUFReader(reduced(tmp_path / "e.gguf"))
    writer = gguf.GGUFWriter(tmp_path / "f.gguf", "eagle3")
    writer.add_uint32("eagle3.block_count", 1)
    for tensor in source.tensors:
        data = tensor.data.astype(np.float32) if tensor.name == "d2t" else tensor.data
        writer.add_tensor(tensor.name, data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    problems = " ".join(describe(tmp_path / "f.gguf").problems)
    assert "not a list of whole numbers" in problems
