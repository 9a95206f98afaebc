"""What Markdown says, flat enough for a text document: blocks, each a line of runs."""

from dataclasses import dataclass
from enum import IntFlag, StrEnum


class Style(IntFlag):
    """How a run is written."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8


class RunKind(StrEnum):
    """What a run is; BREAK begins a new line inside its block, SPACE is a line's end in the source.

    FORMULA and DISPLAY are LaTeX, within a line and on one of its own. IMAGE is never fetched: its
    text is what stands for it.
    """

    TEXT = "text"
    BREAK = "break"
    SPACE = "space"
    FORMULA = "formula"
    DISPLAY = "display"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Attributes:
        start, end: the characters of the source that it was read from; as many as `text` has where
            it stands there as it is. link: where it leads, "" nowhere.
    """

    text: str
    start: int
    end: int
    kind: RunKind = RunKind.TEXT
    style: Style = Style.PLAIN
    link: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote around a block."""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item around a block.

    Attributes:
        number: None in a bullet list. delimiter: behind the number. ticked: of a task, else None.
        list_start: where its list's first line begins; with its depth, the list's name.
        index: among the items of its list, from 0. loose: whether its paragraphs stand apart.
    """

    number: int | None
    delimiter: str
    ticked: bool | None
    list_start: int
    index: int
    loose: bool


Container = Quote | Item


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    FORMULA = "formula"
    RULE = "rule"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `align` is left, center, right or "" for none given."""

    runs: tuple[Run, ...]
    align: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, piece of code, formula, rule or table.

    Attributes:
        start, end: the source lines it was read from, in characters.
        containers: what it stands in, outermost first.
        leads: whether it is the first block of the item that it stands in: its marker is shown.
        level: of a heading, 1 to 6. language: of code, as it was named.
        rows: of a table, the first one its head. closed: whether a fence ends (or needs no end).
        continues: whether this is more of the block before it (see growing).
    """

    kind: BlockKind
    start: int
    end: int
    runs: tuple[Run, ...] = ()
    containers: tuple[Container, ...] = ()
    leads: bool = False
    level: int = 0
    language: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    closed: bool = True
    continues: bool = False
