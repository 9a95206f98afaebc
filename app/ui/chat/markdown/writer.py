"""Writes blocks into a text document, and takes back those that turned out otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)

from app.ui.chat.markdown.blocks import Block, BlockKind, Run, RunKind
from app.ui.chat.markdown.growing import Change
from app.ui.chat.markdown.highlight import highlighted
from app.ui.chat.markdown.look import Look
from app.ui.chat.markdown.pictures import FormulaLook, FormulaPictures
from app.ui.chat.markdown.places import RenderedMap
from app.ui.chat.markdown.table_writer import TableWriter

_serials = count(1)


@dataclass(slots=True)
class _Written:
    """A block in the document: from `cut` on everything is its own, or comes behind it."""

    block: Block
    cut: int


class BlockWriter:
    """The blocks of one passage at the end of a document.

    Attributes:
        places: where the source's characters stand.
    """

    def __init__(
        self, document: QTextDocument, look: Look, start: int, pictures: FormulaPictures
    ) -> None:
        self.places = RenderedMap(start)
        self._document, self._look, self._pictures = document, look, pictures
        self._written: list[_Written] = []
        self._code = 0
        self._tables = TableWriter(document, look, self._runs)

    def change(self, change: Change, length: int) -> int:
        """Do what the growth of a text to `length` asks for; return where the new part begins.

        The document's end is the end of this passage, before and after it.
        """
        fresh = list(change.fresh)
        kept = change.kept
        old = self._written[kept:]
        while old and fresh and old[0].block == fresh[0]:
            old.pop(0)
            fresh.pop(0)
            kept += 1
        if len(old) == 1 and fresh and _extends(old[0].block, fresh[0]):
            began = self._extend(old[0], fresh.pop(0))
        else:
            began = self._cut(kept)
        for block in fresh:
            self._write(block)
        self.places.reach(length)
        return began

    def shift(self, by: int) -> None:
        """Note that all of it stands `by` positions further on."""
        self.places.shift(by)
        for one in self._written:
            one.cut += by

    def _end(self) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor

    def _cut(self, kept: int) -> int:
        if kept >= len(self._written):
            return self._end().position()
        at = self._written[kept].cut
        del self._written[kept:]
        cursor = self._end()
        before = self._document.findBlock(at).blockFormat()
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(before)  # an empty block takes the format of what follows it
        self.places.cut(at)
        return at

    # A block that only grew

    def _extend(self, written: _Written, block: Block) -> int:
        old = written.block
        written.block = block
        cursor = self._end()
        began = cursor.position()
        last, same = old.runs[-1], block.runs[len(old.runs) - 1]
        known = last.text.removesuffix("\n")
        more = replace(same, text=same.text[len(known) :], start=same.start + len(known))
        if block.kind is BlockKind.CODE:
            self._code_rest(cursor, more)
            self._code_lines(cursor, block.runs[len(old.runs) :])
        else:
            self._runs(cursor, [more, *block.runs[len(old.runs) :]], block.level)
        return began

    # New blocks

    def _write(self, block: Block) -> None:
        before = self._written[-1] if self._written else None
        cursor = self._end()
        after_table = before is not None and before.block.kind is BlockKind.TABLE
        cut = cursor.position()
        if block.kind is BlockKind.TABLE:
            self._tables.write(block, first=before is None)
        elif block.kind is BlockKind.CODE:
            self._open_code(cursor, block, before)
        else:
            form = self._look.block(block, first=before is None)
            self._open(cursor, form, reuse=before is None or after_table)
            self._fill(cursor, block)
        self._written.append(_Written(block, cut))

    @staticmethod
    def _open(cursor: QTextCursor, form: QTextBlockFormat, *, reuse: bool) -> None:
        """Begin a block: the empty one that is there, or a new one."""
        if reuse:
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(QTextCharFormat())
        else:
            cursor.insertBlock(form, QTextCharFormat())

    def _fill(self, cursor: QTextCursor, block: Block) -> None:
        if block.kind is BlockKind.FORMULA:
            for run in block.runs:
                self._formula(cursor, run, display=True)
        else:
            self._runs(cursor, block.runs, block.level)

    def _runs(self, cursor: QTextCursor, runs: Sequence[Run], level: int) -> None:
        for run in runs:
            if run.kind in (RunKind.FORMULA, RunKind.DISPLAY):
                self._formula(cursor, run, display=run.kind is RunKind.DISPLAY)
                continue
            text = run.text
            if run.kind is RunKind.BREAK:
                text = "\u2028"
            elif run.kind is RunKind.IMAGE:
                image = QCoreApplication.translate("BlockWriter", "Image: {name}")
                text = image.format(name=text or run.link)
            self._insert(cursor, text, run, self._look.run(run, level))

    def _insert(self, cursor: QTextCursor, text: str, run: Run, form: QTextCharFormat) -> None:
        position = cursor.position()
        cursor.insertText(text, form)
        self.places.add(position, text, run.start, run.end)

    def _formula(self, cursor: QTextCursor, run: Run, *, display: bool) -> None:
        font = self._document.defaultFont()
        look = FormulaLook(font, self._look.theme.text, display)
        made = self._pictures.picture(run.text, look)
        if made is None:
            form = QTextCharFormat(self._look.code)
            form.setForeground(QColor(self._look.theme.muted))
            self._insert(cursor, run.text.replace("\n", " "), run, form)
            return
        name, picture = made
        form = QTextImageFormat()
        form.setName(name)
        form.setWidth(picture.width)
        form.setHeight(picture.height)
        form.setToolTip(run.text)
        alignment = QTextCharFormat.VerticalAlignment
        middle = alignment.AlignMiddle if picture.middle else alignment.AlignBaseline
        form.setVerticalAlignment(middle)
        position = cursor.position()
        cursor.insertImage(form)
        self.places.add(position, "\ufffc", run.start, run.end)

    # Code

    def _open_code(self, cursor: QTextCursor, block: Block, before: _Written | None) -> None:
        if block.continues and before is not None:
            cursor.insertBlock(self._look.code_line(cursor.blockFormat()), QTextCharFormat())
        else:
            self._code = next(_serials)
            form = self._look.block(block, first=before is None, code=self._code)
            table = before is not None and before.block.kind is BlockKind.TABLE
            self._open(cursor, form, reuse=before is None or table)
        lines = block.runs
        if block.closed:
            self._coloured(cursor, block)
        elif lines:
            self._code_rest(cursor, lines[0])
            self._code_lines(cursor, lines[1:])

    def _code_lines(self, cursor: QTextCursor, lines: Sequence[Run]) -> None:
        """Write lines of code that is still coming, each below the one before it."""
        for line in lines:
            cursor.insertBlock(self._look.code_line(cursor.blockFormat()), QTextCharFormat())
            self._code_rest(cursor, line)

    def _code_rest(self, cursor: QTextCursor, line: Run) -> None:
        text = line.text.removesuffix("\n")
        position = cursor.position()
        cursor.insertText(text, self._look.code)
        self.places.add(position, text, line.start, line.start + len(text))

    def _coloured(self, cursor: QTextCursor, block: Block) -> None:
        """Write whole code in its language's colours."""
        code = "".join(run.text for run in block.runs).removesuffix("\n")
        starts = iter(block.runs)
        line = next(starts, None)
        for text, colour in highlighted(code, block.language, self._look.theme):
            form = QTextCharFormat(self._look.code)
            if colour:
                form.setForeground(QColor(colour))
            pieces = text.split("\n")
            for number, piece in enumerate(pieces):
                if number:
                    line = next(starts, None)
                    form_of_line = self._look.code_line(cursor.blockFormat())
                    cursor.insertBlock(form_of_line, QTextCharFormat())
                if piece and line is not None:
                    position = cursor.position()
                    column = position - cursor.block().position()
                    cursor.insertText(piece, form)
                    start = line.start + column
                    self.places.add(position, piece, start, start + len(piece))


def _extends(old: Block, new: Block) -> bool:
    """Whether `new` is `old` with more text at its end."""
    if old.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CODE) or not old.runs:
        return False
    if new.closed != old.closed:  # code's colours come with its end
        return False
    count = len(old.runs)
    if replace(new, runs=(), end=0) != replace(old, runs=(), end=0) or len(new.runs) < count:
        return False
    last, same = old.runs[-1], new.runs[count - 1]
    return (
        old.runs[:-1] == new.runs[: count - 1]
        and replace(same, text="", end=0) == replace(last, text="", end=0)
        and last.kind is RunKind.TEXT
        and same.text.startswith(last.text.removesuffix("\n"))
        and same.end - same.start == len(same.text)
    )
