"""The tuner's window, driven by its real widgets over a scripted engine."""

import pytest
from PySide6.QtCore import Qt

from app.core.sweep import LOOKUP, PLAIN, Way


@pytest.fixture
def tune(qtbot, parts, script):
    script.answer = "one two three four"
    parts.tools.tune_action.trigger()
    dialog = parts.tools.tune
    qtbot.waitExposed(dialog)
    dialog.repeats.setValue(1)
    for name, box in dialog.kinds.items():
        box.setChecked(name in ("chat", "code"))
    return dialog


def _run(qtbot, parts, tune):
    with qtbot.waitSignal(parts.measuring.ended, timeout=20_000):
        qtbot.mouseClick(tune.start, Qt.MouseButton.LeftButton)


def test_the_table_fills_and_names_the_best(qtbot, parts, tune, script):
    _run(qtbot, parts, tune)
    assert tune.table.rowCount() == len(tune.swept.plan.ways)
    columns = [tune.table.horizontalHeaderItem(i).text() for i in range(3)]
    assert columns == ["Chat", "Code", "All"]
    assert tune.table.item(0, 0).text().startswith("1.00")
    assert tune.verdict.text()
    assert tune.table.chosen == tune.swept.best()
    words = tune.table.item(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Depth auto, Chat: ")
    assert {r.confidence for r in script.requests} == {0.0, 0.4, 0.7}


@pytest.mark.parametrize(
    ("way", "method", "depth", "confidence"),
    [
        (PLAIN, "off", 0, 0.0),
        (LOOKUP, "ngram", 0, 0.0),
        (Way(depth=7, confidence=0.4), "auto", 7, 0.4),
    ],
)
def test_a_chosen_way_is_used(qtbot, parts, tune, way, method, depth, confidence):
    _run(qtbot, parts, tune)
    tune.table.choose(way)
    qtbot.mouseClick(tune.use, Qt.MouseButton.LeftButton)
    now = parts.settings.current
    assert (now.method, now.depth, now.confidence) == (method, depth, confidence)
    assert tune.words.text().startswith("In use: ")


def test_cancelling_keeps_what_is_measured(qtbot, parts, tune, script):
    script.delay = 0.01
    qtbot.mouseClick(tune.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tune.swept is not None)
    with qtbot.waitSignal(parts.measuring.ended):
        qtbot.mouseClick(tune.cancel, Qt.MouseButton.LeftButton)
    assert tune.swept.kinds
    assert tune.start.isEnabled()


def test_what_keeps_it_from_starting_is_said(qtbot, parts, tune, script):
    for box in tune.kinds.values():
        box.setChecked(False)
    qtbot.mouseClick(tune.start, Qt.MouseButton.LeftButton)
    assert "no prompt" in tune.words.text()
    script.delay = 0.01
    parts.chat.submit("x")
    qtbot.mouseClick(tune.start, Qt.MouseButton.LeftButton)
    assert "answer is under way" in tune.words.text()
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)


def test_closing_gives_up(qtbot, parts, tune, script):
    script.delay = 0.01
    qtbot.mouseClick(tune.start, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(parts.measuring.ended):
        tune.close()


def test_both_themes_keep_the_table(qtbot, parts, tune):
    _run(qtbot, parts, tune)
    text = tune.table.item(2, 1).text()
    parts.themes.apply(Qt.ColorScheme.Dark)
    assert tune.table.item(2, 1).text() == text


def test_every_control_has_a_name(tune):
    for control in (tune.repeats, tune.tokens, tune.bar, tune.table, tune.verdict):
        assert control.accessibleName()
