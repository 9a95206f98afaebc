"""The race's window, driven by its real widgets over a scripted engine."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.core.events import GenerationFinished
from app.core.pairs import Method
from app.core.race import Entrant
from app.ui.race.lane import Lane
from app.ui.race.replay import Course, Moment, Replay, paces
from app.ui.theme import LIGHT
from tests.race_results import race_result


@pytest.fixture
def race(qtbot, parts):
    parts.tools.race_action.trigger()
    dialog = parts.tools.race
    qtbot.waitExposed(dialog)
    dialog.setup.tokens.setValue(40)
    dialog.setup.repeats.setValue(2)
    return dialog


def _run(qtbot, parts, race):
    with qtbot.waitSignal(parts.measuring.ended, timeout=20_000):
        qtbot.mouseClick(race.setup.start, Qt.MouseButton.LeftButton)


def test_a_race_from_the_keyboard(qtbot, parts, race, script):
    race.setup.prompt.setPlainText("A prompt of my own")
    assert race.setup.kind.currentText() == "Your own"
    with qtbot.waitSignal(parts.measuring.ended, timeout=20_000):
        qtbot.keyClick(race, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    result = race.view.result
    assert result is not None
    assert len(result.laps) == 4
    assert {r.messages[0].content for r in script.requests} == {"A prompt of my own"}
    assert [r.method for r in script.requests[:4]] == [Method.OFF, Method.AUTO] * 2
    assert race.view.isVisible()
    assert "x" in race.view.verdict.text()
    race.view.replay.finish()
    assert race.view.lanes[1].text.accessibleDescription() == result.middle_lap(1).trace.text
    assert "tok/s" in race.view.lanes[0].figure.text()


def test_any_two_ways_can_be_chosen(qtbot, parts, race, script):
    names = [race.setup.first.itemText(i) for i in range(race.setup.first.count())]
    assert names[:3] == [
        "Plain decoding",
        "Multi-token prediction, depth auto",
        "Multi-token prediction, depth 1",
    ]
    race.setup.first.setCurrentIndex(3)
    race.setup.second.setCurrentIndex(6)
    _run(qtbot, parts, race)
    assert [r.depth for r in script.requests[:2]] == [2, 5]


def test_another_pair_can_be_an_entrant(qtbot, parts, race, script, tmp_path):
    race.setup.add_other_pair(tmp_path / "big.gguf", tmp_path / "small.gguf")
    assert race.setup.second.currentText() == "big + small, depth auto"
    _run(qtbot, parts, race)
    assert race.view.result.infos[1].spec.target.name == "big.gguf"
    # What was loaded before answers again.
    assert script.specs[-1] == parts.pairs.info.spec


def test_what_keeps_a_race_from_starting_is_said(qtbot, parts, race, script):
    race.setup.second.setCurrentIndex(race.setup.first.currentIndex())
    qtbot.mouseClick(race.setup.start, Qt.MouseButton.LeftButton)
    assert "Both entrants are the same" in race.message.text()
    assert race.message.isVisible()
    race.setup.second.setCurrentIndex(2)
    assert not race.message.isVisible()
    script.delay = 0.01
    parts.chat.submit("x")
    qtbot.mouseClick(race.setup.start, Qt.MouseButton.LeftButton)
    assert "answer is under way" in race.message.text()
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)


def test_cancelling_and_closing_end_a_race(qtbot, parts, race, script):
    script.delay = 0.01
    for give_up in (race.cancel.click, race.close):
        qtbot.mouseClick(race.setup.start, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(script.requests) > 0)
        notice = parts.window.chat_view.notice.notice
        assert notice is not None
        assert "measured" in notice.title
        with qtbot.waitSignal(parts.measuring.ended):
            give_up()
        assert race.view.result is None
        assert parts.window.chat_view.notice.notice is None
        assert race.setup.isEnabled()
    parts.chat.submit("and now?")
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=20_000)


def test_an_engine_that_dies_is_said(qtbot, parts, race, script):
    script.die_after = 3
    _run(qtbot, parts, race)
    assert "stopped unexpectedly" in race.message.text()
    assert race.view.result is None
    script.die_after = None
    _run(qtbot, parts, race)
    assert race.view.result is not None


def test_report_and_picture_are_saved(qtbot, parts, race, tmp_path):
    _run(qtbot, parts, race)
    race.save_page(tmp_path / "race.html")
    assert "<html" in (tmp_path / "race.html").read_text(encoding="utf-8")
    race.save_picture(tmp_path / "race.png")
    picture = QImage(str(tmp_path / "race.png"))
    assert picture.width() == 1920
    race.save_page(tmp_path / "no" / "where.html")
    assert "cannot be written" in race.message.text()


def test_both_themes(qtbot, parts, race):
    _run(qtbot, parts, race)
    race.view.replay.finish()
    lane = race.view.lanes[1]
    seen = set()
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        parts.themes.apply(scheme)
        seen.add(lane.text.grab().toImage().pixelColor(2, 2).name())
    assert len(seen) == 2


def test_every_control_has_a_name(race):
    setup, view = race.setup, race.view
    for control in (setup.kind, setup.prompt, setup.first, setup.second, setup.repeats):
        assert control.accessibleName()
    for control in (setup.tokens, race.bar, view.pace, view.chart, view.verdict):
        assert control.accessibleName()


def test_a_course_tells_where_it_is():
    course = Course(race_result((2.0,), (1.0,)).laps[0].trace)
    assert course.seconds == 2.0
    assert course.at(0.0) == Moment(0, 0, over=False)
    assert course.at(0.81) == Moment(2, 2, over=False)
    assert course.at(2.0) == Moment(5, 5, over=True)


def test_a_replay_shows_both_lanes_to_their_end(qtbot):
    replay, seen = Replay(), []
    replay.moved.connect(lambda seconds, moments: seen.append((seconds, moments)))
    with qtbot.waitSignal(replay.ended):
        replay.start(race_result((0.2,), (0.1,)), 1.0)
    assert not replay.running
    assert all(moment.over for moment in seen[-1][1])
    seconds = [at for at, _ in seen]
    assert seconds == sorted(seconds)


def test_short_races_can_be_read_along():
    assert len(paces(race_result((0.2,), (0.1,)))) == 3
    assert len(paces(race_result((20.0,), (15.0,)))) == 2


def test_a_lane_goes_back_when_the_clock_does(qtbot):
    lane = Lane(LIGHT)
    qtbot.addWidget(lane)
    lane.resize(400, 200)
    lane.enter("Plain decoding", race_result().laps[0])
    lane.show()
    pictures = []
    for rounds in (1, 4, 1):
        lane.show_moment(Moment(rounds, rounds, over=False))
        pictures.append(lane.grab().toImage())
    assert pictures[0] == pictures[2] != pictures[1]
    assert lane.figure.text() == "1 token"


def test_the_windows_choice_of_depth_is_offered_first(qtbot, parts):
    parts.settings.update(depth=4)
    parts.tools.race_action.trigger()
    chosen: Entrant = parts.tools.race.setup.second.currentData()
    assert (chosen.method, chosen.depth) == (Method.AUTO, 4)


def test_requests_of_a_race_end_with_the_last_lap(qtbot, parts, race):
    ended = []
    parts.chat.turn_events.connect(ended.append)
    _run(qtbot, parts, race)
    assert ended == []  # a race's turns are not the conversation's
    assert all(isinstance(lap.trace.finished, GenerationFinished) for lap in race.view.result.laps)
