"""Tokenised dialogues on disk."""

from pathlib import Path

import numpy as np


class Dialogues:
    """Tokenised dialogues of one source and split."""

    def __init__(self, path: Path) -> None:
        arrays = np.load(path)
        self.tokens = arrays["tokens"]
        self.mask = arrays["mask"]
        self.starts = arrays["starts"]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def piece(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Return tokens and mask of one dialogue."""
        span = slice(self.starts[index], self.starts[index + 1])
        return self.tokens[span], self.mask[span]
