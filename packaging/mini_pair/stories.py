"""TinyStories as answers to requests for a story."""

import itertools
import math
import random
import re
from collections import Counter
from pathlib import Path

from mini_pair.dialogue import Dialogue, clean, exchange

_WORD = re.compile(r"[A-Za-z]+")
_NAMED = re.compile(r"\b(?:little |young |big |small )?([a-z]+) named ([A-Z][a-z]+)")
_OPEN_REQUESTS = (
    "Tell me a story.",
    "Tell me a short story.",
    "Can you tell me a story?",
    "Please tell me a bedtime story.",
    "Write a short story.",
)
_TOPIC_REQUESTS = (
    "Tell me a story about {}.",
    "Tell me a story about {}.",
    "Tell me a short story about {}.",
    "Can you tell me a story about {}?",
    "Write a story about {}.",
    "Write a short story about {}.",
    "Please tell me a story about {}",
    "I would like a story about {}.",
)
_SHORTEST_STORY = 200


def split_stories(text: str) -> list[str]:
    """Split at single line breaks; blank lines only separate a story's paragraphs."""
    stories = re.split(r"(?<!\n)\n(?!\n)", text)
    return [clean(story) for story in stories if len(story) >= _SHORTEST_STORY]


def _nouns(stories: list[str]) -> set[str]:
    """Return words that mostly follow an article or a possessive."""
    after, total = Counter[str](), Counter[str]()
    for story in stories:
        words = [word.lower() for word in _WORD.findall(story)]
        total.update(words)
        pairs = itertools.pairwise(words)
        after.update(word for before, word in pairs if before in {"a", "an", "the", "his", "her"})
    return {word for word, count in total.items() if count >= 3 and after[word] > 0.45 * count}


def _with_article(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


class TopicFinder:
    """Names what a story is about, from how often its nouns occur in it and elsewhere."""

    def __init__(self, stories: list[str]) -> None:
        self._nouns = _nouns(stories)
        self._stories = len(stories)
        self._spread = Counter[str]()
        for story in stories:
            self._spread.update({word.lower() for word in _WORD.findall(story)})

    def topics(self, story: str) -> list[str]:
        """Return up to three phrases such as "a needle" or "a girl named Lily"."""
        counts = Counter(word.lower() for word in _WORD.findall(story))
        scores = {
            word: count * math.log(self._stories / self._spread[word])
            for word, count in counts.items()
            if word in self._nouns and count >= 2
        }
        best = sorted(scores, key=lambda word: -scores[word])[:2]
        phrases = [_with_article(word) for word in best]
        named = _NAMED.search(story)
        if named:
            phrases.append(f"{_with_article(named[1])} named {named[2]}")
        return phrases


def _request(topics: list[str], rng: random.Random) -> str:
    if not topics or rng.random() < 0.15:
        return rng.choice(_OPEN_REQUESTS)
    chosen = rng.sample(topics, k=2 if len(topics) > 1 and rng.random() < 0.3 else 1)
    return rng.choice(_TOPIC_REQUESTS).format(" and ".join(chosen))


def read_stories(corpus: Path, seed: int) -> list[Dialogue]:
    """Return every story three times, each under a different request."""
    text = (corpus / "tinystories_subset" / "tinystories_944k.txt").read_text(encoding="utf-8")
    stories = split_stories(text)
    finder = TopicFinder(stories)
    rng = random.Random(seed)
    dialogues: list[Dialogue] = []
    for story in stories:
        topics = finder.topics(story)
        dialogues += [exchange(_request(topics, rng), story) for _ in range(3)]
    return dialogues
