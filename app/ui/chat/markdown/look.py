"""How blocks and runs look: formats of a text document, and what is painted behind them."""

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
)

from app.ui.chat.markdown.blocks import Block, BlockKind, Item, Quote, Run, RunKind, Style
from app.ui.theme import Theme

LINE_HEIGHT_PERCENT = 140.0
CODE_LINE_PERCENT = 125.0

QUOTE_INDENT = 16
ITEM_INDENT = 26
CODE_PADDING = 12
CODE_BOTTOM = 8
CODE_TITLE = 26
"""Room above a piece of code for its language and its button."""

_HEADINGS = {1: 3, 2: 2, 3: 1}
"""Steps of Qt's font sizes above the text's."""


class Mark(IntEnum):
    """Properties of a block that `decor` paints: see there."""

    MARKER = QTextFormat.Property.UserProperty.value + 1  # str: a list item's bullet or number
    QUOTES = QTextFormat.Property.UserProperty.value + 2  # list[int]: left edges of quote bars
    CODE = QTextFormat.Property.UserProperty.value + 3  # int: which piece of code it is a line of
    LANGUAGE = QTextFormat.Property.UserProperty.value + 4  # str: on a code's first line
    RULE = QTextFormat.Property.UserProperty.value + 5  # bool: a rule
    BEHIND_TABLE = QTextFormat.Property.UserProperty.value + 6  # bool: the line Qt leaves there


class Look:
    """Formats in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.text = QTextCharFormat()
        self.text.setForeground(QColor(theme.text))
        self.code = QTextCharFormat(self.text)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.code.setFontFamilies([*fixed.families(), "monospace"])
        self.code.setFontFixedPitch(True)
        self._cache: dict[tuple[Style, str, RunKind, int], QTextCharFormat] = {}

    def block(self, block: Block, *, first: bool, code: int = 0) -> QTextBlockFormat:
        """Return the format of a block, or of the first line of code number `code`."""
        made = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        is_code = block.kind is BlockKind.CODE
        made.setLineHeight(CODE_LINE_PERCENT if is_code else LINE_HEIGHT_PERCENT, kind.value)
        made.setTopMargin(0 if first else _space_above(block))
        left, quotes = indent(block)
        made.setLeftMargin(left)
        if quotes:
            made.setProperty(Mark.QUOTES, quotes)
        if block.leads:
            made.setProperty(Mark.MARKER, marker(block))
        match block.kind:
            case BlockKind.CODE:
                made.setTopMargin(made.topMargin() + title_height(block.language))
                made.setLeftMargin(left + CODE_PADDING)
                made.setRightMargin(CODE_PADDING)
                made.setProperty(Mark.CODE, code)
                made.setProperty(Mark.LANGUAGE, block.language)
            case BlockKind.FORMULA:
                made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            case BlockKind.RULE:
                made.setProperty(Mark.RULE, True)
            case BlockKind.HEADING:
                made.setHeadingLevel(block.level)
            case _:
                pass
        return made

    def code_line(self, opening: QTextBlockFormat) -> QTextBlockFormat:
        """Return the format of a line of code below its first one."""
        made = QTextBlockFormat(opening)
        made.setTopMargin(0)
        made.clearProperty(Mark.LANGUAGE)
        made.clearProperty(Mark.MARKER)
        return made

    def run(self, run: Run, level: int = 0) -> QTextCharFormat:
        """Return the format of a run, in a heading of `level` or elsewhere (0)."""
        key = (run.style, run.link, run.kind, level)
        made = self._cache.get(key)
        if made is None:
            made = self._make(run, level)
            if not run.link:
                self._cache[key] = made
        return made

    def _make(self, run: Run, level: int) -> QTextCharFormat:
        made = QTextCharFormat(self.code if run.style & Style.CODE else self.text)
        if run.style & Style.CODE:
            made.setBackground(QColor(self.theme.code))
        if run.style & Style.BOLD or level:
            made.setFontWeight(QFont.Weight.DemiBold)
        if run.style & Style.ITALIC:
            made.setFontItalic(True)
        if run.style & Style.STRIKE:
            made.setFontStrikeOut(True)
        if level in _HEADINGS:
            made.setProperty(QTextFormat.Property.FontSizeAdjustment, _HEADINGS[level])
        if run.kind is RunKind.IMAGE:
            made.setForeground(QColor(self.theme.muted))
        if run.link:
            made.setAnchor(True)
            made.setAnchorHref(run.link)
            made.setToolTip(run.link)
            made.setForeground(QColor(self.theme.accent))
            made.setFontUnderline(True)
        return made


def title_height(language: str) -> float:
    """Return the room above a piece of code."""
    return CODE_TITLE + CODE_PADDING / 2 if language else CODE_PADDING


def indent(block: Block) -> tuple[int, list[int]]:
    """Return a block's left margin, and where the bars of its quotes stand."""
    left, quotes = 0, list[int]()
    for container in block.containers:
        if isinstance(container, Quote):
            quotes.append(left)
            left += QUOTE_INDENT
        else:
            left += ITEM_INDENT
    return left, quotes


def marker(block: Block) -> str:
    """Return the bullet, box or number of the item that a block leads."""
    item = block.containers[-1]
    if not isinstance(item, Item):
        return ""
    if item.ticked is not None:
        return "☑" if item.ticked else "☐"
    if item.number is not None:
        return f"{item.number}{item.delimiter}"
    depth = sum(isinstance(one, Item) for one in block.containers)
    return "•◦▪"[min(depth, 3) - 1]


def _space_above(block: Block) -> int:
    if block.continues:
        return 0
    item = next((one for one in reversed(block.containers) if isinstance(one, Item)), None)
    match block.kind:
        case BlockKind.HEADING:
            return 20 if block.level < 3 else 16
        case BlockKind.CODE | BlockKind.TABLE | BlockKind.FORMULA:
            return 12
        case BlockKind.RULE:
            return 8
        case _:
            tight = item is not None and not item.loose
            begins_list = block.leads and item is not None and item.index == 0
            if tight and not (begins_list and len(block.containers) == 1):
                return 3
            return 6 if item is not None and block.leads and not begins_list else 10
