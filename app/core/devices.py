"""Something that computes, and the memory it has."""

from dataclasses import dataclass
from typing import Final

KINDS: Final[tuple[str, ...]] = ("cpu", "gpu", "integrated gpu", "accelerator", "meta")
"""In the order of ggml's enum ggml_backend_dev_type."""


@dataclass(frozen=True, slots=True)
class Device:
    """Something to compute on; `kind` is one of KINDS."""

    name: str
    description: str
    kind: str
    free_bytes: int
    total_bytes: int
