"""First half of the proof of the export: store what PyTorch computes for `verify_logits`."""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from mini_pair.arrays import Dialogues
from mini_pair.drafter import Drafter
from mini_pair.layers import tanh_gelu
from mini_pair.shapes import VOCAB_SIZE, DrafterShape, TargetShape
from mini_pair.target import Target

_LENGTH = 700
_DRAFT_FROM = (5, 255, 256, 257, 600)
_STEPS = 4


def table_gelu(x: Tensor) -> Tensor:
    """Return GELU as ggml-cpu does, from a table of half-precision numbers."""
    return tanh_gelu(x.half().float()).half().float()


def draft_logits(target: Target, drafter: Drafter, tokens: Tensor, start: int) -> np.ndarray:
    """Return the logits of four draft steps from `start`, fed with the text's own tokens."""
    seen = target(tokens)
    hidden = seen.hidden[:, start - 1 : start]
    rows = np.zeros((_STEPS, VOCAB_SIZE), np.float32)
    for step in range(_STEPS):
        embedded = target.embed(tokens[:, start + step : start + step + 1])
        draft = drafter(embedded, hidden, torch.tensor([start]), seen)
        rows[step] = draft.logits[0, 0].numpy()
        hidden = draft.hidden
    return rows


def main() -> None:
    """Parse the command line and write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--target", type=Path, required=True, help="checkpoint")
    parser.add_argument("--drafter", type=Path, required=True, help="checkpoint")
    parser.add_argument("--numbers", type=Path, required=True, help="the .npz to write")
    arguments = parser.parse_args()
    target, drafter = Target(TargetShape()), Drafter(DrafterShape())
    target.load_state_dict(torch.load(arguments.target, weights_only=True)["model"])
    drafter.load_state_dict(torch.load(arguments.drafter, weights_only=True)["model"])
    for layer in (*target.layers, *drafter.layers):
        layer.feed_forward.activation = table_gelu
    text = Dialogues(arguments.data / "stories.heldout.npz").tokens[:_LENGTH].astype(np.int64)
    tokens = torch.from_numpy(text)[None]
    with torch.no_grad():
        np.savez(
            arguments.numbers,
            tokens=text,
            logits=target.logits(target(tokens).hidden)[0].numpy(),
            starts=np.array(_DRAFT_FROM),
            drafts=np.stack([draft_logits(target, drafter, tokens, s) for s in _DRAFT_FROM]),
        )


if __name__ == "__main__":
    main()
