"""Model cards: text of strangers."""

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextDocument

from app.ui.library.details.card_view import MAX_CHARACTERS, CardView, readable
from app.ui.library.links import LinkQuestion

CARD = """# Title

<img src="http://127.0.0.1:9/a.png"> ![a picture](http://127.0.0.1:9/b.png)

<script>alert(1)</script><details>kept words</details>

| a | b |
|---|---|
| 1 | 2 |

```html
<p>code stays</p>
```

[a link](https://example.com/x) [a file](file:///etc/passwd)
"""


class _Handler(QObject):
    def __init__(self, opened: list[QUrl]) -> None:
        super().__init__()
        self.opened = opened

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def card(qtbot) -> CardView:
    view = CardView()
    qtbot.addWidget(view)
    view.show_card(CARD)
    return view


def test_it_is_text_without_markup(card):
    text = card.toPlainText()
    for words in ("Title", "a picture", "kept words", "<p>code stays</p>", "a link"):
        assert words in text
    for words in ("<img", "alert", "script", "details>", "127.0.0.1"):
        assert words not in text
    assert "127.0.0.1" not in card.toHtml()


def test_nothing_is_ever_loaded(card):
    for address in ("http://127.0.0.1:9/a.png", "file:///etc/passwd", "qrc:/x"):
        kind = QTextDocument.ResourceType.ImageResource
        assert card.loadResource(kind.value, QUrl(address)) is None


def test_a_link_asks_before_it_leaves(qtbot, card):
    opened: list[QUrl] = []

    handler = _Handler(opened)
    QDesktopServices.setUrlHandler("https", handler, "take")  # pyright: ignore[reportArgumentType]
    try:
        card.ask_to_open(QUrl("https://example.com/x"))
        question = card.findChild(LinkQuestion)
        assert question is not None and "https://example.com/x" in question.informativeText()
        assert not opened
        question.yes.click()
        assert [url.toString() for url in opened] == ["https://example.com/x"]
    finally:
        QDesktopServices.unsetUrlHandler("https")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:x", "#part", "https:///x"])
def test_other_addresses_lead_nowhere(card, address):
    card.ask_to_open(QUrl(address))
    assert card.findChild(LinkQuestion) is None


def test_endless_cards_are_cut():
    assert len(readable("x" * (2 * MAX_CHARACTERS))) < MAX_CHARACTERS + 10
