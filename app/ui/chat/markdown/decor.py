"""What is painted behind and beside rendered text: code's background, bars, markers, rules."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit

from app.ui.chat.markdown.look import CODE_BOTTOM, CODE_PADDING, CODE_TITLE, Mark, title_height
from app.ui.theme import Theme

RADIUS = 6.0
BAR_WIDTH = 3.0


def position_at(edit: QTextEdit, point: QPointF) -> int:
    """Return the document position nearest to a point of the viewport.

    Unlike QTextEdit's own answer it is in the document where a draft in flight stands behind it.
    """
    shift = QPointF(edit.horizontalScrollBar().value(), edit.verticalScrollBar().value())
    document = edit.document()
    hit = document.documentLayout().hitTest(point + shift, Qt.HitTestAccuracy.FuzzyHit)
    return min(max(0, hit), document.characterCount() - 1)


def visible_blocks(edit: QTextEdit, rect: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
    """Yield the blocks that `rect` of the viewport touches, and where they lie in it."""
    layout = edit.document().documentLayout()
    shift = QPointF(edit.horizontalScrollBar().value(), edit.verticalScrollBar().value())
    block = edit.document().findBlock(position_at(edit, rect.topLeft()))
    if block.previous().isValid():
        block = block.previous()
    while block.isValid():
        place = layout.blockBoundingRect(block).translated(-shift)
        if place.top() - CODE_TITLE - CODE_PADDING > rect.bottom():
            return
        yield block, place
        block = block.next()


def paint_below(painter: QPainter, edit: QTextEdit, rect: QRectF, theme: Theme) -> None:
    """Paint what lies behind the text."""
    width = edit.viewport().width()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for block, place, below in _with_next(visible_blocks(edit, rect)):
        form = block.blockFormat()
        if below is not None and _goes_on(block):  # no gap between what belongs together
            place.setBottom(max(place.bottom(), below))
        for edge in form.property(Mark.QUOTES) or ():
            bar = QRectF(int(edge), place.top(), BAR_WIDTH, place.height())
            painter.fillRect(bar, QColor(theme.outline))
        if form.hasProperty(Mark.CODE):
            _code(painter, block, place, width, theme)
        if form.property(Mark.RULE):
            painter.setPen(QPen(QColor(theme.outline), 1))
            middle = round(place.center().y()) + 0.5
            painter.drawLine(QPointF(form.leftMargin(), middle), QPointF(width, middle))
        mark = form.property(Mark.MARKER)
        if mark:
            _marker(painter, block, place, str(mark), theme)


def _with_next(
    blocks: Iterator[tuple[QTextBlock, QRectF]],
) -> Iterator[tuple[QTextBlock, QRectF, float | None]]:
    """Yield blocks, their places, and where the next one begins."""
    before: tuple[QTextBlock, QRectF] | None = None
    for block, place in blocks:
        if before is not None:
            yield *before, place.top()
        before = block, place
    if before is not None:
        yield *before, None


def _goes_on(block: QTextBlock) -> bool:
    """Whether the next block is in the same piece of code or quote."""
    mine, other = block.blockFormat(), block.next().blockFormat()
    if not block.next().isValid():
        return False
    if mine.hasProperty(Mark.CODE):
        return not is_edge(block, block.next())
    quotes = mine.property(Mark.QUOTES)
    return bool(quotes) and other.property(Mark.QUOTES) == quotes


def is_edge(block: QTextBlock, other: QTextBlock) -> bool:
    """Whether a line of code is the first or last of its piece: `other` is of no or another one."""
    if not other.isValid():
        return True
    mine = block.blockFormat().property(Mark.CODE)
    return bool(mine != other.blockFormat().property(Mark.CODE))


def _code(painter: QPainter, block: QTextBlock, place: QRectF, width: int, theme: Theme) -> None:
    form = block.blockFormat()
    first, last = is_edge(block, block.previous()), is_edge(block, block.next())
    left = form.leftMargin() - CODE_PADDING
    language = form.property(Mark.LANGUAGE)
    top = place.top() - (title_height(language) if first else 0)
    bottom = place.bottom() + (CODE_BOTTOM if last else 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.code))
    whole = QRectF(left, top, width - left, bottom - top)
    painter.save()
    painter.setClipRect(whole)
    painter.drawRoundedRect(
        whole.adjusted(0, 0 if first else -2 * RADIUS, 0, 0 if last else 2 * RADIUS),
        RADIUS,
        RADIUS,
    )
    painter.restore()
    if first and language:
        font = painter.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() - 2))
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        title = QRectF(left + CODE_PADDING, top, width - left - 120, CODE_TITLE)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, str(language))
        painter.restore()


def _marker(painter: QPainter, block: QTextBlock, place: QRectF, mark: str, theme: Theme) -> None:
    layout = block.layout()
    if layout is None or not layout.lineCount():
        return
    line = layout.lineAt(0)
    painter.setPen(QColor(theme.muted))
    painter.setFont(block.charFormat().font() if mark else painter.font())
    metrics = QFontMetricsF(painter.font())
    right = block.blockFormat().leftMargin() - 8
    base = place.top() + line.y() + line.ascent()
    painter.drawText(QPointF(right - metrics.horizontalAdvance(mark), base), mark)
