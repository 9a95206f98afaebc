"""What loading a pair with these options would take, device by device, and what would fit instead.

The files are told from their headers and the devices by what they say is free: nothing is loaded.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.core.devices import Device
from app.core.errors import AppError
from app.core.load_options import LoadOptions
from app.core.pair_memory import PairMemory as Shares
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method, PairSpec
from app.core.tuning import CacheType
from app.gguf.cache_types import refuse_cache
from app.gguf.capabilities import Capabilities
from app.gguf.fit import (
    GPU_RESERVE,
    RAM_RESERVE,
    Fit,
    FreeMemory,
    Wish,
    fit_pair,
    free_on,
    usual_gpus,
)
from app.gguf.memory import PairMemory, estimate_pair
from app.gguf.method_choice import choose_method, refuse_as_target
from app.gguf.pair_plan import plan_pair
from app.gguf.spread import spread

TIGHT: Final = 0.9
"""A device of which more than this share is taken has little left for anything else."""


class Verdict(StrEnum):
    """Whether a pair can be loaded so."""

    FITS = "fits"
    TIGHT = "tight"
    TOO_LARGE = "too large"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class DevicePlan:
    """What goes to one device.

    Attributes:
        name, words: as ggml names and describes it.
        room: bytes that a pair may take of what is free. parts: what it would take.
    """

    name: str
    words: str
    room: int
    parts: Shares

    @property
    def over(self) -> bool:
        """Whether it is asked for more than it has."""
        return self.parts.total > self.room


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What would happen.

    Attributes:
        method: of decoding; None where the files do not go together.
        context_length, gpu_layers: in force, chosen where the options leave them open.
        layers: as many as a GPU can take, the output counted. longest: context of the target.
        devices: RAM first.
        title, hint: what stands in the way, or what to know; "" for nothing.
        offers: other options that fit, the nearest first.
    """

    verdict: Verdict
    method: Method | None = None
    context_length: int = 0
    gpu_layers: int = 0
    layers: int = 0
    longest: int = 0
    devices: tuple[DevicePlan, ...] = ()
    title: str = ""
    hint: str = ""
    offers: tuple[LoadOptions, ...] = ()

    @property
    def loadable(self) -> bool:
        """Whether it is worth trying."""
        return self.verdict in (Verdict.FITS, Verdict.TIGHT)


@dataclass(frozen=True, slots=True)
class Files:
    """What is to be loaded, by its headers."""

    target: Capabilities
    drafter: Capabilities | None


def plan_load(files: Files, options: LoadOptions, devices: Sequence[Device]) -> LoadPlan:
    """Return the plan, without offers if it is only too large (see `find_offers`).

    What stands in the way is said in it, never raised.
    """
    planner = _Planner(files, devices)
    try:
        method, problem = planner.method(options), None
        planner.check(options, method)
    except AppError as error:
        problem, method = error, None
    if method is None:
        return planner.impossible(options, problem)
    return planner.plan(options, method)


def find_offers(
    files: Files,
    plan: LoadPlan,
    options: LoadOptions,
    devices: Sequence[Device],
    given_up: Callable[[], bool],
) -> LoadPlan:
    """Return a plan that is too large with what would fit, as far as looked before `given_up`."""
    if plan.verdict is not Verdict.TOO_LARGE or plan.method is None:
        return plan
    offers = _Planner(files, devices, given_up).offers(options, plan.method)
    return replace(plan, offers=tuple(offers))


