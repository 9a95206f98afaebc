"""Does to llama.cpp what it does not survive or notice: `python trap_probe.py TRAP FILE...`.

Straight through its own calls, past every check of the app's, so that tests know what would happen
without those. Ends by a signal where llama.cpp ends the process, with REFUSED where it says no, and
with 0 where it notices nothing.
"""

import ctypes
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llama_cpp as bindings
from llama_cpp import llama_cpp_ext

sys.path.insert(0, str(Path(__file__).parents[1]))
from app.engine.eagle_bindings import eagle_bindings

llama_cpp: Any = bindings
REFUSED = 3
MTP = 1
TOKENS = (1, 300, 350, 400)


def load(path: str, *, heads: bool = False) -> Any:
    """Load a file's weights."""
    params = llama_cpp.llama_model_default_params()
    params.n_gpu_layers = 0
    params.use_extra_bufts = False
    params.load_mtp = heads
    return _or_refused(llama_cpp.llama_model_load_from_file(path.encode(), params))


def context(model: Any, **options: Any) -> Any:
    """Make a context of 256 tokens on one thread."""
    params = llama_cpp.llama_context_default_params()
    params.n_ctx, params.n_threads, params.n_threads_batch = 256, 1, 1
    params.swa_full = False
    for name, value in options.items():
        setattr(params, name, value)
    return _or_refused(llama_cpp.llama_init_from_model(model, params))


def decode(
    handle: Any, tokens: Sequence[int] = TOKENS, position: int = 0, outputs: int = 1
) -> None:
    """Evaluate tokens, the last `outputs` of them with logits."""
    batch = llama_cpp.llama_batch_init(len(tokens), 0, 1)
    for row, token in enumerate(tokens):
        batch.token[row], batch.pos[row] = token, position + row
        batch.n_seq_id[row], batch.seq_id[row][0] = 1, 0
        batch.logits[row] = row >= len(tokens) - outputs
    batch.n_tokens = len(tokens)
    if llama_cpp.llama_decode(handle, batch) != 0:
        sys.exit(REFUSED)


def _or_refused(handle: Any) -> Any:
    if not handle:
        sys.exit(REFUSED)
    return handle


def _chain(*stages: Any) -> Any:
    chain = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
    for stage in stages:
        llama_cpp.llama_sampler_chain_add(chain, stage)
    return chain


def answer(target: str) -> None:
    """Load a target and evaluate."""
    decode(context(load(target)))


def far_context(target: str) -> None:
    """Make a context of a thousand million tokens."""
    context(load(target), n_ctx=10**9)


def assistant_alone(assistant: str) -> None:
    """Make an assistant's context without a target's."""
    context(load(assistant), ctx_type=MTP)


def _on_top(target: str, assistant: str) -> tuple[Any, Any]:
    below = context(load(target))
    return below, context(load(assistant), ctx_type=MTP, ctx_other=below)


def assistant_on(target: str, assistant: str) -> None:
    """Make an assistant's context on top of a target's."""
    _on_top(target, assistant)


def assistant_after_target(target: str, assistant: str) -> None:
    """Evaluate with an assistant whose target is gone."""
    below, drafter = _on_top(target, assistant)
    llama_cpp.llama_free(below)
    decode(drafter, TOKENS[:1])


def no_embeddings(target: str, assistant: str) -> None:
    """Let an assistant guess without a hidden state."""
    below, drafter = _on_top(target, assistant)
    decode(below)
    decode(drafter, TOKENS[:1], len(TOKENS))


def draft_model(target: str, drafter: str) -> None:
    """Evaluate the same tokens with both models."""
    for path in (target, drafter):
        decode(context(load(path)))


def heads_not_loaded(target: str) -> None:
    """Make a context of heads that were not asked for."""
    context(load(target), ctx_type=MTP)


def heads_loaded(target: str) -> None:
    """Make a context of heads and evaluate with it."""
    decode(context(load(target, heads=True), ctx_type=MTP))


def head_beside(target: str, head: str) -> None:
    """Evaluate with a target, and with heads of a file of their own."""
    decode(context(load(target)))
    decode(context(load(head, heads=True), ctx_type=MTP))


