"""Loading a target and its drafter, every check made before llama.cpp could abort."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.core.depth import MAX_DEPTH
from app.core.errors import AppError
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method, PairInfo, PairSpec
from app.engine.chat_template import ChatTemplate
from app.engine.drafters.base import EngineDrafter, NoDrafter
from app.engine.drafters.draft_model import DraftModelDrafter
from app.engine.drafters.gemma_mtp import GemmaMtpDrafter
from app.engine.llama import LlamaContext, LlamaModel, repacking_is_safe, supports_gpu
from app.engine.log_lines import LogLines
from app.engine.transcript_tokens import TranscriptTokens
from app.gguf.capabilities import Capabilities, Role, describe, refuse_unloadable
from app.gguf.pairing import check_pair, refuse_mismatch

PREFILL_BATCH = 512
"""Prompt tokens a call: llama.cpp's default n_ubatch."""

_UNPACKED = frozenset({"Q8_0", "F32", "F16", "BF16"})
"""Repacking these for the CPU gains nothing at 0.7B and costs 1.3x at 7M (llama_cpp.md 1.14)."""

Progress = Callable[[float, str], None]
"""Hears (fraction from 0 to 1, what is being loaded)."""


@dataclass(slots=True)
class Pair:
    """A loaded target, its drafter, and what the target's cache holds.

    Attributes:
        cached: tokens in the target's cache, in order.
    """

    info: PairInfo
    context: LlamaContext
    drafter: EngineDrafter
    transcript: TranscriptTokens
    cached: list[int]
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


class PairLoader:
    """Loads one PairSpec; frees what it opened when anything fails."""

    def __init__(self, spec: PairSpec, log_lines: LogLines, progress: Progress) -> None:
        self._spec = spec
        self._log_lines = log_lines
        self._progress = progress
        self._threads = spec.threads or usable_cores()
        self._memory: list[tuple[str, int]] = []
        self._opened: list[LlamaContext | LlamaModel] = []

    def load(self) -> Pair:
        """Return the loaded pair. Raises AppError or LoadCancelledError."""
        started = time.perf_counter()
        target = describe(self._spec.target)
        _refuse_as_target(target)
        drafter = describe(self._spec.drafter) if self._spec.drafter else None
        method, reason = choose_method(target, drafter, self._spec.method)
        try:
            context = self._open_target(target, with_hidden=method is Method.MTP)
            engine_drafter, parameters = self._open_drafter(drafter, context, method)
        except BaseException:
            for opened in reversed(self._opened):
                opened.close()
            raise
        model = context.model
        info = PairInfo(
            spec=self._spec,
            name=target.name,
            drafter_name=drafter.name if drafter and method is not Method.OFF else "",
            method=method,
            reason=reason,
            context_length=context.capacity,
            parameters=model.parameters,
            drafter_parameters=parameters,
            device="GPU" if gpu_in_use(self._spec) else "CPU",
            memory=tuple(self._memory),
            load_seconds=time.perf_counter() - started,
        )
        transcript = TranscriptTokens(
            lambda text, special: model.tokenize(text, add_special=special), model.bos_text
        )
        return Pair(info, context, engine_drafter, transcript, [])

    def _open_target(self, target: Capabilities, *, with_hidden: bool) -> LlamaContext:
        model = self._open_model(target, "target", 0.0, 0.9 if self._spec.drafter else 1.0)
        wanted = self._spec.context_length
        longest = model.trained_context or DEFAULT_CONTEXT_LENGTH
        if wanted is not None and wanted > longest:
            raise AppError(
                f"A context of {wanted} tokens is longer than this model was made for.",
                f"Use at most {longest}.",
            )
        context = LlamaContext(
            model,
            capacity=wanted or min(DEFAULT_CONTEXT_LENGTH, longest),
            max_batch=PREFILL_BATCH,
            max_outputs=MAX_DEPTH + 1,
            threads=self._threads,
        )
        self._opened.append(context)
        if with_hidden:
            context.keep_hidden_states(only_outputs=False)
        self._note_memory("")
        return context

    def _open_drafter(
        self, drafter: Capabilities | None, target: LlamaContext, method: Method
    ) -> tuple[EngineDrafter, int]:
        if drafter is None or method is Method.OFF:
            return NoDrafter(), 0
        model = self._open_model(drafter, "drafter", 0.9, 1.0)
        assists = target if method is Method.MTP else None
        if assists is not None and model.width_out != target.model.width_out:
            raise AppError(
                f"The drafter was made for a target of width {model.width_out}; this target "
                f"has {target.model.width_out}.",
                "Choose the drafter published with this target.",
            )
        context = LlamaContext(
            model,
            capacity=target.capacity,
            max_batch=16 if assists else PREFILL_BATCH,
            max_outputs=1,
            threads=self._threads,
            assists=assists,
        )
        self._opened.append(context)
        self._note_memory("drafter ")
        if assists is None:
            return DraftModelDrafter(context), model.parameters
        context.keep_hidden_states(only_outputs=True)
        return GemmaMtpDrafter(context, target), model.parameters

    def _open_model(self, file: Capabilities, part: str, begin: float, end: float) -> LlamaModel:
        self._log_lines.forget()

        def progress(fraction: float) -> bool:
            self._progress(begin + fraction * (end - begin), part)
            return self._spec.cancel is None or not self._spec.cancel.is_set()

        model = LlamaModel(
            file.path,
            gpu_layers=self._spec.gpu_layers,
            repack=file.quantization not in _UNPACKED and repacking_is_safe(),
            progress=progress,
        )
        self._opened.append(model)
        return model

    def _note_memory(self, owner: str) -> None:
        sizes = self._log_lines.buffer_sizes()
        self._memory.extend((owner + part, size) for part, size in sizes.items())


def choose_method(
    target: Capabilities, drafter: Capabilities | None, wanted: Method
) -> tuple[Method, str]:
    """Return the method to use and one sentence why. Raises AppError when `wanted` cannot be."""
    if wanted is Method.OFF:
        return Method.OFF, "Speculation is switched off."
    if drafter is None:
        if wanted is Method.AUTO:
            return Method.OFF, "There is no drafter, so the target decodes alone."
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
