"""The report is one page that stands alone, whatever the texts hold."""

from dataclasses import replace
from html.parser import HTMLParser

from app.core.race_report import race_page
from app.core.race_words import verdict
from tests.race_results import QUIET, race_result

VOID = {"meta", "rect"}


class Page(HTMLParser):
    """Collects text and tags, and checks that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""
        self.links: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def read(page: str) -> Page:
    parser = Page()
    parser.feed(page)
    assert parser.open == []
    return parser


def test_the_page_says_what_was_measured_and_loads_nothing() -> None:
    result = race_result()
    page = read(race_page(result))
    for words in (verdict(result), "A processor, 2 cores", "Foretoken 0", "Target + Drafter"):
        assert words in page.words
    assert page.words.count("2.000 s") == 2
    assert page.links == []
    assert "url(" not in race_page(result)


def test_texts_and_prompts_stay_texts() -> None:
    page = read(race_page(race_result(prompt="</pre><script>alert(1)</script> $data ${x}")))
    assert page.scripts == 1
    assert "alert(1)</script> $data ${x}" in page.words
    assert "<b>came</b> home & slept." in page.words


def test_a_busy_machine_is_told() -> None:
    assert "not quiet" not in race_page(race_result())
    assert "not quiet" in race_page(race_result(machine=replace(QUIET, load=1.7)))


def test_a_race_of_a_blink_is_offered_slowed_down() -> None:
    assert "to read along" in race_page(race_result((0.2,), (0.1,)))
    assert "to read along" not in race_page(race_result((20.0,), (10.0,)))
