"""What the figures mean: all words of the panel in one place, for reading and copying."""

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app.ui.speed.terms import Term


class TermsDialog(QDialog):
    """A table of words and their meanings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What the figures mean"))
        text = QTextBrowser(self)
        text.setAccessibleName(self.tr("Words and their meanings"))
        text.setHtml(_table())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addWidget(buttons)
        self.resize(620, 520)


def _table() -> str:
    rows = (
        f"<tr><td><b>{escape(term.word)}</b></td><td>{escape(term.meaning)}</td></tr>"
        for term in Term
    )
    return f'<table cellpadding="5">{"".join(rows)}</table>'
