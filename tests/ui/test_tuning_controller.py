"""Measuring settings from the window: by keyboard, with progress, Cancel, and the outcome."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton

from app.core import tunings
from app.core.tuning import Tuning
from app.core.tunings import Gain, MeasuredTuning
from app.engine import tuning_run
from app.engine.tuning_key import tuning_key

BEFORE = MeasuredTuning(Tuning(spin=1000), Gain(1.1, 1.1), date(2026, 1, 2))


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch, script):
    monkeypatch.setattr(tuning_run, "usable_cores", lambda: 2)
    monkeypatch.setattr(tuning_run, "physical_cores", lambda: 2)
    script.speed = lambda tuning, plain: 130.0 if tuning.threads == 1 else 100.0


@pytest.fixture
def gate(script):
    """Answers wait for this once armed, so that a test can look while a measurement runs."""
    event = threading.Event()
    event.set()
    inner = script.speed

    def speed(tuning, plain):
        assert event.wait(10)
        return inner(tuning, plain)

    script.speed = speed
    yield event
    event.set()


def _kept(profile):
    return tunings.load(profile.tunings_file)


def _start(qtbot, parts):
    """Choose the entry in its menu, by keyboard."""
    menu = parts.tools.menu
    QTest.keyClick(menu, Qt.Key.Key_S)
    qtbot.waitUntil(parts.window.chat_view.notice.isVisible)


def _done(qtbot, parts):
    qtbot.waitUntil(parts.tuning.measure.isEnabled, timeout=10_000)


def test_the_choice_is_kept_loaded_and_said(qtbot, parts, profile, script):
    _start(qtbot, parts)
    _done(qtbot, parts)
    info = parts.pairs.info
    assert info.measured.tuning == Tuning(threads=1)
    assert _kept(profile) == {tuning_key(info.spec): info.measured}
    assert script.specs[-1].tuning == Tuning(threads=1)
    notice = parts.window.chat_view.notice.notice
    assert notice.title.startswith("Fastest here: 1 thread (1.30x).")
    assert "text may change" in notice.title
    tip = parts.window.header.method_choice.toolTip()
    assert "Set up as measured on" in tip
    assert parts.tuning.forget.isEnabled()


def test_progress_is_shown_and_nothing_else_can_be_measured(qtbot, parts, gate):
    bar = parts.window.chat_view.notice
    gate.clear()
    _start(qtbot, parts)
    qtbot.waitUntil(lambda: bar.notice.title == "Measuring the best settings")
    assert bar.notice.hint == "Trying the usual settings"
    assert bar.accessibleName() == bar.notice.title
    assert bar.findChild(QProgressBar).isVisible()
    assert not parts.tuning.measure.isEnabled()
    shown = []
    parts.tuning.notice.connect(shown.append)
    gate.set()
    _done(qtbot, parts)
    assert any(one.hint.startswith("Trying 1 thread, about ") for one in shown)
    assert all(one.hint.endswith(" s left") for one in shown[2:])
    fractions = [one.fraction for one in shown]
    assert fractions == sorted(fractions)


def test_cancel_is_a_key_away_and_changes_nothing(qtbot, parts, profile, gate, script):
    spec = parts.pairs.info.spec
    tunings.remember(profile.tunings_file, tuning_key(spec), BEFORE)
    gate.clear()
    _start(qtbot, parts)
    cancel = next(
        button
        for button in parts.window.chat_view.notice.findChildren(QPushButton)
        if button.text() == "Cancel"
    )
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Space)
    gate.set()
    _done(qtbot, parts)
    assert _kept(profile) == {tuning_key(spec): BEFORE}
    assert parts.pairs.info.measured == BEFORE
    assert script.specs[-1].tuning == BEFORE.tuning
    notice = parts.window.chat_view.notice.notice
    assert notice.title == "Measuring was cancelled. Nothing has changed."


def test_nothing_is_asked_meanwhile(qtbot, parts, gate, script):
    gate.clear()
    _start(qtbot, parts)
    asked = len(script.requests)
    parts.chat.submit("Hello?")
    assert not parts.chat.busy
    gate.set()
    _done(qtbot, parts)
    assert "Hello?" not in {one.messages[0].content for one in script.requests[asked:]}
    parts.chat.submit("Hello?")
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)
    assert script.requests[-1].messages[0].content == "Hello?"


def test_not_beside_an_answer(qtbot, parts, script):
    script.delay = 0.02
    parts.chat.submit("Hello?")
    assert not parts.tuning.measure.isEnabled()
    parts.tuning._start()
    assert len(script.specs) == 1
    parts.chat.stop()
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert parts.tuning.measure.isEnabled()


def test_another_pair_ends_it(qtbot, parts, gate, tmp_path):
    target = tmp_path / "other.gguf"
    target.write_text("x")
    gate.clear()
    _start(qtbot, parts)
    parts.pairs.open_pair(target, None)
    gate.set()
    qtbot.waitUntil(lambda: parts.pairs.info is not None, timeout=10_000)
    assert parts.pairs.info.spec.target == target
    _done(qtbot, parts)


def test_a_failure_is_said_and_the_pair_is_there_again(qtbot, parts, profile):
    profile.tunings_file.with_name("tunings.json.partial").mkdir()
    _start(qtbot, parts)
    _done(qtbot, parts)
    notice = parts.window.chat_view.notice.notice
    assert "cannot be kept" in notice.title
    assert parts.pairs.info is not None


def test_forgetting_brings_the_usual_settings_back(qtbot, parts, profile, script):
    _start(qtbot, parts)
    _done(qtbot, parts)
    parts.tuning.forget.trigger()
    _done(qtbot, parts)
    assert _kept(profile) == {}
    assert script.specs[-1].tuning == Tuning()
    assert not parts.tuning.forget.isEnabled()


def test_closing_the_window_ends_it(qtbot, parts, gate):
    gate.clear()
    _start(qtbot, parts)
    gate.set()
    assert parts.inference.shutdown()
