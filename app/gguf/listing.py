"""A repository's GGUF files as rows of a list: one a model, however many parts it is split into."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.core.repositories import RepoFile
from app.gguf.classification import Classification, Use, classify_look, classify_name
from app.gguf.quick_look import QuickLook
from app.gguf.shards import later_parts, part_number, shard_in_name


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


def list_models(
    files: Iterable[RepoFile], quant_of: Callable[[str], str]
) -> tuple[ListedModel, ...]:
    """Return a row for every GGUF of a repository, from names and sizes alone."""
    known = {file.path: file for file in files if file.is_gguf}
    rows: list[ListedModel] = []
    claimed: set[str] = set()
    for path in sorted(known):
        names = later_parts(path, shard_in_name(path))
        there = [name for name in names if name in known]
        missing = tuple(part_number(name) for name in names if name not in known)
        claimed.update(there)
        if path in claimed:
            continue
        found = classify_name(path)
        if missing:
            found = _incomplete(found, missing)
        size = sum(known[part].size for part in (path, *there))
        rows.append(ListedModel((path, *there), size, quant_of(path), found))
    return tuple(rows)


def looked_at(row: ListedModel, look: QuickLook) -> ListedModel:
    """Return the row once its first keys were read."""
    found = classify_look(look, row.classification.name)
    if row.classification.missing:
        found = _incomplete(found, row.classification.missing)
    return replace(row, classification=found, look=look)


def _incomplete(found: Classification, missing: tuple[int, ...]) -> Classification:
    named = ", ".join(map(str, missing[:5])) + (" and more" if len(missing) > 5 else "")
    what = "Part" if len(missing) == 1 else "Parts"
    verb = "is" if len(missing) == 1 else "are"
    return replace(
        found,
        use=Use.UNUSABLE,
        missing=missing,
        reason=f"{what} {named} of this split model {verb} not in the repository.",
        advice="Choose another file.",
    )
