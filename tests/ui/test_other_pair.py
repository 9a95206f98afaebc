"""Answering again with another pair: loaded first, asked only if it is really there."""

from pathlib import Path

import pytest

from app.ui.chat.messages.other_pair import OtherPair, PairMenu


@pytest.fixture
def files(tmp_path):
    made = [tmp_path / name for name in ("a.gguf", "bad.gguf", "drafter.gguf")]
    for file in made:
        file.touch()
    return made


@pytest.fixture
def asked(qtbot, parts):
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: not parts.chat.busy)
    return parts.chat.conversation.entries[-1]


@pytest.fixture
def other(parts):
    return OtherPair(parts.chat, parts.pairs, parts.settings, tuple, parts.window)


def test_pairs_that_are_there_are_offered_but_not_the_one_in_force(parts, other, files):
    target, _, drafter = files
    parts.settings.update(
        recent=((str(target), str(drafter)), (str(target), ""), ("/gone/model.gguf", ""))
    )
    assert other.choices() == [(target, drafter), (target, None)]


def test_the_answer_is_made_by_the_pair_that_was_chosen(qtbot, parts, other, files, asked, script):
    other.answer(asked, (files[0], None))
    qtbot.waitUntil(lambda: len(script.requests) == 2 and not parts.chat.busy)
    assert parts.pairs.info.spec.target == files[0]
    shown = parts.chat.conversation.entries[-1]
    assert (shown.version, shown.versions) == (2, 2)


def test_a_pair_that_does_not_load_is_not_asked(qtbot, parts, other, files, asked, script):
    script.bad = {"bad.gguf"}
    other.answer(asked, (files[1], None))
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    qtbot.wait(50)
    assert len(script.requests) == 1
    assert parts.pairs.info.spec.target.name != "bad.gguf"


def test_another_question_in_between_is_enough(qtbot, parts, other, files, asked, script):
    script.load_seconds = 0.2
    other.answer(asked, (files[0], None))
    parts.chat.submit("y")
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)
    qtbot.wait(50)
    assert [request.messages[-1].content for request in script.requests] == ["x", "y"]


def test_the_menu_names_pairs(qtbot, parts, other, files, asked, script):
    parts.settings.update(recent=((str(files[0]), str(files[2])),))
    menu = PairMenu(other, lambda: asked)
    qtbot.addWidget(menu)
    menu.fill()
    assert [action.text() for action in menu.actions()] == ["a.gguf  +  drafter.gguf"]
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(script.requests) == 2 and not parts.chat.busy)
    assert parts.pairs.info.spec.drafter == files[2]
    menu.fill()
    embedded = [action.text() for action in menu.actions()]
    assert len(embedded) == 1 and Path(embedded[0].split()[0]).suffix == ".gguf"
