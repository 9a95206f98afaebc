"""What streaming leaves on the screen is what a whole repaint would show."""

import random

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from app.core.speculation import Origin
from app.ui.chat.conversation import Entry, EntryState
from app.ui.chat.transcript import Transcript
from app.ui.theme import LIGHT
from tests.rounds import told_round

WORDS = ("harbour", "the", "wakes", "early", "and", "boat", "sails", "extraordinarily", "a")


@pytest.fixture
def transcript(qtbot) -> Transcript:
    made = Transcript(LIGHT)
    qtbot.addWidget(made)
    made.resize(420, 260)
    made.show()
    qtbot.waitExposed(made)
    return made


def on_screen(transcript: Transcript) -> QImage:
    return transcript.screen().grabWindow(transcript.winId()).toImage()


def repainted(transcript: Transcript) -> QImage:
    return transcript.grab(QRect(QPoint(), transcript.size())).toImage()


@pytest.mark.parametrize("source", [False, True])
@pytest.mark.parametrize("origins", [False, True])
@pytest.mark.parametrize("ghosts", [False, True])
def test_the_screen_shows_what_a_repaint_would(qtbot, transcript, origins, ghosts, source):
    transcript.show_source(source)
    transcript.show_origins(origins)
    transcript.add(Entry("user", "Question?"))
    answer = Entry("assistant", state=EntryState.STREAMING)
    transcript.add(answer)
    dice = random.Random(5)
    for number in range(150):
        kept = dice.randrange(4)
        words = [f" {dice.choice(WORDS)}" for _ in range(kept + 1)]
        if number % 12 == 11:
            words[-1] = dice.choice(
                ("\n", ".\n\n", "**", "\n\n- ", "\n\n```\n", "\n\n|a|b|\n|-|-|\n|", " $x$")
            )
        last = Origin.BONUS if kept == 3 else Origin.RECOVERED
        pieces = [(word, Origin.ACCEPTED) for word in words[:-1]] + [(words[-1], last)]
        answer.tokens.add(told_round(pieces, (" guess",) * (3 - kept)))
        answer.text += "".join(words)
        draft = " some words to come that wrap" if ghosts and dice.random() < 0.7 else ""
        transcript.grow("".join(words), draft)
        qtbot.wait(1)
        if number % 5 == 0:
            assert on_screen(transcript) == repainted(transcript), f"after round {number}"
