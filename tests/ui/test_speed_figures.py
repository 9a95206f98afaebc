"""The panel's words: headline, counters, ledger, depths' reasons, explanations."""

import dataclasses
from functools import partial

import pytest
from PySide6.QtWidgets import QTextBrowser

from app.core.baseline import Baseline
from app.core.depth_changes import DepthChange, Why
from app.core.events import DepthControl, GenerationFinished, PromptEvaluated
from app.core.pair_memory import PairMemory
from app.core.pairs import Method
from app.engine.depth_memory import DepthMemory
from app.ui.speed.counters import Counters
from app.ui.speed.depth_reasons import DepthReasons
from app.ui.speed.headline import Headline, headline, verdict
from app.ui.speed.history import SpeedHistory
from app.ui.speed.ledger_lines import LedgerLines
from app.ui.speed.terms import Term, explain
from app.ui.speed.terms_dialog import TermsDialog
from tests.rounds import Rounds


def _plain(rate: float) -> Baseline:
    return Baseline(1.0 / rate, 20, 40, 90, 1.0)


@pytest.fixture
def history():
    made, rounds = SpeedHistory(), Rounds()
    for index in range(10):
        made.add(rounds.next(index % 4))
    return made


def _finish(history, control=None, method=Method.MTP):
    figures = history.statistics
    history.add(GenerationFinished("t", "", (), "stop", method, 3, figures, control=control))


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        (143.75, "1.60x faster than plain"),
        (225.0, "As fast as plain"),
        (460.0, "Plain is 2.00x faster"),
    ],
)
def test_the_headline_compares(history, plain, words):
    history.set_baseline(_plain(plain), None)
    assert verdict(history) == words


def test_the_headline_says_what_is_missing(history):
    assert verdict(SpeedHistory()) == ""
    assert verdict(history) == "Plain is not measured yet"
    history.set_baseline(None, _plain(50.0))
    assert verdict(history) == "Plain is not measured at this length"
    early = SpeedHistory()
    early.add(Rounds().next(3))
    assert verdict(early) == "Comparing with plain"


def test_the_headline_of_an_answer_without_drafts():
    history, rounds = SpeedHistory(), Rounds()
    history.add(rounds.plain())
    assert verdict(history) == "Plain decoding"
    _finish(history, method=Method.NGRAM)
    assert "nothing repeats" in verdict(history)


def test_the_headline_says_that_the_controller_gave_up(history):
    made = DepthMemory("pair", "CPU", (3,), {})
    key = made.key(Method.MTP, context_tokens=1, temperature=0.0)
    learnt = made.controller(key, 16).learnt()
    of = partial(DepthControl, reason="Off.", changes=(), key=key)
    _finish(history, of(speedup=1.0, learnt=dataclasses.replace(learnt, depth=0)))
    assert verdict(history) == "Plain is faster here: drafting is off"


def test_the_headline_adds_the_memory(qtbot, history):
    history.set_baseline(_plain(143.75), None)
    history.set_memory(PairMemory.of([("weights", 1000), ("drafter weights", 90)]))
    assert headline(history) == "1.60x faster than plain, +9\u202f% memory"
    shown = Headline()
    qtbot.addWidget(shown)
    shown.redraw(history)
    assert shown.speed.text() == "1.60x faster than plain"
    assert shown.memory.text() == "+9\u202f% memory for the drafter"
    history.set_memory(PairMemory.of([("weights", 1000), ("drafter weights", 1)]))
    assert headline(history).endswith("+under 1\u202f% memory")
    history.set_memory(PairMemory.of([("weights", 1000)]))
    assert headline(history) == "1.60x faster than plain"


def test_counters_use_words_and_explain_them(qtbot, history):
    counters = Counters()
    qtbot.addWidget(counters)
    history.add(PromptEvaluated("t", 41, 30, 0.05, Method.MTP, 3))
    counters.redraw(history)
    texts = [label.text() for label in counters.values]
    assert texts == ["230 tok/s", "13 of 30 (43\u202f%)", "10", "2.30", "41 (30 cached), 50 ms"]
    assert all(label.toolTip().endswith(".") for label in counters.values)
    counters.redraw(SpeedHistory())
    assert {label.text() for label in counters.values} == {"–"}


def test_the_ledger_is_an_estimate_that_names_its_baseline(qtbot, history):
    lines = LedgerLines()
    qtbot.addWidget(lines)
    lines.redraw(history)
    assert [value.text() for value in lines.values] == ["–", "–", "–", "0 of 1", "plain –"]
    history.set_baseline(_plain(100.0), None)
    lines.redraw(history)
    assert [value.text() for value in lines.values] == [
        "0.13 s saved", "0.13 s", "0 s", "1 of 1", "plain 100 tok/s",
    ]  # fmt: skip
    history.set_baseline(_plain(1000.0), None)
    lines.redraw(history)
    assert [value.text() for value in lines.values][:3] == ["77 ms lost", "0 s", "77 ms"]


def test_reasons_newest_first_and_all_in_the_tooltip(qtbot, history):
    reasons, rounds = DepthReasons(), Rounds()
    qtbot.addWidget(reasons)
    reasons.resize(900, 60)
    for depth in range(1, 6):
        change = DepthChange(9, 0, depth, Why.TRIAL)
        history.add(dataclasses.replace(rounds.plain(), depth_change=change))
    reasons.redraw(history)
    assert reasons.text().splitlines() == [
        f"Round {11 + depth}: trying depth {depth}" for depth in (5, 4, 3)
    ]
    assert len(reasons.toolTip().splitlines()) == 5


def test_a_fixed_depth_is_called_so(qtbot, history):
    reasons = DepthReasons()
    qtbot.addWidget(reasons)
    reasons.resize(900, 60)
    _finish(history)
    reasons.redraw(history)
    assert reasons.text() == "Fixed at 3"


def test_every_term_is_explained_in_one_sentence(qtbot):
    for term in Term:
        assert term.meaning.endswith(".")
        assert ". " not in term.meaning
    assert explain(Term.BONUS, Term.ACCEPTED).count("\n") == 1
    dialog = TermsDialog()
    qtbot.addWidget(dialog)
    (browser,) = dialog.findChildren(QTextBrowser)
    text = browser.toPlainText()
    assert all(term.meaning in text for term in Term)
