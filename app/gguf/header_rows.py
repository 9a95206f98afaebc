"""Turns a GGUF's header into rows for a viewer, whether it lies here or on the hub."""

from typing import Final

from app.core.header_rows import HeaderRows, MetadataRow, TensorRow
from app.gguf.ggml_types import GGML_TYPES
from app.gguf.header import Header, Scalar, Value

LINE: Final = 120
"""Characters of a value that are shown; a chat template has thousands."""

WHOLE_ITEMS: Final = 1000
"""Items of a list that can be copied; a vocabulary has 262,144."""

_SHOWN_ITEMS: Final = 8


def header_rows(header: Header) -> HeaderRows:
    """Return all keys and tensors, in the file's order."""
    keys = tuple(
        MetadataRow(key, header.kinds.get(key, ""), _line(value), _whole(value))
        for key, value in header.metadata.items()
    )
    tensors = tuple(
        TensorRow(tensor.name, tensor.shape, GGML_TYPES[tensor.ggml_type].name, tensor.byte_size)
        for tensor in header.tensors
    )
    return HeaderRows(header.version, keys, tensors, header.data_offset, header.file_size)


def _line(value: Value) -> str:
    """Return a value on one line, no longer than LINE but for what says how long it is."""
    if not isinstance(value, tuple):
        text = _scalar(value)
        line = " ".join(text.split()) if isinstance(value, str) else text
        return line if len(line) <= LINE else f"{line[:LINE]}… ({len(text):,} characters)"
    items = ", ".join(_item(item) for item in value[:_SHOWN_ITEMS])
    if len(items) > LINE:
        items = f"{items[:LINE]}…"
    return f"[{items}]" if len(value) <= _SHOWN_ITEMS else f"[{items}, …] ({len(value):,} items)"


def _whole(value: Value) -> str:
    if not isinstance(value, tuple):
        return _scalar(value)
    lines = [_item(item) for item in value[:WHOLE_ITEMS]]
    if len(value) > WHOLE_ITEMS:
        lines.append(f"… and {len(value) - WHOLE_ITEMS:,} more")
    return "\n".join(lines)


def _item(value: Scalar) -> str:
    return repr(_printable(value)) if isinstance(value, str) else _scalar(value)


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.7g}"
    return _printable(value) if isinstance(value, str) else str(value)


def _printable(text: str) -> str:
    """Return `text` with bytes that were not UTF-8 as the usual mark: Qt cannot draw halves."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
