"""Step 3: train the drafter against the frozen target; resumes from its checkpoint."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from mini_pair.batches import Sampler
from mini_pair.drafter import Drafter
from mini_pair.shapes import DrafterShape, TargetShape
from mini_pair.target import Target, TargetOutput

_STEPS = 4
_STEP_WEIGHTS = (1.0, 0.9, 0.8, 0.4)
_HARD_SHARE = 0.5
_USER_WEIGHT = 0.05
_MUON_RATE, _ADAM_RATE, _WARM_UP_STEPS = 0.02, 4e-3, 30
_LENGTH = 512


def start_from_target(drafter: Drafter, target: Target) -> None:
    """Start with the target's embedding table, projected on its main directions."""
    table = target.embedding.weight.detach()
    _, _, directions = torch.linalg.svd(table, full_matrices=False)
    basis = directions[: drafter.shape.width].T
    with torch.no_grad():
        drafter.embedding.weight.copy_(table @ basis)
        drafter.post_projection.weight.copy_(basis)


def unrolled_loss(
    drafter: Drafter, target: Target, seen: TargetOutput, logits: Tensor, batch: tuple[Tensor, Tensor]
) -> Tensor:
    """Return the weighted loss of four draft steps from every position but the first.

    Drafting from position p starts with the hidden state of p - 1 and token p. Every step is
    compared with the target's own distribution at the token it stands for and with its maximum.
    """
    tokens, weights = batch
    count = tokens.shape[1] - _STEPS - 1
    positions = torch.arange(1, count + 1)
    hidden = seen.hidden[:, :count]
    total = torch.zeros(())
    for step, step_weight in enumerate(_STEP_WEIGHTS):
        span = slice(1 + step, 1 + step + count)
        draft = drafter(target.embed(tokens[:, span]), hidden, positions, seen)
        hidden = draft.hidden
        scores = functional.log_softmax(draft.logits.float(), dim=-1)
        wanted = logits[:, span].float()
        soft = -(wanted.softmax(dim=-1) * scores).sum(dim=-1)
        hard = -scores.gather(-1, wanted.argmax(dim=-1, keepdim=True)).squeeze(-1)
        losses = (1 - _HARD_SHARE) * soft + _HARD_SHARE * hard
        total = total + step_weight * (losses * weights[:, span]).sum() / weights[:, span].sum()
    return total / sum(_STEP_WEIGHTS)


class Trainer:
    """Owns the drafter, its optimizers and the time spent so far."""

    def __init__(self, data: Path, target: Path, checkpoint: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.target = Target(TargetShape()).requires_grad_(False)
        self.target.load_state_dict(torch.load(target, weights_only=True)["model"])
        self.drafter = Drafter(DrafterShape())
        start_from_target(self.drafter, self.target)
        self._checkpoint = checkpoint
        if checkpoint.exists():
            self.drafter.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
        matrices = [p for p in self.drafter.layers.parameters() if p.ndim == 2]
        matrices.append(self.drafter.pre_projection.weight)
        chosen = {id(p) for p in matrices}
        others = [p for p in self.drafter.parameters() if id(p) not in chosen]
        self._optimizers = [
            torch.optim.Muon(matrices, lr=_MUON_RATE, weight_decay=0.02),
            torch.optim.AdamW(others, lr=_ADAM_RATE, betas=(0.9, 0.95), weight_decay=0.0),
        ]
        self._loss = torch.compile(self._forward, dynamic=False)
        self._sampler = Sampler(data, seed)
        self.step = 0

    def _forward(self, tokens: Tensor, weights: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                seen = self.target(tokens)
                logits = self.target.logits(seen.hidden)
            return unrolled_loss(self.drafter, self.target, seen, logits, (tokens, weights))

    def train(self, seconds: float, rows: int) -> Iterator[float]:
        """Train for `seconds`, with a linear decay to zero; yield the loss of every step."""
        started = time.monotonic()
        while (progress := (time.monotonic() - started) / seconds) < 1:
            factor = min((self.step + 1) / _WARM_UP_STEPS, 1.1 * (1 - progress), 1.0)
            for optimizer, peak in zip(self._optimizers, (_MUON_RATE, _ADAM_RATE), strict=True):
                for group in optimizer.param_groups:
                    group["lr"] = peak * factor
            batch = self._sampler.batch(rows, _LENGTH - 1, 0.0, _USER_WEIGHT)
            weights = torch.cat((batch.weights, batch.weights[:, :1]), dim=1)
            loss = self._loss(batch.tokens, weights)
            loss.backward()
            for optimizer in self._optimizers:
                optimizer.step()
                optimizer.zero_grad()
            self.step += 1
            if self.step % 100 == 0:
                self.save()
            yield loss.item()
        self.save()

    def save(self) -> None:
        """Write the checkpoint, atomically."""
        part = self._checkpoint.with_suffix(".part")
        torch.save({"model": self.drafter.state_dict(), "step": self.step}, part)
        part.replace(self._checkpoint)


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--target", type=Path, required=True, help="checkpoint")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--rows", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    trainer = Trainer(arguments.data, arguments.target, arguments.checkpoint, arguments.seed)
    average = 0.0
    for loss in trainer.train(arguments.seconds, arguments.rows):
        average = loss if not average else 0.97 * average + 0.03 * loss
        if trainer.step % 20 == 0:
            print(f"{trainer.step} {average:.4f}", flush=True)


if __name__ == "__main__":
    main()
