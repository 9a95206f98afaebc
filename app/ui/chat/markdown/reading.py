"""Markdown source to blocks."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from app.ui.chat.markdown.blocks import Block, BlockKind, Cell, Container, Item, Quote, Run
from app.ui.chat.markdown.inline import InlineReader, trimmed
from app.ui.chat.markdown.parser import parse

_TASK = re.compile(r"\[([ xX])\]\s")


def read_blocks(source: str) -> tuple[Block, ...]:
    """Return the blocks of a text, in order; offsets are characters of `source`."""
    plain = source.replace("\r\n", "\n").replace("\r", "\n")
    blocks = _Reader(plain).read(parse(plain))
    if "\r\n" not in source:
        return blocks
    ends = [found.start() - number for number, found in enumerate(re.finditer("\r\n", source))]
    return tuple(moved(block, lambda at: at + bisect_right(ends, at - 1)) for block in blocks)


def moved(block: Block, place: Callable[[int], int]) -> Block:
    """Return a block that was read from a text whose characters stand elsewhere in the source."""

    def run(one: Run) -> Run:
        return replace(one, start=place(one.start), end=place(one.end))

    def container(one: Container) -> Container:
        return replace(one, list_start=place(one.list_start)) if isinstance(one, Item) else one

    return replace(
        block,
        start=place(block.start),
        end=place(block.end),
        runs=tuple(map(run, block.runs)),
        containers=tuple(map(container, block.containers)),
        rows=tuple(
            tuple(replace(cell, runs=tuple(map(run, cell.runs))) for cell in row)
            for row in block.rows
        ),
    )


@dataclass(slots=True)
class _OpenList:
    ordered: bool
    number: int
    start: int
    delimiter: str
    items: int = 0


@dataclass(slots=True)
class _Reader:
    """Turns tokens into blocks; one source."""

    source: str
    _starts: list[int] = field(init=False)
    _containers: list[Container] = field(default_factory=list[Container])
    _lists: list[_OpenList] = field(default_factory=list[_OpenList])
    _item_starts: list[int] = field(default_factory=list[int])
    _fresh: bool = False
    _lead: int | None = None
    _blocks: list[Block] = field(default_factory=list[Block])

    def __post_init__(self) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", self.source))]

    def read(self, tokens: list[Token]) -> tuple[Block, ...]:
        at = 0
        while at < len(tokens):
            at = self._take(tokens, at)
        return tuple(self._blocks)

    def _take(self, tokens: list[Token], at: int) -> int:
        """Take the token at `at` and what belongs to it; return the next one's place."""
        token = tokens[at]
        match token.type:
            case "paragraph_open" | "heading_open":
                self._text(token, tokens[at + 1])
                return at + 3
            case "fence" | "code_block":
                self._code(token)
            case "math_block":
                run = Run(token.content.strip(), *self._span(token))
                self._add(BlockKind.FORMULA, token, (run,))
            case "hr":
                self._add(BlockKind.RULE, token)
            case "table_open":
                return self._table(tokens, at)
            case "blockquote_open":
                self._containers.append(Quote())
                self._leads_from(token)
                self._fresh = False
            case "blockquote_close":
                self._containers.pop()
            case "bullet_list_open" | "ordered_list_open":
                self._open_list(token)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._open_item(tokens, at)
                self._leads_from(token)
                self._item_starts.append(self._span(token)[0])
            case "list_item_close":
                self._close_item()
            case _:
                pass
        return at + 1

    def _span(self, token: Token) -> tuple[int, int]:
        first, last = token.map or (0, 0)
        return self._line(first), self._line(last)

    def _line(self, number: int) -> int:
        return self._starts[number] if number < len(self._starts) else len(self.source)

    def _add(self, kind: BlockKind, token: Token, runs: tuple[Run, ...] = ()) -> None:
        start, end = self._span(token)
        self._append(Block(kind, start, end, runs))

    def _leads_from(self, token: Token) -> None:
        """Let the next block begin with the line of this quote or item, its marker there."""
        if self._lead is None:
            self._lead = self._span(token)[0]

    def _append(self, block: Block) -> None:
        """Append a block in the containers that are open."""
        start = block.start if self._lead is None else min(block.start, self._lead)
        containers = tuple(self._containers)
        self._blocks.append(replace(block, start=start, containers=containers, leads=self._fresh))
        self._fresh, self._lead = False, None

    def _text(self, opening: Token, inline: Token) -> None:
        start, end = self._span(inline)
        runs = InlineReader(self.source, start, end).read(inline.children or [])
        runs = self._task(runs)
        if opening.type == "heading_open":
            level = int(opening.tag[1:])
            self._append(Block(BlockKind.HEADING, start, end, runs, level=level))
        else:
            self._append(Block(BlockKind.PARAGRAPH, start, end, runs))

    def _task(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Take the box of a task from the first paragraph of its item."""
        item = self._containers[-1] if self._containers else None
        found = _TASK.match(runs[0].text) if runs else None
        if not (self._fresh and isinstance(item, Item) and found):
            return runs
        ticked = found.group(1) != " "
        self._containers[-1] = replace(item, ticked=ticked)
        return trimmed(runs, found.end())

    def _code(self, token: Token) -> None:
        start, end = self._span(token)
        first = (token.map or [0, 0])[0] + (token.type == "fence")
        runs: list[Run] = []
        lines = token.content.split("\n")
        if lines and not lines[-1]:
            lines.pop()
        for number, line in enumerate(lines):
            begin = self._line(first + number)
            stop = self._line(first + number + 1)
            place = self.source.find(line, begin, stop) if line else max(begin, stop - 1)
            place = begin if place < 0 else place
            runs.append(Run(line + "\n", place, min(stop, len(self.source))))
        language = token.info.strip().split(maxsplit=1)[0] if token.info.strip() else ""
        closed = token.type == "code_block" or self._closes(token, end)
        self._append(
            Block(BlockKind.CODE, start, end, tuple(runs), language=language, closed=closed)
        )

    def _closes(self, token: Token, end: int) -> bool:
        """Whether a fence's last line is the one that ends it."""
        first, last = token.map or (0, 0)
        if last - first < 2:
            return False
        line = self.source[self._line(last - 1) : end].strip().lstrip("> \t")
        return len(line) >= len(token.markup) and set(line) == {token.markup[0]}

    def _table(self, tokens: list[Token], at: int) -> int:
        start, end = self._span(tokens[at])
        rows: list[tuple[Cell, ...]] = []
        cells: list[Cell] = []
        place, align = start, ""
        while tokens[at].type != "table_close":
            token = tokens[at]
            match token.type:
                case "tr_open":
                    cells, place = [], self._span(token)[0]
                case "tr_close":
                    rows.append(tuple(cells))
                case "th_open" | "td_open":
                    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
                case "inline":
                    reader = InlineReader(self.source, place, self._span(token)[1])
                    runs = reader.read(token.children or [])
                    place = runs[-1].end if runs else place
                    cells.append(Cell(runs, align))
                case _:
                    pass
            at += 1
        self._append(Block(BlockKind.TABLE, start, end, rows=tuple(rows)))
        return at + 1

    def _open_list(self, token: Token) -> None:
        ordered = token.type == "ordered_list_open"
        first = int(token.attrs.get("start", 1)) if ordered else 0
        start = self._span(token)[0]
        self._lists.append(_OpenList(ordered, first, start, token.markup))

    def _open_item(self, tokens: list[Token], at: int) -> None:
        about = self._lists[-1]
        number = about.number + about.items if about.ordered else None
        loose = _is_loose(tokens, at)
        item = Item(number, about.delimiter, None, about.start, about.items, loose)
        about.items += 1
        self._containers.append(item)
        self._fresh = True

    def _close_item(self) -> None:
        at = self._item_starts.pop()
        if self._fresh:  # an empty item still has its marker
            self._append(Block(BlockKind.PARAGRAPH, at, at))
        self._containers.pop()


def _is_loose(tokens: list[Token], at: int) -> bool:
    """Whether the paragraphs of the item opened at `at` stand apart, so are not hidden."""
    level = tokens[at].level + 1
    for token in tokens[at + 1 :]:
        if token.type == "list_item_close" and token.level == level - 1:
            break
        if token.type == "paragraph_open" and token.level == level:
            return not token.hidden
    return False
