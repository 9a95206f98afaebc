"""A model's tensors by layer, and what llama.cpp keeps beside each: what memory is made of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.gguf.attention import Attention, read_attention
from app.gguf.eagle3 import ARCHITECTURE as EAGLE3
from app.gguf.ggml_types import GGML_TYPES
from app.gguf.header import Header, TensorInfo
from app.gguf.hyperparameters import MAX_LAYERS, Metadata
from app.gguf.layer_kinds import caching_layers, recurrent_layers, rolls_back, state_sizes
from app.gguf.quantization import quantization

ASSISTANT: Final = "gemma4-assistant"
_BLOCK = re.compile(r"blk\.(\d+)\.(.+)")

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One layer.

    Attributes:
        weights: bytes. shapes: of its tensors, by name without "blk.N." and ".weight".
        heads: of queries. head_size: of a value.
        cache: numbers that a token adds to the keys and to the values.
        sliding: sees only the window. state: numbers in (convolution, recurrent) states.
    """

    weights: int
    shapes: Mapping[str, Shape]
    heads: int = 0
    head_size: int = 0
    cache: tuple[int, int] = (0, 0)
    sliding: bool = False
    state: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """What one file makes llama.cpp allocate.

    Attributes:
        blocks: the layers of the model itself. nextn: prediction layers behind them.
        outer: tensors of no layer; outer_weights: their bytes, by name.
        quantization: as in "Q4_K_M"; embedding_type: of the embedding table, as ggml names it.
        window: tokens, 0 without one. experts_used: by a token.
        rolls_back: llama.cpp can keep earlier states.
    """

    architecture: str
    width: int
    width_out: int
    vocabulary: int
    blocks: tuple[Block, ...]
    nextn: tuple[Block, ...]
    outer: Mapping[str, Shape]
    outer_weights: Mapping[str, int]
    quantization: str
    embedding_type: str
    window: int
    experts_used: int
    rolls_back: bool

    @property
    def only_predicts(self) -> bool:
        """Whether the file has prediction layers and no model behind them."""
        return bool(self.nextn) and not any(block.shapes for block in self.blocks)

    @property
    def is_assistant(self) -> bool:
        """Whether it reads another model's cache."""
        return self.architecture == ASSISTANT

    @property
    def is_eagle3(self) -> bool:
        """Whether it reads another model's layers."""
        return self.architecture == EAGLE3

    @property
    def latent(self) -> bool:
        """Whether keys and values are stored as one (multi-head latent attention)."""
        return any("attn_kv_a_mqa" in block.shapes for block in self.blocks)

    @property
    def state_bytes(self) -> int:
        """Of one sequence's recurrent states."""
        return 4 * sum(sum(block.state) for block in self.blocks)

    @property
    def tied(self) -> bool:
        """Whether the embedding table is the output table too."""
        return "token_embd" in self.outer and "output" not in self.outer


def read_layout(header: Header, *others: Header) -> Layout:
    """Return the layout of a file, or of a split one's first part and the `others`."""
    metadata = Metadata(header)
    width = metadata.number("~.embedding_length") or 0
    layers = min(max(metadata.number("~.block_count") or 0, 0), MAX_LAYERS)
    attention = read_attention(metadata, width, layers)
    per_layer: defaultdict[int, list[TensorInfo]] = defaultdict(list)
    outer: list[TensorInfo] = []
    for tensor in (tensor for part in (header, *others) for tensor in part.tensors):
        found = _BLOCK.match(tensor.name)
        if found:
            per_layer[int(found[1])].append(tensor._replace(name=found[2]))
        else:
            outer.append(tensor)
    assistant = metadata.architecture == ASSISTANT
    nextn = 0 if assistant else min(metadata.number("~.nextn_predict_layers") or 0, layers)
    blocks = tuple(_blocks(metadata, attention, layers, per_layer))
    return Layout(
        architecture=metadata.architecture,
        width=width,
        width_out=metadata.number("~.embedding_length_out") or width,
        vocabulary=len(metadata.items("tokenizer.ggml.tokens") or ()),
        blocks=blocks[: layers - nextn],
        nextn=blocks[layers - nextn :],
        outer=_shapes(outer),
        outer_weights={_short(tensor.name): tensor.byte_size for tensor in outer},
        quantization=quantization(header),
        embedding_type=next(
            (
                GGML_TYPES[tensor.ggml_type].name
                for tensor in outer
                if tensor.name == "token_embd.weight"
            ),
            "",
        ),
        window=attention.sliding_window if any(attention.sliding) else 0,
        experts_used=max((*metadata.per_layer("~.expert_used_count", layers), 0)),
        rolls_back=rolls_back(metadata.architecture),
    )


def _blocks(
    metadata: Metadata,
    attention: Attention,
    layers: int,
    tensors: Mapping[int, list[TensorInfo]],
) -> Iterator[Block]:
    caching = caching_layers(metadata, layers)
    recurrent = recurrent_layers(metadata, layers)
    sliding = attention.sliding if len(attention.sliding) == layers else (False,) * layers
    heads = attention.heads or (0,) * layers
    state = state_sizes(metadata, metadata.number("~.embedding_length") or 0, max((*heads, 0)))
    everywhere = metadata.architecture == "falcon-h1"
    for index in range(layers):
        own = tensors.get(index, ())
        attends = index < caching and (everywhere or not recurrent[index])
        yield Block(
            weights=sum(tensor.byte_size for tensor in own),
            shapes=_shapes(own),
            heads=heads[index],
            head_size=attention.value_length_swa if sliding[index] else attention.value_length,
            cache=_cache(metadata, attention, index, sliding[index]) if attends else (0, 0),
            sliding=sliding[index],
            state=state if recurrent[index] else (0, 0),
        )


def _cache(metadata: Metadata, attention: Attention, index: int, sliding: bool) -> tuple[int, int]:
    heads = attention.kv_heads[index] if attention.kv_heads else 0
    key = attention.key_length_swa if sliding else attention.key_length
    value = attention.value_length_swa if sliding else attention.value_length
    latent = metadata.has("~.attention.key_length_mla")
    return key * heads, 0 if latent else value * heads


def _shapes(tensors: Iterator[TensorInfo] | list[TensorInfo] | tuple[()]) -> dict[str, Shape]:
    return {_short(tensor.name): tensor.shape for tensor in tensors}


def _short(name: str) -> str:
    return name.removesuffix(".weight")
