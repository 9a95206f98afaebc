"""Columns line up, sizes read well, and no text steers the terminal."""

import pytest

from app.cli.tables import printable, size_text, table


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (999_960, "1.0 MB"),
        (12_300_000_000, "12.3 GB"),
    ],
)
def test_sizes_read_well(size, words):
    assert size_text(size) == words


def test_columns_line_up():
    assert table(("name", "size"), [("a", "1.0 kB"), ("longer", "2 B")], " r").splitlines() == [
        "name      size",
        "a       1.0 kB",
        "longer     2 B",
    ]


def test_escapes_are_shown_and_not_obeyed():
    assert printable("a\x1b[2Jb\tc\n") == "a\N{REPLACEMENT CHARACTER}[2Jb\tc\n"
