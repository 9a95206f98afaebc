"""What a GGUF's header says, as rows for a viewer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """One key.

    Attributes:
        kind: the value's type as GGUF names it: "uint32", "string", "array of string".
        value: shortened to one line; long texts and lists say how long they are.
        whole: the value in full, for copying; lists up to their first thousand items.
    """

    key: str
    kind: str
    value: str
    whole: str


@dataclass(frozen=True, slots=True)
class TensorRow:
    """One tensor: `shape` with the row length first, `kind` as "Q4_K", `size` in bytes."""

    name: str
    shape: tuple[int, ...]
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """A whole header.

    Attributes:
        version: of the GGUF format. header_size: bytes before the weights. file_size: in all.
    """

    version: int
    keys: tuple[MetadataRow, ...]
    tensors: tuple[TensorRow, ...]
    header_size: int
    file_size: int
