"""Opens the drafter of a pair: which models and contexts each method needs, in which order."""

from dataclasses import dataclass
from typing import Final

from app.core.errors import AppError
from app.core.pairs import Method
from app.engine.drafters.base import EngineDrafter, NoDrafter
from app.engine.drafters.draft_model import DraftModelDrafter
from app.engine.drafters.eagle3 import Eagle3Drafter
from app.engine.drafters.gemma_mtp import GemmaMtpDrafter
from app.engine.eagle_features import LayerInputs, target_layers
from app.engine.llama import LlamaContext
from app.engine.parts import Parts
from app.gguf.capabilities import Capabilities
from app.gguf.pair_plan import ASSISTANT_BATCH, EAGLE3_BATCH, PREFILL_BATCH

DRAFTER_PROGRESS: Final = (0.9, 1.0)
"""The drafter is the small part of the wait."""


@dataclass(frozen=True, slots=True)
class OpenedDrafter:
    """A drafter, and how many weights it has beyond the target's."""

    drafter: EngineDrafter
    parameters: int = 0


def open_drafter(
    parts: Parts, target: LlamaContext, method: Method, file: Capabilities | None
) -> OpenedDrafter:
    """Open what `method` needs beside `target`, whose cache is still empty.

    Raises AppError or LoadCancelledError.
    """
    match method, file:
        case Method.MTP, Capabilities():
            return _open_assistant(parts, target, file)
        case Method.EAGLE3, Capabilities():
            return _open_eagle3(parts, target, file)
        case Method.DRAFT, Capabilities():
            return _open_draft_model(parts, target, file)
        case _:
            return OpenedDrafter(NoDrafter())


def _open_assistant(parts: Parts, target: LlamaContext, file: Capabilities) -> OpenedDrafter:
    model = parts.open_model(file, "drafter", DRAFTER_PROGRESS)
    if model.width_out != target.model.width_out:
        raise AppError(
            f"The drafter was made for a target of width {model.width_out}; this target "
            f"has {target.model.width_out}.",
            "Choose the drafter published with this target.",
        )
    target.keep_hidden_states(only_outputs=False)
    context = parts.open_context(
        model,
        "drafter ",
        capacity=target.capacity,
        max_batch=ASSISTANT_BATCH,
        max_outputs=1,
        mtp=True,
        other=target,
    )
    context.keep_hidden_states(only_outputs=True)
    return OpenedDrafter(GemmaMtpDrafter(context, target), model.parameters)


def _open_eagle3(parts: Parts, target: LlamaContext, file: Capabilities) -> OpenedDrafter:
    if target.model.hybrid and not target.rollback:
        raise AppError(
            "This target cannot take back rejected draft tokens.",
            "Use --method off, or choose a target without recurrent layers.",
        )
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
    return OpenedDrafter(DraftModelDrafter(context), model.parameters)
