"""Every word of the window can be said in another language, and German says them all."""

import importlib
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app import bootstrap
from app.core.paths import resources
from app.core.settings import Language
from app.ui.access.language import speak, spoken
from app.ui.library.find.languages import languages
from tests.ui.everything_open import open_everything
from tests.ui.spoken_words import CLOSE, OPEN, Brackets, words_of

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging"))
translate = importlib.import_module("translate")
GERMAN: dict = translate.finished(translate.GERMAN)

NOT_WORDS = re.compile(
    r"[\d\W_]*|.*\.(gguf|Q8_0)|https?://\S+|English|Deutsch|foretoken\S*|scripted.*"
    r"|(Foretoken|Gemma|Llama|CC|MIT|Apache)\b[-+.\w ]*"
)
"""Figures, names of models, files and licences, and what languages call themselves."""

OWN_WORDS = {"Tell me about the harbour.", "The boat <b>came</b> home & slept."}
"""What was asked and answered."""


@pytest.fixture(scope="module")
def texts():
    found, hidden = translate.texts_of((ROOT / "app").rglob("*.py"))
    assert hidden == [], "write the text where it is called, or mark it in its table"
    return found


@pytest.fixture
def english_again() -> Iterator[None]:
    yield
    speak(Language.ENGLISH)


def test_german_says_everything(texts):
    assert sorted(set(texts) - set(GERMAN)) == [], "run packaging/translate.py, then translate"
    assert sorted(set(GERMAN) - set(texts)) == [], "run packaging/translate.py"


def test_placeholders_are_the_same_in_german():
    for text, forms in GERMAN.items():
        for words in forms:
            assert _fields(words) == _fields(text.source), text
            assert words.count("\n") == text.source.count("\n"), text


def test_edges_and_endings_are_the_same_in_german():
    for text, forms in GERMAN.items():
        for words in forms:
            assert words[:1].isspace() == text.source[:1].isspace(), text
            assert words[-1:].isspace() == text.source[-1:].isspace(), text
            assert words.endswith("…") == text.source.endswith("…"), text


def test_german_needs_neither_du_nor_sie():
    addressed = re.compile(r"\b(du|dein\w*|dir|dich|Ihr|Ihre[mnrs]?|Ihnen)\b")
    for text, forms in GERMAN.items():
        assert not any(addressed.search(words) for words in forms), text


def test_what_is_shipped_is_what_was_translated(qapp, english_again):
    speak(Language.GERMAN)
    for text, forms in GERMAN.items():
        for n, words in enumerate(forms, 1):
            shown = QCoreApplication.translate(text.context, text.source, None, n)
            assert shown == words, text


def test_a_number_decides_the_form(qapp, english_again):
    said = []
    for language in (Language.ENGLISH, Language.GERMAN):
        speak(language)
        said += [QCoreApplication.translate("race", "{n} cores", None, n) for n in (1, 2)]
    assert said == ["{n} core", "{n} cores", "{n} Kern", "{n} Kerne"]


@pytest.mark.parametrize(
    ("chosen", "system", "language"),
    [
        ("", ["de-AT", "en-US"], Language.GERMAN),
        ("", ["fr-FR", "de"], Language.GERMAN),
        ("", ["fr-FR"], Language.ENGLISH),
        ("", [], Language.ENGLISH),
        ("en", ["de-DE"], Language.ENGLISH),
        ("de", ["en-GB"], Language.GERMAN),
    ],
)
def test_the_system_decides_unless_a_language_is_chosen(chosen, system, language):
    assert spoken(chosen, system) is language


def test_the_setting_is_in_force_when_the_window_is_made(make_parts, qtbot, english_again):
    make_parts().settings.update(language=Language.GERMAN.value)
    menus = [action.text() for action in make_parts().window.menuBar().actions()]
    assert menus == ["&Datei", "&Ansicht", "&Nachricht", "&Werkzeuge", "&Hilfe"]


def test_no_word_of_the_window_escapes_translation(qapp, make_parts, qtbot, monkeypatch):
    brackets = Brackets()
    monkeypatch.setattr(bootstrap, "speak", lambda _chosen: None)
    speak(Language.GERMAN)  # Qt's own words too
    qapp.installTranslator(brackets)
    try:
        parts = make_parts()
        parts.pairs.start()
        qtbot.waitUntil(lambda: parts.pairs.info is not None)
        parts.window.show()
        everything = open_everything(parts, lambda met: qtbot.waitUntil(met, timeout=20_000))
        plain = {
            (where, words)
            for window in everything.windows.values()
            for where, words in words_of(window)
            if OPEN not in words
            and not NOT_WORDS.fullmatch(words)
            and where != "QPushButton example"
        } - {("QComboBox ", name) for _, name in languages()}
        plain = {(where, words) for where, words in plain if words not in OWN_WORDS}
        everything.close()
    finally:
        qapp.removeTranslator(brackets)
        speak(Language.ENGLISH)
    assert CLOSE not in str(plain)
    assert not plain, "\n".join(f"{where}: {words}" for where, words in sorted(plain))


def test_the_resources_hold_each_language():
    folder = resources() / "translations"
    assert {path.stem for path in folder.glob("*.qm")} == {
        f"foretoken_{language.value}" for language in Language if language.value
    }


def _fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
