"""Colours for code, by Pygments' lexers."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String
from pygments.util import ClassNotFound

from app.ui.theme import Theme

LONGEST = 100_000
"""Characters; longer code is shown without colours, for some lexers take their time."""

_LIGHT = {
    Comment: "#5f6b66",
    Keyword: "#8b2fb8",
    Operator.Word: "#8b2fb8",
    Name.Function: "#2f55c8",
    Name.Class: "#2f55c8",
    Name.Builtin: "#0b6b75",
    Name.Decorator: "#0b6b75",
    Name.Tag: "#2f55c8",
    Name.Attribute: "#0b6b75",
    String: "#23702e",
    Number: "#9a4a00",
    Literal: "#23702e",
}
_DARK = {
    Comment: "#9aa5a0",
    Keyword: "#d9a1f2",
    Operator.Word: "#d9a1f2",
    Name.Function: "#9db4ff",
    Name.Class: "#9db4ff",
    Name.Builtin: "#7fd3dc",
    Name.Decorator: "#7fd3dc",
    Name.Tag: "#9db4ff",
    Name.Attribute: "#7fd3dc",
    String: "#a3d9a5",
    Number: "#f0b98a",
    Literal: "#a3d9a5",
}


def colours(theme: Theme) -> tuple[str, ...]:
    """Return every colour that code may have in this theme."""
    return tuple((_DARK if theme.dark else _LIGHT).values())


def highlighted(code: str, language: str, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield pieces of `code`, in order, with their colours; "" is the text's own."""
    lexer = _lexer(language) if len(code) <= LONGEST else None
    if lexer is None:
        yield code, ""
        return
    palette = _DARK if theme.dark else _LIGHT
    for _, kind, text in lexer.get_tokens_unprocessed(code):
        yield text, _colour(kind, palette)


def _colour(kind: Any, palette: Mapping[Any, str]) -> str:
    """Return the colour of the nearest kind that has one."""
    while kind is not None and kind not in palette:
        kind = kind.parent
    return palette.get(kind, "")


@lru_cache(maxsize=32)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False) if language else None
    except ClassNotFound:
        return None
