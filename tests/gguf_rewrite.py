"""Copies a GGUF with other metadata, without some tensors, or with some of them spoilt."""

from pathlib import Path
from typing import Any

import gguf


def rewrite(path: Path, changes: dict[str, Any], drop: tuple[str, ...] = ()) -> Path:
    """Copy a file with other metadata (None leaves a key out) and without some tensors."""
    reader = gguf.GGUFReader(path)
    out = path.with_name(f"changed-{path.name}")
    values = {key: field.contents() for key, field in reader.fields.items()}
    architecture = changes.get("general.architecture", values["general.architecture"])
    writer = gguf.GGUFWriter(out, architecture)
    skipped = ("GGUF.", "general.architecture")
    for key, value in (values | changes).items():
        if value is None or key.startswith(skipped):
            continue
        _add(writer, key, value)
    for tensor in reader.tensors:
        if not tensor.name.startswith(drop or ("nothing",)):
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return out


def _add(writer: gguf.GGUFWriter, key: str, value: Any) -> None:
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
