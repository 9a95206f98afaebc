"""What in a header would make llama.cpp abort the process or refuse to load (llama_cpp.md 1.13)."""

from collections.abc import Callable, Iterator
from typing import Final

from app.gguf.attention import Attention
from app.gguf.eagle3 import ARCHITECTURE as EAGLE3
from app.gguf.eagle3 import find_header_problems
from app.gguf.hyperparameters import MAX_LAYERS, Metadata
from app.gguf.layer_kinds import caching_layers
from app.gguf.prediction import HEAD_PARTS

_MAX_EXPERTS: Final = 1024
_ROPE_SCALING: Final = ("none", "linear", "yarn", "longrope")
_TOKEN_IDS: Final = ("bos", "eos", "eot", "eom", "unknown", "seperator", "padding")

_FEED_FORWARD = ("ffn_norm", "ffn_gate", "ffn_up", "ffn_down")
_GEMMA = ("attn_norm", "attn_q_norm", "attn_output", "post_attention_norm", "post_ffw_norm")
_EAGLE3 = ("attn_norm", "attn_norm_2", "attn_q", "attn_k", "attn_v", "attn_output")
_GEMMA_LAYER: Final = (*_GEMMA, *_FEED_FORWARD)
_LAYER_TENSORS: Final[dict[str, tuple[str, ...]]] = {
    "llama": ("attn_norm", "attn_output", "ffn_norm"),
    "gemma4": _GEMMA_LAYER,
    "gemma4-assistant": (*_GEMMA_LAYER, "attn_q", "layer_output_scale"),
    EAGLE3: (*_EAGLE3, *_FEED_FORWARD),
}
_OUTER_TENSORS: Final[dict[str, tuple[str, ...]]] = {
    "llama": ("output_norm.weight",),
    "gemma4": ("output_norm.weight",),
    "gemma4-assistant": (
        "output_norm.weight",
        "nextn.pre_projection.weight",
        "nextn.post_projection.weight",
    ),
    EAGLE3: ("output_norm.weight", "fc.weight"),
}

Problems = Iterator[str]


def find_problems(metadata: Metadata, attention: Attention) -> tuple[str, ...]:
    """Return clauses that finish "FILE cannot be loaded: ", worst first; () for a sound file."""
    if not metadata.header.tensors:
        return ("it holds no weights, only a vocabulary or settings",)
    checks: tuple[Callable[[Metadata, Attention], Problems], ...] = (
        _sizes,
        _heads,
        _experts,
        _gemma,
        _borrowed_caches,
        _tokens,
        _eagle3,
        _tensors,
    )
    return tuple(problem for check in checks for problem in check(metadata, attention))


def _sizes(metadata: Metadata, _: Attention) -> Problems:
    layers = metadata.number("~.block_count")
    if layers is None or not 0 < layers <= MAX_LAYERS:
        yield f"it claims {layers} layers; possible are 1 to {MAX_LAYERS}"
    elif (metadata.number("~.nextn_predict_layers") or 0) > layers:
        yield "it claims more prediction layers than it has layers"
    for key, what in (("~.embedding_length", "width"), ("~.context_length", "context length")):
        value = metadata.number(key)
        if value is None or value <= 0:
            yield f"its {what} is {value}"
    scaling = metadata.text(f"{metadata.architecture}.rope.scaling.type")
    if scaling and scaling not in _ROPE_SCALING:
        yield f"its rope scaling {scaling!r} is unknown"


def _heads(metadata: Metadata, attention: Attention) -> Problems:
    if not metadata.has("~.attention.head_count"):
        return
    if not attention.heads or not attention.kv_heads:
        yield "its head counts are not one number a layer"
    for heads, kv_heads in zip(attention.heads, attention.kv_heads, strict=False):
        if kv_heads and heads % kv_heads:
            yield f"{kv_heads} key/value heads do not divide {heads} heads"
            break
    if metadata.architecture not in _LAYER_TENSORS:
        return
    if 0 in attention.heads or 0 in attention.kv_heads:
        yield "it has layers without attention heads"
    sizes = (attention.key_length, attention.key_length_swa)
    if min(sizes) <= 0 or sizes != (attention.value_length, attention.value_length_swa):
        yield "its keys and values are of different or no size"
    rope = metadata.number("~.rope.dimension_count")
    if metadata.architecture == "llama" and rope not in (None, attention.key_length):
        yield f"it rotates {rope} dimensions of heads of {attention.key_length}"


def _experts(metadata: Metadata, _: Attention) -> Problems:
    experts = metadata.number("~.expert_count") or 0
    listed = metadata.items("~.expert_used_count")
    numbers = [item for item in listed or () if isinstance(item, int)]
    used = max(numbers, default=metadata.number("~.expert_used_count") or 0)
    if not 0 <= experts <= _MAX_EXPERTS or used > experts or (experts > 0) != (used > 0):
        yield f"it claims to use {used} of {experts} experts"


