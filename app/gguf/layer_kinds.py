"""Which layers look through a window, carry a state or borrow another layer's cache.

Files say it in part; the rest are defaults in llama.cpp's src/models/*.cpp, load_arch_hparams.
"""

from typing import Final

from app.gguf.hyperparameters import MAX_LAYERS, Metadata

_SLIDING_EVERY: Final = {
    **dict.fromkeys(("gemma2", "gpt-oss"), 2),
    **dict.fromkeys(("afmoe", "cohere2", "cohere2moe", "exaone-moe", "exaone4", "laguna"), 4),
    **dict.fromkeys(("llama4", "mellum", "muse-glimmer", "olmo2", "smallthinker"), 4),
    "gemma3n": 5,
    "gemma3": 6,
    "plamo3": 8,
}
"""Of so many layers, all but one look through the window."""
_FULL_ONE_FIRST: Final = frozenset({"cohere2moe", "laguna", "smallthinker"})
_PATTERN_IN_FILE: Final = frozenset(
    {"gemma4", "gemma4-assistant", "granite-swa", "maple", "mimo2", "spark2-5", "step35"}
)
_WINDOWS: Final = {"gemma2": 4096, "llama4": 8192, "exaone-moe": 128}
_FIXED_WINDOWS: Final = {"llama4": 8192, "smallthinker": 4096}

_RECURRENT: Final = frozenset({"mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"})
_EVERY_FOURTH_ATTENDS: Final = frozenset(
    {"qwen35", "qwen35moe", "qwen3next", "qwen4exp", "minimax-01"}
)
_WITHOUT_HEADS: Final = frozenset(
    {
        *("jamba", "plamo2", "granitehybrid", "lfm2", "lfm2moe", "nemotron_h", "nemotron_h_moe"),
        *("kimi-linear", "kimi-k3", "bailingmoe3", "glm5-next"),
    }
)
"""Their layers without key/value heads carry a state."""
_ROLLS_BACK: Final = frozenset(
    {
        *("kimi-k3", "qwen35", "qwen35moe", "qwen4exp", "deepseek4", "glm5-next"),
        *("nemotron_h", "nemotron_h_moe", "lfm2", "lfm2moe", "bailingmoe3"),
    }
)
"""llm_arch_supports_rs_rollback."""


def sliding_window(metadata: Metadata) -> int:
    """Return the window in tokens, 0 where every layer sees everything."""
    architecture = metadata.architecture
    said = metadata.number("~.attention.sliding_window")
    if architecture not in _SLIDING_EVERY and architecture not in _PATTERN_IN_FILE:
        return (said or 0) if architecture.startswith("lfm2") else 0
    if architecture == "exaone4" and metadata.number("~.block_count") == 64:
        return said or 4096
    if said == 0 or (said is None and architecture not in _WINDOWS):
        return 0
    return _FIXED_WINDOWS.get(architecture) or said or _WINDOWS[architecture]


def sliding_layers(metadata: Metadata, layers: int) -> tuple[bool, ...]:
    """Return for each layer whether it sees only the window."""
    listed = metadata.items("~.attention.sliding_window_pattern")
    if listed is not None:
        return tuple(bool(item) for item in listed)
    if not sliding_window(metadata) or not 0 < layers <= MAX_LAYERS:
        return (False,) * min(max(layers, 0), MAX_LAYERS)
    if metadata.architecture.startswith("lfm2"):
        return tuple(not flag for flag in recurrent_layers(metadata, layers))
    every = metadata.number("~.attention.sliding_window_pattern")
    if every is None:
        every = _SLIDING_EVERY.get(metadata.architecture, 1)
    full = 0 if metadata.architecture in _FULL_ONE_FIRST else every - 1
    trunk = layers - (metadata.number("~.nextn_predict_layers") or 0)
    return tuple(index < trunk and (every == 0 or index % every != full) for index in range(layers))


def recurrent_layers(metadata: Metadata, layers: int) -> tuple[bool, ...]:
    """Return for each layer whether it carries a state."""
    architecture = metadata.architecture
    if architecture in _RECURRENT or architecture == "falcon-h1":
        return (True,) * layers
    trunk = layers - (metadata.number("~.nextn_predict_layers") or 0)
    if architecture in _EVERY_FOURTH_ATTENDS:
        listed = metadata.items("~.attention.recurrent_layers")
        if listed is not None and len(listed) == layers:
            return tuple(bool(item) for item in listed)
        every = metadata.number("~.full_attention_interval") or 4
        return tuple(index < trunk and (index + 1) % every != 0 for index in range(layers))
    if architecture not in _WITHOUT_HEADS:
        return (False,) * layers
    heads = metadata.per_layer("~.attention.head_count_kv", layers) or (1,) * layers
    ffn = (0,) * layers
    if architecture.startswith("nemotron_h"):
        ffn = metadata.per_layer("~.feed_forward_length", layers) or ffn
    return tuple(index < trunk and not (heads[index] or ffn[index]) for index in range(layers))


def caching_layers(metadata: Metadata, layers: int) -> int:
    """Return how many layers from the first keep keys and values; the others read theirs."""
    if metadata.architecture == "gemma3n":
        return 20
    if metadata.architecture == "gemma4":
        return layers - (metadata.number("~.attention.shared_kv_layers") or 0)
    return 0 if metadata.architecture == "gemma4-assistant" else layers


def state_sizes(metadata: Metadata, width: int, heads: int) -> tuple[int, int]:
    """Return the numbers in a layer's convolution state and in its recurrent one.

    llama_hparams::n_embd_r and n_embd_s.
    """

    def number(key: str) -> int:
        return metadata.number(f"~.{key}") or 0

    if size := number("wkv.head_size"):
        return (number("token_shift_count") or 2) * width, width * size
    if cache := number("shortconv.l_cache"):
        return width * (cache - 1), 0
    taps = max(0, number("ssm.conv_kernel") - 1)
    if size := number("kda.head_dim"):
        return 3 * (taps or 3) * heads * size, size * size * heads
    inner, state = number("ssm.inner_size"), number("ssm.state_size")
    return taps * (inner + 2 * number("ssm.group_count") * state), state * inner


def rolls_back(architecture: str) -> bool:
    """Whether llama.cpp keeps earlier states of this architecture to go back to."""
    return architecture in _ROLLS_BACK
