"""What to call a pair in what is remembered of it."""

from app.core.pair_names import name_files
from app.core.pairs import PairSpec


def pair_name(spec: PairSpec) -> str:
    """Name a pair by its files, as in core.pair_names. Raises OSError."""
    files = (file for file in (spec.target, spec.drafter) if file is not None)
    return name_files((file.name, file.stat().st_size) for file in files)
