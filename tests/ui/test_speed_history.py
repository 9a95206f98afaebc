"""What the panel draws from: totals, bounded series, the ledger."""

import dataclasses

import pytest

from app.core.baseline import Baseline
from app.core.depth_changes import DepthChange, Why
from app.core.events import GenerationFailed, GenerationFinished, PromptEvaluated
from app.core.pairs import Method
from app.core.speculation import Origin
from app.core.stats import Statistics
from app.ui.speed.history import MAX_MARKS, MAX_POINTS, MAX_ROWS, SpeedHistory
from tests.rounds import Rounds

PLAIN = Baseline(0.01, 20, 40, 90, 1.0)


@pytest.fixture
def history():
    made, rounds = SpeedHistory(), Rounds()
    for index in range(10):
        made.add(rounds.next(index % 4))
    return made


def _final(**figures):
    return GenerationFinished("t", "", (), "stop", Method.MTP, 3, Statistics(**figures))


def test_totals_are_the_rounds_added_up(history):
    now = history.statistics
    accepted = sum(index % 4 for index in range(10))
    assert (now.rounds, now.draft_tokens, now.accepted_tokens) == (10, 30, accepted)
    assert now.emitted_tokens == accepted + 10
    assert now.tokens_per_second == pytest.approx((accepted + 10) / 0.1)
    assert now.per_position[0] == (10, sum(index % 4 > 0 for index in range(10)))
    assert history.origins == {Origin.ACCEPTED: accepted, Origin.RECOVERED: 8, Origin.BONUS: 2}


def test_a_position_is_reached_when_all_before_it_were_accepted(history):
    accepted = [index % 4 for index in range(10)]
    for place, (submitted, kept, reached) in enumerate(history.positions):
        assert submitted == 10
        assert kept == sum(one > place for one in accepted)
        assert reached == sum(one >= place for one in accepted)


def test_a_row_tells_where_the_rounds_time_went(history):
    row = history.rows[3]
    assert (row.number, row.accepted, row.rejected, row.bonus, row.emitted) == (4, 3, 0, 1, 4)
    assert row.seconds == pytest.approx(0.01)
    assert row.draft_seconds == pytest.approx(0.002)
    assert row.overhead_seconds == pytest.approx(0.01 - 0.002 - row.verify_seconds)


def test_series_stay_bounded_and_cover_the_whole_answer():
    history, rounds = SpeedHistory(), Rounds()
    for _ in range(5000):
        history.add(rounds.next(2))
    assert len(history.speeds.rows) <= MAX_POINTS
    assert len(history.depths.rows) <= MAX_POINTS
    assert len(history.rows) == MAX_ROWS
    assert history.speeds.rows[0][0] < 5.0
    seconds, now, mean = history.speeds.rows[-1]
    assert seconds > 48.0
    assert now == pytest.approx(300.0)
    assert mean == pytest.approx(300.0)


def test_the_smoothed_speed_follows_and_the_mean_remembers():
    history, rounds = SpeedHistory(), Rounds()
    for _ in range(100):
        history.add(rounds.next(3))
    for _ in range(100):
        history.add(rounds.next(3, seconds=0.04))
    _, now, mean = history.speeds.rows[-1]
    assert now == pytest.approx(100.0, rel=0.02)
    assert mean == pytest.approx(160.0, rel=0.01)


def test_changes_of_depth_are_kept_with_their_round():
    history, rounds = SpeedHistory(), Rounds()
    change = DepthChange(17, 0, 3, Why.TRIAL)
    history.add(rounds.plain())
    history.add(dataclasses.replace(rounds.plain(), depth_change=change))
    assert list(history.marks) == [(3, change)]
    for _ in range(100):
        history.add(dataclasses.replace(rounds.plain(), depth_change=change))
    assert len(history.marks) == MAX_MARKS


def test_the_engines_own_figures_close_the_answer(history):
    final = _final(emitted_tokens=99, decode_seconds=1.0, rounds=10)
    history.add(final)
    assert history.finished
    assert history.statistics is final.statistics


def test_clear_forgets_the_answer_but_not_what_it_saved(history):
    history.set_baseline(PLAIN, None)
    history.add(_final(emitted_tokens=200, decode_seconds=1.0, rounds=50, draft_tokens=150))
    version = history.version
    history.clear()
    assert history.version > version
    assert history.statistics.rounds == 0
    assert history.ledger.answer is None
    assert history.ledger.sitting.saved == pytest.approx(1.0)


def test_a_failed_answer_is_reckoned_as_far_as_it_came(history):
    history.set_baseline(PLAIN, None)
    history.add(GenerationFailed("t", "The engine stopped.", ""))
    emitted, seconds = history.statistics.emitted_tokens, history.statistics.decode_seconds
    assert history.ledger.answer == pytest.approx(emitted * 0.01 - seconds)


def test_a_baseline_that_comes_late_counts_for_the_answer(history):
    assert history.speedup is None
    history.add(_final(emitted_tokens=200, decode_seconds=1.0, rounds=50, draft_tokens=150))
    assert history.ledger.answer is None
    version = history.version
    history.set_baseline(PLAIN, None)
    assert history.version > version
    assert history.speedup == pytest.approx(2.0)
    assert history.ledger.answer == pytest.approx(1.0)
    history.set_baseline(PLAIN, None)
    assert history.version == version + 1


def test_the_prompt_and_the_context_are_known_before_the_first_round():
    history = SpeedHistory()
    history.add(PromptEvaluated("t", 41, 30, 0.05, Method.MTP, 3))
    assert history.context_used == 41
    assert history.statistics.cached_tokens == 30
