"""Before anything is loaded: does the pair fit this machine, and how?"""

from dataclasses import replace

from app.core.errors import AppError
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method, PairSpec
from app.engine.devices import backend_report
from app.engine.llama import LlamaContext
from app.gguf.capabilities import Capabilities
from app.gguf.fit import Fit, FreeMemory, Wish, fit_pair, free_on
from app.gguf.memory import PairMemory, estimate_context, estimate_pair
from app.gguf.pair_plan import plan_pair


def fit_spec(
    spec: PairSpec, target: Capabilities, drafter: Capabilities | None, method: Method
) -> PairSpec:
    """Return the spec with what it leaves open about context and GPU layers chosen to fit.

    Raises AppError with the numbers when the pair cannot fit.
    """
    free = free_memory(spec)
    found = fit_files(spec, free, target, drafter, method)
    chosen = spec
    usual = min(DEFAULT_CONTEXT_LENGTH, target.context_length or DEFAULT_CONTEXT_LENGTH)
    if spec.context_length is None and found.context_length < usual:
        chosen = replace(chosen, context_length=found.context_length)
    if spec.gpu_layers is None and free.gpus:
        chosen = replace(chosen, gpu_layers=found.gpu_layers)
    return chosen


def fit_files(
    spec: PairSpec,
    free: FreeMemory,
    target: Capabilities,
    drafter: Capabilities | None,
    method: Method,
) -> Fit:
    """Return how a pair fits into `free`. Raises AppError when it does not."""
    side = drafter.layout if drafter and method is not Method.OFF else None
    own = target.layout
    wish = Wish(
        spec.context_length,
        spec.gpu_layers,
        DEFAULT_CONTEXT_LENGTH,
        target.context_length or DEFAULT_CONTEXT_LENGTH,
    )
    return fit_pair(
        lambda length: estimate_pair(
            own,
            side,
            plan_pair(own, side, method, length, tuning=spec.tuning),
        ),
        free,
        wish,
    )


def fits_beside(
    spec: PairSpec,
    target: Capabilities,
    drafter: Capabilities | None,
    method: Method,
    context: LlamaContext,
) -> bool:
    """Whether a drafter fits into what the loaded target has left free.

    So must the target's context once more, for as long as it takes to replace it, if `method` takes
    one that keeps other states (engine.switching).
    """
    length = context.capacity
    side = drafter.layout if drafter and method is not Method.OFF else None
    plan = plan_pair(target.layout, side, method, length, tuning=spec.tuning)
    needs = estimate_pair(target.layout, side, plan).drafter
    if plan.target.rollback != context.rollback:
        memory = PairMemory(estimate_context(target.layout, plan.target), needs)
    elif needs is not None:
        memory = PairMemory(needs, None)
    else:
        return True
    wish = Wish(length, spec.gpu_layers, length, length)
    try:
        fit_pair(lambda _: memory, free_memory(spec), wish)
    except AppError:
        return False
    return True


def free_memory(spec: PairSpec | None = None) -> FreeMemory:
    """Ask llama.cpp's devices what is free; opens the GPU in the process that asks."""
    chosen, split = ((), ()) if spec is None else (spec.devices, spec.split)
    return free_on(backend_report().devices, chosen, split)
