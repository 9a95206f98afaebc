"""Colours of code can be read, and code stays what it is."""

import pytest

from app.ui.chat.markdown.highlight import colours, highlighted
from app.ui.theme import DARK, LIGHT, contrast


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_colour_can_be_read_on_its_ground(theme):
    assert all(contrast(colour, theme.code) >= 4.5 for colour in colours(theme))


@pytest.mark.parametrize("language", ["python", "c", "html", "nonsense", ""])
def test_pieces_are_the_code(language):
    code = "def f(x):\n\treturn '\u00e9' # <b>\n\n"
    assert "".join(piece for piece, _ in highlighted(code, language, LIGHT)) == code
