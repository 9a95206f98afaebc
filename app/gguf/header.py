"""GGUF header from any byte source: a file, or HTTP ranges before anything is downloaded.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Files come from strangers, so no
length is believed before the source is known to hold that many bytes.
"""

import struct
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Final, NamedTuple

from app.core.errors import AppError
from app.gguf.cursor import Cursor
from app.gguf.ggml_types import GGML_TYPES
from app.gguf.source import ByteSource, FileSource

Scalar = int | float | bool | str
Value = Scalar | tuple[Scalar, ...]

_VERSIONS: Final = (2, 3)
_MAX_DIMENSIONS: Final = 4
_ALIGNMENTS: Final = tuple(1 << power for power in range(21))
_CODES: Final = {
    0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d",
}  # fmt: skip
_STRING: Final = 8
_ARRAY: Final = 9
_KINDS: Final = {
    0: "uint8", 1: "int8", 2: "uint16", 3: "int16", 4: "uint32", 5: "int32", 6: "float32",
    7: "bool", 8: "string", 9: "array", 10: "uint64", 11: "int64", 12: "float64",
}  # fmt: skip
_MAX_COUNT: Final = 4_000_000
"""Of anything; the largest vocabulary today has 262,144 tokens and half a million merges."""
_SMALLEST_KEY: Final = 13
_SMALLEST_TENSOR: Final = 32


class TensorInfo(NamedTuple):
    """One tensor: ggml's dimension order (row length first), `offset` from the data's start."""

    name: str
    shape: tuple[int, ...]
    ggml_type: int
    offset: int
    byte_size: int

    @property
    def elements(self) -> int:
        """Number of weights."""
        return prod(self.shape)


@dataclass(frozen=True, slots=True)
class Header:
    """Everything before the weights; `data_offset` and `file_size` in bytes.

    `kinds` are the metadata's types in GGUF's words: "uint32", "array of string".
    """

    version: int
    metadata: dict[str, Value]
    tensors: tuple[TensorInfo, ...]
    data_offset: int
    file_size: int
    kinds: dict[str, str] = field(default_factory=dict[str, str], repr=False, compare=False)


def read_file_header(path: Path) -> Header:
    """Read the header of a file. Raises AppError for anything that is not a whole GGUF."""
    with FileSource(path) as source:
        return read_header(source, path.name)


def read_header(source: ByteSource, name: str) -> Header:
    """Parse a header; `name` is for the sentences. Raises AppError saying what is wrong."""
    _check_magic(source, name)
    cursor = Cursor(source, name)
    cursor.take(4)
    version = cursor.integer(4)
    if version not in _VERSIONS:
        raise cursor.damaged(f"it claims GGUF version {version}")
    tensor_count = _count(cursor, "tensors", _SMALLEST_TENSOR)
    metadata, kinds = _read_metadata(cursor, _count(cursor, "keys", _SMALLEST_KEY))
    tensors = tuple(_read_tensor(cursor) for _ in range(tensor_count))
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or alignment not in _ALIGNMENTS:
        raise cursor.damaged(f"its alignment is {alignment!r}")
    data_offset = -(-cursor.position // alignment) * alignment
    if len({tensor.name for tensor in tensors}) < len(tensors):
        raise cursor.damaged("two tensors have the same name")
    if any(tensor.offset % alignment for tensor in tensors):
        raise cursor.damaged("a tensor is not aligned")
    end = max((data_offset + tensor.offset + tensor.byte_size for tensor in tensors), default=0)
    if end > source.size:
        raise AppError(
            f"{name} is incomplete: {end - source.size:,} bytes are missing.", "Download it again."
        )
    return Header(version, metadata, tensors, data_offset, source.size, kinds)


def _check_magic(source: ByteSource, name: str) -> None:
    beginning = source.read(0, 256)
    if beginning.startswith(b"GGUF"):
        return
    if not beginning:
        raise AppError(f"{name} is empty.", "Download it again.")
    if beginning.lstrip().lower().startswith((b"<!doctype", b"<html")):
        raise AppError(
            f"{name} is a web page, not a model.",
            "Use the hub's download link, not the page's address.",
        )
    if beginning.startswith(b"version https://git-lfs"):
        raise AppError(
            f"{name} is a Git LFS pointer, not the model itself.", "Fetch it with `git lfs pull`."
        )
    raise AppError(f"{name} is not a GGUF file.", "Choose a model file ending in .gguf.")


def _count(cursor: Cursor, what: str, smallest: int) -> int:
    """Return a count of things of at least `smallest` bytes that can still follow."""
    found = cursor.integer(8)
    if found > min(_MAX_COUNT, cursor.remaining // smallest):
        raise cursor.damaged(f"it claims {found:,} {what}")
    return found


def _read_metadata(cursor: Cursor, count: int) -> tuple[dict[str, Value], dict[str, str]]:
    """Return the values and their types, both by key."""
    metadata: dict[str, Value] = {}
    kinds: dict[str, str] = {}
    for _ in range(count):
        key = cursor.text("a key")
        if key in metadata:
            raise cursor.damaged(f"the key {key[:80]} appears twice")
        kind = cursor.integer(4)
        if kind == _ARRAY:
            kind = cursor.integer(4)
            metadata[key] = _read_array(cursor, kind)
            kinds[key] = f"array of {_KINDS[kind]}"
        else:
            metadata[key] = _read_value(cursor, kind)
            kinds[key] = _KINDS[kind]
    return metadata, kinds


def _read_value(cursor: Cursor, kind: int) -> Value:
    if kind == _STRING:
        return cursor.text("a value")
    if kind not in _CODES:
        raise cursor.damaged(f"a value has the unknown type {kind}")
    return cursor.unpack(struct.Struct(f"<{_CODES[kind]}"))[0]


def _read_array(cursor: Cursor, inner: int) -> tuple[Scalar, ...]:
    """Return a list of items of one type; llama.cpp knows no lists of lists either."""
    if inner == _STRING:
        return tuple(cursor.texts(_count(cursor, "texts", 8), "a text"))
    if inner not in _CODES:
        raise cursor.damaged(f"a list has the unknown type {inner}")
    code = _CODES[inner]
    count = _count(cursor, "numbers", struct.calcsize(code))
    return cursor.unpack(struct.Struct(f"<{count}{code}"))


def _read_tensor(cursor: Cursor) -> TensorInfo:
    name = cursor.text("a tensor's name")
    dimensions = cursor.integer(4)
    if not 0 < dimensions <= _MAX_DIMENSIONS:
        raise cursor.damaged(f"a tensor has {dimensions} dimensions")
    shape = tuple(cursor.integer(8) for _ in range(dimensions))
    kind, offset = cursor.integer(4), cursor.integer(8)
    if kind not in GGML_TYPES:
        raise cursor.damaged(f"a tensor has the unknown type {kind}")
    _, block, block_bytes = GGML_TYPES[kind]
    if shape[0] % block or min(shape) < 1:
        raise cursor.damaged(f"a tensor has the impossible shape {shape}")
    return TensorInfo(name, shape, kind, offset, prod(shape) // block * block_bytes)
