"""Loading a target and its drafter, every check made before llama.cpp could abort."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from app.core.depth import MAX_DEPTH
from app.core.errors import AppError
from app.core.lookup import PromptLookup
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method, PairInfo, PairSpec
from app.core.paths import embedded_target
from app.core.thinking import Thinking, ThinkingMarks
from app.core.usual_sampling import UsualSampling, usual_sampling
from app.engine.chat_template import ChatTemplate
from app.engine.conversation_states import ConversationStates
from app.engine.depth_memory import DepthMemory, seeds
from app.engine.drafters.base import EngineDrafter, NoDrafter
from app.engine.drafters.opening import open_drafter
from app.engine.llama import LlamaContext, supports_gpu
from app.engine.llama_model import LlamaModel
from app.engine.log_lines import LogLines
from app.engine.pair_fit import fit_spec
from app.engine.pair_name import pair_name
from app.engine.parts import Parts, Progress
from app.engine.rollback import Rollback
from app.engine.transcript_tokens import TranscriptTokens
from app.gguf.cache_types import refuse_cache
from app.gguf.capabilities import Capabilities, describe
from app.gguf.method_choice import UNDRAFTED, choose_method, refuse_as_target
from app.gguf.pair_plan import PREFILL_BATCH, rollback_window
from app.gguf.prediction import heads_are_usable

MAX_COUNTS = 4096
"""Texts whose number of tokens is remembered."""

OWN_HEAD = "in-file MTP head"
"""A drafter without a file of its own."""


@dataclass(slots=True)
class Pair:
    """A loaded target, its drafter, and what the target's cache holds.

    Attributes:
        cached: tokens in the target's cache, in order. rollback: how they got there, and back.
        resting: stands in for the drafter in a turn without speculation.
        depths: what is known about draft depths.
        lookup: drafts from the conversation itself.
        states: what is kept of other conversations.
    """

    info: PairInfo
    context: LlamaContext
    drafter: EngineDrafter
    transcript: TranscriptTokens
    cached: list[int]
    rollback: Rollback
    resting: EngineDrafter
    depths: DepthMemory
    lookup: PromptLookup = field(default_factory=PromptLookup)
    states: ConversationStates = field(default_factory=ConversationStates)
    _template: ChatTemplate | None = None
    _counts: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def template(self) -> ChatTemplate:
        """The target's chat template. Raises AppError when it has none."""
        if self._template is None:
            model = self.context.model
            self._template = ChatTemplate(
                model.chat_template, bos=model.bos_text, eos=model.eos_text
            )
        return self._template

    def count(self, text: str) -> int:
        """Return how many tokens a text has by itself."""
        known = self._counts.get(text)
        if known is None:
            if len(self._counts) >= MAX_COUNTS:
                self._counts.clear()
            known = len(self.context.model.tokenize(text, add_special=False))
            self._counts[text] = known
        return known

    def pieces(self, marks: ThinkingMarks | None) -> Callable[[int], bytes]:
        """Return what tells a token's bytes; a control token has some if it marks thinking."""
        model = self.context.model
        if marks is None:
            return model.piece
        shown = frozenset(
            token
            for text in (marks.opening, marks.closing)
            for token in model.tokenize(text, add_special=False)
        )
        return lambda token: model.piece(token, special=token in shown)

    def close_drafter(self, alone: PairInfo) -> None:
        """Leave the target alone, with its cache."""
        self.states.forget_drafter()
        self.drafter.close()
        self.drafter = self.resting = NoDrafter()
        self.context.drop_hidden_states()
        self.info = alone

    def check_cache(self) -> None:
        """Forget what was read if opening a drafter has emptied the cache after all."""
        if self.context.length != len(self.cached):
            self.rollback.keep(0)
            self.cached.clear()

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
    refuse_as_target(target)
    drafter = describe(spec.drafter) if spec.drafter else None
    method, reason = choose_method(target, drafter, spec.method)
    refuse_cache(target, None if method in UNDRAFTED else drafter, spec.tuning)
    spec = fit_spec(spec, target, drafter, method)
    parts = Parts(spec, target, log_lines, progress)
    try:
        context = _open_target(parts, target, method, alone=drafter is None)
        opened = open_drafter(parts, context, method, drafter)
    except BaseException:
        parts.close()
        raise
    model = context.model
    info = PairInfo(
        spec=spec,
        name=target.name,
        drafter_name=drafter_name(drafter, method),
        method=method,
        reason=reason,
        context_length=context.capacity,
        parameters=model.parameters,
        drafter_parameters=opened.parameters,
        device="GPU" if gpu_in_use(spec) else "CPU",
        memory=tuple(parts.memory),
        load_seconds=time.perf_counter() - started,
        tuning=parts.tuning,
        gpu_layers=_layers_on_gpus(spec, target),
        thinking=_thinking(model),
        sampling=_usual_sampling(spec, model),
    )
    transcript = TranscriptTokens(
        lambda text, special: model.tokenize(text, add_special=special), model.bos_text
    )
    rollback = Rollback(context)
    depths = depth_memory(info, target)
    return Pair(info, context, opened.drafter, transcript, [], rollback, opened.resting, depths)


