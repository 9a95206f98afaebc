"""Pictures of a trace: the same after saving and reopening, only growing, told apart in grey."""

import dataclasses
import io
import itertools
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.core.trace import Trace
from app.core.trace_file import load_trace, portable, save_trace
from app.core.trace_playback import PACES, READABLE, Pace
from app.core.trace_runs import Kind, Run, Stand, runs
from app.ui.theme import DARK, LIGHT, Theme
from app.ui.trace import marks
from app.ui.trace.film import Film
from app.ui.trace.flow import LONGEST_PARAGRAPH, TextFlow
from app.ui.trace.strip_picture import STACK, StripPicture
from tests.traces import made_trace

pytestmark = pytest.mark.usefixtures("qapp")

THEMES = [LIGHT, DARK]


def film(trace: Trace, theme: Theme = LIGHT) -> Film:
    return Film(trace, PACES[READABLE], theme)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("explained", [True, False])
def test_a_reopened_trace_has_the_same_pictures(
    tmp_path: Path, theme: Theme, explained: bool
) -> None:
    trace = made_trace(15, explained=explained)
    save_trace(tmp_path / "a.json", trace)
    before, after = film(trace, theme), film(load_trace(tmp_path / "a.json"), theme)
    assert before.frames == after.frames
    for frame in before.frames:
        assert before.picture(frame.stand) == after.picture(frame.stand)


def test_a_change_of_one_token_is_seen() -> None:
    trace = made_trace(15)
    place = next(i for i, one in enumerate(trace.rounds) if one.pieces[-1].text.strip().isalpha())
    one = trace.rounds[place]
    pieces = (*one.pieces[:-1], dataclasses.replace(one.pieces[-1], text=" other"))
    rounds = list(trace.rounds)
    rounds[place] = dataclasses.replace(one, pieces=pieces)
    changed = dataclasses.replace(trace, rounds=tuple(rounds))
    assert film(trace).picture(Stand(15)) != film(changed).picture(Stand(15))


def painted(flow: TextFlow, stand: Stand, width: int) -> QImage:
    image = QImage(width, round(flow.height), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.window))
    painter = QPainter(image)
    flow.paint(painter, stand, 0, flow.height)
    painter.end()
    return image


def inked(image: QImage, top: int, bottom: int) -> int:
    plain = QColor(LIGHT.window).rgb()
    rows = range(top, bottom)
    return sum(image.pixel(x, y) != plain for y in rows for x in range(image.width()))


def test_nothing_is_shown_before_its_time(qapp) -> None:
    trace = made_trace(40)
    flow = TextFlow(tuple(runs(trace)), QFont(), LIGHT, 360)
    empty = painted(flow, Stand(0), 360)
    assert inked(empty, 0, empty.height()) == 0
    whole = flow.bottom_at(Stand(40))
    assert whole == pytest.approx(flow.height)
    for rounds in (3, 11, 25):
        bottom = flow.bottom_at(Stand(rounds))
        image = painted(flow, Stand(rounds), 360)
        assert inked(image, round(bottom), image.height()) == 0
        assert inked(image, 0, round(bottom)) > 0
        assert bottom <= flow.bottom_at(Stand(rounds + 1))


def test_settled_text_stays_where_it_is() -> None:
    trace = made_trace(30)
    flow = TextFlow(tuple(runs(trace)), QFont(), LIGHT, 400)
    whole = painted(flow, Stand(30), 400)
    # The round that is looked at is tinted, so the one before it is compared.
    some = painted(flow, Stand(20), 400)
    settled = round(flow.bottom_at(Stand(18)) - 2 * flow.step)
    for y in range(0, settled, 3):
        assert [whole.pixel(x, y) for x in range(400)] == [some.pixel(x, y) for x in range(400)]


def test_a_click_finds_the_round() -> None:
    shown = [
        Run("one", Kind.ACCEPTED, 0),
        Run(" two\n", Kind.BONUS, 0),
        Run("three", Kind.PLAIN, 1),
    ]
    flow = TextFlow(shown, QFont(), LIGHT, 400)
    assert flow.height == pytest.approx(2 * flow.step)
    assert flow.round_at(QPointF(4, 4)) == 0
    assert flow.round_at(QPointF(4, flow.step + 4)) == 1
    assert flow.round_at(QPointF(390, 4)) is None
    assert flow.round_at(QPointF(4, 99 * flow.step)) is None


