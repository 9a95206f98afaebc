"""Proof of the export: compare llama.cpp's logits of the F32 files with PyTorch's."""

import argparse
import sys
from pathlib import Path

import numpy as np

from mini_pair.llama_pair import Pair, Settings

_TOLERANCE = 1e-2


def target_gap(pair: Pair, tokens: list[int], expected: np.ndarray) -> float:
    """Return the largest difference of the target, decoded in two batches."""
    pair.clear()
    rows: list[np.ndarray] = []
    half = len(tokens) // 2
    for start, part in ((0, tokens[:half]), (half, tokens[half:])):
        pair.run_target(part, start)
        rows += [pair.target_logits(row).copy() for row in range(len(part))]
    return float(np.abs(np.stack(rows) - expected).max())


def draft_gaps(pair: Pair, tokens: list[int], start: int, expected: np.ndarray) -> np.ndarray:
    """Return the largest difference of each draft step from position `start`."""
    pair.clear()
    pair.run_target(tokens[:start], 0)
    hidden = pair.target_hidden(start - 1)
    gaps = np.zeros(len(expected))
    for step, row in enumerate(expected):
        pair.run_drafter(tokens[start + step], hidden, start)
        gaps[step] = np.abs(pair.drafter_logits() - row).max()
        hidden = pair.drafter_hidden()
    return gaps


def main() -> None:
    """Parse the command line, print the differences, exit with 1 if one is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True, help="folder of the F32 files")
    parser.add_argument("--numbers", type=Path, required=True, help="from torch_logits")
    arguments = parser.parse_args()
    files = [arguments.models / f"foretoken-mini-{part}.gguf" for part in ("target", "drafter")]
    stored = np.load(arguments.numbers)
    tokens = [int(token) for token in stored["tokens"]]
    with Pair(
        files[0], files[1], Settings(flash_attention=False, full_precision_cache=True)
    ) as pair:
        target = target_gap(pair, tokens, stored["logits"])
        starts = [int(start) for start in stored["starts"]]
        runs = zip(starts, stored["drafts"], strict=True)
        drafts = np.max([draft_gaps(pair, tokens, start, rows) for start, rows in runs], axis=0)
    print(f"largest logit of the target {np.abs(stored['logits']).max():.2f}")
    print(f"target, {len(tokens)} positions: largest difference {target:.2e}")
    for step, gap in enumerate(drafts, start=1):
        print(f"draft step {step} from {starts}: largest difference {gap:.2e}")
    sys.exit(0 if max(target, float(drafts.max())) < _TOLERANCE else 1)


if __name__ == "__main__":
    main()
