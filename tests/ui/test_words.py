"""How figures are said, and which examples are offered."""

from dataclasses import replace
from functools import partial

import pytest

from app.core.events import DepthControl, GenerationFinished
from app.core.pairs import Method
from app.core.stats import Statistics
from app.engine.depth_memory import DepthMemory
from app.ui.chat.examples import example_prompts
from app.ui.wording import answer_note, headline, milliseconds, percent, rate


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "–"), (3.26, "3.3 tok/s"), (84.4, "84 tok/s"), (1940, "1,940 tok/s")],
)
def test_rate(value, words):
    assert rate(value) == words


def test_small_times_keep_their_digits():
    assert [milliseconds(s) for s in (0.018, 0.0042, 0.00042)] == ["18 ms", "4.2 ms", "0.42 ms"]


def test_headlines():
    spec = Statistics(rounds=10, draft_tokens=30, accepted_tokens=21, emitted_tokens=31)
    assert "70\u202f%" in headline(spec) and "3.1 tokens" in headline(spec)
    assert "Plain decoding" in headline(Statistics(rounds=3, emitted_tokens=3))
    assert headline(Statistics()) == ""
    assert percent(None) == "–"


def test_the_headline_says_what_the_automatic_depth_came_to():
    made = DepthMemory("pair", "CPU", (3,), {})
    key = made.key(Method.MTP, context_tokens=1, temperature=0.0)
    learnt = made.controller(key, 16).learnt()
    of = partial(DepthControl, reason="", changes=(), key=key)
    spec = Statistics(rounds=10, draft_tokens=30, accepted_tokens=21, emitted_tokens=31)
    deep = replace(learnt, depth=3)
    assert (
        headline(spec, of(speedup=1.62, learnt=deep)) == "Depth 3: 1.62x of plain decoding expected"
    )
    assert "off for now" in headline(spec, of(speedup=1.0, learnt=replace(learnt, depth=0)))
    assert headline(spec, of(speedup=None, learnt=deep)) == headline(spec)


def test_a_note_says_how_an_answer_ended():
    finished = GenerationFinished("t", "", (), "context", Method.OFF, 0, Statistics())
    assert answer_note(finished).startswith("The context is full")


def test_examples_are_short_ones_of_the_file(tmp_path):
    file = tmp_path / "p.jsonl"
    long = "x" * 200
    file.write_text(
        f'{{"prompt": "{long}"}}\nnot json\n{{"prompt": "Short?"}}\n{{"text": "Two?"}}\n'
    )
    assert example_prompts(file) == ["Short?", "Two?"]
    assert len(example_prompts(tmp_path / "none")) == 3
