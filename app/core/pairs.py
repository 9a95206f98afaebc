"""Which files to load together, how, and what came of it."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

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
        threads: None uses every core.
        method: AUTO is mtp with an assistant, draft with any other drafter, ngram without one.
        cancel: set by whoever asked, to give up while the files load.
    """

    target: Path
    drafter: Path | None = None
    method: Method = Method.AUTO
    context_length: int | None = None
    gpu_layers: int | None = None
    threads: int | None = None
    cancel: threading.Event | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PairInfo:
    """A loaded pair.

    Attributes:
        name, drafter_name: as the files call themselves, or their file names.
        method: what is in force (never AUTO). reason: one sentence why.
        drafter_kind: "assistant", "draft model" or "".
        context_length: tokens of context really allocated.
        looks_up: whether prompt lookup can draft: alone, or before the drafter.
        memory: (part, bytes) as llama.cpp reported them while loading.
        load_seconds: from the request to ready.
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
    looks_up: bool = True
    memory: tuple[tuple[str, int], ...] = ()
    load_seconds: float = 0.0
