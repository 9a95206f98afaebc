"""What a model's files are called, and which belong together."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.gguf.shards import shard_in_name

IMPORTED: Final = "imported"
"""The folder in the models folder that copies go to, beside the owners of repositories."""

_NUMBER: Final = len("-00001-of-00001.gguf")
_IMATRIX: Final = (".dat", ".imatrix", ".gguf_file")


def entry_name(file_name: str) -> str:
    """Return what to call a model: its file's name, less a shard's number."""
    return file_name[:-_NUMBER] + ".gguf" if shard_in_name(file_name) else file_name


def is_model_file(file_name: str) -> bool:
    """Whether a file belongs in the library, going by its name."""
    return file_name.lower().endswith(".gguf") or is_imatrix(file_name)


def is_imatrix(file_name: str) -> bool:
    """Whether a file is what quantizing was tuned by, in the forms that are not a GGUF."""
    lower = file_name.lower()
    return "imatrix" in lower and lower.endswith(_IMATRIX)


def group_shards(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Return the files of each model, in order; shards of one model in one folder are one."""
    groups: dict[tuple[Path, str, int], list[Path]] = {}
    for path in sorted(paths):
        shard = shard_in_name(path.name)
        name, parts = (path.name[:-_NUMBER], shard.parts) if shard else (path.name, 0)
        groups.setdefault((path.parent, name, parts), []).append(path)
    return [tuple(group) for group in groups.values()]
