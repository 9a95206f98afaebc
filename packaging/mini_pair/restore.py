"""Checkpoints and tokenizer out of exported files: the proofs then need no training run."""

import argparse
from pathlib import Path

import gguf
import torch
from tokenizers import Tokenizer, models
from torch import nn

from mini_pair.drafter import Drafter
from mini_pair.export import tensor_name
from mini_pair.prepare import byte_level
from mini_pair.shapes import SPECIAL_TOKENS, DrafterShape, TargetShape
from mini_pair.target import Target


def fill(model: nn.Module, reader: gguf.GGUFReader) -> None:
    """Give `model` the file's weights, as exact 32-bit numbers."""
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            stored = tensors.pop(tensor_name(name))
            values = gguf.dequantize(stored.data, stored.tensor_type)
            parameter.copy_(torch.from_numpy(values.copy()).view_as(parameter))
    if tensors.keys() - {"rope_freqs.weight"}:
        raise SystemExit(f"the file holds more than the model: {sorted(tensors)}")


def tokenizer_of(reader: gguf.GGUFReader) -> Tokenizer:
    """Return the tokenizer that a file was exported with."""
    tokens, merges = (
        reader.fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "merges")
    )
    vocabulary = {token: number for number, token in enumerate(tokens)}
    pairs = [tuple(merge.split(" ", 1)) for merge in merges]
    tokenizer = byte_level(models.BPE(vocabulary, pairs))
    tokenizer.add_special_tokens(list(SPECIAL_TOKENS))
    return tokenizer


def main() -> None:
    """Parse the command line and write target.pt, drafter.pt and tokenizer.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True, help="folder of the GGUF files")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for part, model in (("target", Target(TargetShape())), ("drafter", Drafter(DrafterShape()))):
        reader = gguf.GGUFReader(arguments.models / f"foretoken-mini-{part}.gguf")
        fill(model, reader)
        torch.save({"model": model.state_dict()}, arguments.out / f"{part}.pt")
        if part == "target":
            tokenizer_of(reader).save(str(arguments.out / "tokenizer.json"))


if __name__ == "__main__":
    main()
