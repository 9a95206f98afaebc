"""Prediction layers: MTP heads that are part of a target, and what llama.cpp can do with them.

An architecture is known here if llama.cpp draws a graph for its heads (src/models/*.cpp, graph_mtp;
glm5-next is left out: its heads' cache cannot be cut). Run here: qwen35 and step35; the others are
read from the source.
"""

from typing import Final

from app.gguf.layout import Layout

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

HEAD_PARTS: Final = frozenset({"nextn.eh_proj", "nextn.enorm", "nextn.hnorm"})
"""Tensors without which a prediction layer is none."""


def heads_are_chained(architecture: str) -> bool:
    """Whether each guess has a head of its own."""
    return architecture in _CHAINED


def heads_keep_every_row(architecture: str) -> bool:
    """Whether a head's hidden states can be had of every row of a batch."""
    return architecture not in _ROWS_OF_OUTPUTS


def heads_are_complete(layout: Layout) -> bool:
    """Whether the file has heads, and each has what makes it one."""
    return bool(layout.nextn) and all(block.shapes.keys() >= HEAD_PARTS for block in layout.nextn)


def has_only_heads(layout: Layout) -> bool:
    """Whether a file holds heads without the model they belong to."""
    return heads_are_complete(layout) and not any(block.shapes for block in layout.blocks)


def heads_problem(layout: Layout) -> str:
    """Return a sentence on why a file's heads cannot draft; "" if they can, or if it has none."""
    architecture, declared = layout.architecture, len(layout.nextn)
    if declared == 0:
        return ""
    if not heads_are_complete(layout):
        return "The MTP head that this file declares was stripped from it."
    if architecture not in _ONE_HEAD | _CHAINED:
        return f"llama.cpp cannot draft with the MTP head of the architecture {architecture}."
    if declared > 1 and architecture in _ONE_HEAD:
        return f"This file has {declared} MTP heads where llama.cpp can use only one."
    return ""


def heads_are_usable(layout: Layout) -> bool:
    """Whether the file has heads to draft with: the engine then loads them, asked for or not."""
    return bool(layout.nextn) and not heads_problem(layout)


def stripped_corrections(layout: Layout) -> dict[str, int]:
    """Return the metadata that makes llama.cpp load a file whose declared heads are missing."""
    stale = layout.nextn and not heads_are_complete(layout)
    if not stale or layout.architecture not in _STALE_WHEN_STRIPPED:
        return {}
    return {
        f"{layout.architecture}.block_count": len(layout.blocks),
        f"{layout.architecture}.nextn_predict_layers": 0,
    }
