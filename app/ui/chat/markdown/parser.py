"""markdown-it-py, set up for chats: CommonMark, tables, strike-through, formulae, no HTML."""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

MAX_NESTING = 24
"""Quotes and lists deeper than this are text."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.disable("text_join", ignoreInvalid=True)  # keeps what escapes looked like in the source
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    parser.block.ruler.before(
        "fence", "bracket_math", _bracket_block, {"alt": ["paragraph", "blockquote", "list"]}
    )
    parser.inline.ruler.before("escape", "bracket_math", _bracket_inline)
    return parser


def parse(source: str) -> list[Token]:
    """Return markdown-it's tokens; every text is one, hostile ones too."""
    return _parser().parse(source)


def _bracket_inline(state: StateInline, silent: bool) -> bool:
    r"""Read \( ... \) and \[ ... \] inside a paragraph."""
    opening = state.src[state.pos : state.pos + 2]
    closing = {"\\(": "\\)", "\\[": "\\]"}.get(opening)
    if closing is None:
        return False
    end = state.src.find(closing, state.pos + 2, state.posMax)
    content = state.src[state.pos + 2 : end].strip()
    if end < 0 or not content:
        return False
    if not silent:
        name = "math_inline" if opening == "\\(" else "math_inline_double"
        token = state.push(name, "math", 0)
        token.content, token.markup = content, opening
    state.pos = end + 2
    return True


def _bracket_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    r"""Read \[ ... \] on lines of its own."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith("\\[", begin):
        return False
    last = _closing_line(state, line, end_line)
    if last is None:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        lines: Any = state.getLines(line, last + 1, state.tShift[line], False)
        token.content = lines.strip().removeprefix("\\[").removesuffix("\\]").strip()
        token.map, token.markup, token.block = [line, last + 1], "\\[", True
        state.line = last + 1
    return True


def _closing_line(state: StateBlock, line: int, end_line: int) -> int | None:
    r"""Return the line that ends in the \] of what is opened in `line`, None if there is none.

    Where a formula is followed by more, it stands inside a paragraph.
    """
    for last in range(line, end_line):
        text = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].rstrip()
        if last > line and state.sCount[last] < state.blkIndent and text:
            return None
        at = text.find("\\]", 2 if last == line else 0)
        if at >= 0:
            return None if text[at + 2 :].strip() else last
    return None
