"""Proof that the GGUF means the same to llama.cpp as the checkpoint does to PyTorch.

Run in two steps, for the two libraries need not live in one environment:
`--write` stores PyTorch's numbers, `--check` compares llama.cpp's with them.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

_LENGTH = 700
_DRAFT_FROM = (5, 255, 256, 257, 600)
_STEPS = 4
_TOLERANCE = 1e-2


def write(data: Path, target_path: Path, drafter_path: Path, out: Path) -> None:
    """Store PyTorch's target logits and four draft steps from several positions."""
    import torch

    from mini_pair.batches import Dialogues
    from mini_pair.drafter import Drafter
    from mini_pair.layers import tanh_gelu
    from mini_pair.shapes import DrafterShape, TargetShape
    from mini_pair.target import Target

    target, drafter = Target(TargetShape()), Drafter(DrafterShape())
    target.load_state_dict(torch.load(target_path, weights_only=True)["model"])
    drafter.load_state_dict(torch.load(drafter_path, weights_only=True)["model"])
    for layer in (*target.layers, *drafter.layers):
        # ggml-cpu reads GELU from a table of half-precision numbers (ggml_vec_geglu_f32)
        layer.feed_forward.activation = lambda x: tanh_gelu(x.half().float()).half().float()
    tokens = torch.from_numpy(
        Dialogues(data / "stories.heldout.npz").tokens[:_LENGTH].astype(np.int64)
    )[None]
    drafts = np.zeros((len(_DRAFT_FROM), _STEPS, target.embedding.num_embeddings), np.float32)
    with torch.no_grad():
        seen = target(tokens)
        for row, start in enumerate(_DRAFT_FROM):
            hidden = seen.hidden[:, start - 1 : start]
            for step in range(_STEPS):
                embedded = target.embed(tokens[:, start + step : start + step + 1])
                draft = drafter(embedded, hidden, torch.tensor([start]), seen)
                drafts[row, step] = draft.logits[0, 0].numpy()
                hidden = draft.hidden
        logits = target.logits(seen.hidden)[0].numpy()
    np.savez(out, tokens=tokens[0].numpy(), logits=logits, drafts=drafts)


def check(models: Path, stored: Path) -> bool:
    """Print the largest differences; return whether all are within the tolerance."""
    from mini_pair.llama_pair import Pair, Settings

    arrays = np.load(stored)
    tokens = [int(token) for token in arrays["tokens"]]
    worst_draft = np.zeros(_STEPS)
    target, drafter = (models / f"foretoken-mini-{part}.gguf" for part in ("target", "drafter"))
    with Pair(target, drafter, Settings(full_precision_cache=True)) as pair:
        for row, start in enumerate(_DRAFT_FROM):
            pair.clear()
            pair.run_target(tokens[:start], 0)
            hidden = pair.target_hidden(start - 1)
            for step in range(_STEPS):
                pair.run_drafter(tokens[start + step], hidden, start)
                gap = np.abs(pair.drafter_logits() - arrays["drafts"][row, step]).max()
                worst_draft[step] = max(worst_draft[step], gap)
                hidden = pair.drafter_hidden()
        pair.clear()
        half = len(tokens) // 2
        pair.run_target(tokens[:half], 0)
        first = [pair.target_logits(row).copy() for row in range(half)]
        pair.run_target(tokens[half:], half)
        second = [pair.target_logits(row).copy() for row in range(len(tokens) - half)]
    worst_target = float(np.abs(np.stack(first + second) - arrays["logits"]).max())
    print(f"largest target logit: {np.abs(arrays['logits']).max():.2f}")
    print(f"target over {len(tokens)} positions: largest difference {worst_target:.2e}")
    for step, gap in enumerate(worst_draft, start=1):
        print(f"draft step {step}: largest difference {gap:.2e}")
    return max(worst_target, float(worst_draft.max())) < _TOLERANCE


def main() -> None:
    """Parse the command line and run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--numbers", type=Path, required=True, help="the .npz between the steps")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--target", type=Path, help="checkpoint")
    parser.add_argument("--drafter", type=Path, help="checkpoint")
    parser.add_argument("--check", type=Path, help="folder with the F32 GGUF files")
    arguments = parser.parse_args()
    if arguments.write:
        write(arguments.data, arguments.target, arguments.drafter, arguments.numbers)
    else:
        sys.exit(0 if check(arguments.check, arguments.numbers) else 1)


if __name__ == "__main__":
    main()
