"""Every word of the window can be said in another language, and German says them all."""

import re
import string
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from app.core.paths import resources
from packaging.translatable import texts_of
from packaging.translate import ENGLISH, FOLDER, GERMAN, finished
from tests.ui.spoken_words import CLOSE, OPEN, Brackets, words_of

APP = resources().parent / "app"


@pytest.fixture(scope="module")
def texts():
    found, hidden = texts_of(APP.rglob("*.py"))
    assert hidden == []
    return found


def test_every_text_is_finished_in_german(texts):
    assert sorted(set(texts) - set(finished(GERMAN))) == []
