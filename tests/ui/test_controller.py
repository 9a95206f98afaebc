"""The chat controller over a scripted engine, with the real inference thread."""

import pytest

from app.core.events import DraftVerified, GenerationFinished, PromptProgress, TokenPiece
from app.core.pairs import Method
from app.core.speculation import Origin
from app.core.verification import Verify
from app.ui.chat.conversation import EntryState
from tests.scripted_engine import ANSWER


@pytest.fixture
def chat(parts):
    return parts.chat


def _done(qtbot, chat):
    qtbot.waitUntil(lambda: not chat.busy, timeout=10_000)
    return chat.conversation.entries[-1]


def test_an_answer_is_the_engines_text(qtbot, chat):
    chat.submit("Hello?")
    assert chat.busy
    entry = _done(qtbot, chat)
    assert entry.text == ANSWER
    assert entry.state is EntryState.DONE
    assert "accepted" in entry.note


def test_the_next_request_carries_the_conversation(qtbot, chat, script):
    for text in ("one", "two"):
        chat.submit(text)
        _done(qtbot, chat)
    contents = [message.content for message in script.requests[-1].messages]
    assert contents == ["one", ANSWER, "two"]


def test_settings_reach_the_request(qtbot, parts, chat, script):
    parts.settings.update(method="off", depth=5, temperature=0.7, top_k=9, verify="match", seed=4)
    chat.submit("x")
    _done(qtbot, chat)
    request = script.requests[-1]
    assert (request.method, request.depth) == (Method.OFF, 5)
    assert (request.sampling.temperature, request.sampling.top_k) == (0.7, 9)
    assert (request.verify, request.sampling.seed) == (Verify.MATCH, 4)


def test_a_second_question_waits_for_the_first(qtbot, chat, script):
    script.delay = 0.01
    chat.submit("one")
    chat.submit("two")
    _done(qtbot, chat)
    assert len(script.requests) == 1


def test_stop_keeps_what_was_written(qtbot, chat, script):
    script.delay = 0.02
    chat.submit("x")
    qtbot.waitUntil(lambda: len(chat.conversation.entries[-1].text) > 20)
    chat.stop()
    entry = _done(qtbot, chat)
    assert entry.state is EntryState.STOPPED
    assert ANSWER.startswith(entry.text)
    assert 20 < len(entry.text) < len(ANSWER)
    assert "Stopped" in entry.note


def test_a_dead_engine_leaves_the_partial_answer_marked(qtbot, chat, script):
    script.die_after = 5
    with qtbot.waitSignal(chat.failed) as failed:
        chat.submit("x")
    entry = _done(qtbot, chat)
    assert failed.args[0].engine_died
    assert entry.state is EntryState.FAILED
    assert entry.text and ANSWER.startswith(entry.text)
    assert "engine stopped" in entry.note


def test_a_new_conversation_cancels_the_answer(qtbot, chat, script):
    script.delay = 0.02
    chat.submit("x")
    qtbot.waitUntil(lambda: bool(script.requests))
    chat.new_conversation()
    assert not chat.busy
    assert script.requests[0].cancel.is_set()
    assert chat.conversation.entries == []
    chat.submit("y")
    assert _done(qtbot, chat).text == ANSWER


def test_events_of_another_turn_are_dropped(qtbot, parts, chat, script):
    script.delay = 0.01
    seen = []
    chat.turn_events.connect(seen.extend)
    chat.submit("x")
    piece = TokenPiece(1, "STALE", Origin.PLAIN)
    stale = DraftVerified("old", 0, (piece,), (), 0, 0, 1, 0.0, 0.0, 0.1, 1)
    parts.inference.turn_events.emit((stale, PromptProgress("old", 1, 2, 0, 0.0)))
    entry = _done(qtbot, chat)
    assert "STALE" not in entry.text
    assert {event.turn_id for event in seen} == {script.requests[0].turn_id}


def test_late_events_after_the_end_change_nothing(qtbot, parts, chat, script):
    chat.submit("x")
    entry = _done(qtbot, chat)
    piece = TokenPiece(1, "LATE", Origin.PLAIN)
    turn = script.requests[0].turn_id
    late = DraftVerified(turn, 0, (piece,), (), 0, 0, 1, 0.0, 0.0, 0.1, 1)
    parts.inference.turn_events.emit((late,))
    assert entry.text == ANSWER


def test_reading_speed_shows_less_than_was_made_and_stop_shows_the_rest(qtbot, parts, chat):
    parts.settings.update(display_pace=20)
    finished = []
    chat.turn_events.connect(
        lambda events: finished.extend(e for e in events if isinstance(e, GenerationFinished))
    )
    chat.submit("x")
    qtbot.waitUntil(lambda: bool(finished))
    assert chat.busy
    assert len(chat.conversation.entries[-1].text) < len(ANSWER) / 2
    chat.stop()
    assert not chat.busy
    assert chat.conversation.entries[-1].text == ANSWER
