"""Rows of the target's layers, and their encoding: asked for wrongly they would end the process."""

from collections.abc import Iterator

import numpy as np
import pytest

from app.core.errors import AppError
from app.engine.eagle_features import FeatureEncoder, LayerInputs, target_layers
from app.engine.llama import EvaluationAborted, LlamaContext, LlamaModel
from tests.engine.conftest import Files
from tests.gguf_factory import PLANTED_TARGET
from tests.planted_language import Language

WIDTH = PLANTED_TARGET.width
TOKENS = [1, 300, 350, 400]


@pytest.fixture
def target(files: Files) -> Iterator[LlamaContext]:
    model = LlamaModel(files.llama, repack=False)
    context = LlamaContext(model, capacity=64, max_batch=8, max_outputs=1, threads=1)
    yield context
    context.close()
    model.close()


@pytest.fixture
def drafter(files: Files, target: LlamaContext) -> Iterator[LlamaContext]:
    model = LlamaModel(files.eagle3, repack=False)
    context = LlamaContext(model, capacity=64, max_batch=8, max_outputs=8, threads=1, other=target)
    context.keep_hidden_states(only_outputs=True)
    yield context
    context.close()
    model.close()


def test_a_file_says_which_layers_it_reads(target: LlamaContext, drafter: LlamaContext) -> None:
    assert target_layers(drafter.model) == (1, 3, 5)
    assert target_layers(target.model) == ()


def test_what_enters_the_first_layer_is_the_embedding(target: LlamaContext) -> None:
    inputs = LayerInputs(target, (0, 3))
    target.evaluate(TOKENS, 0, outputs=0)
    rows = np.empty((len(TOKENS), inputs.width), np.float32)
    inputs.copy(0, rows)
    embedding = Language().embedding(PLANTED_TARGET.vocabulary, WIDTH)[TOKENS]
    assert rows[:, :WIDTH] == pytest.approx(embedding)
    assert np.abs(rows[:, WIDTH:] - embedding).max() > 0.5
    last = np.empty((1, inputs.width), np.float32)
    inputs.copy(3, last)
    assert np.array_equal(last[0], rows[3])


@pytest.mark.parametrize("layers", [(), (0, 7), (-1,)])
def test_layers_the_target_lacks(target: LlamaContext, layers: tuple[int, ...]) -> None:
    with pytest.raises(AppError, match="reads the target's layers"):
        LayerInputs(target, layers)


def test_rows_that_are_not_there(target: LlamaContext) -> None:
    target.evaluate(TOKENS, 0, outputs=0)
    inputs = LayerInputs(target, (1, 3, 5))
    row = np.empty((1, inputs.width), np.float32)
    with pytest.raises(IndexError):
        inputs.copy(0, row)  # evaluated before anything was kept
    target.evaluate(TOKENS, len(TOKENS), outputs=0)
    inputs.copy(3, row)
    for first in (-1, 4):
        with pytest.raises(IndexError):
            inputs.copy(first, row)


def test_rows_are_encoded_alike_however_many_come_at_once(
    target: LlamaContext, drafter: LlamaContext
) -> None:
    inputs = LayerInputs(target, target_layers(drafter.model))
    encoder = FeatureEncoder(drafter, inputs.width)
    target.evaluate(TOKENS, 0, outputs=0)
    rows = np.empty((len(TOKENS), inputs.width), np.float32)
    inputs.copy(0, rows)
    together = encoder.encode(rows).copy()
    alone = np.concatenate([encoder.encode(rows[i : i + 1]).copy() for i in range(len(rows))])
    assert together.shape == (len(TOKENS), drafter.model.width)
    assert together == pytest.approx(alone, abs=1e-4)
    assert encoder.seconds > 0
    with pytest.raises(IndexError):
        drafter.logits(0)


def test_more_rows_than_a_batch_and_rows_of_another_width(drafter: LlamaContext) -> None:
    encoder = FeatureEncoder(drafter, 3 * WIDTH)
    for shape in ((9, 3 * WIDTH), (0, 3 * WIDTH), (1, WIDTH)):
        with pytest.raises(AppError, match="do not fit"):
            encoder.encode(np.zeros(shape, np.float32))


def test_encoding_can_be_stopped(drafter: LlamaContext) -> None:
    encoder = FeatureEncoder(drafter, 3 * WIDTH)
    drafter.abort_when(lambda: True)
    with pytest.raises(EvaluationAborted):
        encoder.encode(np.zeros((8, 3 * WIDTH), np.float32))
    drafter.abort_when(None)
    assert np.isfinite(encoder.encode(np.ones((8, 3 * WIDTH), np.float32))).all()
