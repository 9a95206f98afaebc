"""Opens the drafter of a pair: which models and contexts each method needs, in which order."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from app.core.errors import AppError
from app.core.pairs import Method
from app.engine.cache_state import restore_cache, save_cache
from app.engine.drafters.base import EngineDrafter, NoDrafter
from app.engine.drafters.draft_model import DraftModelDrafter
from app.engine.drafters.eagle3 import Eagle3Drafter
from app.engine.drafters.gemma_mtp import GemmaMtpDrafter
from app.engine.drafters.hidden_rows import HiddenRows
from app.engine.drafters.nextn_chain import ChainedMtpDrafter
from app.engine.drafters.nextn_mtp import HiddenListener, NextnMtpDrafter
from app.engine.eagle_features import LayerInputs, target_layers
from app.engine.llama import LlamaContext
from app.engine.llama_model import LlamaModel
from app.engine.parts import Parts
from app.gguf.capabilities import Capabilities
from app.gguf.pair_plan import ASSISTANT_BATCH, EAGLE3_BATCH, PREFILL_BATCH
from app.gguf.prediction import heads_are_chained, heads_keep_every_row
from app.gguf.roles import Role

DRAFTER_PROGRESS: Final = (0.9, 1.0)
"""The drafter is the small part of the wait."""


@dataclass(frozen=True, slots=True)
class OpenedDrafter:
    """A drafter, how many weights it has beyond the target's, and what stands in for it in a turn
    without speculation."""

    drafter: EngineDrafter
    parameters: int = 0
    resting: EngineDrafter = field(default_factory=NoDrafter)


def open_drafter(
    parts: Parts, target: LlamaContext, method: Method, file: Capabilities | None
) -> OpenedDrafter:
    """Open what `method` needs beside `target`, whose cache stays as it is if memory allows.

    Raises AppError or LoadCancelledError.
    """
    match method, file:
        case Method.MTP, None:
            return _open_head(parts, target, target.model, own=True)
        case Method.MTP, Capabilities(role=Role.MTP_HEAD):
            model = parts.open_model(file, "drafter", DRAFTER_PROGRESS, prediction_layers=True)
            return _open_head(parts, target, model, own=False)
        case Method.MTP, Capabilities():
            return _open_assistant(parts, target, file)
        case Method.EAGLE3, Capabilities():
            return _open_eagle3(parts, target, file)
        case Method.DRAFT, Capabilities():
            return _open_draft_model(parts, target, file)
        case _:
            return OpenedDrafter(NoDrafter())


def _open_head(
    parts: Parts, target: LlamaContext, model: LlamaModel, *, own: bool
) -> OpenedDrafter:
    """Open MTP heads: the target's own, or those of a file that has nothing else."""
    if model.width_out != target.model.width_out:
        raise AppError(
            f"The MTP head was made for a target of width {model.width_out}; this target has "
            f"{target.model.width_out}.",
            "Choose the MTP head published with this target.",
        )
    context = parts.open_context(
        model,
        "drafter ",
        capacity=target.capacity,
        max_batch=PREFILL_BATCH,
        max_outputs=1,
        mtp=True,
    )
    target.keep_hidden_states(only_outputs=False)
    context.keep_hidden_states(only_outputs=not heads_keep_every_row(model.architecture))
    chained = model.heads > 1 and heads_are_chained(model.architecture)
    kind = ChainedMtpDrafter if chained else NextnMtpDrafter
    rows = HiddenRows(target)
    drafter = kind(context, rows, owns_model=not own)
    return OpenedDrafter(drafter, 0 if own else model.parameters, HiddenListener(rows))


def _open_assistant(parts: Parts, target: LlamaContext, file: Capabilities) -> OpenedDrafter:
    model = parts.open_model(file, "drafter", DRAFTER_PROGRESS)
    with _cache_kept(target):
        context = parts.open_context(
            model,
            "drafter ",
            capacity=target.capacity,
            max_batch=ASSISTANT_BATCH,
            max_outputs=1,
            mtp=True,
            other=target,
        )
    target.keep_hidden_states(only_outputs=False)
    context.keep_hidden_states(only_outputs=True)
    return OpenedDrafter(GemmaMtpDrafter(context, target), model.parameters)


@contextmanager
def _cache_kept(target: LlamaContext) -> Generator[None]:
    """Save the target's cache: a context that shares it empties it when it is made."""
    state = save_cache(target, whole=True) if target.length else None
    try:
        yield
    finally:
        if state is not None and not restore_cache(target, state):
            target.clear()


def _open_eagle3(parts: Parts, target: LlamaContext, file: Capabilities) -> OpenedDrafter:
    model = parts.open_model(file, "drafter", DRAFTER_PROGRESS)
    inputs = LayerInputs(target, target_layers(model))
    context = parts.open_context(
        model,
        "drafter ",
        capacity=target.capacity,
        max_batch=EAGLE3_BATCH,
        max_outputs=EAGLE3_BATCH,
        other=target,
    )
    context.keep_hidden_states(only_outputs=True)
    return OpenedDrafter(Eagle3Drafter(context, inputs), model.parameters)


def _open_draft_model(parts: Parts, target: LlamaContext, file: Capabilities) -> OpenedDrafter:
    model = parts.open_model(file, "drafter", DRAFTER_PROGRESS)
    context = parts.open_context(
        model, "drafter ", capacity=target.capacity, max_batch=PREFILL_BATCH, max_outputs=1
    )
    drafter = DraftModelDrafter(context, target.model.vocabulary_size)
    return OpenedDrafter(drafter, model.parameters)
