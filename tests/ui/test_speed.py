"""The live panel's figures, charts and timer."""

import pytest

from app.core.events import DraftVerified, GenerationFinished, PromptEvaluated, TokenPiece
from app.core.pairs import Method
from app.core.speculation import Origin
from app.core.stats import Statistics
from app.ui.speed.charts import RoundsChart, SpeedChart, nice_ceiling
from app.ui.speed.counters import Counters
from app.ui.speed.history import MAX_POINTS, MAX_ROUNDS, SpeedHistory
from app.ui.speed.positions import PositionBars
from app.ui.speed.ticker import LiveTicker
from app.ui.theme import DARK, LIGHT


def _round(index: int, accepted: int, draft: int = 3, seconds: float = 0.01) -> DraftVerified:
    pieces = tuple(TokenPiece(1, "w ", Origin.ACCEPTED) for _ in range(accepted + 1))
    return DraftVerified(
        "t",
        index,
        pieces,
        ("no ",) * (draft - accepted),
        draft,
        accepted,
        accepted + 1,
        0.2 * seconds,
        0.8 * seconds,
        (index + 1) * seconds,
        50 + index,
    )


@pytest.fixture
def history():
    made = SpeedHistory()
    for index in range(10):
        made.add(_round(index, index % 4))
    return made


def test_totals_are_the_rounds_added_up(history):
    now = history.statistics
    accepted = sum(index % 4 for index in range(10))
    assert (now.rounds, now.draft_tokens, now.accepted_tokens) == (10, 30, accepted)
    assert now.emitted_tokens == accepted + 10
    assert now.tokens_per_second == pytest.approx((accepted + 10) / 0.1)
    assert now.per_position[0] == (10, sum(index % 4 > 0 for index in range(10)))


def test_series_stay_bounded_and_cover_the_whole_answer():
    history = SpeedHistory()
    for index in range(5000):
        history.add(_round(index, 2))
    assert len(history.seconds) <= MAX_POINTS
    assert len(history.rounds) == MAX_ROUNDS
    assert history.seconds[0] < 5.0
    assert history.seconds[-1] > 48.0
    assert history.rates[-1] == pytest.approx(300.0)


def test_the_engines_own_figures_close_the_answer(history):
    final = Statistics(emitted_tokens=99, decode_seconds=1.0, rounds=10)
    history.add(GenerationFinished("t", "", (), "stop", Method.MTP, 3, final))
    assert history.finished
    assert history.statistics is final


def test_clear_forgets(history):
    version = history.version
    history.clear()
    assert history.version > version
    assert history.statistics.rounds == 0


@pytest.mark.parametrize(
    ("value", "ceiling"), [(0, 1), (0.9, 1), (1.06, 1.5), (116, 150), (1940, 2000), (9.7, 10)]
)
def test_axes_end_at_round_numbers(value, ceiling):
    assert nice_ceiling(value) == pytest.approx(ceiling)


def test_charts_draw_what_they_say(qtbot, history):
    speed, rounds = SpeedChart(LIGHT), RoundsChart(LIGHT)
    for chart in (speed, rounds):
        qtbot.addWidget(chart)
        chart.show()
        chart.redraw(SpeedHistory())
        chart.redraw(history)
        chart.set_theme(DARK)
        assert not chart.grab().isNull()
        assert chart.accessibleName()
    assert "tok/s" in speed.value_at(0.05)
    assert rounds.value_at(3.5) == "Round 4: 3 accepted, 0 rejected"
    assert rounds.value_at(40.5) == ""


def test_only_rejected_tokens_are_outlined(qtbot, history):
    chart = RoundsChart(LIGHT)
    qtbot.addWidget(chart)
    chart.redraw(history)
    heights = chart._rejected.opts["height"]
    assert list(heights) == [3 - index % 4 for index in range(10) if index % 4 < 3]


def test_the_speed_of_now_is_not_shown_when_the_answer_is_over(qtbot, history):
    chart = SpeedChart(LIGHT)
    qtbot.addWidget(chart)
    chart.redraw(history)
    assert chart._label.textItem.toPlainText().startswith("now ")
    final = Statistics(emitted_tokens=99, decode_seconds=1.0, rounds=10)
    history.add(GenerationFinished("t", "", (), "stop", Method.MTP, 3, final))
    chart.redraw(history)
    assert chart._label.textItem.toPlainText() == ""


def test_position_bars_say_their_figures(qtbot, history):
    bars = PositionBars(LIGHT)
    qtbot.addWidget(bars)
    bars.redraw(history)
    assert "Position 1: 7 of 10 accepted" in bars.toolTip()
    assert not bars.grab().isNull()


def test_counters_use_words_and_tooltips(qtbot, history):
    counters = Counters()
    qtbot.addWidget(counters)
    history.add(PromptEvaluated("t", 41, 30, 0.05, Method.MTP, 3))
    counters.redraw(history)
    texts = [label.text() for label in counters._values]
    assert texts[0].startswith("13 of 30")
    assert texts[1] == "10"
    assert texts[5] == "41 (30 cached), 50 ms"
    assert all(label.toolTip().endswith(".") for label in counters._values)


class _View:
    def __init__(self, visible=True):
        self.visible, self.drawn = visible, 0

    def redraw(self, history):
        self.drawn += 1

    def isVisible(self):  # noqa: N802
        return self.visible


def test_one_view_a_tick_and_none_when_nothing_changed(qtbot, history):
    ticker = LiveTicker(history)
    views = [_View(), _View(), _View(visible=False)]
    ticker.add(*views)
    assert ticker.active
    ticker.tick()
    assert [view.drawn for view in views] == [1, 0, 0]
    ticker.tick()
    assert [view.drawn for view in views] == [1, 1, 0]
    ticker.tick()
    assert not ticker.active
    history.add(_round(10, 1))
    ticker.wake()
    qtbot.waitUntil(lambda: not ticker.active)
    assert [view.drawn for view in views] == [2, 2, 0]


def test_a_busy_ticker_serves_every_view(qtbot, history):
    ticker = LiveTicker(history)
    views = [_View() for _ in range(4)]
    ticker.add(*views)
    for index in range(11, 51):
        history.add(_round(index, 1))
        ticker.tick()
    assert [view.drawn for view in views] == [10] * 4
