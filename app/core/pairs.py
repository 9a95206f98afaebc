"""Which files to load together, how, and what came of it."""

import threading
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from app.core.depth_learnt import LearntDepth
from app.core.learnt import LearntKey
from app.core.thinking import Thinking
from app.core.tuning import Tuning
from app.core.tunings import MeasuredTuning
from app.core.usual_sampling import UsualSampling

DEFAULT_CONTEXT_LENGTH = 4096
"""Tokens of context when nobody asked for another length (less if the target was made for less)."""


class Method(StrEnum):
    """How answers are decoded. AUTO picks by what the files are; NGRAM is prompt lookup."""

    AUTO = "auto"
    OFF = "off"
    DRAFT = "draft"
    MTP = "mtp"
    EAGLE3 = "eagle3"
    NGRAM = "ngram"


@dataclass(frozen=True, slots=True)
class PairSpec:
    """A wish: this target, maybe this drafter, loaded like this.

    Attributes:
        context_length: tokens; None takes DEFAULT_CONTEXT_LENGTH or the model's, if smaller.
        gpu_layers: None puts every layer on the GPU when llama.cpp has one.
        devices: the GPUs that share the layers, as ggml names them, in this order; () is all.
        split: what share of the layers each of them gets, in any unit; () is by free memory.
        threads: None takes the tuning's.
        tuning: how llama.cpp computes.
        method: AUTO is what the drafter was made for (mtp, eagle3), else draft; without one it is
            mtp if the target has MTP heads of its own, else ngram.
        learnt: what earlier answers of any pair taught about draft depths.
        cancel: set by whoever asked, to give up while the files load.
    """

    target: Path
    drafter: Path | None = None
    method: Method = Method.AUTO
    context_length: int | None = None
    gpu_layers: int | None = None
    devices: tuple[str, ...] = ()
    split: tuple[float, ...] = ()
    threads: int | None = None
    tuning: Tuning = field(default_factory=Tuning)
    learnt: tuple[tuple[LearntKey, LearntDepth], ...] = field(default=(), compare=False, repr=False)
    cancel: threading.Event | None = field(default=None, compare=False, repr=False)

    @property
    def set_by_hand(self) -> bool:
        """Whether a setting was chosen that a measurement would choose otherwise."""
        return self.threads is not None or self.tuning != Tuning()

    @property
    def alone(self) -> "PairSpec":
        """The same target without speculation."""
        return replace(self, drafter=None, method=Method.OFF)

    def differs_in_drafter(self, other: "PairSpec") -> bool:
        """Whether the two differ, and in nothing but the drafter and the method."""
        return self != other and self.alone == other.alone


@dataclass(frozen=True, slots=True)
class PairInfo:
    """A loaded pair.

    Attributes:
        name, drafter_name: as the files call themselves, or their file names.
        method: what is in force (never AUTO). reason: one sentence why.
        context_length: tokens of context really allocated.
        memory: (part, bytes) as llama.cpp reported them while loading.
        load_seconds: from the request to ready.
        tuning: what is in force; None is llama.cpp's own choice.
        measured: where it comes from, if it was measured for this pair.
        gpu_layers: that are on GPUs, the output counted.
        process_id: of the engine that holds it; 0 where it is this very process.
        thinking: how the target thinks before it answers; None if it does not.
        sampling: how its makers want it sampled; None if that is not known.
    """

    spec: PairSpec
    name: str
    drafter_name: str
    method: Method
    reason: str
    context_length: int
    parameters: int
    drafter_parameters: int
    device: str
    memory: tuple[tuple[str, int], ...] = ()
    load_seconds: float = 0.0
    tuning: Tuning = field(default_factory=Tuning)
    measured: MeasuredTuning | None = None
    gpu_layers: int = 0
    process_id: int = 0
    thinking: Thinking | None = None
    sampling: UsualSampling | None = None
