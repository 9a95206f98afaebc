"""CommonMark's own examples have the structure that their HTML has; raw HTML is left out."""

import json
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

from app.ui.chat.markdown.blocks import Block, BlockKind, Quote, Run, RunKind, Style
from app.ui.chat.markdown.reading import read_blocks

EXAMPLES = json.loads((Path(__file__).parent / "commonmark.json").read_text("utf-8"))
_LEAVES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre")
_STYLES = {"strong": "b", "em": "i", "code": "c", "a": "a"}
Leaf = tuple[str, str, tuple[tuple[str, str], ...]]


class _Expected(HTMLParser):
    """Reads HTML as leaves: their kind, the quotes and items around them, and styled text."""

    def __init__(self) -> None:
        super().__init__()
        self.leaves: list[Leaf] = []
        self._around: list[str] = []
        self._kind = ""
        self._styles: list[str] = []
        self._runs: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("blockquote", "li"):
            self._close()
            self._around.append(tag[0])
        elif tag in _LEAVES:
            self._close()
            self._kind = tag
        elif tag == "hr":
            self._close()
            self.leaves.append(("hr", "".join(self._around), ()))
        elif tag == "img":
            self._runs.append(("m", dict(attrs).get("alt") or ""))
        elif tag == "br":
            self._runs.append(("", " "))
        elif tag in _STYLES and not (tag == "code" and self._kind == "pre"):
            self._styles.append(_STYLES[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("blockquote", "li"):
            self._close()
            self._around.pop()
        elif tag in _LEAVES or tag in ("ul", "ol"):
            self._close()
        elif tag in _STYLES and self._styles and not (tag == "code" and self._kind == "pre"):
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        if self._kind or data.strip():
            self._runs.append(("".join(sorted(set(self._styles))), data))

    def _close(self) -> None:
        if self._kind or any(text.strip() for _, text in self._runs):
            kind = self._kind or "p"
            self.leaves.append((kind, "".join(self._around), together(self._runs)))
        self._kind, self._runs = "", []


def together(runs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Join neighbours of one style; white space counts as one space."""
    joined: list[tuple[str, str]] = []
    for style, text in runs:
        if joined and joined[-1][0] == style:
            joined[-1] = (style, joined[-1][1] + text)
        else:
            joined.append((style, text))
    return tuple((style, " ".join(text.split())) for style, text in joined if text.strip())


def leaf(block: Block) -> Leaf:
    """Return one of our blocks in the same terms."""
    names = {BlockKind.CODE: "pre", BlockKind.RULE: "hr", BlockKind.HEADING: f"h{block.level}"}
    around = "".join("b" if isinstance(one, Quote) else "l" for one in block.containers)
    plain = block.kind is BlockKind.CODE
    return names.get(block.kind, "p"), around, together([styled(run, plain) for run in block.runs])


def styled(run: Run, plain: bool) -> tuple[str, str]:
    """Return a run's style and text."""
    if run.kind is RunKind.IMAGE:
        return "m", run.text
    styles = {Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "c"}
    found = {name for style, name in styles.items() if run.style & style and not plain}
    return "".join(sorted(found | ({"a"} if run.link else set()))), run.text.replace("\n", " ")


def same(example: dict[str, str]) -> bool:
    expected = _Expected()
    expected.feed(example["html"])
    expected.close()
    ours = [leaf(block) for block in read_blocks(example["markdown"])]
    wanted = [one for one in expected.leaves if one[2] or one[0] in ("hr", "pre")]
    return [one for one in ours if one[2] or one[0] in ("hr", "pre")] == wanted


def has_html(source: str) -> bool:
    """Whether CommonMark reads raw HTML in it, which is shown as text here."""
    tokens = MarkdownIt("commonmark").parse(source)
    inner = [child for token in tokens for child in token.children or ()]
    return any(token.type.startswith("html") for token in (*tokens, *inner))


def test_95_in_100_examples_have_the_same_structure():
    tried = [one for one in EXAMPLES if not has_html(one["markdown"])]
    wrong = [one["example"] for one in tried if not same(one)]
    assert len(wrong) <= 0.05 * len(tried), (len(wrong), len(tried), wrong)
