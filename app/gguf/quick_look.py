"""What the first keys of a GGUF say: enough for a list, before the vocabulary is read."""

from dataclasses import dataclass

from app.gguf.roles import Role


@dataclass(frozen=True, slots=True)
class QuickLook:
    """The keys that GGUF files have before their vocabulary.

    Attributes:
        name: as the file calls itself, "" if it does not.
        role: as far as it shows without the tensors' names: stripped heads do not.
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