def _gemma(metadata: Metadata, attention: Attention) -> Problems:
    if metadata.architecture not in ("gemma4", "gemma4-assistant"):
        return
    layers = metadata.number("~.block_count") or 0
    if not any(attention.sliding[:layers]):
        yield "none of its layers has sliding window attention, which this architecture needs"
    if len(attention.sliding) != layers:
        yield f"its sliding window pattern is for {len(attention.sliding)} layers of {layers}"
    if attention.sliding_window <= 0:
        yield "its sliding window is empty"
    yield from _gemma_rotation(metadata, attention)
    if metadata.architecture == "gemma4":
        if layers - (metadata.number("~.attention.shared_kv_layers") or 0) < 2:
            yield "too few of its layers keep keys and values of their own"
        if not metadata.has("~.embedding_length_per_layer_input"):
            yield "it does not say how wide its per-layer embeddings are"
        return
    if metadata.number("~.nextn_predict_layers") != layers:
        yield "not all layers of this assistant are prediction layers"
    if metadata.number("~.embedding_length_out") in (
        None,
        0,
        metadata.number("~.embedding_length"),
    ):
        yield "it does not say for which width of target it was made"


def _gemma_rotation(metadata: Metadata, attention: Attention) -> Problems:
    """Heads are rotated in pairs of dimensions; ggml writes beyond a head that has fewer."""
    rotated = attention.key_length
    for suffix, size in (("", attention.key_length), ("_swa", attention.key_length_swa)):
        declared = metadata.number(f"~.rope.dimension_count{suffix}")
        rotated = rotated if declared is None else declared
        if rotated % 2 or not 0 < rotated <= size:
            yield f"it rotates {rotated} dimensions of heads of {size}"


def _borrowed_caches(metadata: Metadata, attention: Attention) -> Problems:
    """Layers without keys and values of their own read those of another layer, told by its place.

    Of the layers with a cache that is the last but one for a layer that sees only the window, the
    last one for others (src/llama-model.cpp, create_memory); it aborts if that is not alike.
    """
    layers = metadata.number("~.block_count") or 0
    kinds, heads = attention.sliding, attention.kv_heads
    lending = metadata.architecture in ("gemma3n", "gemma4") and len(kinds) == len(heads) == layers
    keeping = caching_layers(metadata, layers)
    if not lending or keeping < 2:
        return
    for layer in range(keeping, layers):
        lender = keeping - (2 if kinds[layer] else 1)
        if kinds[layer] != kinds[lender]:
            yield (
                f"its layer {layer} {_seen(kinds[layer])} and would read the keys and values of "
                f"layer {lender}, which {_seen(kinds[lender])}"
            )
            return
        if heads[layer] != heads[lender]:
            yield (
                f"its layer {layer} has {heads[layer]} key/value heads and would read the "
                f"{heads[lender]} of layer {lender}"
            )
            return


def _seen(sliding: bool) -> str:
    return "sees only a window of the text" if sliding else "sees the whole text"


def _tokens(metadata: Metadata, _: Attention) -> Problems:
    count = len(metadata.items("tokenizer.ggml.tokens") or ())
    model = metadata.text("tokenizer.ggml.model")
    if model in ("none", "no_vocab"):
        return
    if not count or not model:
        yield "it has no vocabulary"
        return
    for name in _TOKEN_IDS:
        token = metadata.number(f"tokenizer.ggml.{name}_token_id")
        # A file says "none" by the largest 32-bit number.
        if token is not None and token != 0xFFFFFFFF and not 0 <= token < count:
            yield f"its {name.upper()} token {token} is outside the vocabulary of {count}"
    if len(set(metadata.items("tokenizer.ggml.tokens") or ())) < count:
        yield "its vocabulary has the same token twice"
    types = metadata.items("tokenizer.ggml.token_type")
    if types is not None and len(types) != count:
        yield f"it has {count} tokens and types for {len(types)}"


def _eagle3(metadata: Metadata, attention: Attention) -> Problems:
    if metadata.architecture == EAGLE3:
        yield from find_header_problems(metadata, attention)


def _tensors(metadata: Metadata, _: Attention) -> Problems:
    if (metadata.number("split.count") or 1) > 1:
        return
    shapes = {tensor.name: tensor.shape for tensor in metadata.header.tensors}
    architecture = metadata.architecture
    outer = _OUTER_TENSORS.get(architecture, ())
    if architecture != EAGLE3:
        outer = ("token_embd.weight", *outer)
    yield from (f"its tensor {name} is missing" for name in outer if name not in shapes)
    width = metadata.number("~.embedding_length")
    embedding = shapes.get("token_embd.weight")
    if architecture in _LAYER_TENSORS and architecture != EAGLE3 and embedding is not None:
        wanted = (width, len(metadata.items("tokenizer.ggml.tokens") or ()))
        if embedding != wanted:
            yield f"its embedding table is {embedding} where {wanted} is declared"
    yield from _missing_layers(metadata, shapes)


def _missing_layers(metadata: Metadata, shapes: dict[str, tuple[int, ...]]) -> Problems:
    layers = min(metadata.number("~.block_count") or 0, MAX_LAYERS)
    present = {name.split(".")[1] for name in shapes if name.startswith("blk.")}
    if metadata.architecture != "gemma4-assistant":
        # Prediction layers may be left out: they are loaded only on request.
        layers -= min(metadata.number("~.nextn_predict_layers") or 0, layers)
        heads = {f"blk.{layers}.{part}.weight" for part in HEAD_PARTS}
        if "0" not in present and heads <= shapes.keys():
            return  # nothing but prediction layers: a drafter
    needed = _LAYER_TENSORS.get(metadata.architecture, ())
    for layer in range(layers):
        if str(layer) not in present:
            yield f"layer {layer} of {layers} is missing"
            return
        for part in needed:
            if f"blk.{layer}.{part}.weight" not in shapes:
                yield f"its tensor blk.{layer}.{part}.weight is missing"
                return
