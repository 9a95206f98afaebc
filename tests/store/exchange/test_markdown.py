"""Titles as headings and as names of files."""

from dataclasses import replace

import pytest

from app.store.exchange.markdown import file_name, markdown_of
from tests.store.exchange.conversations import made


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Boats", "Boats.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ('a:b*c?"d"', "a b c d.md"),
        ("", "conversation.md"),
        ("CON", "conversation CON.md"),
        ("...", "conversation.md"),
        ("x" * 200, "x" * 60 + ".md"),
    ],
)
def test_a_file_name_is_one_everywhere(title: str, name: str) -> None:
    assert file_name(title, ".md") == name


def test_a_title_is_no_markdown() -> None:
    one = made()
    one = replace(one, summary=replace(one.summary, title="a\n# b <img> *c*"))
    assert markdown_of(one).startswith("# a \\# b \\<img\\> \\*c\\*\n")
