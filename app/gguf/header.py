"""GGUF header from any byte source: a file, or HTTP ranges before anything is downloaded.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Files come from strangers, so no
length is believed before the source is known to hold that many bytes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Final, NamedTuple

from app.gguf.cursor import Cursor, ShortReadError
from app.gguf.faults import Fault, GgufError
from app.gguf.ggml_types import GGML_TYPES
from app.gguf.source import ByteSource, Excerpt, FileSource

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
_SMALLEST_VALUE: Final = 5
"""Of a key: its type, and a byte."""
_SMALLEST_KEY: Final = 8 + _SMALLEST_VALUE
_SMALLEST_SHAPE: Final = 24
"""Of a tensor: what follows its name."""
_SMALLEST_TENSOR: Final = 8 + _SMALLEST_SHAPE
_SMALLEST_FILE: Final = 24
_BEGINNING: Final = 256
"""Enough to tell what a file is that is no GGUF."""
_VOCABULARY: Final = "tokenizer."


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
    beginning = _begin(source, name)
    cursor, tensor_count = beginning.cursor, beginning.tensor_count
    entries = tuple(beginning.read_keys())
    metadata = {entry.key: entry.value for entry in entries}
    tensors = tuple(
        _read_tensor(cursor, (tensor_count - number) * _SMALLEST_TENSOR)
        for number in range(1, tensor_count + 1)
    )
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
        raise GgufError(
            Fault.INCOMPLETE,
            f"{name} is incomplete: {end - source.size:,} bytes are missing.",
            "Download it again.",
        )
    kinds = {entry.key: entry.kind for entry in entries}
    return Header(beginning.version, metadata, tensors, data_offset, source.size, kinds)


@dataclass(frozen=True, slots=True)
class FirstKeys:
    """The keys before the vocabulary.

    Attributes:
        tensor_count: as declared. complete: no key before the vocabulary is left out.
    """

    metadata: dict[str, Value]
    tensor_count: int
    complete: bool


def read_first_keys(excerpt: Excerpt, name: str) -> FirstKeys:
    """Read as many keys as the excerpt holds. Raises AppError if it is not the start of a GGUF."""
    beginning = _begin(excerpt, name)
    metadata: dict[str, Value] = {}
    try:
        for entry in beginning.read_keys():
            if entry.key.startswith(_VOCABULARY):
                break
            metadata[entry.key] = entry.value
    except ShortReadError:
        return FirstKeys(metadata, beginning.tensor_count, complete=False)
    return FirstKeys(metadata, beginning.tensor_count, complete=True)


class _Entry(NamedTuple):
    """A key, its type in GGUF's words, and its value."""

    key: str
    kind: str
    value: Value


class _Beginning(NamedTuple):
    """A cursor at the first key, and what was declared before it."""

    cursor: Cursor
    version: int
    tensor_count: int
    key_count: int

    def read_keys(self) -> Iterator[_Entry]:
        return _read_keys(self.cursor, self.key_count, self.tensor_count * _SMALLEST_TENSOR)


def _begin(source: ByteSource, name: str) -> _Beginning:
    _check_magic(source, name)
    cursor = Cursor(source, name)
    cursor.promise(_SMALLEST_FILE - 4)
    cursor.take(4)
    cursor.promise(_SMALLEST_FILE - 8)
    version = cursor.integer(4)
    if version not in _VERSIONS:
        raise cursor.damaged(f"it claims GGUF version {version}")
    cursor.promise(8)
    tensor_count = _count(cursor, "tensors", _SMALLEST_TENSOR)
    cursor.promise(0)
    return _Beginning(cursor, version, tensor_count, _count(cursor, "keys", _SMALLEST_KEY))


def _check_magic(source: ByteSource, name: str) -> None:
    beginning = source.read(0, _SMALLEST_FILE)
    if beginning.startswith(b"GGUF"):
        return
    if not beginning:
        raise GgufError(Fault.INCOMPLETE, f"{name} is empty.", "Download it again.")
    beginning = source.read(0, _BEGINNING)
    if beginning.lstrip().lower().startswith((b"<!doctype", b"<html")):
        raise GgufError(
            Fault.NOT_GGUF,
            f"{name} is a web page, not a model.",
            "Use the hub's download link, not the page's address.",
        )
    if beginning.startswith(b"version https://git-lfs"):
        raise GgufError(
            Fault.NOT_GGUF,
            f"{name} is a Git LFS pointer, not the model itself.",
            "Fetch it with `git lfs pull`.",
        )
    raise GgufError(
        Fault.NOT_GGUF, f"{name} is not a GGUF file.", "Choose a model file ending in .gguf."
    )


def _count(cursor: Cursor, what: str, smallest: int) -> int:
    """Return a count of things of at least `smallest` bytes that can still follow."""
    found = cursor.integer(8)
    if found > _MAX_COUNT:
        raise cursor.damaged(f"it claims {found:,} {what}")
    if found > cursor.remaining // smallest:
        raise cursor.incomplete(f"it claims {found:,} {what} and ends before them")
    return found


def _read_keys(cursor: Cursor, count: int, behind: int) -> Iterator[_Entry]:
    """Yield keys with their values. `behind`: bytes that are sure to follow all of them."""
    known: set[str] = set()
    for number in range(1, count + 1):
        following = (count - number) * _SMALLEST_KEY + behind
        cursor.promise(_SMALLEST_VALUE + following)
        key = cursor.text("a key")
        if key in known:
            raise cursor.damaged(f"the key {key[:80]} appears twice")
        known.add(key)
        cursor.promise(following)
        kind = cursor.integer(4)
        if kind == _ARRAY:
            kind = cursor.integer(4)
            values = _read_array(cursor, kind)
            yield _Entry(key, f"array of {_KINDS[kind]}", values)
        else:
            value = _read_value(cursor, kind)
            yield _Entry(key, _KINDS[kind], value)


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


def _read_tensor(cursor: Cursor, following: int) -> TensorInfo:
    """Return the next tensor; `following`: bytes that are sure to follow it."""
    cursor.promise(_SMALLEST_SHAPE + following)
    name = cursor.text("a tensor's name")
    cursor.promise(_SMALLEST_SHAPE - 4 + following)
    dimensions = cursor.integer(4)
    if not 0 < dimensions <= _MAX_DIMENSIONS:
        raise cursor.damaged(f"a tensor has {dimensions} dimensions")
    cursor.promise(following)
    *sizes, kind, offset = cursor.unpack(struct.Struct(f"<{dimensions}QIQ"))
    shape = tuple(int(size) for size in sizes)
    if kind not in GGML_TYPES:
        raise cursor.damaged(f"a tensor has the unknown type {kind}")
    _, block, block_bytes = GGML_TYPES[int(kind)]
    if shape[0] % block or min(shape) < 1:
        raise cursor.damaged(f"a tensor has the impossible shape {shape}")
    return TensorInfo(name, shape, int(kind), int(offset), prod(shape) // block * block_bytes)
