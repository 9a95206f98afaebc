"""Tokens by origin on a terminal and as JSON."""

import argparse
import json
import re
import subprocess
import sys

import pytest

from app.cli.origins import Origins, add_argument
from app.core.speculation import Origin
from tests.rounds import told_round

ONE = told_round([("The", Origin.ACCEPTED), (" boat\n", Origin.RECOVERED)], (" ship", "\n went"))
TWO = told_round([(" sailed", Origin.ACCEPTED), (".", Origin.BONUS)])


@pytest.fixture
def coloured(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)


def bare(text: str) -> str:
    return re.sub("\x1b\\[[0-9;:]*m", "", text)


def test_marks_go_round_words_and_ghosts_stand_before_what_replaced_them(coloured):
    marked = Origins("always").text(ONE)
    assert marked == (
        "\x1b[38;5;29m\x1b[4mThe\x1b[0m"
        " \x1b[38;5;166m\x1b[9mship↵ went\x1b[0m"
        " \x1b[38;5;136m\x1b[4:4mboat\n\x1b[0m"
    )
    assert "\x1b[4:2m.\x1b[0m" in Origins("always").text(TWO)
    assert Origins("always").text(told_round([(" plain", Origin.PLAIN)])) == " plain"


def test_a_rejection_at_the_end_of_the_answer_is_shown_too(coloured):
    assert bare(Origins("always").text(told_round([("Bye", Origin.ACCEPTED)], (" now",)))) == (
        "Bye now"
    )


def test_no_colour_leaves_the_shapes(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    told = Origins("always")
    assert told.text(TWO) == " \x1b[4msailed\x1b[0m\x1b[4:2m.\x1b[0m"
    assert bare(told.legend()) == "accepted  recovered  bonus  rejected"


@pytest.mark.parametrize("choice", ["auto", "never"])
def test_what_is_no_terminal_gets_the_bare_text(choice):
    told = Origins(choice)
    assert told.text(ONE) == "The boat\n"
    assert told.legend() == ""
    assert told.asked == (choice == "auto")


def test_the_record_lists_tokens_and_rounds():
    told = Origins("auto")
    told.take(ONE)
    told.take(TWO)
    record = json.loads(json.dumps(told.record()))
    assert record["tokens"][1] == {
        "token": 9,
        "text": " boat\n",
        "origin": "recovered",
        "target_prob": 0.75,
        "round": 0,
        "position": 1,
    }
    draft = record["rounds"][0]["draft"]
    assert [(g["text"], g["accepted"], g["target_prob"]) for g in draft] == [
        ("The", True, 0.25),
        (" ship", False, 0.25),
        ("\n went", False, None),
    ]
    assert record["rounds"][1]["source"] == "drafter"
    assert Origins("never").record() == {}


def test_the_option():
    parser = argparse.ArgumentParser()
    add_argument(parser)
    given = [parser.parse_args(args).origins for args in ([], ["--origins"], ["--origins=always"])]
    assert given == ["never", "auto", "always"]


def test_the_marked_answer_is_the_answer():
    """With the built-in pair: the JSON's tokens are its text, the marks add only ghosts."""
    command = [sys.executable, "-m", "app", "generate", "-p", "Tell me a story.", "-n", "24"]
    command += ["--depth", "3", "--in-process"]

    def run(*more: str) -> str:
        done = subprocess.run(
            [*command, *more], capture_output=True, text=True, check=True, timeout=100
        )
        return done.stdout

    answer = json.loads(run("--origins", "--json"))
    assert "".join(token["text"] for token in answer["tokens"]) == answer["text"]
    assert {token["origin"] for token in answer["tokens"]} >= {"accepted", "bonus"}
    assert all(0 < token["target_prob"] <= 1 for token in answer["tokens"])
    assert sum(len(one["draft"]) for one in answer["rounds"]) == answer["draft_tokens"]
    marked = run("--origins=always")
    without = re.sub("\x1b\\[9m.*?\x1b\\[0m", "", re.sub("\x1b\\[38;5;[0-9]*m", "", marked))
    assert bare(without).split() == answer["text"].split()
    assert run("--origins") == answer["text"] + "\n"
