"""Short stories made by rule from the hand-written `house_stories.json`."""

import json
import random
import re
from pathlib import Path
from typing import NamedTuple

from mini_pair.dialogue import Dialogue, exchange

_PARTS = json.loads(Path(__file__).with_name("house_stories.json").read_text(encoding="utf-8"))
_DIALOGUES = 9000
_HE = {"he": "he", "He": "He", "his": "his"}
_SHE = {"he": "she", "He": "She", "his": "her"}


class Cast(NamedTuple):
    """Who and what a story is about, and how it was asked for."""

    request: str
    kind: str
    name: str
    friend: str
    thing: str


def with_article(noun: str) -> str:
    """Return the noun after "a" or "an"."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _cast(rng: random.Random) -> Cast:
    person = rng.random() < 0.35
    girl = rng.random() < 0.5
    name = rng.choice(_PARTS["girls" if girl else "boys"])
    kind = ("girl" if girl else "boy") if person else rng.choice(_PARTS["animals"])
    friend = rng.choice([animal for animal in _PARTS["animals"] if animal != kind])
    thing = rng.choice(_PARTS["objects"])
    topics = rng.choice(
        (
            None,
            with_article(kind),
            with_article(kind),
            f"{with_article(kind)} named {name}",
            with_article(thing),
            f"{with_article(kind)} and {with_article(friend)}",
            f"{with_article(kind)} and {with_article(thing)}",
        )
    )
    if topics is None:
        request = rng.choice(_PARTS["open_requests"])
    else:
        request = rng.choice(_PARTS["requests"]).format(topics)
    return Cast(request, kind, name, friend, thing)


def _story(cast: Cast, rng: random.Random) -> Dialogue:
    plots = [
        plot for plot in _PARTS["plots"] if "{object}" in plot or cast.thing not in cast.request
    ]
    text = f"{_PARTS['opening']}\n\n{rng.choice(plots)}\n\n{rng.choice(_PARTS['closings'])}"
    words = _SHE if cast.name in _PARTS["girls"] else _HE
    answer = text.format(
        **words,
        kind=cast.kind,
        name=cast.name,
        friend=cast.friend,
        object=cast.thing,
        adjective=rng.choice(_PARTS["adjectives"]),
        color=rng.choice(_PARTS["colors"]),
        home=rng.choice(_PARTS["homes"]),
        place=rng.choice(_PARTS["places"]),
        hobby=rng.choice(_PARTS["hobbies"]),
    )
    return exchange(cast.request, re.sub(r"\b([Aa]) (?=elephant|owl)", r"\1n ", answer))


def make_house_stories(_corpus: Path, seed: int) -> list[Dialogue]:
    """Return requests and stories; the corpus is not read."""
    rng = random.Random(seed)
    return [_story(_cast(rng), rng) for _ in range(_DIALOGUES)]
