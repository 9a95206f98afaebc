"""How figures are said, and which examples are offered."""

import pytest

from app.core.depth_changes import DepthChange, Why
from app.core.events import GenerationFinished
from app.core.pairs import Method
from app.core.stats import Statistics
from app.ui.chat.examples import example_prompts
from app.ui.wording import (
    age,
    answer_note,
    depth_reason,
    milliseconds,
    percent,
    rate,
    seconds,
    size,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "–"), (3.26, "3.3 tok/s"), (84.4, "84 tok/s"), (1940, "1,940 tok/s")],
)
def test_rate(value, words):
    assert rate(value) == words


def test_small_times_keep_their_digits():
    assert [milliseconds(s) for s in (0.018, 0.0042, 0.00042)] == ["18 ms", "4.2 ms", "0.42 ms"]


def test_sizes_seconds_and_ages_keep_few_digits():
    numbers = (0, 12, 999, 1_000, 6_207_570, 12_400_000_000)
    assert [size(n) for n in numbers] == ["0 B", "12 B", "999 B", "1.0 KB", "6.2 MB", "12 GB"]
    spans = (0.0, 0.034, 0.42, 1.94, 12.4, 200.0)
    assert [seconds(s) for s in spans] == ["0 s", "34 ms", "0.42 s", "1.9 s", "12 s", "3 min 20 s"]
    ages = (5, 720, 10_800, 432_000)
    assert [age(s) for s in ages] == ["just now", "12 min ago", "3 h ago", "5 days ago"]
    assert percent(None) == "–"


@pytest.mark.parametrize("why", Why)
def test_every_change_of_depth_has_a_reason_in_words(why):
    words = depth_reason(DepthChange(9, 3, 7, why, 1.618, 40))
    assert words
    assert "{" not in words


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
