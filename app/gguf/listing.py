"""A repository's GGUF files as rows of a list: one a model, however many parts it is split into."""

from dataclasses import dataclass

from app.gguf.classification import Classification
from app.gguf.quick_look import QuickLook


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One row.

    Attributes:
        paths: in the repository, the first part first; one for a model that is not split.
        size: bytes of all parts that are there.
        quantization: as the name says, "" if it does not.
        classification: from the name until the file was looked into.
        look: what its first keys say, None until then.
    """

    paths: tuple[str, ...]
    size: int
    quantization: str
    classification: Classification
    look: QuickLook | None = None

    @property
    def path(self) -> str:
        """The file that stands for all."""
        return self.paths[0]
