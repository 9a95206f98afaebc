"""Readers of the corpus, one per source; licences are listed in `SOURCES`."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from mini_pair.dialogue import Dialogue, Turn, alternate, clean, exchange, sentence_case
from mini_pair.house import make_house_dialogues
from mini_pair.house_stories import make_house_stories
from mini_pair.stories import read_stories

_CHATTERBOT_TOPICS = [
    "ai",
    "coding",
    "computers",
    "conversations",
    "emotion",
    "food",
    "greetings",
    "health",
    "history",
    "humor",
    "literature",
    "movies",
    "science",
    "sports",
    "tech_support",
    "trivia",
]
_LEFT_OUT_BOOKS = ("huckleberry-finn", "importance-of-being-earnest", "time-machine")
_LONGEST_ANSWER = 700


def _json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_coffee(corpus: Path, _seed: int) -> list[Dialogue]:
    """Taskmaster-4: ordering coffee."""
    dialogues: list[Dialogue] = []
    for record in _json_lines(corpus / "taskmaster4" / "tm4_coffee.jsonl"):
        turns = [
            Turn("user" if role == "user" else "model", sentence_case(clean(text)))
            for role, text in record["turns"]
        ]
        dialogues.append(alternate(turns))
    return [dialogue for dialogue in dialogues if dialogue]


def read_topical(corpus: Path, _seed: int) -> list[Dialogue]:
    """Topical-Chat: two people talk; the first is the user."""
    dialogues: list[Dialogue] = []
    for path in sorted((corpus / "topical_chat").glob("*.jsonl")):
        for record in _json_lines(path):
            first = record["turns"][0][0]
            turns = [
                Turn("user" if who == first else "model", sentence_case(clean(text)))
                for who, text in record["turns"]
            ]
            dialogues.append(alternate(turns))
    return [dialogue for dialogue in dialogues if dialogue]


def read_arithmetic(corpus: Path, _seed: int) -> list[Dialogue]:
    """GSM8K: word problems, without the calculator annotations."""
    dialogues: list[Dialogue] = []
    for record in _json_lines(corpus / "gsm8k" / "train.jsonl"):
        answer = re.sub(r"<<[^>]*>>", "", record["answer"])
        answer = re.sub(r"\n#### (.+)$", r"\nThe answer is \1.", answer)
        dialogues.append(exchange(record["question"], answer))
    return dialogues


def read_instructions(corpus: Path, _seed: int) -> list[Dialogue]:
    """Self-Instruct seed tasks and user-oriented tasks with short answers."""
    dialogues: list[Dialogue] = []
    for name in ("seed_tasks.jsonl", "user_oriented_instructions.jsonl"):
        for record in _json_lines(corpus / "self_instruct" / name):
            for instance in record["instances"]:
                question = f"{record['instruction']}\n{instance['input']}"
                if (
                    len(question) < _LONGEST_ANSWER
                    and 0 < len(instance["output"]) < _LONGEST_ANSWER
                ):
                    dialogues.append(exchange(question, instance["output"]))
    return dialogues


def read_small_talk(corpus: Path, _seed: int) -> list[Dialogue]:
    """Chatterbot corpus: questions and answers in alternation."""
    dialogues: list[Dialogue] = []
    for topic in _CHATTERBOT_TOPICS:
        path = corpus / "chatterbot_en" / f"{topic}.yml"
        for lines in yaml.safe_load(path.read_text(encoding="utf-8"))["conversations"]:
            turns = [
                Turn("model" if index % 2 else "user", sentence_case(clean(str(line))))
                for index, line in enumerate(lines)
            ]
            dialogues.append(alternate(turns))
    return [dialogue for dialogue in dialogues if dialogue]


def read_books(corpus: Path) -> list[str]:
    """Standard Ebooks: plain text for grammar."""
    paths = sorted((corpus / "standardebooks").glob("*_*.txt"))
    kept = [path for path in paths if not any(name in path.name for name in _LEFT_OUT_BOOKS)]
    return [clean(path.read_text(encoding="utf-8")) for path in kept]


class Source(NamedTuple):
    """A source of dialogues, and its parts of the tokens seen in each training step.

    The target learns from varied text; the pair is then fitted to mostly predictable text.
    """

    name: str
    target_share: float
    pair_share: float
    licence: str
    read: Callable[[Path, int], list[Dialogue]]


SOURCES = (
    Source("stories", 0.26, 0.08, "CDLA-Sharing-1.0", read_stories),
    Source("coffee", 0.13, 0.15, "CC BY 4.0", read_coffee),
    Source("topical", 0.22, 0.10, "CDLA-Sharing-1.0", read_topical),
    Source("arithmetic", 0.14, 0.04, "MIT", read_arithmetic),
    Source("small_talk", 0.06, 0.06, "BSD-3-Clause", read_small_talk),
    Source("instructions", 0.02, 0.02, "Apache-2.0", read_instructions),
    Source("house", 0.17, 0.25, "CC0-1.0", make_house_dialogues),
    Source("house_stories", 0.0, 0.30, "CC0-1.0", make_house_stories),
)
