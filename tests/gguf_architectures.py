"""Writes GGUFs of more architectures than the factory, told by the shapes of their tensors.

With random weights they run; without any they are a header and a hole as large as the weights
would be, so that a file of 70 GB takes no room and llama.cpp can still simulate loading it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

from tests.gguf_parts import (
    RMS_EPSILON,
    Weights,
)
from tests.gguf_vocabulary import vocabulary, write_tokenizer

Shapes = Iterator[tuple[str, tuple[int, ...]]]
"""Names and ggml's shapes, row length first."""


@dataclass(frozen=True, slots=True)
class Experts:
    """A mixture: `used` of `count` experts of this inner size, and a shared one if `shared`."""

    count: int
    used: int
    ffn: int
    shared: int = 0


@dataclass(frozen=True, slots=True)
class DeltaNet:
    """Linear attention: `states` heads of values, `groups` of keys, of `size` each."""

    states: int
    groups: int
    size: int = 128
    taps: int = 4


@dataclass(frozen=True, slots=True)
class Architecture:
    """One file. `nextn` prediction layers come on top of `layers`.

    Gemma's: `window`; in gemma4 each sixth layer attends to everything, with heads of twice the
    size, `shared` layers borrow their cache, and `per_layer` is the width of embeddings of each
    layer's own.
    """

    name: str
    width: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    ffn: int
    vocabulary: int = 32768
    context: int = 32768
    window: int = 0
    tied: bool = False
    experts: Experts | None = None
    delta_net: DeltaNet | None = None
    nextn: int = 0
    shared: int = 0
    per_layer: int = 0

    @property
    def sliding(self) -> list[bool]:
        """Which layers of gemma4 see only the window."""
        return [index % 6 != 5 for index in range(self.layers)]

    def head_size(self, index: int) -> int:
        """Return the size of a head in a layer."""
        wide = self.name == "gemma4" and not self.sliding[index]
        return 2 * self.head_dim if wide else self.head_dim

    @property
    def attends(self) -> list[bool]:
        """Which layers attend; the others carry a state."""
        every = 4 if self.delta_net else 1
        return [
            index >= self.layers or (index + 1) % every == 0
            for index in range(self.layers + self.nextn)
        ]


def write_architecture(
    path: Path,
    model: Architecture,
    *,
    weights: bool = False,
    kind: gguf.GGMLQuantizationType = gguf.GGMLQuantizationType.Q8_0,
) -> Path:
    """Write a file; matrices are of `kind`, random with `weights` and a hole without."""
    writer = gguf.GGUFWriter(path, model.name)
    _add_metadata(writer, path.stem, model)
    write_tokenizer(writer, vocabulary(model.vocabulary))
    if weights:
        random = Weights(1)
        for name, shape in _shapes(model):
            _add_filled(writer, name, shape, random, kind)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        return path
    return finish_hollow(writer, path, _shapes(model), kind)


