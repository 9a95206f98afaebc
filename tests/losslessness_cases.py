"""The ways to draft whose losslessness is shown; one more is an entry."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.core.pairs import Method
from tests.gguf_eagle3 import Eagle3Parts
from tests.gguf_factory import PLANTED_TARGET, Quant, TinyShape, write_llama
from tests.gguf_pairs import write_classic_pair, write_eagle3_pair, write_gemma_pair
from tests.gguf_qwen35 import PLANTED_QWEN35, write_qwen35
from tests.gguf_step35 import PLANTED_STEP35, write_step35
from tests.losslessness import Case, Files
from tests.planted_language import Language
from tests.wrong_inputs import (
    hidden_states_one_row_late,
    layer_inputs_one_row_late,
    no_hidden_states,
    no_layer_inputs,
    place_one_token_late,
)

DISAGREEING, AGREEING = 0.3, 0.05
"""`eps` at which drafts are kept as well as rejected, and at which a good drafter is right."""

TINY = TinyShape(
    width=96,
    layers=2,
    heads=2,
    kv_heads=1,
    head_dim=32,
    ffn=96,
    vocabulary=300,
    context=512,
    sliding_window=32,
)
TINY_LANGUAGE = Language(code=32, successor=2.0, choice=1.0)
"""Flat enough that four tokens are likely at each place."""

HALF_CODES = replace(TINY, layers=3, heads=4, kv_heads=2, head_dim=16)
"""Heads that half a code fills, as MTP heads inside the target need."""

TINY_TARGET: dict[str, Any] = {"language": TINY_LANGUAGE, "target_shape": TINY}
TINY_WHOLE: dict[str, Any] = {"language": TINY_LANGUAGE, "target_shape": HALF_CODES}

HIDDEN_STATES = {"zeros": no_hidden_states, "row before": hidden_states_one_row_late}


def _one_file(write: Callable[..., Path], planted: TinyShape) -> Callable[..., Files]:
    """Return a Case's `write` for targets that draft on their own."""

    def written(
        folder: Path,
        eps: float,
        *,
        quant: Quant = "f32",
        language: Language = Language(),  # noqa: B008 - frozen
        target_shape: TinyShape = planted,
    ) -> Files:
        return write(folder / "alone.gguf", target_shape, 1, quant, language, eps), None

    return written


CASES: dict[str, Case] = {
    "mtp": Case(
        Method.MTP,
        write_gemma_pair,
        {**TINY_TARGET, "drafter_shape": replace(TINY, width=128, ffn=64)},
        0.88,
        HIDDEN_STATES,
    ),
    "draft": Case(
        Method.DRAFT,
        write_classic_pair,
        {**TINY_TARGET, "drafter_shape": replace(TINY, layers=1, ffn=64)},
        0.9,
    ),
    "nextn": Case(
        Method.MTP, _one_file(write_qwen35, PLANTED_QWEN35), TINY_WHOLE, 0.9, HIDDEN_STATES
    ),
    "nextn-chain": Case(
        Method.MTP, _one_file(write_step35, PLANTED_STEP35), TINY_WHOLE, 0.88, HIDDEN_STATES
    ),
    "eagle3": Case(
        Method.EAGLE3,
        write_eagle3_pair,
        {
            **TINY_TARGET,
            "drafter_shape": replace(TINY, layers=1, heads=4, kv_heads=4, ffn=64),
            "parts": Eagle3Parts(target_layers=(1, 1, 1)),
        },
        0.9,
        {"zeros": no_layer_inputs, "row before": layer_inputs_one_row_late},
    ),
    "ngram": Case(
        Method.NGRAM,
        _one_file(write_llama, PLANTED_TARGET),
        TINY_TARGET,
        0.9,
        {"one place late": place_one_token_late},
        lookup=True,
        depths=(8,),
    ),
    "ngram-draft": Case(
        Method.DRAFT,
        write_classic_pair,
        {**TINY_TARGET, "drafter_shape": replace(TINY, layers=1, ffn=64)},
        0.9,
        lookup=True,
    ),
}
