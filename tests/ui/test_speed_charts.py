"""Charts draw what they say, and say it to mouse, keyboard and screen readers."""

import dataclasses

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.baseline import Baseline
from app.core.depth_changes import DepthChange, Why
from app.core.pair_memory import PairMemory
from app.ui.speed.depth_chart import DepthChart
from app.ui.speed.history import SpeedHistory
from app.ui.speed.memory_bar import MemoryBar, MemoryLegend
from app.ui.speed.positions import PositionBars
from app.ui.speed.speed_chart import SpeedChart
from app.ui.speed.time_bars import TimeBars, TimeLegend
from app.ui.speed.token_bars import TokenBars, TokenLegend
from app.ui.theme import DARK, LIGHT
from tests.rounds import Rounds

CHARTS = (SpeedChart, TokenBars, TimeBars, PositionBars, DepthChart)
MEMORY = PairMemory.of([("weights", 90), ("KV cache", 10), ("drafter weights", 10)])


@pytest.fixture
def history():
    made, rounds = SpeedHistory(), Rounds()
    for index in range(10):
        made.add(rounds.next(index % 4))
    return made


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(300, widget.height())
        widget.show()
        return widget

    return show


def _colours(widget) -> dict[str, int]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found: dict[str, int] = {}
    for x in range(image.width()):
        for y in range(image.height()):
            name = QColor(image.pixel(x, y)).name()
            found[name] = found.get(name, 0) + 1
    return found


def _move_mouse(widget, where: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        where,
        widget.mapToGlobal(where),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_is_empty_then_full_in_both_themes(shown, history, kind):
    chart = shown(kind(LIGHT))
    assert chart.accessibleName()
    chart.redraw(SpeedHistory())
    assert not chart.stops()
    chart.grab()
    chart.redraw(history)
    assert chart.stops()
    light = _colours(chart)
    chart.set_theme(DARK)
    assert _colours(chart) != light


@pytest.mark.parametrize("kind", CHARTS)
def test_keys_walk_along_a_chart_and_say_its_figures(qtbot, shown, history, kind):
    chart = shown(kind(LIGHT))
    chart.redraw(history)
    chart.setFocus()
    last = len(chart.stops()) - 1
    for key, stop in (
        (Qt.Key.Key_Left, last),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Right, min(1, last)),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_Right, last),
    ):
        QTest.keyClick(chart, key)
        assert chart.accessibleDescription() == chart.reading(stop)
    assert chart.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_mouse_reads_the_nearest_figures(shown, history):
    chart = shown(TokenBars(LIGHT))
    chart.redraw(history)
    _move_mouse(chart, QPointF(chart.x_of(3.5) + 1, 40))
    assert chart.accessibleDescription() == "Round 4: 3 accepted, 1 bonus"
    _move_mouse(chart, QPointF(chart.x_of(0.0), 40))
    assert chart.accessibleDescription() == "Round 1: 3 rejected, 1 recovered"


def test_the_speed_chart_prints_what_its_lines_are(shown, history):
    chart = shown(SpeedChart(LIGHT))
    chart.redraw(history)
    before = _colours(chart)
    assert before.get(LIGHT.accent, 0) > 20
    history.set_baseline(Baseline(0.005, 20, 40, 90, 1.0), None)
    chart.redraw(history)
    dashed = _colours(chart)
    assert dashed.get(LIGHT.muted, 0) > before.get(LIGHT.muted, 0) + 40
    assert "smoothed" in chart.reading(0)


def test_tokens_are_told_apart_by_colour(shown, history):
    chart = shown(TokenBars(LIGHT))
    rounds = Rounds()
    history.add(rounds.plain())
    chart.redraw(history)
    found = _colours(chart)
    for colour in (LIGHT.accepted, LIGHT.recovered, LIGHT.bonus, LIGHT.rejected, LIGHT.text):
        assert found.get(colour, 0) > 10


def test_tokens_are_told_apart_without_colour(shown):
    """In grey, each origin's fill has another share of ink."""
    shares = set()
    for accepted, draft in ((3, 3), (0, 3), (0, 0)):
        history, rounds = SpeedHistory(), Rounds()
        for _ in range(32):
            history.add(rounds.next(accepted, draft))
        chart = shown(TokenBars(dataclasses.replace(LIGHT, **dict.fromkeys(
            ("accepted", "recovered", "bonus", "rejected"), LIGHT.text
        ))))  # fmt: skip
        chart.redraw(history)
        shares.add(_colours(chart).get(LIGHT.text, 0) // 200)
    assert len(shares) == 3


def test_positions_tell_both_shares(shown, history):
    chart = shown(PositionBars(LIGHT))
    chart.redraw(history)
    assert chart.reading(1).startswith(
        "Position 2: 4 of 10 accepted (40\u202f%); 57\u202f% of the 7"
    )


def test_milliseconds_are_read_part_by_part(shown, history):
    chart, legend = shown(TimeBars(LIGHT)), shown(TimeLegend(LIGHT))
    chart.redraw(history)
    assert chart.reading(0) == "Round 1: draft 2.0 ms, verify 5.6 ms, overhead 2.4 ms"
    assert legend.accessibleName() == "draft, verify, overhead"
    legend.redraw(history)
    assert legend.accessibleName() == "draft 2.0 ms, verify 5.6 ms, overhead 2.4 ms"


def test_each_change_of_depth_has_its_reason(shown, history):
    chart, rounds = shown(DepthChart(LIGHT)), Rounds()
    chart.redraw(history)
    assert chart.reading(0) == "Round 1: 3 drafted"
    change = DepthChange(9, 0, 3, Why.FASTER, 1.618, 40)
    history.add(dataclasses.replace(rounds.plain(), depth_change=change))
    chart.redraw(history)
    assert chart.stops() == [12.0]
    assert chart.reading(0) == "From round 12: depth 3, 1.62x of plain expected"


def test_memory_is_told_part_by_part(shown, history):
    bar, legend = shown(MemoryBar(LIGHT)), shown(MemoryLegend(LIGHT))
    history.set_memory(MEMORY)
    for widget in (bar, legend):
        widget.redraw(history)
        assert not widget.grab().isNull()
        widget.set_theme(DARK)
        assert not widget.grab().isNull()
    assert "KV cache: 10 B (9\u202f%)" in bar.toolTip()
    assert "drafter weights" in legend.accessibleName()


def test_a_legend_breaks_rows_where_it_is_narrow(shown):
    legend = shown(TokenLegend(LIGHT))
    legend.resize(600, legend.height())
    one = legend.height()
    legend.resize(120, legend.height())
    assert legend.height() >= 3 * one
