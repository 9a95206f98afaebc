"""Markdown that grows: what is finished is never read again, only its tail is.

A tail is the last block, the last item of the last list, or the last lines of a fence that is still
open: whatever may yet change its meaning. A line counts once it has ended, for "***" may be a rule
or the beginning of bold text. Links that are defined further down are found when all has come.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.ui.chat.markdown.blocks import Block, BlockKind, Container, Item
from app.ui.chat.markdown.reading import moved, read_blocks

CHUNK_LINES = 60
"""Lines of an open fence that are settled together."""

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
        self._settled: list[Block] = []
        self._end = 0  # of what is settled, in characters
        self._fence = ""  # the line that opens the fence which the tail goes on with
        self._list: _OpenList | None = None

    def append(self, text: str) -> Change:
        """Take more text; return what changes."""
        self.source += text
        kept = len(self._settled)
        tail = self._read_tail()
        at = _last_unit(tail)
        if at > 0 and "\n" in self.source[tail[at].start :]:
            kept = min(kept, self._settle(tail, at))
            tail = tail[at:]
        tail = self._settle_lines(tail)
        return Change(kept, (*self._settled[kept:], *tail))

    def finish(self) -> Change:
        """Settle all; return what changes."""
        kept = len(self._settled)
        self._settled += self._read_tail()
        self._end = len(self.source)
        kept = min(kept, self._leave_list())
        if "]:" in self.source:  # where links are defined
            kept = min(kept, self._read_again())
        return Change(kept, tuple(self._settled[kept:]))

    def _read_again(self) -> int:
        """Read everything once more; return how many blocks stand."""
        whole = list(read_blocks(self.source))
        pairs = zip(self._settled, whole, strict=False)
        same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
        stand = min(len(self._settled), len(whole)) if same is None else same
        self._settled = whole
        return stand

    def _read_tail(self) -> list[Block]:
        """Return the blocks of what is not settled, as the continuation of what is."""
        by = self._end - len(self._fence)
        text = self._fence + self.source[self._end :]
        blocks = [moved(block, lambda at: max(0, at + by)) for block in read_blocks(text)]
        if self._fence:
            blocks[0] = replace(blocks[0], start=self._end, continues=True)
        if self._list is not None:
            blocks = _continued(blocks, self._list.item)
        return blocks

    def _settle(self, tail: Sequence[Block], at: int) -> int:
        """Settle the first `at` blocks of `tail`; return how many of those settled before stand."""
        first = len(self._settled)
        self._settled += tail[:at]
        self._end, self._fence = tail[at].start, ""
        list_now = _list_of(tail[at])
        stand = first
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
        text = self.source[by : self._end]
        whole = [moved(block, lambda at: at + by) for block in read_blocks(text)]
        if whole == self._settled[was.block :]:
            return len(self._settled)
        self._settled[was.block :] = whole
        return was.block

    def _settle_lines(self, tail: list[Block]) -> list[Block]:
        """Settle the lines of a long open fence but the last; return what is left of the tail."""
        one = tail[0] if len(tail) == 1 else None
        if one is None or one.kind is not BlockKind.CODE or one.closed or one.containers:
            return tail
        opening = _FENCE.match(self._fence or self.source[one.start :])
        if len(one.runs) <= CHUNK_LINES or opening is None:
            return tail
        last = one.runs[-1]
        self._settled.append(replace(one, end=last.start, runs=one.runs[:-1]))
        self._end, self._fence = last.start, opening.group()
        return [replace(one, start=last.start, runs=(last,), continues=True)]


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
