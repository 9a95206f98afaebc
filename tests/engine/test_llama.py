"""What would kill the process is refused in Python (llama_cpp.md 1.9 and 1.13)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.errors import AppError
from app.engine.llama import LlamaContext
from app.engine.llama_model import LlamaModel
from tests import gguf_factory
from tests.engine.conftest import Files


@pytest.fixture
def context(files: Files) -> Iterator[LlamaContext]:
    model = LlamaModel(files.gemma, repack=False)
    made = LlamaContext(model, capacity=100, max_batch=32, max_outputs=4, threads=1)
    yield made
    made.close()
    made.close()
    model.close()


def test_more_tokens_than_a_batch(context: LlamaContext) -> None:
    with pytest.raises(AppError, match="33 tokens"):
        context.evaluate([5] * 33, 0, outputs=0)
    with pytest.raises(AppError, match="0 tokens"):
        context.evaluate([], 0, outputs=0)


def test_more_rows_with_logits_than_outputs(context: LlamaContext) -> None:
    with pytest.raises(AppError, match="5 tokens"):
        context.evaluate([5] * 5, 0, outputs=5)


def test_beyond_the_context(context: LlamaContext) -> None:
    with pytest.raises(AppError, match="full"):
        context.evaluate([5, 5], 99, outputs=0)


def test_rows_that_are_not_there(context: LlamaContext) -> None:
    context.evaluate([5, 6], 0, outputs=0)
    with pytest.raises(IndexError):
        context.logits(0)
    with pytest.raises(IndexError):
        context.hidden(2)
    with pytest.raises(IndexError):
        context.hidden_rows(3)


def test_hidden_states_come_one_by_one_and_together(context: LlamaContext) -> None:
    context.keep_hidden_states(only_outputs=False)
    context.evaluate([5, 6, 7], 0, outputs=1)
    together = context.hidden_rows(3).copy()
    assert np.array_equal(together, [context.hidden(row) for row in range(3)])
    assert not np.array_equal(together[0], together[2])


def test_a_gap_is_an_error_and_leaves_the_cache_as_it_was(context: LlamaContext) -> None:
    context.evaluate([5, 6, 7], 0, outputs=0)
    with pytest.raises(AppError, match="could not evaluate"):
        context.evaluate([5], 9, outputs=1)
    context.evaluate([8], 3, outputs=1)
    alone = context.logits(0).copy()
    context.keep(0)
    context.evaluate([5, 6, 7], 0, outputs=0)
    context.evaluate([8], 3, outputs=1)
    assert np.array_equal(context.logits(0), alone)


def test_text_survives_tokenising(context: LlamaContext) -> None:
    text = "Grüße, 世界! \N{WATER WAVE}"
    tokens = context.model.tokenize(text, add_special=False)
    assert b"".join(map(context.model.piece, tokens)).decode() == text


def test_an_assistant_without_its_target_is_refused(tmp_path: Path, files: Files) -> None:
    model = LlamaModel(files.assistant, repack=False)
    with pytest.raises(AppError, match="the Gemma 4 target it was made for"):
        LlamaContext(model, capacity=64, max_batch=8, max_outputs=1, threads=1)
    model.close()


def test_a_context_is_closed_after_those_that_borrow_from_it(files: Files) -> None:
    models = [LlamaModel(p, repack=False) for p in (files.gemma, files.assistant)]
    size: dict[str, Any] = {"capacity": 64, "max_batch": 8, "max_outputs": 1, "threads": 1}
    target = LlamaContext(models[0], **size)
    gone, open_ = (LlamaContext(models[1], **size, mtp=True, other=target) for _ in range(2))
    gone.close()
    target.close()
    assert open_.handle is None
    for context in (target, open_):
        with pytest.raises(AppError, match="unloaded"):
            context.evaluate([5], 0, outputs=0)
        context.close()
    with pytest.raises(AppError, match="Gemma 4 target"):
        LlamaContext(models[1], **size, mtp=True, other=target)
    for model in models:
        model.close()


def test_tokens_that_are_none(context: LlamaContext) -> None:
    for token in (-1, context.model.vocabulary_size):
        with pytest.raises(IndexError):
            context.model.piece(token)
        assert not context.model.is_end(token)
    assert context.model.piece(context.model.vocabulary_size - 1)


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    whole = gguf_factory.write_llama(tmp_path / "whole.gguf").read_bytes()
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(whole[:-1])
    with pytest.raises(AppError, match=r"cannot load cut\.gguf"):
        LlamaModel(cut, repack=False)


def test_logits_of_the_last_rows_only(context: LlamaContext) -> None:
    context.evaluate([5, 6, 7], 0, outputs=3)
    whole = context.logits(2).copy()
    context.keep(0)
    context.evaluate([5, 6, 7], 0, outputs=1)
    assert context.logits(2) == pytest.approx(whole, abs=1e-4)
    with pytest.raises(IndexError):
        context.logits(1)
