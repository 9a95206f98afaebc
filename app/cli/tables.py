"""What is written on a terminal: columns, sizes, and strangers' texts made harmless."""

from collections.abc import Sequence


def size_text(size: int) -> str:
    """Return bytes as people read them, in the powers of 1000 that the hub uses too."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 999.95 or unit == "TB":
            break
        amount, unit = amount / 1000, larger
    return f"{size} B" if unit == "B" else f"{amount:.1f} {unit}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: str = "") -> str:
    """Return rows in columns; `numbers` has an r for each column whose words end in line."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    sides = numbers.ljust(len(heads))
    return "\n".join(
        "  ".join(
            word.rjust(width) if side == "r" else word.ljust(width)
            for word, width, side in zip(row, widths, sides, strict=True)
        ).rstrip()
        for row in (heads, *rows)
    )


def printable(text: str) -> str:
    """Return a stranger's text without what would steer a terminal."""
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )
