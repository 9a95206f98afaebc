"""Another drafter for a target that is loaded already, in the middle of a conversation."""

import time
from dataclasses import replace

from app.core.errors import AppError
from app.core.pairs import Method, PairInfo, PairSpec
from app.engine.cache_state import restore_cache, save_cache
from app.engine.drafters.opening import open_drafter
from app.engine.log_lines import LogLines
from app.engine.pair import Pair, depth_memory, drafter_name, open_target_context
from app.engine.pair_fit import fits_beside
from app.engine.parts import Parts, Progress
from app.gguf.cache_types import refuse_cache
from app.gguf.capabilities import describe
from app.gguf.memory import DRAFTER
from app.gguf.method_choice import UNDRAFTED, choose_method
from app.gguf.pair_plan import rollback_window


def switch_drafter(
    pair: Pair, wanted: PairSpec, log_lines: LogLines, progress: Progress
) -> PairInfo | None:
    """Give `pair` the drafter of `wanted` and keep its target with its cache.

    None if it does not fit beside the target as that is loaded. Then, and when it raises (AppError
    or LoadCancelledError), the target is left alone, its cache kept.
    """
    started = time.perf_counter()
    alone = _alone(pair.info, wanted)
    pair.close_drafter(alone)
    target = describe(wanted.target)
    drafter = describe(wanted.drafter) if wanted.drafter else None
    method, reason = choose_method(target, drafter, wanted.method)
    refuse_cache(target, None if method in UNDRAFTED else drafter, wanted.tuning)
    spec = replace(wanted, gpu_layers=alone.spec.gpu_layers)
    fits = fits_beside(spec, target, drafter, method, pair.context)
    states = rollback_window(target.layout, method)
    apt = fits and _keep_states(pair, states, Parts(spec, target, log_lines, progress))
    if not apt and method is not Method.OFF:  # which any context will do for
        return None
    parts = Parts(spec, target, log_lines, progress)
    try:
        opened = open_drafter(parts, pair.context, method, drafter)
    except BaseException:
        parts.close()
        pair.context.drop_hidden_states()
        raise
    finally:
        pair.check_cache()
    pair.drafter, pair.resting = opened.drafter, opened.resting
    pair.info = replace(
        pair.info,
        spec=spec,
        drafter_name=drafter_name(drafter, method),
        method=method,
        reason=reason,
        drafter_parameters=opened.parameters,
        memory=(*pair.info.memory, *parts.memory),
        load_seconds=time.perf_counter() - started,
    )
    pair.depths = depth_memory(pair.info, target)
    return pair.info


def _keep_states(pair: Pair, states: int, parts: Parts) -> bool:
    """Move the target's cache to a context that keeps so many earlier states, if its own does not.

    They are there to take drafts back, and writing them makes every pass of plain decoding slower.
    False, with nothing changed, if llama.cpp or the memory does not allow it.
    """
    old = pair.context
    if old.rollback == states:
        return True
    state = save_cache(old, whole=True) if old.length else None
    try:
        fresh = open_target_context(parts, old.model, old.capacity, states)
    except AppError:
        return False
    if old.length and (state is None or not restore_cache(fresh, state)):
        fresh.close()
        return False
    pair.context = fresh
    pair.rollback.move(fresh)
    old.close()
    memory = dict(pair.info.memory) | dict(parts.memory)
    pair.info = replace(pair.info, memory=tuple(memory.items()))
    return True


def _alone(info: PairInfo, wanted: PairSpec) -> PairInfo:
    """Return what is loaded without the drafter, on its way to `wanted`."""
    return replace(
        info,
        spec=replace(wanted.alone, gpu_layers=info.spec.gpu_layers),
        drafter_name="",
        method=Method.OFF,
        reason="The drafter could not be opened. The target decodes alone.",
        drafter_parameters=0,
        memory=tuple(part for part in info.memory if not part[0].startswith(DRAFTER)),
    )
