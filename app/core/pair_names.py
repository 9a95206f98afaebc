"""What to call a pair in what is remembered of it."""

from collections.abc import Iterable


def name_files(files: Iterable[tuple[str, int]]) -> str:
    """Name a pair by its files' names and sizes in bytes, the target first.

    What is known of it holds wherever they are moved, and before they are downloaded again. The
    size tells another quantization of the same name apart.
    """
    return " + ".join(f"{name} ({size} bytes)" for name, size in files)