def too_many_outputs(target: str) -> None:
    """Ask for more rows with logits than there is room for."""
    decode(context(load(target), n_outputs_max=1), outputs=3)


def too_many_tokens(target: str) -> None:
    """Evaluate more tokens than a batch may hold."""
    decode(context(load(target), n_batch=2, n_ubatch=2))


def no_tokens(target: str) -> None:
    """Evaluate nothing."""
    decode(context(load(target)), ())


def full_context(target: str) -> None:
    """Evaluate beyond the context."""
    handle = context(load(target))
    for start in range(0, 264, 4):
        decode(handle, TOKENS, start)


def position_gap(target: str) -> None:
    """Leave positions out."""
    handle = context(load(target))
    decode(handle)
    decode(handle, TOKENS, 9)


def position_repeated(target: str) -> None:
    """Evaluate a position twice."""
    handle = context(load(target))
    decode(handle)
    decode(handle, TOKENS, 2)


def unknown_token(target: str) -> None:
    """Evaluate what is no token."""
    decode(context(load(target)), (10**6,))


def text_of_unknown_token(target: str) -> None:
    """Ask for the text of what is no token."""
    vocabulary = llama_cpp.llama_model_get_vocab(load(target))
    buffer = ctypes.create_string_buffer(16)
    llama_cpp.llama_token_to_piece(vocabulary, 10**6, buffer, len(buffer), 0, False)


def more_states_than_a_batch(target: str) -> None:
    """Keep more states than a batch has tokens."""
    decode(context(load(target), n_rs_seq=8, n_batch=8, n_ubatch=8), TOKENS * 2)


def rewind_too_deep(target: str) -> None:
    """Take back more tokens of a recurrent state than are kept."""
    handle = context(load(target), n_rs_seq=2)
    decode(handle)
    if not llama_cpp.llama_memory_seq_rm(llama_cpp.llama_get_memory(handle), 0, 1, -1):
        sys.exit(REFUSED)


def rewind_twice(target: str) -> None:
    """Take tokens of a recurrent state back, and then more."""
    handle = context(load(target), n_rs_seq=3)
    decode(handle)
    memory = llama_cpp.llama_get_memory(handle)
    for length in (3, 2):
        if not llama_cpp.llama_memory_seq_rm(memory, 0, length, -1):
            sys.exit(REFUSED)


def absent_rows(target: str) -> None:
    """Ask for rows that were not kept."""
    handle = context(load(target))
    llama_cpp_ext.llama_set_embeddings_nextn(handle, True, True)
    decode(handle)
    _or_refused(llama_cpp.llama_get_logits_ith(handle, 0))


def sample_absent_row(target: str) -> None:
    """Sample from a row without logits."""
    handle = context(load(target))
    decode(handle)
    llama_cpp.llama_sampler_sample(_chain(llama_cpp.llama_sampler_init_greedy()), handle, 0)


def choose_nothing(target: str) -> None:
    """Sample by a chain that selects no token."""
    handle = context(load(target))
    decode(handle)
    llama_cpp.llama_sampler_sample(_chain(llama_cpp.llama_sampler_init_top_k(4)), handle, 3)


def sample_what_is_not_finite(target: str) -> None:
    """Draw from NaN."""
    handle = context(load(target))
    decode(handle)
    stages = llama_cpp.llama_sampler_init_temp(1.0), llama_cpp.llama_sampler_init_dist(1)
    llama_cpp.llama_sampler_sample(_chain(*stages), handle, 3)


def attach_twice(target: str) -> None:
    """Attach a chain to a context, take it away and attach it again."""
    handle = context(load(target))
    chain = _chain(llama_cpp.llama_sampler_init_greedy())
    for attached in (chain, None, chain):
        llama_cpp.llama_set_sampler(handle, 0, attached)


def keep_absent_layer(target: str) -> None:
    """Keep the input of a layer that does not exist."""
    eagle_bindings().keep_layer_inputs(context(load(target)), 99, True)


def read_layer_not_kept(target: str) -> None:
    """Ask for a layer's input that was not kept."""
    handle = context(load(target))
    decode(handle)
    _or_refused(eagle_bindings().layer_inputs(handle, 0))


if __name__ == "__main__":
    llama_cpp.llama_backend_init()
    globals()[sys.argv[1]](*sys.argv[2:])