def finish_hollow(
    writer: gguf.GGUFWriter, path: Path, shapes: Shapes, kind: gguf.GGMLQuantizationType
) -> Path:
    """Write header and tensor list, and a hole where the tensors would be."""
    size = sum(_add_info(writer, name, shape, kind) for name, shape in shapes)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    with path.open("r+b") as file:
        header = -(-file.seek(0, 2) // writer.data_alignment) * writer.data_alignment
        file.truncate(header + size)
    return path


def _add_metadata(writer: gguf.GGUFWriter, name: str, model: Architecture) -> None:
    writer.add_name(name)
    writer.add_context_length(model.context)
    writer.add_embedding_length(model.width)
    writer.add_block_count(model.layers + model.nextn)
    writer.add_feed_forward_length(model.ffn)
    writer.add_layer_norm_rms_eps(RMS_EPSILON)
    writer.add_head_count(model.heads)
    writer.add_head_count_kv(model.kv_heads)
    full = model.head_dim * (2 if model.name == "gemma4" else 1)
    writer.add_key_length(full)
    writer.add_value_length(full)
    writer.add_rope_freq_base(10_000.0)
    if model.window:
        writer.add_sliding_window(model.window)
    if model.name == "gemma4":
        _add_gemma4(writer, model)
    if experts := model.experts:
        writer.add_expert_count(experts.count)
        writer.add_expert_used_count(experts.used)
        writer.add_expert_feed_forward_length(experts.ffn)
        if experts.shared:
            writer.add_expert_shared_feed_forward_length(experts.shared)
    if net := model.delta_net:
        writer.add_rope_dimension_count(model.head_dim // 4)
        writer.add_rope_dimension_sections([model.head_dim // 24] * 3 + [0])
        writer.add_ssm_conv_kernel(net.taps)
        writer.add_ssm_inner_size(net.size * net.states)
        writer.add_ssm_state_size(net.size)
        writer.add_ssm_time_step_rank(net.states)
        writer.add_ssm_group_count(net.groups)
        writer.add_uint32(f"{model.name}.full_attention_interval", 4)
        writer.add_uint32(f"{model.name}.nextn_predict_layers", model.nextn)


def _add_gemma4(writer: gguf.GGUFWriter, model: Architecture) -> None:
    name = "gemma4"
    writer.add_array(f"{name}.attention.sliding_window_pattern", model.sliding)
    writer.add_uint32(f"{name}.attention.shared_kv_layers", model.shared)
    writer.add_uint32(f"{name}.embedding_length_per_layer_input", model.per_layer)
    for suffix, size in (("", 2 * model.head_dim), ("_swa", model.head_dim)):
        writer.add_uint32(f"{name}.rope.dimension_count{suffix}", size)
        writer.add_float32(f"{name}.rope.freq_base{suffix}", 10_000.0)
        if suffix:
            writer.add_uint32(f"{name}.attention.key_length{suffix}", size)
            writer.add_uint32(f"{name}.attention.value_length{suffix}", size)


def _is_matrix(name: str, shape: tuple[int, ...]) -> bool:
    return len(shape) > 1 and "conv1d" not in name


def _add_filled(
    writer: gguf.GGUFWriter,
    name: str,
    shape: tuple[int, ...],
    random: Weights,
    kind: gguf.GGMLQuantizationType,
) -> None:
    if not _is_matrix(name, shape):
        writer.add_tensor(name, np.ones(tuple(reversed(shape)), np.float32))
        return
    values = random.matrix(int(np.prod(shape[1:])), shape[0]).reshape(tuple(reversed(shape)))
    writer.add_tensor(name, gguf.quantize(values, kind), raw_dtype=kind)


def _add_info(
    writer: gguf.GGUFWriter, name: str, shape: tuple[int, ...], kind: gguf.GGMLQuantizationType
) -> int:
    """Declare a tensor and return the bytes it takes in the file."""
    count = int(np.prod(shape))
    if name == "d2t":
        writer.add_tensor_info(name, shape, np.dtype(np.int64), 8 * count)
        return gguf.GGUFWriter.ggml_pad(8 * count, writer.data_alignment)
    if not _is_matrix(name, shape):
        writer.add_tensor_info(name, tuple(reversed(shape)), np.dtype(np.float32), 4 * count)
        return gguf.GGUFWriter.ggml_pad(4 * count, writer.data_alignment)
    block, block_bytes = gguf.GGML_QUANT_SIZES[kind]
    size = count // block * block_bytes
    stored = (*reversed(shape[1:]), shape[0] // block * block_bytes)
    writer.add_tensor_info(name, stored, np.dtype(np.uint8), size, kind)
    return gguf.GGUFWriter.ggml_pad(size, writer.data_alignment)


def _shapes(model: Architecture) -> Shapes:
    width = model.width
    yield "token_embd.weight", (width, model.vocabulary)
    yield "output_norm.weight", (width,)
    if not model.tied:
        yield "output.weight", (width, model.vocabulary)
    if model.name == "gemma4":
        yield "rope_freqs.weight", (model.head_dim,)
    if model.per_layer:
        inner = model.per_layer * model.layers
        yield "per_layer_token_embd.weight", (inner, model.vocabulary)
        yield "per_layer_model_proj.weight", (width, inner)
        yield "per_layer_proj_norm.weight", (model.per_layer,)
    for index, attends in enumerate(model.attends):
        block = f"blk.{index}."
        yield f"{block}attn_norm.weight", (width,)
        hybrid = model.delta_net is not None
        yield f"{block}{'post_attention_norm' if hybrid else 'ffn_norm'}.weight", (width,)
        if model.name.startswith("gemma"):
            yield f"{block}post_attention_norm.weight", (width,)
            yield f"{block}post_ffw_norm.weight", (width,)
        if attends:
            yield from _attention(block, model, model.head_size(index))
        else:
            yield from _delta_net(block, model)
        yield from _feed_forward(block, model)
        if model.name == "gemma4":
            yield from _gemma4_extras(block, model)
        if index >= model.layers:
            yield f"{block}nextn.eh_proj.weight", (2 * width, width)
            yield f"{block}nextn.enorm.weight", (width,)
            yield f"{block}nextn.hnorm.weight", (width,)


def _gemma4_extras(block: str, model: Architecture) -> Shapes:
    width, experts = model.width, model.experts
    yield f"{block}layer_output_scale.weight", (1,)
    if model.per_layer:
        yield f"{block}inp_gate.weight", (width, model.per_layer)
        yield f"{block}proj.weight", (model.per_layer, width)
        yield f"{block}post_norm.weight", (width,)
    if experts is not None:
        yield from _gated(f"{block}ffn_", "", width, model.ffn)
        yield f"{block}ffn_gate_inp.scale", (width,)
        yield f"{block}ffn_down_exps.scale", (experts.count,)
        for norm in ("pre_ffw_norm_2", "post_ffw_norm_1", "post_ffw_norm_2"):
            yield f"{block}{norm}.weight", (width,)


def _attention(block: str, model: Architecture, dim: int) -> Shapes:
    width = model.width
    gates = 2 if model.delta_net else 1
    for name, rows in (("q", gates * model.heads), ("k", model.kv_heads), ("v", model.kv_heads)):
        yield f"{block}attn_{name}.weight", (width, rows * dim)
        if model.name == "qwen2":
            yield f"{block}attn_{name}.bias", (rows * dim,)
    if model.name not in ("llama", "qwen2"):
        yield f"{block}attn_q_norm.weight", (dim,)
        yield f"{block}attn_k_norm.weight", (dim,)
    yield f"{block}attn_output.weight", (model.heads * dim, width)


def _delta_net(block: str, model: Architecture) -> Shapes:
    net, width = model.delta_net, model.width
    assert net is not None
    inner = net.size * net.states
    mixed = inner + 2 * net.size * net.groups
    yield f"{block}attn_qkv.weight", (width, mixed)
    yield f"{block}attn_gate.weight", (width, inner)
    yield f"{block}ssm_conv1d.weight", (net.taps, mixed)
    yield f"{block}ssm_dt.bias", (net.states,)
    yield f"{block}ssm_a", (net.states,)
    yield f"{block}ssm_alpha.weight", (width, net.states)
    yield f"{block}ssm_beta.weight", (width, net.states)
    yield f"{block}ssm_norm.weight", (net.size,)
    yield f"{block}ssm_out.weight", (inner, width)


def _feed_forward(block: str, model: Architecture) -> Shapes:
    width, experts = model.width, model.experts
    if experts is None:
        yield from _gated(f"{block}ffn_", "", width, model.ffn)
        return
    yield f"{block}ffn_gate_inp.weight", (width, experts.count)
    if model.name == "gemma4":
        yield f"{block}ffn_gate_up_exps.weight", (width, 2 * experts.ffn, experts.count)
    else:
        yield f"{block}ffn_gate_exps.weight", (width, experts.ffn, experts.count)
        yield f"{block}ffn_up_exps.weight", (width, experts.ffn, experts.count)
    yield f"{block}ffn_down_exps.weight", (experts.ffn, width, experts.count)
    if experts.shared:
        yield f"{block}ffn_gate_inp_shexp.weight", (width,)
        yield from _gated(f"{block}ffn_", "_shexp", width, experts.shared)


def _gated(prefix: str, suffix: str, width: int, inner: int) -> Shapes:
    yield f"{prefix}gate{suffix}.weight", (width, inner)
    yield f"{prefix}up{suffix}.weight", (width, inner)
    yield f"{prefix}down{suffix}.weight", (inner, width)
