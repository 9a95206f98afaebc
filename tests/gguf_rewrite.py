"""Copies a GGUF with other metadata, without some tensors, or with other numbers in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray

Edit = Callable[[str, NDArray[Any]], NDArray[Any]]
"""Returns what a tensor of this name is to hold instead."""


def rewrite(
    path: Path,
    changes: dict[str, Any],
    drop: tuple[str, ...] = (),
    edit: Edit | None = None,
    repeat: tuple[str, str] | None = None,
) -> Path:
    """Copy a file with other metadata (None leaves a key out) and without some tensors.

    `edit` may change the others; only those that are not quantized are numbers to it. Those named
    with the first text of `repeat` are written once more, named with the second.
    """
    reader = gguf.GGUFReader(path)
    out = path.with_name(f"changed-{path.name}")
    values = {key: field.contents() for key, field in reader.fields.items()}
    architecture = changes.get("general.architecture", values["general.architecture"])
    writer = gguf.GGUFWriter(out, architecture)
    skipped = ("GGUF.", "general.architecture")
    for key, value in (values | changes).items():
        if value is None or key.startswith(skipped):
            continue
        add_value(writer, key, value)
    for tensor in reader.tensors:
        if not tensor.name.startswith(drop or ("nothing",)):
            data = edit(tensor.name, tensor.data.copy()) if edit else tensor.data
            writer.add_tensor(tensor.name, data, raw_dtype=tensor.tensor_type)
            if repeat and repeat[0] in tensor.name:
                name = tensor.name.replace(*repeat)
                writer.add_tensor(name, data, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return out


def add_value(writer: gguf.GGUFWriter, key: str, value: Any) -> None:
    """Add a key of the type that its value has in Python."""
    if isinstance(value, bool):
        writer.add_bool(key, value)
    elif isinstance(value, int):
        writer.add_uint32(key, value)
    elif isinstance(value, float):
        writer.add_float32(key, value)
    elif isinstance(value, str):
        writer.add_string(key, value)
    else:
        writer.add_array(key, value)


def damage(path: Path, tensor: str, value: float = np.nan) -> Path:
    """Copy an F32 file with `value` in place of one number of the tensors named so."""

    def edit(name: str, values: NDArray[Any]) -> NDArray[Any]:
        if name.startswith(tensor):
            values.flat[values.size // 2] = value
        return values

    return rewrite(path, {}, edit=edit)


def trim_vocabulary(path: Path, size: int) -> Path:
    """Copy an F32 file without the words from id `size` on; it knows the others as before."""
    tokens = gguf.GGUFReader(path).fields["tokenizer.ggml.tokens"].contents()
    types = gguf.GGUFReader(path).fields["tokenizer.ggml.token_type"].contents()
    key = "tokenizer.ggml.token"

    def edit(name: str, values: NDArray[Any]) -> NDArray[Any]:
        return values[:size] if name in ("token_embd.weight", "output.weight") else values

    return rewrite(path, {f"{key}s": tokens[:size], f"{key}_type": types[:size]}, edit=edit)
