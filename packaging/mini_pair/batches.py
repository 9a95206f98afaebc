"""Random training batches: rows of whole dialogues, or a stretch of a book."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from mini_pair.arrays import Dialogues
from mini_pair.sources import SOURCES


class Batch(NamedTuple):
    """`tokens` [batch, length + 1] and the loss weight of predicting each of tokens[:, 1:]."""

    tokens: Tensor
    weights: Tensor


class Sampler:
    """Draws rows; sources are mixed within a row so that their token shares hold."""

    def __init__(self, data: Path, shares: list[float], seed: int) -> None:
        self._sources = [Dialogues(data / f"{source.name}.train.npz") for source in SOURCES]
        lengths = [len(part.tokens) / len(part) for part in self._sources]
        chances = np.array([share / n for share, n in zip(shares, lengths, strict=True)])
        self._chances = chances / chances.sum()
        self._books = np.load(data / "books.npy")
        self._rng = np.random.default_rng(seed)

    def batch(self, rows: int, length: int, books: float, user_weight: float) -> Batch:
        """Draw rows of `length` + 1 tokens, a share `books` of them from books."""
        drawn = [
            self._book_row(length + 1)
            if self._rng.random() < books
            else self._dialogue_row(length + 1, user_weight)
            for _ in range(rows)
        ]
        tokens = np.stack([row for row, _ in drawn]).astype(np.int64)
        weights = np.stack([weight[1:] for _, weight in drawn])
        return Batch(torch.from_numpy(tokens), torch.from_numpy(weights))

    def _book_row(self, length: int) -> tuple[np.ndarray, np.ndarray]:
        start = self._rng.integers(0, len(self._books) - length)
        return self._books[start : start + length], np.ones(length, dtype=np.float32)

    def _dialogue_row(self, length: int, user_weight: float) -> tuple[np.ndarray, np.ndarray]:
        pieces: list[tuple[np.ndarray, np.ndarray]] = []
        while sum(len(tokens) for tokens, _ in pieces) < length:
            source = self._sources[self._rng.choice(len(self._sources), p=self._chances)]
            pieces.append(source.piece(int(self._rng.integers(len(source)))))
        tokens = np.concatenate([tokens for tokens, _ in pieces])[:length]
        mask = np.concatenate([mask for _, mask in pieces])[:length]
        return tokens, np.where(mask == 1, 1.0, user_weight).astype(np.float32)