def test_an_endless_line_is_broken() -> None:
    shown = [Run(" word", Kind.ACCEPTED, i) for i in range(2 * LONGEST_PARAGRAPH // 5 + 9)]
    flow = TextFlow(shown, QFont(), LIGHT, 500)
    image = painted(flow, Stand(len(shown)), 500)
    last = image.height() - round(flow.step)
    assert inked(image, last, image.height()) > 0


def test_text_of_any_script_is_laid_out() -> None:
    texts = [
        "שלום",
        " עולם",
        "\u0645\u0631\u062d\u0628\u0627",
        " e\u0301",
        "\N{OWL}",
        "\t",
        "\r",
        "\u2028",
        "\0",
        " ",
    ]
    shown = [Run(text, Kind.ACCEPTED, index) for index, text in enumerate(texts)]
    flow = TextFlow(shown, QFont(), LIGHT, 300)
    for rounds in range(len(texts) + 1):
        painted(flow, Stand(rounds, drafting=True), 300)


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_origins_are_told_apart_in_grey(theme: Theme) -> None:
    """Underlines and bars of any two kinds differ in shape, even all in one ink."""

    def ink(kind: Kind, bar: bool) -> set[tuple[int, int]]:
        image = QImage(42, 26, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.window))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if bar:
            marks.bar(painter, kind, theme, QRectF(1, 1, 40, 24))
        else:
            marks.underline(painter, kind, theme, QRectF(1, 1, 40, 16))
        painter.end()
        ground = QColor(theme.window).rgb()
        return {(x, y) for x in range(42) for y in range(26) if image.pixel(x, y) != ground}

    for bar in (True, False):
        shapes = [ink(kind, bar) for kind in STACK]
        for one, other in itertools.combinations(shapes, 2):
            assert len(one ^ other) >= 0.15 * len(one | other)


def test_bars_count_every_token_and_follow_the_round() -> None:
    trace = made_trace(500)
    strip = StripPicture(trace.rounds, LIGHT)
    for bar, one in zip(strip.bars, trace.rounds, strict=True):
        rejected = one.draft_tokens - one.accepted_tokens
        assert bar.height == len(one.pieces) + rejected
    for latest in (-1, 0, 250, 499):
        width = 300.0
        first = strip.first_shown(width, latest)
        assert 0 <= first <= max(0, latest)
        assert latest < first + int(width / 7)
        assert strip.round_at(0.0, width, latest) == first
    assert strip.round_at(301.0, 300.0, 0) is None
    assert StripPicture(trace.rounds[:3], LIGHT).round_at(299.0, 300.0, 0) is None


def test_a_trace_of_nothing_has_a_picture() -> None:
    empty = made_trace(0)
    assert film(empty).picture(Stand(0)).size() == QSize(760, 440)


def test_portable_changes_no_picture() -> None:
    trace = made_trace(8)
    assert film(trace).picture(Stand(8)) == film(portable(trace)).picture(Stand(8))


def test_a_gif_holds_the_pictures(tmp_path: Path) -> None:
    from PIL import Image

    from app.ui.trace.exports import export_gif

    made = Film(made_trace(9), Pace(round_seconds=0.5), DARK)
    shares = list(export_gif(made, tmp_path / "a.gif"))
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert [one.name for one in tmp_path.iterdir()] == ["a.gif"]
    with Image.open(io.BytesIO((tmp_path / "a.gif").read_bytes())) as gif:
        assert (getattr(gif, "n_frames", 1), gif.size) == (len(made.frames), (760, 440))
        assert gif.info["loop"] == 0
        shown = 0.0
        for index, frame in enumerate(made.frames):
            gif.seek(index)
            duration: Any = gif.info["duration"]
            shown += duration / 1000
            wanted = made.picture(frame.stand)
            pixels = gif.convert("RGB")
            off = 0
            for y in range(0, 440, 5):
                for x in range(0, 760, 5):
                    colour: Any = QColor(wanted.pixel(x, y)).getRgb()
                    found: Any = pixels.getpixel((x, y))
                    off += max(abs(a - b) for a, b in zip(colour, found, strict=False)) > 24
            assert off < 12, f"picture {index}"
        assert shown == pytest.approx(sum(f.seconds for f in made.frames), abs=0.05)
