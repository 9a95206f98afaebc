"""The contexts that the engine creates for a pair, method by method."""

from typing import Final, TypedDict

from app.core.depth import MAX_DEPTH
from app.core.pairs import Method
from app.core.tuning import Tuning
from app.gguf.context_plan import ContextPlan
from app.gguf.layout import Layout
from app.gguf.memory import PairPlan

PREFILL_BATCH: Final = 512
"""Prompt tokens a call: llama.cpp's default n_ubatch."""

ASSISTANT_BATCH: Final = 16
"""An assistant evaluates one token at a time; its batch only sizes its buffers."""

EAGLE3_BATCH: Final = 64
"""Rows an EAGLE-3 drafter reads a call. llama.cpp computes logits of all of them over the target's
vocabulary, wanted or not: 64 rows of 128,256 tokens take 33 MB, its default of 512 takes 263."""

ROLLBACK_BYTES: Final = 256 * 2**20
"""Memory for earlier states of a recurrent target: to go back further, it copies its state."""
MIN_ROLLBACK: Final = 3
MAX_ROLLBACK: Final = 7
"""What depth 7 and lookups of 7 tokens take back. Plain passes write them all, too: that costs 4
percent in a model of 130M parameters, measured, so that only targets to draft for keep any."""

_EAGLE3_LAYERS: Final = 3


def rollback_window(target: Layout, method: Method) -> int:
    """Return how many earlier states a target keeps: what 256 MiB hold, 3 to 7; 0 where nothing is
    drafted, or nothing recurrent."""
    if method is Method.OFF or not target.rolls_back or not target.state_bytes:
        return 0
    return min(MAX_ROLLBACK, max(MIN_ROLLBACK, ROLLBACK_BYTES // target.state_bytes))


def plan_pair(
    target: Layout,
    drafter: Layout | None,
    method: Method,
    length: int,
    *,
    rollback: int | None = None,
    tuning: Tuning = Tuning(),  # noqa: B008 - frozen
) -> PairPlan:
    """Return the contexts of a pair that decodes by `method` (not AUTO) over `length` tokens.

    `rollback`: earlier states that a recurrent target keeps; None means as many as the engine asks
    for. `tuning`: how the caches are kept, and whether attention takes one pass.
    """
    rows = min(PREFILL_BATCH, length)
    cache = _cache(tuning)
    eagle = drafter is not None and drafter.is_eagle3 and method is Method.EAGLE3
    main = ContextPlan(
        length,
        batch=PREFILL_BATCH,
        outputs=MAX_DEPTH + 1,
        hidden_rows=rows if method is Method.MTP else 0,
        tapped_layers=_EAGLE3_LAYERS if eagle else 0,
        rollback=rollback_window(target, method) if rollback is None else rollback,
        **cache,
    )
    needs_drafter = method in (Method.DRAFT, Method.MTP, Method.EAGLE3)
    if not needs_drafter or (drafter is None and not target.nextn):
        return PairPlan(main)
    batch, hidden, outputs = PREFILL_BATCH, 0, 1
    if drafter is not None and drafter.is_assistant:
        batch, hidden = ASSISTANT_BATCH, 1
    elif eagle:
        batch = hidden = outputs = min(EAGLE3_BATCH, length)
    elif method is Method.MTP:
        hidden = rows
    side = ContextPlan(
        length,
        batch=batch,
        outputs=outputs,
        hidden_rows=hidden,
        **cache,
    )
    return PairPlan(main, side)


class _Cache(TypedDict):
    cache_type: str
    value_type: str
    flash_attention: bool


def _cache(tuning: Tuning) -> _Cache:
    return _Cache(
        cache_type=tuning.cache_type.upper(),
        value_type=tuning.value_type.upper(),
        flash_attention=tuning.flash_attention is not False,
    )
