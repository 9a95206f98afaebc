"""Markdown that grows: what is finished is never read again, only its tail is.

A tail is the last block, the last item of the last list, the last row of a long table, or the last
lines of a fence that is still open: whatever may yet change its meaning. A line counts once it has
ended, for "***" may be a rule or the beginning of bold text. Links that are defined further down
are found when all has come.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.ui.chat.markdown.blocks import Block, BlockKind, Container, Item, Run, RunKind, Style
from app.ui.chat.markdown.reading import moved, read_blocks

CHUNK_LINES = 20
"""Lines of an open fence that are settled together, and get their colours then."""

CHUNK_ROWS = 20
"""Rows of a table that are settled together; Qt lays a table out as a whole."""

RECOLOURED = 20_000
"""Characters of code up to which it is written once more as a whole when its fence ends."""

LONG_TAIL = 2_000
"""Characters of a tail from which on it is not read again with every piece."""

SHARE = 16
"""A long tail is read again when it has grown by this part of itself."""

LONG_PARAGRAPH = 6_000
"""Characters of a paragraph that is settled in pieces; Qt lays each one out as a whole."""

READ_AGAIN = 60_000
"""Characters of a text, or of a list, up to which it is read as a whole once it is over."""

_SPACE = re.compile(r"[\w,;.] (?=[^\W\d_])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the blocks: the first `kept` stand as they are, `fresh` follow them."""

    kept: int
    fresh: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _OpenList:
    """The list that the tail goes on with.

    Attributes:
        item: the last settled one. start: its first character. block: its first block.
    """

    item: Item
    start: int
    block: int


class GrowingMarkdown:
    """The blocks of a text that comes piece by piece."""

    def __init__(self) -> None:
        self.source = ""
        self._begin = 0
        self._settled: list[Block] = []
        self._end = 0  # of what is settled, in characters
        self._fence = ""  # the line that opens the fence which the tail goes on with
        self._head = ""  # the lines that open the table which the tail goes on with
        self._code = 0  # the first settled block of that fence
        self._broken = False  # whether the tail goes on with a paragraph
        self._tail: list[Block] = []
        self._read = 0  # how much of the source has been read
        self._list: _OpenList | None = None

    def skip(self, text: str) -> None:
        """Take text that is no part of it, before anything else comes."""
        self.source += text
        self._begin = self._end = self._read = len(self.source)

    def append(self, text: str) -> Change:
        """Take more text; return what changes."""
        self.source += text
        kept = len(self._settled)
        unread = len(self.source) - self._read
        if self._read - self._end > LONG_TAIL and unread < (self._read - self._end) / SHARE:
            return Change(kept, self._provisional())
        tail = self._read_tail()
        at = _last_unit(tail)
        if at > 0 and "\n" in self.source[tail[at].start :]:
            kept = min(kept, self._settle(tail, at))
            tail = tail[at:]
        self._tail = self._settle_part(tail)
        self._read = len(self.source)
        return Change(kept, (*self._settled[kept:], *self._tail))

    def _provisional(self) -> tuple[Block, ...]:
        """Return the tail with what has come since it was read as plain text at its end."""
        last = self._tail[-1] if self._tail else None
        if last is None or last.kind is not BlockKind.PARAGRAPH:
            return tuple(self._tail)
        text = self.source[self._read :].replace("\n", " ")
        raw = Run(text, self._read, len(self.source))
        return (*self._tail[:-1], replace(last, runs=(*last.runs, raw), end=len(self.source)))

    def finish(self) -> Change:
        """Settle all; return what changes."""
        kept = len(self._settled)
        tail = self._read_tail()
        self._settled += tail
        self._end, self._tail, self._head = len(self.source), [], ""
        kept = min(kept, self._join_code(len(tail) - 1), self._leave_list())
        if len(self.source) <= READ_AGAIN and "]:" in self.source:  # where links are defined
            kept = min(kept, self._read_again())
        return Change(kept, tuple(self._settled[kept:]))

    def _read_again(self) -> int:
        """Read everything once more; return how many blocks stand."""
        by = self._begin
        whole = [moved(block, lambda at: at + by) for block in read_blocks(self.source[by:])]
        pairs = zip(self._settled, whole, strict=False)
        same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
        stand = min(len(self._settled), len(whole)) if same is None else same
        self._settled = whole
        return stand

    def _read_tail(self) -> list[Block]:
        """Return the blocks of what is not settled, as the continuation of what is."""
        opening = self._fence or self._head
        by = self._end - len(opening)
        text = opening + self.source[self._end :]
        blocks = [moved(block, lambda at: max(0, at + by)) for block in read_blocks(text)]
        if blocks and (opening or self._broken):
            rows = blocks[0].rows[1:] if self._head else blocks[0].rows
            blocks[0] = replace(blocks[0], start=self._end, rows=rows, continues=True)
        if self._list is not None:
            blocks = _continued(blocks, self._list.item)
        return blocks

    def _settle(self, tail: Sequence[Block], at: int) -> int:
        """Settle the first `at` blocks of `tail`; return how many of those settled before stand."""
        self._settled += tail[:at]
        self._end, self._broken, self._head = tail[at].start, False, ""
        stand = min(len(self._settled) - at, self._join_code(at - 1))
        list_now = _list_of(tail[at])
        if self._list is not None and list_now != self._list.item.list_start:
            stand = min(stand, self._leave_list())
        item = _outer_item(self._settled[-1])
        if item is not None and item.list_start == list_now:
            begun = self._list or self._list_begin(item)
            self._list = replace(begun, item=item)
        return stand

    def _list_begin(self, item: Item) -> _OpenList:
        block = len(self._settled) - 1
        while block > 0 and _list_of(self._settled[block - 1]) == item.list_start:
            block -= 1
        return _OpenList(item, self._settled[block].start, block)

    def _leave_list(self) -> int:
        """Read the list that is over as a whole: only now is it known if its items stand apart.

        Returns how many settled blocks stand.
        """
        was, self._list = self._list, None
        if was is None:
            return len(self._settled)
        by = was.start
        if self._end - by > READ_AGAIN:
            return len(self._settled)
        text = self.source[by : self._end]
        whole = [moved(block, lambda at: at + by) for block in read_blocks(text)]
        if whole == self._settled[was.block :]:
            return len(self._settled)
        self._settled[was.block :] = whole
        return was.block

    def _settle_part(self, tail: list[Block]) -> list[Block]:
        """Settle the beginning of a long tail; return what is left."""
        one = tail[0] if len(tail) == 1 else None
        if one is None or one.containers:
            return tail
        if one.kind is BlockKind.CODE and not one.closed and len(one.runs) > CHUNK_LINES:
            return self._settle_lines(one)
        if one.kind is BlockKind.TABLE and len(one.rows) > CHUNK_ROWS:
            return self._settle_rows(one)
        if one.kind is BlockKind.PARAGRAPH and one.end - one.start > LONG_PARAGRAPH:
            return self._settle_words(one)
        return tail

    def _settle_lines(self, one: Block) -> list[Block]:
        """Settle the lines of an open fence but the last."""
        opening = _FENCE.match(self._fence or self.source[one.start :])
        if opening is None:
            return [one]
        if not self._fence:
            self._code = len(self._settled)
        last = one.runs[-1]
        self._settled.append(replace(one, end=last.start, runs=one.runs[:-1], closed=True))
        self._end, self._fence = last.start, opening.group()
        return [replace(one, start=last.start, runs=(last,), continues=True)]

    def _settle_rows(self, one: Block) -> list[Block]:
        """Settle the rows of a table but the last."""
        last = self.source.rfind("\n", 0, one.end - 1) + 1
        self._head = self._head or _lines(self.source, one.start, 2)
        self._settled.append(replace(one, end=last, rows=one.rows[:-1]))
        self._end = last
        return [replace(one, start=last, rows=one.rows[-1:], continues=True)]

    def _join_code(self, behind: int) -> int:
        """Make one block of a fence that has ended, `behind` blocks before the last settled one.

        Returns how many settled blocks stand: it is coloured as a whole.
        """
        fence, self._fence = self._fence, ""
        last = len(self._settled) - behind
        pieces = self._settled[self._code : last]
        if not fence or pieces[-1].end - pieces[0].start > RECOLOURED:
            return len(self._settled)
        runs = tuple(run for piece in pieces for run in piece.runs)
        whole = replace(pieces[0], runs=runs, end=pieces[-1].end, closed=pieces[-1].closed)
        self._settled[self._code : last] = [whole]
        return self._code

    def _settle_words(self, one: Block) -> list[Block]:
        """Settle a long paragraph up to a space between plain words."""
        for number in range(len(one.runs) - 1, 0, -1):
            run = one.runs[number]
            found = _SPACE.search(run.text) if run.style is Style.PLAIN and not run.link else None
            if run.kind is RunKind.TEXT and found and run.end - run.start == len(run.text):
                cut = run.start + found.end()
                before = replace(run, text=run.text[: found.end()], end=cut)
                self._settled.append(replace(one, end=cut, runs=(*one.runs[:number], before)))
                self._end, self._broken = cut, True
                return self._read_tail()
        return [one]


