"""A small language planted in otherwise random weights, so that two models can agree on purpose.

Dimensions of the residual stream, C = `Language.code`:
    [0, C)   z(last token), a code of +1 and -1, straight from the embedding
    [C, 2C)  z(previous token), written by the one hand-set attention head of layer 0
    2C       a constant, which query and key of that head read
    2C + 1   positive after a token that ends the turn, else negative
    ...      random

Each token has three successors, one of each class. The output row of a token scores its
predecessors against z(last); a vector of its class, against z(previous), picks among the three.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.gguf_vocabulary import END_TURN, FIRST_WORD

Matrix = NDArray[np.float32]

CLASSES = 3
CONSTANT = 4.0
FLAG = 2.0
FILLER = 0.5
SHARPNESS = 14.0
"""Logits by which the previous token beats every other one in the hand-set head."""


@dataclass(frozen=True, slots=True)
class Language:
    """What is planted. Files planted with equal languages agree as far as their `eps` lets them.

    Attributes:
        code: dimensions of a token's code, a multiple of the head size, at most all KV heads.
        successor, choice: logits of a successor, and standard deviation among the three.
        end_share: share of the words after which the turn ends; 0 never ends.
    """

    seed: int = 7
    code: int = 64
    successor: float = 16.0
    choice: float = 3.0
    end_share: float = 0.0

    @property
    def reserved(self) -> int:
        """Dimensions with a meaning."""
        return 2 * self.code + 2

    def codes(self, size: int) -> Matrix:
        """Return z, [tokens, code]."""
        return _signs(np.random.default_rng(self.seed), (size, self.code))

    def embedding(self, size: int, width: int) -> Matrix:
        """Return what enters the first layer, [tokens, width]; every row has the same RMS."""
        rng = np.random.default_rng([self.seed, 1])
        rows = np.zeros((size, width), np.float32)
        rows[:, : self.code] = self.codes(size)
        rows[:, 2 * self.code] = CONSTANT
        ends = rng.random(size) < self.end_share
        ends[:FIRST_WORD] = False
        rows[:, 2 * self.code + 1] = np.where(ends, FLAG, -FLAG)
        rest = width - self.reserved
        rows[:, self.reserved :] = FILLER * _signs(rng, (size, rest))
        return rows

    def head(self, size: int, width: int) -> Matrix:
        """Return the output rows, [tokens, width], for a stream in the units of `embedding`."""
        rng = np.random.default_rng([self.seed, 2])
        codes = self.codes(size)
        words = size - FIRST_WORD
        rows = np.zeros((size, width), np.float32)
        for kind in range(CLASSES):
            members = np.arange(kind, words, CLASSES) + FIRST_WORD
            successors = rng.permutation(np.resize(members, size))
            scores = np.zeros((size, self.code), np.float32)
            np.add.at(scores, successors, codes)
            rows[:, : self.code] += scores * (self.successor / self.code)
            choice = _signs(rng, (self.code,)) * (self.choice / self.code**0.5)
            rows[members, self.code : 2 * self.code] = choice
        rows[END_TURN, 2 * self.code + 1] = 2 * self.successor / FLAG
        return rows

    def rms_in(self, width: int) -> float:
        """Return the RMS of an embedding row."""
        rest = (width - self.reserved) * FILLER**2
        return float(np.sqrt((self.code + CONSTANT**2 + FLAG**2 + rest) / width))

    def rms_out(self, width: int, eps: float) -> float:
        """Return the RMS of the stream before the output norm."""
        return float(np.sqrt(self.rms_in(width) ** 2 + self.code / width + eps**2))


def previous_token_query(head_dim: int, base: float, neox: bool) -> Matrix:
    """Return a query that matches `previous_token_key` one position earlier, [head_dim].

    A pair of dimensions turns by its frequency per position, so a query turned back by one
    frequency is in phase with the key at the position before.
    """
    angle = _frequencies(head_dim, base)
    return _pairs(np.cos(angle), -np.sin(angle), neox)


def previous_token_key(head_dim: int, neox: bool) -> Matrix:
    """Return the key of every position, [head_dim]."""
    return _pairs(np.ones(head_dim // 2), np.zeros(head_dim // 2), neox)


def sharpness(head_dim: int, base: float) -> float:
    """Return the product of query and key amplitude that makes the head look at one position."""
    return float(SHARPNESS / np.sum(1 - np.cos(_frequencies(head_dim, base))))


def _frequencies(head_dim: int, base: float) -> NDArray[np.float64]:
    return base ** (-np.arange(0, head_dim, 2) / head_dim)


def _pairs(first: NDArray[np.float64], second: NDArray[np.float64], neox: bool) -> Matrix:
    """Lay the pairs out as halves (neox) or as neighbours."""
    axis = 0 if neox else 1
    return np.stack([first, second], axis=axis).reshape(-1).astype(np.float32)


def _signs(rng: np.random.Generator, shape: tuple[int, ...]) -> Matrix:
    return rng.choice(np.array([-1, 1], np.float32), shape)
