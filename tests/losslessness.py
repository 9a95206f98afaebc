"""The methods whose losslessness is shown, and on which pairs of files; a method is an entry.

Turns are answered in this process, as the window's engine answers them in its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from app.core.events import GenerateRequest, GenerationFinished
from app.core.pairs import Method, PairSpec
from app.engine.generation import Turn
from app.engine.local import LocalEngine
from app.engine.pair import Pair
from tests.gguf_eagle3 import Eagle3Parts
from tests.gguf_factory import Quant, TinyShape
from tests.gguf_pairs import write_classic_pair, write_eagle3_pair, write_gemma_pair
from tests.gguf_qwen35 import PLANTED_QWEN35, write_qwen35
from tests.planted_language import Language

ALPHA = 0.001
"""A check that holds fails by chance this often; fixed before anything was measured."""

Files = tuple[Path, Path | None]

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


TINY_PAIR: dict[str, Any] = {"language": TINY_LANGUAGE, "target_shape": TINY}


class Case(NamedTuple):
    """A method, and the files to show it on.

    Attributes:
        write: gets (folder, eps) and, as keywords, quant, language, target_shape, drafter_shape;
            returns the target's path and the drafter's, if there is one.
        tiny: what `write` needs for a pair with a tiny vocabulary and TINY_LANGUAGE or the like.
        least_acceptance: of greedy drafts at depth 3 and AGREEING, between what was measured with
            right and with wrong hidden states.
        wrong: ways to feed the drafter something else than the target's hidden states; none if it
            reads none.
    """

    method: Method
    write: Callable[..., Files]
    tiny: dict[str, Any]
    least_acceptance: float
    wrong: dict[str, Callable[[Pair], None]]


def _write_nextn(
    folder: Path,
    eps: float,
    *,
    quant: Quant = "f32",
    language: Language = Language(),  # noqa: B008 - frozen
    target_shape: TinyShape = PLANTED_QWEN35,
) -> Files:
    """Write a target with a prediction head of its own."""
    return write_qwen35(folder / "qwen.gguf", target_shape, 1, quant, language, eps), None


def _no_hidden_states(pair: Pair) -> None:
    nothing = np.zeros(pair.context.model.width_out, np.float32)
    pair.context.hidden = lambda row: nothing


def _hidden_states_one_row_late(pair: Pair) -> None:
    right = pair.context.hidden
    pair.context.hidden = lambda row: right(max(row - 1, 0))


def _no_layer_inputs(pair: Pair) -> None:
    drafter: Any = pair.drafter
    drafter._inputs.copy = lambda first, out: out.fill(0.0)


def _layer_inputs_one_row_late(pair: Pair) -> None:
    drafter: Any = pair.drafter
    right = drafter._inputs.copy
    before = np.zeros(drafter._inputs.width, np.float32)

    def late(first: int, out: np.ndarray) -> None:
        right(first, out)
        last = out[-1].copy()
        out[1:] = out[:-1].copy()
        out[0] = before
        before[:] = last

    drafter._inputs.copy = late


CASES: dict[str, Case] = {
    "mtp": Case(
        Method.MTP,
        write_gemma_pair,
        {**TINY_PAIR, "drafter_shape": replace(TINY, width=128, ffn=64)},
        0.9,
        {"zeros": _no_hidden_states, "row before": _hidden_states_one_row_late},
    ),
    "draft": Case(
        Method.DRAFT,
        write_classic_pair,
        {**TINY_PAIR, "drafter_shape": replace(TINY, layers=1, ffn=64)},
        0.9,
        {},
    ),
    "nextn": Case(
        Method.MTP,
        _write_nextn,
        {
            "language": replace(TINY_LANGUAGE, code=64),
            "target_shape": replace(PLANTED_QWEN35, layers=3, ffn=96, vocabulary=TINY.vocabulary),
        },
        0.9,
        {"zeros": _no_hidden_states, "row before": _hidden_states_one_row_late},
    ),
    "eagle3": Case(
        Method.EAGLE3,
        write_eagle3_pair,
        {
            **TINY_PAIR,
            "drafter_shape": replace(TINY, layers=1, heads=4, kv_heads=4, ffn=64),
            "parts": Eagle3Parts(target_layers=(1, 1, 1)),
        },
        0.9,
        {"zeros": _no_layer_inputs, "row before": _layer_inputs_one_row_late},
    ),
}


@contextmanager
def loaded(case: Case, files: Files) -> Iterator[Pair]:
    """Load a pair in this process, on one thread."""
    engine = LocalEngine()
    target, drafter = files
    spec = PairSpec(target, drafter, threads=1, method=case.method)
    *_, last = engine.load(spec)
    pair = engine._pair
    assert pair is not None, last
    assert pair.info.method is case.method
    try:
        yield pair
    finally:
        engine.close()


def forget(pair: Pair) -> None:
    """Empty the target's cache."""
    pair.cached.clear()
    pair.rollback.keep(0)


def answer(pair: Pair, request: GenerateRequest) -> GenerationFinished:
    """Return the end of one turn."""
    *_, last = Turn(pair, request).events()
    assert isinstance(last, GenerationFinished)
    return last
