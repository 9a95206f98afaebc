"""Greedy turns, token for token against plain ones; where kernels differ, against their noise."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.core.events import GenerateRequest, GenerationFinished
from app.core.pairs import Method
from app.engine.pair import Pair
from tests.losslessness import Case, answer, forget

PROMPT_SEED = 11
NOISE_TEXTS = 4
"""Of the plain texts, how many the noise is measured on."""


class PlainText(NamedTuple):
    """A prompt, and what plain decoding makes of it."""

    prompt: str
    text: str
    tokens: tuple[int, ...]


class Difference(NamedTuple):
    """Where a text parts from the plain one, and by how much plain preferred its own token."""

    prompt: int
    token: int
    plain: int | None
    speculative: int | None
    margin: float


class Equality(NamedTuple):
    """All prompts at one depth.

    Attributes:
        tokens: of all plain texts.
        noise: by how much evaluating depth + 1 tokens at once moves one logit against another in
            a row, at most.
    """

    depth: int
    prompts: int
    tokens: int
    acceptance: float
    noise: float
    differences: tuple[Difference, ...]

    @property
    def lossless(self) -> bool:
        """Whether nothing differs but where plain's choice was closer than the noise."""
        return all(one.margin <= self.noise for one in self.differences)


def plain_texts(pair: Pair, count: int, length: int) -> list[PlainText]:
    """Answer `count` prompts plainly: random words, and for every other one of these prompts the
    same words, their answer and the words again, so that text repeats."""
    chance = np.random.default_rng(PROMPT_SEED)
    texts: list[PlainText] = []
    while len(texts) < count:
        first = _plain(pair, _words(chance), length)
        again = _plain(pair, first.prompt + first.text + first.prompt, length)
        texts += [first, again]
    return texts[:count]


def compare(case: Case, pair: Pair, texts: Sequence[PlainText], depth: int) -> Equality:
    """Answer the same prompts speculatively, and explain every difference."""
    found: list[Difference] = []
    drafted = kept = 0
    for number, plain in enumerate(texts):
        wanted = _request(plain.prompt, len(plain.tokens), case.method, depth)
        finished = _answer_afresh(pair, replace(wanted, lookup=case.lookup))
        drafted += finished.statistics.draft_tokens
        kept += finished.statistics.accepted_tokens
        if finished.token_ids != plain.tokens:
            found.append(_first_difference(pair, number, plain, finished.token_ids))
    return Equality(
        depth,
        len(texts),
        sum(len(plain.tokens) for plain in texts),
        kept / drafted if drafted else 0.0,
        max(noise(pair, plain, depth + 1) for plain in texts[:NOISE_TEXTS]),
        tuple(found),
    )


def noise(pair: Pair, plain: PlainText, batch: int) -> float:
    """Return by how much batches move one logit against another over a text, at most."""
    prompt = _tokens(pair, plain.prompt)
    alone = _rows(pair, prompt, plain.tokens, 1)
    together = _rows(pair, prompt, plain.tokens, batch)
    return float(np.ptp(together - alone, axis=1).max())


def _first_difference(
    pair: Pair, number: int, plain: PlainText, tokens: Sequence[int]
) -> Difference:
    shorter = min(len(plain.tokens), len(tokens))
    at = next((i for i in range(shorter) if plain.tokens[i] != tokens[i]), shorter)
    row = _rows(pair, _tokens(pair, plain.prompt), plain.tokens[: at + 1], 1)[-1]
    second, first = np.sort(row)[-2:]
    one = plain.tokens[at] if at < len(plain.tokens) else None
    other = tokens[at] if at < len(tokens) else None
    return Difference(number, at, one, other, float(first - second))


def _rows(pair: Pair, prompt: list[int], tokens: Sequence[int], batch: int) -> np.ndarray:
    """Return the rows that `tokens` were chosen from, shape (tokens, vocabulary), after reading
    them `batch` at a time as a turn does; what was cached is lost."""
    forget(pair)
    known, largest = prompt[:-1], pair.context.max_batch
    for start in range(0, len(known), largest):
        pair.rollback.evaluate(known[start : start + largest], outputs=0)
    fed = [prompt[-1], *tokens[:-1]]
    rows: list[np.ndarray] = []
    for start in range(0, len(fed), batch):
        some = fed[start : start + batch]
        pair.rollback.verify(some)
        rows += [pair.context.logits(row).copy() for row in range(len(some))]
    forget(pair)
    return np.array(rows)


def _tokens(pair: Pair, text: str) -> list[int]:
    return pair.context.model.tokenize(text, add_special=True)


def _plain(pair: Pair, prompt: str, length: int) -> PlainText:
    finished = _answer_afresh(pair, _request(prompt, length, Method.OFF, 0))
    return PlainText(prompt, finished.text, finished.token_ids)


def _answer_afresh(pair: Pair, request: GenerateRequest) -> GenerationFinished:
    """Answer on an empty cache: what is left of an earlier turn was read in other batches."""
    forget(pair)
    return answer(pair, request)


def _request(prompt: str, length: int, method: Method, depth: int) -> GenerateRequest:
    return GenerateRequest(
        "greedy", raw_prompt=prompt, max_tokens=length, method=method, depth=depth
    )


def _words(chance: np.random.Generator) -> str:
    """Return two to eleven words of one to three syllables."""
    spelt: list[str] = []
    for _ in range(int(chance.integers(2, 12))):
        syllables = int(chance.integers(1, 4))
        consonants = chance.choice(list("bcdfghjklmnprstvz"), syllables)
        vowels = chance.choice(list("aeiou"), syllables)
        spelt.append("".join(f"{c}{v}" for c, v in zip(consonants, vowels, strict=True)))
    return " " + " ".join(spelt)
