"""Step 2: train the target for a given wall time; resumes from its checkpoint."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from mini_pair.batches import Batch, Sampler
from mini_pair.shapes import TargetShape
from mini_pair.sources import SOURCES
from mini_pair.target import Target

_MUON_RATE, _ADAM_RATE = 0.02, 3e-3
_WARM_UP_STEPS, _DECAY_FROM, _LAST_RATE = 40, 0.4, 0.02
_BOOKS_FULL_UNTIL, _BOOKS_UNTIL, _BOOKS_SHARE = 0.2, 0.5, 0.6
_LONG_ROWS_FROM = 0.88
_SAVE_EVERY_S = 120


def rate_factor(step: int, progress: float) -> float:
    """Return the learning rate relative to its peak: warm-up, plateau, linear decay."""
    warm_up = min(1.0, (step + 1) / _WARM_UP_STEPS)
    decay = max(0.0, progress - _DECAY_FROM) / (1 - _DECAY_FROM)
    return min(warm_up, max(_LAST_RATE, 1 - decay))


def draw(sampler: Sampler, progress: float, tokens: int) -> Batch:
    """Draw a batch: first mostly books, then dialogues only, at the end long rows."""
    fade = (progress - _BOOKS_FULL_UNTIL) / (_BOOKS_UNTIL - _BOOKS_FULL_UNTIL)
    early = min(1.0, max(0.0, 1 - fade))
    length = 1024 if progress > _LONG_ROWS_FROM else 512
    return sampler.batch(tokens // length, length, _BOOKS_SHARE * early, 0.3 * early)


def optimizers(model: Target) -> list[torch.optim.Optimizer]:
    """Return Muon for the matrices inside layers and Adam for everything else."""
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and "layers" in name]
    others = [p for name, p in model.named_parameters() if p.ndim == 1 or "layers" not in name]
    return [
        torch.optim.Muon(matrices, lr=_MUON_RATE, weight_decay=0.05),
        torch.optim.AdamW(others, lr=_ADAM_RATE, betas=(0.9, 0.95), weight_decay=0.0),
    ]


class Trainer:
    """Owns the model, its optimizers and the time spent so far."""

    def __init__(self, data: Path, checkpoint: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.model = Target(TargetShape())
        self.optimizers = optimizers(self.model)
        self._loss = torch.compile(self._forward, dynamic=False)
        self._checkpoint = checkpoint
        self.spent, self.step, self.seen = 0.0, 0, 0
        if checkpoint.exists():
            self._restore(torch.load(checkpoint, weights_only=True))
        shares = [source.target_share for source in SOURCES]
        self.sampler = Sampler(data, shares, seed + self.step)

    def _forward(self, tokens: Tensor, weights: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.model.logits(self.model(tokens[:, :-1]).hidden)
        losses = functional.cross_entropy(
            logits.float().flatten(0, 1), tokens[:, 1:].flatten(), reduction="none"
        )
        return (losses * weights.flatten()).sum() / weights.sum()

    def train(self, seconds: float, batch_tokens: int) -> Iterator[float]:
        """Train until `seconds` of training are spent; yield the loss of every step."""
        last_save = self.spent
        while self.spent < seconds:
            started = time.monotonic()
            progress = self.spent / seconds
            self._set_rates(rate_factor(self.step, progress))
            batch = draw(self.sampler, progress, batch_tokens)
            loss = self._loss(batch.tokens, batch.weights)
            loss.backward()
            for optimizer in self.optimizers:
                optimizer.step()
                optimizer.zero_grad()
            self.step += 1
            self.seen += batch_tokens
            self.spent += time.monotonic() - started
            if self.spent - last_save > _SAVE_EVERY_S:
                last_save = self.spent
                self.save()
            yield loss.item()
        self.save()

    def _set_rates(self, factor: float) -> None:
        for optimizer, peak in zip(self.optimizers, (_MUON_RATE, _ADAM_RATE), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = peak * factor

    def save(self) -> None:
        """Write the checkpoint, atomically."""
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "spent": self.spent,
            "step": self.step,
            "seen": self.seen,
        }
        part = self._checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self._checkpoint)

    def _restore(self, state: dict[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.spent, self.step, self.seen = state["spent"], state["step"], state["seen"]


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=3400)
    parser.add_argument("--batch-tokens", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    trainer = Trainer(arguments.data, arguments.checkpoint, arguments.seed)
    average = 0.0
    for loss in trainer.train(arguments.seconds, arguments.batch_tokens):
        average = loss if not average else 0.98 * average + 0.02 * loss
        if trainer.step % 20 == 0:
            print(f"{trainer.step} {trainer.spent:.0f}s {trainer.seen} {average:.4f}", flush=True)


if __name__ == "__main__":
    main()