def _lines(source: str, start: int, count: int) -> str:
    """Return the first `count` lines from `start` on."""
    end = start
    for _ in range(count):
        end = source.index("\n", end) + 1
    return source[start:end]


def _outer_item(block: Block) -> Item | None:
    outer = block.containers[0] if block.containers else None
    return outer if isinstance(outer, Item) else None


def _list_of(block: Block) -> int | None:
    """Return the name of the list at the top that a block stands in."""
    item = _outer_item(block)
    return None if item is None else item.list_start


def _last_unit(blocks: Sequence[Block]) -> int:
    """Return where what may yet change begins: the last block, with those it cannot do without."""
    at = len(blocks) - 1
    while at > 0 and _inseparable(blocks[at - 1], blocks[at]):
        at -= 1
    return at


def _inseparable(one: Block, other: Block) -> bool:
    if not (one.containers and other.containers):
        return False
    first, second = one.containers[0], other.containers[0]
    if isinstance(first, Item) and isinstance(second, Item):
        return (first.list_start, first.index) == (second.list_start, second.index)
    return type(first) is type(second)


def _continued(blocks: list[Block], last: Item) -> list[Block]:
    """Let the list that `blocks` begin with go on where `last` ended, if it is one of its kind."""
    first = _outer_item(blocks[0]) if blocks else None
    if (
        first is None
        or first.delimiter != last.delimiter
        or (first.number is None) != (last.number is None)
    ):
        return blocks
    by = 0 if first.number is None or last.number is None else last.number + 1 - first.number

    def change(block: Block) -> Block:
        outer = _outer_item(block)
        if outer is None or outer.list_start != first.list_start:
            return block
        number = None if outer.number is None else outer.number + by
        index = last.index + 1 + outer.index
        changed: Container = replace(outer, number=number, index=index, list_start=last.list_start)
        return replace(block, containers=(changed, *block.containers[1:]))

    return [change(block) for block in blocks]
