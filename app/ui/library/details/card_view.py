"""A model card as text: nothing is fetched for it, and a link asks before it opens a browser."""

import re

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.ui.library.links import ask_to_browse

MAX_CHARACTERS = 200_000
"""Longer cards are cut: laying out a million characters would hold the window up."""

MARGIN = 16
BETWEEN = 8

_HTML = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[a-zA-Z][^<>]*>", re.DOTALL)
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[^\n]*$)", re.DOTALL | re.MULTILINE)


def readable(card: str) -> str:
    """Return a card's Markdown without HTML tags; of pictures only their descriptions stay."""
    parts = _FENCE.split(card[:MAX_CHARACTERS])
    kept = [
        part if number % 2 else _PICTURE.sub(r"\1", _HTML.sub("", part))
        for number, part in enumerate(parts)
    ]
    if len(card) > MAX_CHARACTERS:
        kept.append("\n\n…")
    return "".join(kept)


class CardView(QTextBrowser):
    """Shows Markdown that strangers wrote."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelCard")
        self.setAccessibleName(self.tr("Model card"))
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(MARGIN)
        self.anchorClicked.connect(self.ask_to_open)

    def show_card(self, card: str) -> None:
        """Show this one from its beginning."""
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(
            readable(card), features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        _space_out(self.document())
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Load nothing, wherever it lies."""
        del kind, name
        return None

    @Slot(QUrl)
    def ask_to_open(self, link: QUrl) -> None:
        """Ask whether to leave for this link."""
        ask_to_browse(link, self)


def _space_out(document: QTextDocument) -> None:
    """Put air between paragraphs, which Qt sets solid, but not between the lines of code."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        if not form.nonBreakableLines() and not block.textList():
            form.setTopMargin(BETWEEN * (1 + bool(form.headingLevel())))
            QTextCursor(block).setBlockFormat(form)
        block = block.next()
    cursor.endEditBlock()
