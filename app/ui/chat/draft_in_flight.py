"""Shows the draft that is being verified behind the text, without putting it into the document.

It is a block's preedit area, where input methods show what is being composed: laid out with the
text, but in no selection, no search, no copy and no screen reader's text.
"""

from PySide6.QtGui import QColor, QTextCharFormat, QTextDocument, QTextLayout

from app.ui.theme import Theme

LINE_BREAK = "\u2028"
"""A line break inside a block."""


def place_draft(document: QTextDocument, draft: str, theme: Theme) -> None:
    """Stand `draft` behind the document's last character; "" takes away what stood there.

    It is seen when the last block is laid out next, see lay_out_end.
    """
    block = document.lastBlock()
    layout = block.layout()
    end = block.length() - 1
    layout.setPreeditArea(end if draft else -1, draft.replace("\n", LINE_BREAK))
    if draft:
        ghost = QTextLayout.FormatRange()
        ghost.start, ghost.length = end, len(draft.encode("utf-16-le")) // 2
        ghost.format = _format(theme)
        layout.setFormats([ghost])
    else:
        layout.clearFormats()


def lay_out_end(document: QTextDocument) -> None:
    """Lay the last block out; an edit of it does the same."""
    block = document.lastBlock()
    document.markContentsDirty(block.position(), block.length())


def draft_shown(document: QTextDocument) -> str:
    """Return the draft that stands behind the text, "" for none."""
    return document.lastBlock().layout().preeditAreaText().replace(LINE_BREAK, "\n")


def _format(theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(theme.muted))
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    form.setUnderlineColor(QColor(theme.outline))
    return form
