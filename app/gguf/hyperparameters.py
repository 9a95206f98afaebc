"""A model's hyperparameters out of GGUF metadata, read as llama.cpp's load_hparams reads them."""

from dataclasses import dataclass

from app.gguf.header import Header, Scalar

MAX_LAYERS = 512
"""LLAMA_MAX_LAYERS; more of them end the process."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Typed look-ups in a header's metadata; a value of the wrong type counts as absent."""

    header: Header

    @property
    def architecture(self) -> str:
        """`general.architecture`."""
        return self.text("general.architecture")

    def text(self, key: str) -> str:
        """Return a string, "" without one."""
        value = self.header.metadata.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int | None:
        """Return a whole number; "~." stands for the architecture's prefix in every key."""
        value = self.header.metadata.get(self._full(key))
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, key: str) -> bool | None:
        """Return a boolean."""
        value = self.header.metadata.get(self._full(key))
        return value if isinstance(value, bool) else None

    def items(self, key: str) -> tuple[Scalar, ...] | None:
        """Return a list."""
        value = self.header.metadata.get(self._full(key))
        return value if isinstance(value, tuple) else None

    def has(self, key: str) -> bool:
        """Whether the key is there, with any value."""
        return self._full(key) in self.header.metadata

    def per_layer(self, key: str, layers: int) -> tuple[int, ...]:
        """Return one number a layer from a number or a list; () if there is no such thing."""
        listed = self.items(key)
        if listed is None:
            single = self.number(key)
            return () if single is None else (single,) * layers
        numbers = tuple(int(item) for item in listed if isinstance(item, int))
        return numbers if len(numbers) == len(listed) == layers else ()

    def _full(self, key: str) -> str:
        return self.architecture + key[1:] if key.startswith("~.") else key
