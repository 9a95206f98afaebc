"""What to call a pair in what is remembered of it."""

from app.core.pairs import PairSpec


def pair_name(spec: PairSpec) -> str:
    """Name a pair by its files: what is known of it holds wherever they are moved. Raises OSError.

    The size tells another quantization of the same name apart.
    """
    files = (file for file in (spec.target, spec.drafter) if file is not None)
    return " + ".join(f"{file.name} ({file.stat().st_size} bytes)" for file in files)
