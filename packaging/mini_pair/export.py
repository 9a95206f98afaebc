"""Step 4: write both models as GGUF, in Q8_0 for shipping or F32 for `verify_logits`."""

import argparse
import json
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from mini_pair.chat_format import CHAT_TEMPLATE
from mini_pair.drafter import Drafter
from mini_pair.layers import rotated_pairs
from mini_pair.shapes import (
    BOS,
    CONTEXT_LENGTH,
    END_TURN,
    EOS,
    PAD,
    RMS_EPS,
    SPECIAL_TOKENS,
    VOCAB_SIZE,
    AttentionShape,
    DrafterShape,
    TargetShape,
)
from mini_pair.target import Target

_LAYER_NAMES = {
    "attention.norm": "attn_norm.weight",
    "attention.query.weight": "attn_q.weight",
    "attention.key.weight": "attn_k.weight",
    "attention.value.weight": "attn_v.weight",
    "attention.output.weight": "attn_output.weight",
    "attention.query_norm": "attn_q_norm.weight",
    "attention.key_norm": "attn_k_norm.weight",
    "attention.post_norm": "post_attention_norm.weight",
    "feed_forward.norm": "ffn_norm.weight",
    "feed_forward.gate.weight": "ffn_gate.weight",
    "feed_forward.up.weight": "ffn_up.weight",
    "feed_forward.down.weight": "ffn_down.weight",
    "feed_forward.post_norm": "post_ffw_norm.weight",
    "scale": "layer_output_scale.weight",
}
_MODEL_NAMES = {
    "embedding.weight": "token_embd.weight",
    "output_norm": "output_norm.weight",
    "pre_projection.weight": "nextn.pre_projection.weight",
    "post_projection.weight": "nextn.post_projection.weight",
}
_LICENCE = "apache-2.0"
_NO_ROTATION = 1e30


def tensor_name(name: str) -> str:
    """Return llama.cpp's name of a parameter."""
    if name.startswith("layers."):
        _, index, rest = name.split(".", 2)
        return f"blk.{index}.{_LAYER_NAMES[rest]}"
    return _MODEL_NAMES[name]


def _add_general(writer: gguf.GGUFWriter, description: str) -> None:
    writer.add_name("Foretoken Mini")
    writer.add_description(description)
    writer.add_license(_LICENCE)
    writer.add_languages(["en"])
    writer.add_context_length(CONTEXT_LENGTH)
    writer.add_vocab_size(VOCAB_SIZE)
    writer.add_layer_norm_rms_eps(RMS_EPS)


def _add_attention(writer: gguf.GGUFWriter, shape: AttentionShape, sliding: list[bool]) -> None:
    writer.add_block_count(len(sliding))
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_sliding_window(shape.window)
    writer.add_sliding_window_pattern(sliding)
    writer.add_key_length(shape.head_dim)
    writer.add_value_length(shape.head_dim)
    writer.add_key_length_swa(shape.head_dim)
    writer.add_value_length_swa(shape.head_dim)
    writer.add_rope_dimension_count(shape.head_dim)
    writer.add_rope_dimension_count_swa(shape.head_dim)
    writer.add_rope_freq_base(shape.rope_base_full)
    writer.add_rope_freq_base_swa(shape.rope_base_sliding)
    if not all(sliding):
        factors = np.full(shape.head_dim // 2, _NO_ROTATION, dtype=np.float32)
        factors[: rotated_pairs(shape)] = 1.0
        writer.add_tensor("rope_freqs.weight", factors)


def _add_tokenizer(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    model: dict[str, Any] = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=lambda token: model["vocab"][token])
    control, normal = gguf.TokenType.CONTROL, gguf.TokenType.NORMAL
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types([control if t in SPECIAL_TOKENS else normal for t in tokens])
    writer.add_token_merges([" ".join(merge) for merge in model["merges"]])
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(EOS)
    writer.add_eot_token_id(END_TURN)
    writer.add_pad_token_id(PAD)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def _add_tensor(writer: gguf.GGUFWriter, name: str, tensor: Tensor, quantise: bool) -> None:
    array = tensor.detach().float().contiguous().numpy()
    if quantise and array.ndim == 2:
        kind = gguf.GGMLQuantizationType.Q8_0
        writer.add_tensor(name, gguf.quantize(array, kind), raw_dtype=kind)
    else:
        writer.add_tensor(name, array)


def _finish(writer: gguf.GGUFWriter, model: nn.Module, quantise: bool) -> None:
    kind = gguf.LlamaFileType.MOSTLY_Q8_0 if quantise else gguf.LlamaFileType.ALL_F32
    writer.add_file_type(kind)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    for name, parameter in model.named_parameters():
        _add_tensor(writer, tensor_name(name), parameter, quantise)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_target(path: Path, model: Target, tokenizer: Tokenizer, quantise: bool) -> None:
    """Write the target as architecture gemma4."""
    writer = gguf.GGUFWriter(path, "gemma4")
    _add_general(writer, "A very small chat model that demonstrates speculative decoding.")
    writer.add_embedding_length(model.shape.width)
    writer.add_feed_forward_length(model.shape.hidden)
    writer.add_embedding_length_per_layer_input(0)
    writer.add_shared_kv_layers(0)
    writer.add_final_logit_softcapping(0.0)
    _add_attention(writer, model.shape.attention, model.shape.sliding)
    _add_tokenizer(writer, tokenizer)
    _finish(writer, model, quantise)


def write_drafter(path: Path, model: Drafter, tokenizer: Tokenizer, quantise: bool) -> None:
    """Write the drafter as architecture gemma4-assistant."""
    writer = gguf.GGUFWriter(path, "gemma4-assistant")
    _add_general(writer, "The drafter of Foretoken Mini; it runs only beside its target.")
    layers = list(model.shape.sliding)
    writer.add_embedding_length(model.shape.width)
    writer.add_embedding_length_out(model.shape.backbone)
    writer.add_feed_forward_length(model.shape.hidden)
    writer.add_nextn_predict_layers(len(layers))
    writer.add_shared_kv_layers(len(layers))
    _add_attention(writer, model.shape.attention, layers)
    _add_tokenizer(writer, tokenizer)
    _finish(writer, model, quantise)


def main() -> None:
    """Parse the command line and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds tokenizer.json")
    parser.add_argument("--target", type=Path, required=True, help="checkpoint")
    parser.add_argument("--drafter", type=Path, required=True, help="checkpoint")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--f32", action="store_true")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.data / "tokenizer.json"))
    arguments.out.mkdir(parents=True, exist_ok=True)
    target, drafter = Target(TargetShape()), Drafter(DrafterShape())
    target.load_state_dict(torch.load(arguments.target, weights_only=True)["model"])
    drafter.load_state_dict(torch.load(arguments.drafter, weights_only=True)["model"])
    quantise = not arguments.f32
    write_target(arguments.out / "foretoken-mini-target.gguf", target, tokenizer, quantise)
    write_drafter(arguments.out / "foretoken-mini-drafter.gguf", drafter, tokenizer, quantise)


if __name__ == "__main__":
    main()
