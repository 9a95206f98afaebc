"""Plans loads for the window: reads headers and asks for devices once, then answers at once."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from app.core.devices import Device
from app.core.errors import AppError
from app.core.load_options import LoadOptions
from app.core.pairs import PairInfo
from app.engine.process_memory import process_memory
from app.gguf.capabilities import Capabilities, describe
from app.gguf.fit import free_on, usual_gpus
from app.gguf.load_plan import Files, LoadPlan, find_offers, plan_load
from app.gguf.memory import estimate_pair
from app.gguf.pair_plan import plan_pair
from app.gguf.pairing import find_drafters_beside
from app.gguf.spread import spread

_KEPT_FILES: Final = 8


@dataclass(frozen=True, slots=True)
class LoadQuestion:
    """What would loading this take?

    Attributes:
        loaded: the pair that would make room. look_again: ask anew what is free.
        cancel: set when a newer question was asked: nobody waits for this one's answer.
    """

    target: Path
    drafter: Path | None
    options: LoadOptions
    loaded: PairInfo | None = None
    look_again: bool = False
    cancel: threading.Event = field(default_factory=threading.Event, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LoadAnswer:
    """The plan, or why there is none.

    Attributes:
        devices: all of them, RAM among them. drafters: files beside the target that fit it.
    """

    question: LoadQuestion
    plan: LoadPlan | None = None
    devices: tuple[Device, ...] = ()
    drafters: tuple[Path, ...] = ()
    title: str = ""
    hint: str = ""


class LoadPlanner:
    """Answers questions; used from one thread."""

    def __init__(self, probe: Callable[[], tuple[Device, ...]]) -> None:
        self._probe = probe
        self._devices: tuple[Device, ...] = ()
        self._files: dict[tuple[Path, int, int], Capabilities] = {}
        self._beside: dict[Path, tuple[Path, ...]] = {}

    def answers(self, question: LoadQuestion) -> Iterator[LoadAnswer]:
        """Yield the plan at once and, if it is too large, again with what would fit instead.

        What goes wrong is told in the answer.
        """
        try:
            if question.look_again or not self._devices:
                self._devices = self._probe()
                self._beside.clear()
            files = Files(
                self._describe(question.target),
                self._describe(question.drafter) if question.drafter else None,
            )
            devices = self._devices
            if question.loaded is not None:
                devices = tuple(self._freed(devices, question.loaded))
        except AppError as problem:
            yield LoadAnswer(question, title=problem.title, hint=problem.hint)
            return
        plan = plan_load(files, question.options, devices)
        answer = LoadAnswer(question, plan, devices, self._drafters(question.target))
        yield answer
        more = find_offers(files, plan, question.options, devices, question.cancel.is_set)
        if more.offers != plan.offers:
            yield replace(answer, plan=more)

    def _describe(self, path: Path) -> Capabilities:
        try:
            found = path.stat()
        except OSError as problem:
            raise AppError(
                f"{path} cannot be read: {problem.strerror}.", "Choose another file."
            ) from problem
        key = path, found.st_mtime_ns, found.st_size
        if key not in self._files:
            self._files[key] = describe(path)
            while len(self._files) > _KEPT_FILES:
                del self._files[next(iter(self._files))]
        return self._files[key]

    def _drafters(self, target: Path) -> tuple[Path, ...]:
        if target not in self._beside:
            try:
                self._beside[target] = find_drafters_beside(target)
            except AppError:
                self._beside[target] = ()
        return self._beside[target]

    def _freed(self, devices: Sequence[Device], loaded: PairInfo) -> Iterator[Device]:
        """Yield the devices with what the loaded pair holds counted as free: it is unloaded first.

        In RAM that is what its process has of its own, on GPUs what was planned for it.
        """
        process = process_memory(loaded.process_id) if loaded.process_id else None
        held = dict(self._held(devices, loaded))
        for device in devices:
            more = held.get(device.name, 0)
            if device.kind == "cpu" and process is not None:
                more = process.private
            free = min(device.total_bytes, device.free_bytes + more)
            yield replace(device, free_bytes=free)

    def _held(self, devices: Sequence[Device], loaded: PairInfo) -> Iterator[tuple[str, int]]:
        spec = loaded.spec
        try:
            target = self._describe(spec.target).layout
            drafter = self._describe(spec.drafter).layout if spec.drafter else None
        except AppError:
            return  # a file is gone: what it takes cannot be told
        plan = plan_pair(
            target, drafter, loaded.method, loaded.context_length, tuning=loaded.tuning
        )
        free = free_on(devices, spec.devices, spec.split)
        _, *on_gpus = spread(estimate_pair(target, drafter, plan), loaded.gpu_layers, free.shares)
        names = spec.devices or tuple(gpu.name for gpu in usual_gpus(devices))
        for name, sizes in zip(names, on_gpus, strict=False):
            yield name, sum(size for _, size in sizes)
