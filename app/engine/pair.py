"""Loading a target and its drafter, every check made before llama.cpp could abort."""

import os
import time
from dataclasses import dataclass, field
from typing import Final

from app.core.depth import MAX_DEPTH
from app.core.errors import AppError
from app.core.lookup import PromptLookup
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method, PairInfo, PairSpec
from app.engine.chat_template import ChatTemplate
from app.engine.drafters.base import EngineDrafter
from app.engine.drafters.lookup_first import longest_lookup
from app.engine.drafters.opening import PREFILL_BATCH, open_drafter
from app.engine.llama import LlamaContext, supports_gpu
from app.engine.log_lines import LogLines
from app.engine.parts import Parts, Progress
from app.engine.transcript_tokens import TranscriptTokens
from app.gguf.capabilities import Capabilities, Role, describe, refuse_unloadable
from app.gguf.pairing import check_pair, refuse_mismatch

UNDRAFTED: Final = (Method.OFF, Method.NGRAM)
"""Methods that load no drafter."""


@dataclass(slots=True)
class Pair:
    """A loaded target, its drafter, and what the target's cache holds.

    Attributes:
        cached: tokens in the target's cache, in order.
        lookup: drafts from the conversation itself.
    """

    info: PairInfo
    context: LlamaContext
    drafter: EngineDrafter
    transcript: TranscriptTokens
    cached: list[int]
    lookup: PromptLookup = field(default_factory=PromptLookup)
    _template: ChatTemplate | None = None

    @property
    def template(self) -> ChatTemplate:
        """The target's chat template. Raises AppError when it has none."""
        if self._template is None:
            model = self.context.model
            self._template = ChatTemplate(
                model.chat_template, bos=model.bos_text, eos=model.eos_text
            )
        return self._template

    def close(self) -> None:
        """Free everything, the drafter first."""
        self.drafter.close()
        model = self.context.model
        self.context.close()
        model.close()


def load_pair(spec: PairSpec, log_lines: LogLines, progress: Progress) -> Pair:
    """Load a pair; nothing stays open when that fails. Raises AppError or LoadCancelledError."""
    started = time.perf_counter()
    target = describe(spec.target)
    _refuse_as_target(target)
    drafter = describe(spec.drafter) if spec.drafter else None
    method, reason = choose_method(target, drafter, spec.method)
    parts = Parts(spec, spec.threads or usable_cores(), log_lines, progress)
    try:
        context = _open_target(parts, target, alone=drafter is None)
        looks_up = longest_lookup(context, on_gpu=gpu_in_use(spec)) > 0
        if method is Method.NGRAM and not looks_up:
            method, reason = _without_lookup(spec.method)
        opened = open_drafter(parts, context, method, drafter)
    except BaseException:
        parts.close()
        raise
    model = context.model
    info = PairInfo(
        spec=spec,
        name=target.name,
        drafter_name=drafter.name if drafter and method not in UNDRAFTED else "",
        method=method,
        reason=reason,
        context_length=context.capacity,
        parameters=model.parameters,
        drafter_parameters=opened.parameters,
        device="GPU" if gpu_in_use(spec) else "CPU",
        looks_up=looks_up,
        memory=tuple(parts.memory),
        load_seconds=time.perf_counter() - started,
    )
    transcript = TranscriptTokens(
        lambda text, special: model.tokenize(text, add_special=special), model.bos_text
    )
    return Pair(info, context, opened.drafter, transcript, [])


def _open_target(parts: Parts, target: Capabilities, *, alone: bool) -> LlamaContext:
    model = parts.open_model(target, "target", (0.0, 1.0 if alone else 0.9))
    wanted = parts.spec.context_length
    longest = model.trained_context or DEFAULT_CONTEXT_LENGTH
    if wanted is not None and wanted > longest:
        raise AppError(
            f"A context of {wanted} tokens is longer than this model was made for.",
            f"Use at most {longest}.",
        )
    return parts.open_context(
        model,
        "",
        capacity=wanted or min(DEFAULT_CONTEXT_LENGTH, longest),
        max_batch=PREFILL_BATCH,
        max_outputs=MAX_DEPTH + 1,
    )


def choose_method(
    target: Capabilities, drafter: Capabilities | None, wanted: Method
) -> tuple[Method, str]:
    """Return the method to use and one sentence why. Raises AppError when `wanted` cannot be."""
    if wanted is Method.OFF:
        return Method.OFF, "Speculation is switched off."
    if wanted is Method.NGRAM:
        return Method.NGRAM, "Prompt lookup was asked for: what repeats is drafted from the text."
    if drafter is None:
        if wanted is Method.AUTO:
            return Method.NGRAM, "There is no drafter, so only what repeats in the text is drafted."
        raise AppError(
            f"The method {wanted} needs a drafter.", "Name one with -d, or use --method off."
        )
    refuse_unloadable(drafter)
    report = check_pair(target, drafter)
    refuse_mismatch(report)
    possible = report.method
    if possible is None or wanted not in (Method.AUTO, possible):
        raise AppError(
            f"{drafter.path.name} cannot draft by the method {wanted}.",
            f"Use --method {possible or Method.OFF} or --method auto.",
        )
    kind = "an assistant made for this target" if possible is Method.MTP else "a smaller model"
    return possible, f"The drafter is {kind}."


def _without_lookup(wanted: Method) -> tuple[Method, str]:
    """Return what is left where lookup cannot draft. Raises AppError if it was asked for."""
    if wanted is Method.AUTO:
        return Method.OFF, "There is no drafter, and this target cannot take looked-up tokens back."
    raise AppError(
        "Prompt lookup cannot draft for this target: its state cannot be cut back.",
        "Use --method off.",
    )


def gpu_in_use(spec: PairSpec) -> bool:
    """Whether any layer goes to a GPU."""
    return supports_gpu() and spec.gpu_layers != 0


def _refuse_as_target(file: Capabilities) -> None:
    refuse_unloadable(file)
    if file.role is not Role.TARGET:
        raise AppError(
            f"{file.path.name} is a drafter; it cannot answer on its own.",
            "Open the target model it belongs to, and this file as its drafter.",
        )


def usable_cores() -> int:
    """Return how many CPU cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
