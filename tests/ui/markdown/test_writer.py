"""What is written piece by piece is what is written at once, and every place is known."""

import random
from typing import Any

import pytest
from PySide6.QtGui import QTextDocument, QTextFragment, QTextTable

from app.ui.chat.markdown.growing import GrowingMarkdown
from app.ui.chat.markdown.look import Look, Mark
from app.ui.chat.markdown.pictures import FormulaPictures
from app.ui.chat.markdown.writer import BlockWriter
from app.ui.theme import LIGHT

TEXT = r"""# Boats

The **harbour** wakes `early`, see [this](https://example.org), $x^2$ and 🙂 *more*.

1. One
   - inside
2. Two

> quoted

```python
def f(x):
    return x  # 世界
```

| a | b |
|---|--:|
| 1 | *2* |

---

- [x] done
- [ ] not

End.
"""


def _run(fragment: QTextFragment) -> tuple[object, ...]:
    form = fragment.charFormat()
    colour = form.foreground().color().name()
    return (fragment.text(), form.fontWeight(), form.fontItalic(), form.anchorHref(), colour)


class Page:
    """A document that Markdown is written into."""

    def __init__(self) -> None:
        self.document = QTextDocument()
        self.writer = BlockWriter(self.document, Look(LIGHT), 0, FormulaPictures())
        self.growing = GrowingMarkdown()

    def add(self, text: str) -> None:
        self.writer.change(self.growing.append(text), len(self.growing.source))

    def finish(self) -> "Page":
        self.writer.change(self.growing.finish(), len(self.growing.source))
        return self

    def seen(self) -> list[tuple[object, ...]]:
        """Return every block's text, form and runs."""
        found: list[tuple[object, ...]] = []
        block = self.document.begin()
        while block.isValid():
            form = block.blockFormat()
            pieces: Any = block  # iterable, though its stub does not say so
            runs = [_run(piece.fragment()) for piece in pieces]
            marks = [str(form.property(mark)) for mark in (Mark.MARKER, Mark.QUOTES, Mark.RULE)]
            found.append((block.text(), form.leftMargin(), form.topMargin(), *marks, *runs))
            block = block.next()
        return found


@pytest.fixture
def whole(qapp) -> Page:
    page = Page()
    page.add(TEXT)
    return page.finish()


@pytest.mark.parametrize("seed", range(12))
def test_pieces_come_to_the_same_document(whole, seed):
    dice, page, at = random.Random(seed), Page(), 0
    while at < len(TEXT):
        length = dice.randint(1, 11)
        page.add(TEXT[at : at + length])
        at += length
    page.finish()
    assert page.seen() == whole.seen()
    places, other = page.writer.places, whole.writer.places
    assert [places.position(i) for i in range(len(TEXT))] == [
        other.position(i) for i in range(len(TEXT))
    ]


def test_every_letter_stands_where_the_map_says(whole):
    places = whole.writer.places
    for offset, letter in enumerate(TEXT):
        position = places.position(offset)
        if letter.isalnum() and places.offset(position) == offset and letter.isascii():
            shown = whole.document.characterAt(position)
            assert shown in (letter, "\ufffc"), (offset, letter, shown)
    assert places.length == len(TEXT)
    assert (places.offset(places.start), places.offset(places.end)) == (0, len(TEXT))


def tables(document: QTextDocument) -> list[QTextTable]:
    return [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]


def test_a_long_table_keeps_its_columns_from_piece_to_piece(qapp):
    head, rows = "| a | b |\n|---|--:|\n", [f"| {n} | some text |\n" for n in range(150)]
    grown = Page()
    for piece in (head, *rows):
        grown.add(piece)
    at_once = Page()
    at_once.add(head + "".join(rows))
    for page in (grown.finish(), at_once.finish()):
        pieces = tables(page.document)
        assert len(pieces) > 1
        assert sum(piece.rows() for piece in pieces) == 151
        widths = [
            [length.rawValue() for length in piece.format().columnWidthConstraints()]
            for piece in pieces
        ]
        assert all(one == widths[0] for one in widths) and len(widths[0]) == 2
        last = pieces[-1].cellAt(pieces[-1].rows() - 1, 0)
        assert last.firstCursorPosition().block().text() == "149"


def test_a_short_table_is_one(whole):
    (table,) = tables(whole.document)
    assert (table.rows(), table.columns(), table.format().headerRowCount()) == (2, 2, 1)
