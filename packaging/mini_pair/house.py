"""Dialogues made by rule from `house_facts.json`: predictable answers to likely questions."""

import json
import random
from collections.abc import Callable
from pathlib import Path

from mini_pair.dialogue import Dialogue, Turn, exchange

_FACTS = json.loads(Path(__file__).with_name("house_facts.json").read_text(encoding="utf-8"))
_DIALOGUES = 9000
_COUNT_REQUESTS = (
    "Count from {} to {}.",
    "Can you count from {} to {}?",
    "Write the numbers from {} to {}.",
)
_SUM_REQUESTS = (
    "What is {} {} {}?",
    "How much is {} {} {}?",
    "{} {} {}",
    "Please compute {} {} {}.",
)
_CAPITAL_REQUESTS = (
    "What is the capital of {}?",
    "Name the capital of {}.",
    "Which city is the capital of {}?",
)
_OPPOSITE_REQUESTS = (
    "What is the opposite of {}?",
    "Tell me the opposite of {}.",
    "Name the opposite of {}.",
)
_LIST_REQUESTS = ("Name {} {}.", "List {} {}.", "Can you name {} {}?", "Give me {} {}.")


def _count(rng: random.Random) -> Dialogue:
    first = rng.choice((1, 1, 1, rng.randint(2, 30)))
    last = first + rng.randint(4, 19)
    if rng.random() < 0.15:
        numbers = ", ".join(str(number) for number in range(last, first - 1, -1))
        return exchange(f"Count down from {last} to {first}.", numbers + ".")
    numbers = ", ".join(str(number) for number in range(first, last + 1))
    return exchange(rng.choice(_COUNT_REQUESTS).format(first, last), numbers + ".")


def _sum(rng: random.Random) -> Dialogue:
    left, right = rng.randint(0, 20), rng.randint(0, 20)
    if rng.random() < 0.4:
        left, right = max(left, right), min(left, right)
        sign, result = "-", left - right
    else:
        sign, result = "+", left + right
    question = rng.choice(_SUM_REQUESTS).format(left, sign, right)
    return exchange(question, f"{left} {sign} {right} = {result}.")


def _capital(rng: random.Random) -> Dialogue:
    country, city = rng.choice(list(_FACTS["capitals"].items()))
    question = rng.choice(_CAPITAL_REQUESTS).format(country)
    return exchange(question, f"The capital of {country} is {city}.")


def _opposite(rng: random.Random) -> Dialogue:
    pair = list(rng.choice(list(_FACTS["opposites"].items())))
    rng.shuffle(pair)
    question = rng.choice(_OPPOSITE_REQUESTS).format(pair[0])
    return exchange(question, f"The opposite of {pair[0]} is {pair[1]}.")


def _list(rng: random.Random) -> Dialogue:
    kind, members = rng.choice(list(_FACTS["kinds"].items()))
    number = rng.randint(2, 5)
    chosen = members[:number]
    word = _FACTS["number_words"][number]
    answer = f"Here are {word} {kind}: {', '.join(chosen[:-1])} and {chosen[-1]}."
    return exchange(
        rng.choice(_LIST_REQUESTS).format(rng.choice((word, str(number))), kind), answer
    )


def _question(rng: random.Random) -> Dialogue:
    questions, answers = rng.choice(_FACTS["questions"])
    return exchange(rng.choice(questions), rng.choice(answers))


def _courtesy(rng: random.Random) -> Dialogue:
    questions, answers = rng.choice(_FACTS["courtesies"])
    return exchange(rng.choice(questions), rng.choice(answers))


def _word_problem(rng: random.Random) -> Dialogue:
    name, thing = rng.choice(_FACTS["names"]), rng.choice(_FACTS["things"])
    first, second = rng.randint(2, 12), rng.randint(2, 9)
    if rng.random() < 0.4:
        first, sign, result = first + second, "-", first
        change, query = f"gives away {second}", f"How many {thing} are left?"
    else:
        sign, result = "+", first + second
        verb = rng.choice(("buys", "finds", "gets"))
        change, query = f"{verb} {second} more", f"How many {thing} does {name} have?"
    question = f"{name} has {first} {thing} and {change}. {query}"
    return exchange(question, f"{first} {sign} {second} = {result}. {name} has {result} {thing}.")


def _spelling(rng: random.Random) -> Dialogue:
    word = rng.choice([word for members in _FACTS["kinds"].values() for word in members])
    if rng.random() < 0.5:
        return exchange(f"How do you spell {word}?", f"{word}: {'-'.join(word)}.")
    times = rng.randint(2, 5)
    return exchange(
        f"Say {word} {_FACTS['number_words'][times]} times.", ", ".join([word] * times) + "."
    )


_MAKERS: tuple[Callable[[random.Random], Dialogue], ...] = (
    _count,
    _sum,
    _sum,
    _capital,
    _opposite,
    _list,
    _word_problem,
    _word_problem,
    _question,
    _question,
    _question,
    _courtesy,
    _spelling,
)


def _varied(turn: Turn, rng: random.Random) -> Turn:
    """Drop capitals or the final mark, as people who type do."""
    text = turn.text
    if turn.role == "user" and rng.random() < 0.25:
        text = text.rstrip("?.!") or text
    if turn.role == "user" and rng.random() < 0.25:
        text = text[:1].lower() + text[1:]
    return Turn(turn.role, text)


def make_house_dialogues(_corpus: Path, seed: int) -> list[Dialogue]:
    """Return dialogues of one to four exchanges; the corpus is not read."""
    rng = random.Random(seed)
    dialogues: list[Dialogue] = []
    for _ in range(_DIALOGUES):
        parts = [rng.choice(_MAKERS)(rng) for _ in range(rng.choice((1, 1, 1, 2, 3, 4)))]
        dialogues.append(tuple(_varied(turn, rng) for part in parts for turn in part))
    return dialogues
