"""A paragraph's tokens as runs that know where they stand in the source."""

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from app.ui.chat.markdown.blocks import Run, RunKind, Style

_STYLES = {"strong": Style.BOLD, "em": Style.ITALIC, "s": Style.STRIKE}
_KINDS = {"math_inline": RunKind.FORMULA, "math_inline_double": RunKind.DISPLAY}
_PREFIX = re.compile(r"[ \t>]*")


class InlineReader:
    """Walks one inline token's children beside the source they were read from."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source, self._at, self._end = source, start, end
        self._style = Style.PLAIN
        self._link = ""
        self._runs: list[Run] = []

    def read(self, children: Sequence[Token]) -> tuple[Run, ...]:
        """Return the runs of these tokens."""
        for token in children:
            self._take(token)
        return tuple(self._runs)

    def _take(self, token: Token) -> None:
        name, _, edge = token.type.rpartition("_")
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._span(token.markup, token.content)
            case "code_inline":
                self._code(token)
            case "softbreak" | "hardbreak":
                self._line_end(hard=token.type == "hardbreak")
            case "math_inline" | "math_inline_double":
                self._formula(token)
            case "link_open" | "link_close":
                self._link_edge(token)
            case "image":
                self._image(token)
            case _ if name in _STYLES:
                self._skip(token.markup)
                style = _STYLES[name]
                self._style = self._style | style if edge == "open" else self._style & ~style
            case _:
                self._text(token.content)

    def _add(self, text: str, start: int, end: int, kind: RunKind = RunKind.TEXT) -> None:
        self._runs.append(Run(text, start, end, kind, self._style, self._link))
        self._at = end

    def _skip(self, markup: str) -> None:
        if markup and self._source.startswith(markup, self._at):
            self._at += len(markup)

    def _find(self, text: str) -> int:
        found = self._source.find(text, self._at, self._end)
        return self._at if found < 0 else found

    def _text(self, text: str) -> None:
        if text:
            start = self._find(text)
            there = self._source.startswith(text, start)
            self._add(text, start, start + len(text) if there else start)

    def _span(self, raw: str, text: str) -> None:
        start = self._find(raw)
        self._add(text, start, min(start + len(raw), self._end))

    def _code(self, token: Token) -> None:
        self._at = self._find(token.markup) + len(token.markup)
        start = self._source.find(token.content, self._at, self._end)
        close = self._source.find(token.markup, self._at, self._end)
        end = start + len(token.content)
        if start < 0 or (0 <= close < start):  # it has line ends, which are spaces here
            start, end = self._at, max(self._at, close)
        before, self._style = self._style, self._style | Style.CODE
        self._add(token.content, start, end)
        self._style = before
        self._at = self._find(token.markup)
        self._skip(token.markup)

    def _line_end(self, *, hard: bool) -> None:
        start = self._at
        end = self._find("\n")
        end += self._source.startswith("\n", end)
        self._add("\n" if hard else " ", start, end, RunKind.BREAK if hard else RunKind.SPACE)
        found = _PREFIX.match(self._source, self._at, self._end)
        self._at = found.end() if found else self._at

    def _formula(self, token: Token) -> None:
        start = self._find(token.markup)
        closing = {"\\(": "\\)", "\\[": "\\]"}.get(token.markup, token.markup)
        found = self._source.find(closing, start + len(token.markup), self._end)
        end = start if found < 0 else found + len(closing)
        self._add(token.content.strip(), start, end, _KINDS[token.type])

    def _link_edge(self, token: Token) -> None:
        if token.type == "link_open":
            self._link = str(token.attrs.get("href", ""))
            self._skip("<" if token.markup == "autolink" else "[")
            return
        self._link = ""
        if token.markup == "autolink":
            self._at = min(self._find(">") + 1, self._end)
        else:
            self._at = _behind_brackets(self._source, self._at, self._end)

    def _image(self, token: Token) -> None:
        start = self._find("![")
        end = _behind_brackets(self._source, self._closing(start + 2), self._end)
        link, self._link = self._link, str(token.attrs.get("src", ""))
        self._add(token.content, start, max(start, end), RunKind.IMAGE)
        self._link = link

    def _closing(self, at: int) -> int:
        """Return where the bracket opened before `at` is closed."""
        depth = 1
        while at < self._end:
            letter = self._source[at]
            depth += (letter == "[") - (letter == "]")
            if depth == 0:
                return at
            at += 2 if letter == "\\" else 1
        return at


def _behind_brackets(source: str, at: int, end: int) -> int:
    """Return the place behind the `](...)` or `][...]` that ends a link at `at`."""
    if not source.startswith("]", at):
        return at
    at += 1
    pair = {"(": ")", "[": "]"}.get(source[at : at + 1])
    if pair is None or at >= end:
        return at
    opening, depth, quote = source[at], 0, ""
    for place in range(at, end):
        letter = source[place]
        if source[place - 1] == "\\":
            continue
        if quote:
            quote = "" if letter == quote else quote
        elif opening == "(" and letter in "\"'<" and source[place - 1] in " \t\n(":
            quote = ">" if letter == "<" else letter
        else:
            depth += (letter == opening) - (letter == pair)
            if depth == 0:
                return place + 1
    return at


def trimmed(runs: Sequence[Run], letters: int) -> tuple[Run, ...]:
    """Return runs without the first `letters` characters, which stand in the first run."""
    first = runs[0]
    short = replace(first, text=first.text[letters:], start=first.start + letters)
    return (short, *runs[1:]) if short.text else tuple(runs[1:])
