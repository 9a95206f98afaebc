"""EAGLE-3 drafter files: for which targets they are made, and what in them would end the process.

llama.cpp src/models/eagle3.cpp. The drafter reads the inputs of three of the target's layers and,
where it has none of its own, uses the target's embedding table and output head.
"""

import struct
from dataclasses import dataclass
from typing import Final

from app.gguf.attention import Attention
from app.gguf.ggml_types import GGML_TYPES
from app.gguf.hyperparameters import Metadata
from app.gguf.source import ByteSource

ARCHITECTURE: Final = "eagle3"
EXTRACTED: Final = 3
"""How many of the target's layers a drafter reads."""

READABLE_TARGETS: Final = frozenset(
    {
        *("llama", "qwen3", "qwen3moe", "qwen3next", "qwen35", "qwen35moe", "gemma4", "gpt-oss"),
        *("lfm2", "lfm2moe", "minimax-01", "minimax-m2", "bailingmoe3", "nemotron_h"),
        *("nemotron_h_moe", "mimo2", "nanbeige", "hunyuan-dense", "hunyuan_vl", "muse-glimmer"),
        "deepseek4",
    }
)
"""Architectures whose graphs hand out the inputs of their layers (t_layer_inp in llama.cpp's
src/models); asked of any other, and of qwen4exp with its wide stream, they end the process."""

LAST_OUTPUT_TARGETS: Final = frozenset(
    {"qwen3next", "qwen35", "qwen35moe", "gemma4", "gpt-oss", "nemotron_h", "nemotron_h_moe"}
)
"""Those that also hand out what leaves their last layer (t_h_nextn)."""

_INDEX_TYPE: Final = "I64"


@dataclass(frozen=True, slots=True)
class Eagle3:
    """What an EAGLE-3 drafter says about itself.

    Attributes:
        target_width: of the targets it was made for. target_layers: whose inputs it reads; a
            target's number of layers means what its last one puts out.
        draft_vocabulary: tokens it can propose.
        own_embedding, own_head: whether it has them, or uses the target's.
    """

    target_width: int
    target_layers: tuple[int, ...]
    draft_vocabulary: int
    own_embedding: bool
    own_head: bool


def read_eagle3(metadata: Metadata) -> Eagle3:
    """Return what the header says, without judging it."""
    shapes = {tensor.name: tensor.shape for tensor in metadata.header.tensors}
    layers = metadata.items("~.target_layers") or ()
    tokens = len(metadata.items("tokenizer.ggml.tokens") or ())
    return Eagle3(
        target_width=metadata.number("~.target_hidden_size") or 0,
        target_layers=tuple(int(layer) for layer in layers if isinstance(layer, int)),
        draft_vocabulary=shapes["d2t"][0] if "d2t" in shapes else tokens,
        own_embedding="token_embd.weight" in shapes,
        own_head="output.weight" in shapes,
    )


def find_header_problems(metadata: Metadata, attention: Attention) -> list[str]:
    """Return clauses that finish "FILE cannot be loaded: " from the header alone."""
    file = read_eagle3(metadata)
    shapes = {tensor.name: tensor.shape for tensor in metadata.header.tensors}
    found: list[str] = []
    layers = metadata.number("~.block_count")
    if layers != 1 or metadata.number("~.nextn_predict_layers"):
        found.append(f"it claims {layers} layers where an EAGLE-3 drafter has one")
    if len(file.target_layers) != EXTRACTED or min(file.target_layers) < 0:
        found.append(f"it does not name {EXTRACTED} layers of its target to read")
    if file.target_width <= 0:
        found.append("it does not say for which width of target it was made")
    fusion = shapes.get("fc.weight")
    if fusion is not None and fusion[0] != EXTRACTED * file.target_width:
        found.append(f"it fuses {fusion[0]} numbers of {EXTRACTED} layers {file.target_width} wide")
    if metadata.flag("~.norm_before_fc") and "enc.output_norm.weight" not in shapes:
        found.append("its tensor enc.output_norm.weight is missing")
    rotated = metadata.number("~.rope.dimension_count")
    if rotated is not None and (not 0 < rotated <= attention.key_length or rotated % 2):
        found.append(f"it rotates {rotated} dimensions of heads of {attention.key_length}")
    found += _vocabulary_problems(metadata, file, shapes)
    return found


def _vocabulary_problems(
    metadata: Metadata, file: Eagle3, shapes: dict[str, tuple[int, ...]]
) -> list[str]:
    width = metadata.number("~.embedding_length")
    tokens = len(metadata.items("tokenizer.ggml.tokens") or ())
    found: list[str] = []
    embedding = shapes.get("token_embd.weight")
    if embedding is not None and (embedding[0] != width or embedding[1] < tokens):
        found.append(f"its embedding table is {embedding} where {(width, tokens)} is declared")
    head = shapes.get("output.weight")
    if head is not None and head != (width, file.draft_vocabulary):
        found.append(f"its head is {head} where {(width, file.draft_vocabulary)} is declared")
    if "d2t" in shapes:
        kind = next(t.ggml_type for t in metadata.header.tensors if t.name == "d2t")
        if GGML_TYPES[kind].name != _INDEX_TYPE or len(shapes["d2t"]) != 1:
            found.append("its list of proposable tokens is not a list of whole numbers")
        if head is None:
            found.append("it lists the tokens it can propose and has no head for them")
    return found


def find_vocabulary_problems(metadata: Metadata, source: ByteSource) -> list[str]:
    """Return clauses about the tokens that the drafter maps its own to; read from the weights."""
    tensor = next((t for t in metadata.header.tensors if t.name == "d2t"), None)
    if tensor is None or GGML_TYPES[tensor.ggml_type].name != _INDEX_TYPE:
        return []
    raw = source.read(metadata.header.data_offset + tensor.offset, tensor.byte_size)
    tokens = struct.unpack(f"<{len(raw) // 8}q", raw)
    count = len(metadata.items("tokenizer.ggml.tokens") or ())
    outside = next((token for token in tokens if not 0 <= token < count), None)
    if outside is not None:
        return [f"it can propose token {outside}, outside the vocabulary of {count}"]
    if len(set(tokens)) < len(tokens):
        return ["it lists a token that it can propose twice"]
    return []