class _Planner:
    def __init__(
        self, files: Files, devices: Sequence[Device], given_up: Callable[[], bool] = lambda: False
    ) -> None:
        self._files = files
        self._devices = devices
        self._given_up = given_up
        self._estimates: dict[tuple[PairSpec, int], PairMemory] = {}
        own = files.target.layout
        self._longest = files.target.context_length or DEFAULT_CONTEXT_LENGTH
        self._layers = len(own.blocks) + len(own.nextn) + 1

    def method(self, options: LoadOptions) -> Method:
        """Return how the files would decode. Raises AppError when they cannot."""
        refuse_as_target(self._files.target)
        return choose_method(self._files.target, self._files.drafter, options.method)[0]

    def check(self, options: LoadOptions, method: Method) -> None:
        """Raise AppError for what no memory would make possible."""
        drafter = None if method in (Method.OFF, Method.NGRAM) else self._files.drafter
        refuse_cache(self._files.target, drafter, self._spec(options).tuning)
        if (options.context_length or 0) > self._longest:
            raise AppError(
                f"This model was made for a context of {self._longest} tokens.",
                "Choose a shorter one.",
            )

    def impossible(self, options: LoadOptions, problem: AppError | None) -> LoadPlan:
        """Return the plan of what cannot be, with the options that the problem leaves."""
        offers = [replace(options, method=Method.AUTO), replace(options, flash_attention=None)]
        offers.append(
            replace(options, cache_type=CacheType.F16, cache_type_v=None, flash_attention=None)
        )
        return LoadPlan(
            Verdict.IMPOSSIBLE,
            layers=self._layers,
            longest=self._longest,
            title=problem.title if problem else "",
            hint=problem.hint if problem else "",
            offers=tuple(self._possible(options, offers)),
        )

    def _possible(self, asked: LoadOptions, others: list[LoadOptions]) -> Iterator[LoadOptions]:
        for one in others:
            try:
                self.check(one, self.method(one))
            except AppError:
                continue
            if one != asked:
                yield one
                return

    def plan(self, options: LoadOptions, method: Method) -> LoadPlan:
        """Return the plan without offers."""
        free = free_on(self._devices, options.devices, options.split)
        fit, title, hint = self._fit(options, method, free)
        length = options.context_length or min(DEFAULT_CONTEXT_LENGTH, self._longest)
        layers = options.gpu_layers or 0
        if fit is not None:
            length, layers = fit.context_length, fit.gpu_layers
        elif options.gpu_layers is None and free.gpus:
            layers = self._layers
        placed = self._placed(self._estimate(options, method, length), layers, free, options)
        verdict = self._verdict(placed, fit)
        if fit is not None:
            title, hint = _words(placed, verdict)
        return LoadPlan(
            verdict,
            method,
            length,
            layers,
            self._layers,
            self._longest,
            placed,
            title,
            hint,
        )

    def _fit(
        self, options: LoadOptions, method: Method, free: FreeMemory
    ) -> tuple[Fit | None, str, str]:
        wish = Wish(
            options.context_length, options.gpu_layers, DEFAULT_CONTEXT_LENGTH, self._longest
        )
        try:
            found = fit_pair(lambda length: self._estimate(options, method, length), free, wish)
        except AppError as problem:
            return None, problem.title, problem.hint
        return found, "", ""

    def _estimate(self, options: LoadOptions, method: Method, length: int) -> PairMemory:
        key = replace(self._spec(options), context_length=None, gpu_layers=None), length
        if key not in self._estimates:
            drafter = self._files.drafter
            side = drafter.layout if drafter is not None and method is not Method.OFF else None
            own = self._files.target.layout
            plan = plan_pair(own, side, method, length, tuning=key[0].tuning)
            self._estimates[key] = estimate_pair(own, side, plan)
        return self._estimates[key]

    def _placed(
        self, memory: PairMemory, layers: int, free: FreeMemory, options: LoadOptions
    ) -> tuple[DevicePlan, ...]:
        by_name = {device.name: device for device in self._devices}
        gpus = [by_name[name] for name in options.devices if name in by_name]
        gpus = gpus or usual_gpus(self._devices)
        in_ram, *on_gpus = spread(memory, layers, free.shares)
        ram = DevicePlan("RAM", "", max(0, free.ram - RAM_RESERVE), Shares.of(in_ram))
        return (
            ram,
            *(
                DevicePlan(
                    gpu.name,
                    gpu.description,
                    max(0, gpu.free_bytes - GPU_RESERVE),
                    Shares.of(sizes),
                )
                for gpu, sizes in zip(gpus, on_gpus, strict=True)
            ),
        )

    def _verdict(self, placed: tuple[DevicePlan, ...], fit: Fit | None) -> Verdict:
        ram, *gpus = placed
        if fit is None or any(gpu.over for gpu in gpus):
            return Verdict.TOO_LARGE
        if ram.over or any(one.parts.total > TIGHT * one.room for one in placed):
            return Verdict.TIGHT
        return Verdict.FITS

    def offers(self, options: LoadOptions, method: Method) -> Iterator[LoadOptions]:
        """Yield what fits instead, one change at a time."""
        for one in self._candidates(options, method):
            if self._given_up():
                return
            if one != options and self.plan(one, method).loadable:
                yield one

    def _candidates(self, options: LoadOptions, method: Method) -> Iterator[LoadOptions]:
        for kind in (CacheType.Q8_0, CacheType.Q4_0):
            smaller = replace(options, cache_type=kind, cache_type_v=None)
            if options.flash_attention is not False and self._is_possible(smaller, method):
                yield smaller
        if options.gpu_layers is not None:
            yield replace(options, gpu_layers=None)
        else:
            yield replace(options, gpu_layers=0)
        if options.context_length is not None:
            yield replace(options, context_length=self._longest_fitting(options, method))

    def _is_possible(self, options: LoadOptions, method: Method) -> bool:
        try:
            self.check(options, method)
        except AppError:
            return False
        return True

    def _longest_fitting(self, options: LoadOptions, method: Method) -> int | None:
        """Return the longest context that fits, in steps of a thirty-second of what was asked."""
        asked = options.context_length or 0
        step = max(256, asked // 32)
        low, high = 0, asked // step
        while low < high and not self._given_up():
            middle = (low + high + 1) // 2
            shorter = replace(options, context_length=middle * step)
            if self.plan(shorter, method).loadable:
                low = middle
            else:
                high = middle - 1
        return low * step or None

    def _spec(self, options: LoadOptions) -> PairSpec:
        drafter = self._files.drafter
        return options.spec(self._files.target.path, drafter.path if drafter else None)


def _words(placed: tuple[DevicePlan, ...], verdict: Verdict) -> tuple[str, str]:
    """Return what to know of a pair that the engine would try to load."""
    over = [one for one in placed if one.over]
    if verdict is Verdict.TOO_LARGE:
        one = over[0]
        return (
            f"{one.name} has room for {one.room / 1e9:.1f} GB, and {one.parts.total / 1e9:.1f} GB "
            "would go there.",
            "Put fewer layers there.",
        )
    if over:
        return (
            "More than the free RAM: weights are read from the disk for every token, which is "
            "very slow.",
            "",
        )
    return "", ""
