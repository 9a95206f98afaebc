"""Step 3: train the drafter together with the target, so that the hidden state looks ahead."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from mini_pair.batches import Sampler
from mini_pair.drafter import Drafter
from mini_pair.shapes import DrafterShape, TargetShape
from mini_pair.sources import SOURCES
from mini_pair.target import Target

_STEP_WEIGHTS = (1.0, 0.9, 0.8)
_HARD_SHARE = 0.5
_USER_WEIGHT = 0.05
_MUON_RATE, _ADAM_RATE, _TARGET_RATE = 0.02, 4e-3, 0.15
_WARM_UP_STEPS, _PLATEAU = 40, 0.3
_LENGTH, _STRIDE = 512, 2
_SAVE_EVERY = 100


class Losses(NamedTuple):
    """Mean loss of the target's next token, and of each draft step."""

    target: Tensor
    drafts: list[Tensor]


def start_from_target(drafter: Drafter, target: Target) -> None:
    """Start with the target's embedding table as output head, and pass the state through."""
    width = target.shape.width
    with torch.no_grad():
        drafter.embedding.weight[:, :width] = target.embedding.weight
        drafter.post_projection.weight.mul_(0.1)
        drafter.post_projection.weight[:, :width] += torch.eye(width)


def weighted_mean(losses: Tensor, weights: Tensor) -> Tensor:
    """Return the mean of `losses` under `weights`."""
    return (losses * weights).sum() / weights.sum()


def pair_losses(
    target: Target, drafter: Drafter, tokens: Tensor, weights: Tensor, positions: Tensor
) -> Losses:
    """Return the losses of both models on tokens [batch, time].

    Drafting from position p starts with the hidden state of p - 1 and token p. Every step is
    compared with the target's distribution at the token it stands for, and with its maximum.
    `weights[:, i]` belongs to predicting token i + 1.
    """
    seen = target(tokens)
    logits = target.logits(seen.hidden).float()
    own = functional.cross_entropy(
        logits[:, :-1].flatten(0, 1), tokens[:, 1:].flatten(), reduction="none"
    )
    wanted = logits.detach()
    hidden = seen.hidden[:, positions - 1]
    drafts: list[Tensor] = []
    for step in range(len(_STEP_WEIGHTS)):
        at = positions + step
        draft = drafter(target.embed(tokens[:, at]), hidden, positions, seen)
        hidden = draft.hidden
        scores = functional.log_softmax(draft.logits.float(), dim=-1)
        goal = wanted[:, at]
        soft = -(goal.softmax(dim=-1) * scores).sum(dim=-1)
        hard = -scores.gather(-1, goal.argmax(dim=-1, keepdim=True)).squeeze(-1)
        drafts.append(weighted_mean(torch.lerp(soft, hard, _HARD_SHARE), weights[:, at]))
    return Losses(weighted_mean(own, weights[:, :-1].flatten()), drafts)


class Trainer:
    """Owns both models, their optimizers and the time spent so far."""

    def __init__(self, data: Path, start: Path, folder: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.target, self.drafter = Target(TargetShape()), Drafter(DrafterShape())
        self._folder = folder
        self.step, self.spent = 0, 0.0
        if (folder / "drafter.pt").exists():
            state = torch.load(folder / "drafter.pt", weights_only=True)
            self.drafter.load_state_dict(state["model"])
            self.step, self.spent = state["step"], state["spent"]
            start = folder / "target.pt"
        self.target.load_state_dict(torch.load(start, weights_only=True)["model"])
        if not self.step:
            start_from_target(self.drafter, self.target)
        self._optimizers = [
            *self._pair_of_optimizers(self.target, _TARGET_RATE),
            *self._pair_of_optimizers(self.drafter, 1.0),
        ]
        self._loss = torch.compile(self._forward, dynamic=False)
        shares = [source.pair_share for source in SOURCES]
        self._sampler = Sampler(data, shares, seed + self.step)

    @staticmethod
    def _pair_of_optimizers(
        model: Target | Drafter, scale: float
    ) -> list[tuple[torch.optim.Optimizer, float]]:
        named = list(model.named_parameters())
        matrices = [p for name, p in named if p.ndim == 2 and "layers" in name]
        others = [p for name, p in named if p.ndim == 1 or "layers" not in name]
        adam = torch.optim.AdamW(others, betas=(0.9, 0.95), weight_decay=0.0)
        muon = torch.optim.Muon(matrices, weight_decay=0.02)
        return [(muon, scale * _MUON_RATE), (adam, scale * _ADAM_RATE)]

    def _forward(self, tokens: Tensor, weights: Tensor, positions: Tensor) -> tuple[Tensor, Tensor]:
        with torch.autocast("cpu", torch.bfloat16):
            losses = pair_losses(self.target, self.drafter, tokens, weights, positions)
        drafts = torch.stack(losses.drafts)
        total = losses.target + (drafts * torch.tensor(_STEP_WEIGHTS)).mean()
        return total, torch.cat((losses.target.detach()[None], drafts.detach()))

    def train(self, seconds: float, rows: int) -> Iterator[list[float]]:
        """Train until `seconds` are spent; yield the losses of every step."""
        begun, before = self.step, self.spent
        started = time.monotonic()
        while self.spent < seconds:
            decay = (1 - self.spent / seconds) / (1 - _PLATEAU)
            factor = min(1.0, decay, (self.step - begun + 1) / _WARM_UP_STEPS)
            batch = self._sampler.batch(rows, _LENGTH, 0.0, _USER_WEIGHT)
            last = _LENGTH - len(_STEP_WEIGHTS)
            positions = torch.arange(1 + self.step % _STRIDE, last, _STRIDE)
            loss, parts = self._loss(batch.tokens[:, :_LENGTH], batch.weights, positions)
            loss.backward()
            for optimizer, peak in self._optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = peak * factor
                optimizer.step()
                optimizer.zero_grad()
            self.step += 1
            self.spent = before + time.monotonic() - started
            if self.step % _SAVE_EVERY == 0:
                self.save()
            yield parts.tolist()
        self.save()

    def save(self) -> None:
        """Write both checkpoints, each atomically."""
        self._folder.mkdir(parents=True, exist_ok=True)
        models: dict[str, Target | Drafter] = {"target": self.target, "drafter": self.drafter}
        for name, model in models.items():
            state = {"model": model.state_dict(), "step": self.step, "spent": self.spent}
            part = self._folder / f"{name}.part"
            torch.save(state, part)
            part.replace(self._folder / f"{name}.pt")


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="the target's checkpoint")
    parser.add_argument("--out", type=Path, required=True, help="folder for both checkpoints")
    parser.add_argument("--seconds", type=float, default=1500)
    parser.add_argument("--rows", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    trainer = Trainer(arguments.data, arguments.start, arguments.out, arguments.seed)
    average: list[float] = []
    for parts in trainer.train(arguments.seconds, arguments.rows):
        average = average or parts
        average = [0.95 * a + 0.05 * p for a, p in zip(average, parts, strict=True)]
        if trainer.step % 20 == 0:
            numbers = " ".join(f"{value:.3f}" for value in average)
            print(f"{trainer.step} {trainer.spent:.0f}s target {numbers}", flush=True)


if __name__ == "__main__":
    main()