def _thinking(model: LlamaModel) -> Thinking | None:
    """Return what the target's chat template says about thinking, None without either."""
    try:
        template = ChatTemplate(model.chat_template, bos=model.bos_text, eos=model.eos_text)
    except AppError:
        return None
    return template.thinking


def _usual_sampling(spec: PairSpec, model: LlamaModel) -> UsualSampling | None:
    """Return how the target is sampled if nobody chose; the embedded one is too small for its
    family's temperature."""
    with contextlib.suppress(FileNotFoundError):
        if spec.target == embedded_target():
            return None
    return usual_sampling(model.architecture, model.metadata)


def depth_memory(info: PairInfo, target: Capabilities) -> DepthMemory:
    """Return what is known about a pair's draft depths, with the settings in force."""
    spec = info.spec
    threads = f"{info.tuning.threads} threads"
    settings = replace(spec.tuning, threads=None).words
    return DepthMemory(
        pair_name(spec),
        ", ".join(words for words in (info.device, threads, settings) if words),
        seeds(gpu=gpu_in_use(spec), experts=target.layout.experts_used > 0),
        dict(spec.learnt),
    )


def _open_target(
    parts: Parts, target: Capabilities, method: Method, *, alone: bool
) -> LlamaContext:
    # Heads are loaded even if nobody asks for them yet: switching to them is then instant.
    model = parts.open_model(
        target,
        "target",
        (0.0, 1.0 if alone else 0.9),
        prediction_layers=heads_are_usable(target.layout),
    )
    wanted = parts.spec.context_length
    longest = model.trained_context or DEFAULT_CONTEXT_LENGTH
    if wanted is not None and wanted > longest:
        raise AppError(
            f"A context of {wanted} tokens is longer than this model was made for.",
            f"Use at most {longest}.",
        )
    capacity = wanted or min(DEFAULT_CONTEXT_LENGTH, longest)
    return open_target_context(parts, model, capacity, rollback_window(target.layout, method))


def open_target_context(
    parts: Parts, model: LlamaModel, capacity: int, rollback: int
) -> LlamaContext:
    """Make a target's context, empty. Raises AppError."""
    return parts.open_context(
        model,
        "",
        capacity=capacity,
        max_batch=PREFILL_BATCH,
        max_outputs=MAX_DEPTH + 1,
        rollback=rollback,
    )


def drafter_name(drafter: Capabilities | None, method: Method) -> str:
    """Return what to call the drafter in use, "" without one."""
    if method in UNDRAFTED:
        return ""
    if drafter is not None:
        return drafter.name
    return OWN_HEAD if method is Method.MTP else ""


def gpu_in_use(spec: PairSpec) -> bool:
    """Whether any layer goes to a GPU."""
    return supports_gpu() and spec.gpu_layers != 0


def _layers_on_gpus(spec: PairSpec, target: Capabilities) -> int:
    if not supports_gpu():
        return 0
    most = len(target.layout.blocks) + len(target.layout.nextn) + 1
    return most if spec.gpu_layers is None else min(spec.gpu_layers, most)
