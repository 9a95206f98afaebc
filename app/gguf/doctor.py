"""The pair doctor's whole examination: can each file be loaded, do they pair, does it fit here."""

from dataclasses import dataclass

from app.core.errors import AppError
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method
from app.gguf.capabilities import Capabilities, refusal
from app.gguf.fit import FreeMemory, Wish, fit_pair, gigabytes
from app.gguf.layout import Layout
from app.gguf.memory import PairMemory, estimate_pair
from app.gguf.pair_plan import plan_pair
from app.gguf.pairing import Check, PairReport, check_pair
from app.gguf.roles import Role


@dataclass(frozen=True, slots=True)
class Room:
    """The memory that a pair may take, and for how much context; None chooses the context."""

    free: FreeMemory
    context_length: int | None = None


def examine(
    target: Capabilities, drafter: Capabilities | None, room: Room | None = None
) -> PairReport:
    """Return every check of a pair; without a drafter, of the MTP heads in the target's own file.

    Files may be on the hub. Without a room nothing is said of memory.
    """
    checks = [_loads("target", target)]
    if target.role is not Role.TARGET and checks[0].passed:
        checks[0] = Check(
            "target",
            False,
            f"{target.path.name} is a drafter; it cannot answer on its own.",
            "Name the model that it belongs to first.",
        )
    if drafter is None:
        pair = check_own_heads(target)
    else:
        checks.append(_loads("drafter", drafter))
        pair = check_pair(target, drafter) if checks[-1].passed else PairReport((), None)
    checks += pair.checks
    if room is not None and checks[0].passed:
        method = pair.method or Method.OFF
        checks.append(check_memory(target, drafter if pair.method else None, method, room))
    failed = any(not check.passed for check in checks)
    return PairReport(tuple(checks), None if failed else pair.method)


def check_own_heads(target: Capabilities) -> PairReport:
    """Return whether a target can draft for itself."""
    if not target.nextn_layers:
        value, advice = "This file has no MTP heads.", "Name a drafter for it."
        return PairReport((Check("heads", False, value, advice),), None)
    problem = target.heads_problem
    value = problem or (
        f"The file declares {target.nextn_layers} MTP layers, they are in it, and llama.cpp can "
        "draft with them."
        if target.nextn_layers > 1
        else "The file declares an MTP head, it is in it, and llama.cpp can draft with it."
    )
    check = Check("heads", not problem, value, "Name a drafter for it, or take another file.")
    return PairReport((check,), None if problem else Method.MTP)


def check_memory(
    target: Capabilities, drafter: Capabilities | None, method: Method, room: Room
) -> Check:
    """Return whether the pair fits the memory that is free."""
    longest = target.context_length or DEFAULT_CONTEXT_LENGTH
    if room.context_length is not None and room.context_length > longest:
        return Check(
            "memory",
            False,
            f"The target was made for a context of {longest:,} tokens at most.",
            "Ask for a shorter one.",
        )
    wish = Wish(room.context_length, None, DEFAULT_CONTEXT_LENGTH, longest)
    side = drafter.layout if drafter else None

    def estimate(length: int) -> PairMemory:
        return estimate_layouts(target.layout, side, method, length)

    try:
        found = fit_pair(estimate, room.free, wish)
    except AppError as problem:
        return Check("memory", False, problem.title, problem.hint)
    length = found.context_length
    return Check(
        "memory",
        True,
        f"The pair needs {gigabytes(estimate(length).total)} for a context of {length:,} tokens; "
        f"{in_words(room.free)} are free.",
    )


def estimate_layouts(
    target: Layout, drafter: Layout | None, method: Method, length: int
) -> PairMemory:
    """Return what a pair needs for a context of so many tokens, with the usual settings."""
    return estimate_pair(target, drafter, plan_pair(target, drafter, method, length))


def in_words(free: FreeMemory) -> str:
    """Return what is free, as in "12.3 GB of RAM and 8.0 GB on the GPU"."""
    ram = f"{gigabytes(free.ram)} of RAM"
    if not free.gpus:
        return ram
    where = "on the GPU" if len(free.gpus) == 1 else f"on {len(free.gpus)} GPUs"
    return f"{ram} and {gigabytes(sum(free.gpus))} {where}"


def _loads(name: str, file: Capabilities) -> Check:
    problem = refusal(file)
    if problem is not None:
        return Check(name, False, problem.title, problem.hint)
    return Check(name, True, f"{file.path.name} can be loaded (architecture {file.architecture}).")
