"""What the first keys of a GGUF say: enough for a list, before the vocabulary is read."""

from dataclasses import dataclass
from typing import Final

from app.gguf.header import FirstKeys, Header, read_first_keys
from app.gguf.hyperparameters import Metadata
from app.gguf.roles import Role, role_by_keys
from app.gguf.shards import Shard, shard_of
from app.gguf.source import ByteSource, Excerpt

FIRST_LOOK: Final = 64 << 10
"""Bytes: published files have 2 to 20 KB before their vocabulary."""

LONGEST_LOOK: Final = 256 << 10
"""Bytes looked at, at most."""


@dataclass(frozen=True, slots=True)
class QuickLook:
    """The keys that GGUF files have before their vocabulary.

    Attributes:
        name: as the file calls itself, "" if it does not.
        role: as far as it shows without the tensors' names: a head without its model does not.
        width_out: of the hidden states it takes or gives. tensors: how many the file declares.
        nextn_layers: prediction layers declared; whether they are there, the whole header shows.
        bytes_read: how much was looked at.
    """

    architecture: str
    name: str
    role: Role
    width: int
    width_out: int
    layers: int
    context_length: int
    nextn_layers: int
    tensors: int
    file_size: int
    bytes_read: int
    shard: Shard | None = None


def look_quickly(source: ByteSource, name: str) -> QuickLook:
    """Read a file's first keys in one piece, or two. Raises AppError if it is not a GGUF."""
    keys, size = None, 0
    for size in (FIRST_LOOK, LONGEST_LOOK):
        beginning = source.read(0, min(size, source.size))
        keys = read_first_keys(Excerpt(beginning, source.size), name)
        if keys.complete or size >= source.size:
            break
    assert keys is not None
    return _quick_look(keys, name, source.size, min(size, source.size))


def _quick_look(keys: FirstKeys, name: str, file_size: int, bytes_read: int) -> QuickLook:
    metadata = Metadata(Header(0, keys.metadata, (), 0, file_size))
    width = metadata.number("~.embedding_length") or 0
    return QuickLook(
        architecture=metadata.architecture,
        name=metadata.text("general.name"),
        role=role_by_keys(metadata),
        width=width,
        width_out=metadata.number("~.embedding_length_out") or width,
        layers=metadata.number("~.block_count") or 0,
        context_length=metadata.number("~.context_length") or 0,
        nextn_layers=metadata.number("~.nextn_predict_layers") or 0,
        tensors=keys.tensor_count,
        file_size=file_size,
        bytes_read=bytes_read,
        shard=shard_of(name, metadata),
    )
