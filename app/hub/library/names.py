"""What a model's files are called, and which belong together."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

IMPORTED: Final = "imported"
"""The folder in the models folder that copies go to, beside the owners of repositories."""

_SHARD: Final = re.compile(r"^(?P<name>.+)-(?P<number>\d{5})-of-(?P<parts>\d{5})\.gguf$", re.I)
_IMATRIX: Final = (".dat", ".imatrix", ".gguf_file")


def entry_name(file_name: str) -> str:
    """Return what to call a model: its file's name, less a shard's number."""
    named = _SHARD.match(file_name)
    return f"{named['name']}.gguf" if named else file_name


def is_model_file(file_name: str) -> bool:
    """Whether a file belongs in the library, going by its name."""
    lower = file_name.lower()
    return lower.endswith(".gguf") or is_imatrix(file_name)


def is_imatrix(file_name: str) -> bool:
    """Whether a file is what quantizing was tuned by, in the forms that are not a GGUF."""
    lower = file_name.lower()
    return "imatrix" in lower and lower.endswith(_IMATRIX)


def group_shards(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Return the files of each model, in order; shards of one model in one folder are one."""
    groups: dict[tuple[Path, str, str], list[Path]] = {}
    for path in sorted(paths):
        named = _SHARD.match(path.name)
        name, parts = (named["name"], named["parts"]) if named else (path.name, "")
        groups.setdefault((path.parent, name, parts), []).append(path)
    return [tuple(group) for group in groups.values()]
