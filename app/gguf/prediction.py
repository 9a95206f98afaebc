"""Prediction layers: MTP heads that are part of a target, and what llama.cpp can do with them.

An architecture is known here if llama.cpp draws a graph for its heads (src/models/*.cpp, graph_mtp;
glm5-next is left out: its heads' cache cannot be cut). Run here: qwen35, qwen35moe and step35; the
others are read from the source.
"""

from collections.abc import Collection
from typing import Final

_ONE_HEAD: Final = frozenset(
    {
        *("qwen35", "qwen35moe", "qwen3next", "bailingmoe3", "cohere2moe", "nemotron_h_moe"),
        *("deepseek2", "deepseek32", "deepseek4", "glm-dsa", "glm4moe"),
    }
)
"""One head, run again for each guess; more are refused by an assertion."""

_CHAINED: Final = frozenset({"step35", "mimo2", "hy_v3"})
"""One head for each guess (llama_set_nextn_layer_offset)."""

_ROWS_OF_OUTPUTS: Final = frozenset({"qwen3next", "deepseek4", "step35", "mimo2"})
"""Their heads give hidden states only of rows with logits: to ask for all ends the process."""

_STALE_WHEN_STRIPPED: Final = frozenset({"qwen35", "qwen35moe", "qwen3next"})
"""llama.cpp demands the declared heads of these even when it is not to load them."""

_PARTS: Final = ("eh_proj", "enorm", "hnorm")


def heads_are_chained(architecture: str) -> bool:
    """Whether each guess has a head of its own."""
    return architecture in _CHAINED


def heads_keep_every_row(architecture: str) -> bool:
    """Whether a head's hidden states can be had of every row of a batch."""
    return architecture not in _ROWS_OF_OUTPUTS


def heads_are_complete(names: Collection[str], layers: int, heads: int) -> bool:
    """Whether each of the last `heads` layers has what makes it a head."""
    blocks = range(layers - heads, layers)
    return heads > 0 and all(
        f"blk.{block}.nextn.{part}.weight" in names for block in blocks for part in _PARTS
    )


def heads_problem(architecture: str, declared: int, *, complete: bool) -> str:
    """Return a sentence on why a file's heads cannot draft; "" if they can, or if it has none."""
    if declared == 0 or architecture == "gemma4-assistant":
        return ""
    if not complete:
        return "The MTP head that this file declares was stripped from it."
    if architecture not in _ONE_HEAD | _CHAINED:
        return f"llama.cpp cannot draft with the MTP head of the architecture {architecture}."
    if declared > 1 and architecture in _ONE_HEAD:
        return f"This file has {declared} MTP heads where llama.cpp can use only one."
    return ""


def stripped_corrections(architecture: str, layers: int, declared: int) -> dict[str, int]:
    """Return the metadata that makes llama.cpp load a file whose declared heads are missing."""
    if architecture not in _STALE_WHEN_STRIPPED:
        return {}
    return {
        f"{architecture}.block_count": layers - declared,
        f"{architecture}.nextn_predict_layers": 0,
    }
