"""Files that would end the process, or that llama.cpp refuses, are refused with a reason."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import AppError
from app.gguf.capabilities import describe, refuse_unloadable
from tests.gguf_factory import TINY, write_gemma4, write_gemma4_assistant, write_llama
from tests.gguf_rewrite import rewrite

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


@pytest.mark.parametrize(
    ("shared", "words"),
    [
        (0, ""),
        (2, "layer 5 sees the whole text and would read the keys and values of layer 3"),
        (3, "layer 3 sees only a window of the text and would read the keys and values of layer 1"),
        (4, ""),
    ],
)
def test_layers_borrow_caches_of_their_own_kind(tmp_path: Path, shared: int, words: str) -> None:
    """Full attention in layers 1 and 5 of six."""
    path = write_gemma4(tmp_path / "m.gguf", replace(TINY, layers=6))
    changes = {"gemma4.attention.shared_kv_layers": shared}
    assert " ".join(describe(rewrite(path, changes)).problems)[4 : 4 + len(words)] == words


def test_a_window_is_not_read_out_of_a_whole_cache(tmp_path: Path) -> None:
    path = write_gemma4(tmp_path / "m.gguf", replace(TINY, layers=4))
    name = "gemma4.attention.s"
    changes = {f"{name}liding_window_pattern": [True, False, False, True]}
    file = describe(rewrite(path, {**changes, f"{name}hared_kv_layers": 1}))
    (problem,) = file.problems
    assert problem == (
        "its layer 3 sees only a window of the text and would read the keys and values of layer 1, "
        "which sees the whole text"
    )


def test_a_borrowed_cache_has_the_heads_of_its_borrower(tmp_path: Path) -> None:
    path = write_gemma4(tmp_path / "m.gguf", replace(TINY, layers=6))
    name = "gemma4.attention"
    changes = {f"{name}.shared_kv_layers": 4, f"{name}.head_count_kv": [1, 1, 1, 2, 1, 1]}
    (problem,) = describe(rewrite(path, changes)).problems
    assert problem == "its layer 3 has 2 key/value heads and would read the 1 of layer 0"
