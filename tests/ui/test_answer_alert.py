"""A long answer that ends in the background is told, others are not."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import answer_alert
from app.ui.answer_alert import AnswerAlert, TrayMessenger
from tests.scripted_engine import ANSWER


class Told:
    def __init__(self):
        self.messages = []

    def show(self, title, text):
        self.messages.append((title, text))


@pytest.fixture
def told(parts, monkeypatch):
    messenger = Told()
    monkeypatch.setattr(answer_alert, "LONG_SECONDS", 0.0)
    monkeypatch.setattr(QApplication, "activeWindow", staticmethod(lambda: None))
    AnswerAlert(parts.chat, parts.settings, parts.window, messenger)
    return messenger.messages


def ask(qtbot, parts):
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)


def test_a_long_answer_is_told(qtbot, parts, told):
    ask(qtbot, parts)
    ((title, text),) = told
    assert title == "The answer is there"
    assert ANSWER.startswith(text) and text


def test_a_short_one_is_not(qtbot, parts, told, monkeypatch):
    monkeypatch.setattr(answer_alert, "LONG_SECONDS", 10.0)
    ask(qtbot, parts)
    assert told == []


def test_nothing_is_told_to_who_looks(qtbot, parts, told, monkeypatch):
    monkeypatch.setattr(QApplication, "activeWindow", staticmethod(lambda: parts.window))
    ask(qtbot, parts)
    assert told == []


def test_nothing_is_told_when_it_is_switched_off(qtbot, parts, told):
    parts.settings.update(tell_finished=False)
    ask(qtbot, parts)
    assert told == []


def test_a_failure_says_so(qtbot, parts, told, script):
    script.die_after = 3
    ask(qtbot, parts)
    assert told[0][0] == "The answer failed"


def test_without_a_tray_the_window_asks_for_attention(qtbot, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    alerted = []
    monkeypatch.setattr(QApplication, "alert", staticmethod(alerted.append))
    TrayMessenger(window).show("title", "text")
    assert alerted == [window]
