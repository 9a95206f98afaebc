"""Step 6: measure the exported pair through llama.cpp on the held-out prompts."""

import argparse
import json
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

from mini_pair.arrays import Dialogues
from mini_pair.decoding import Rounds, decode_plain, decode_speculative
from mini_pair.llama_pair import Pair, Settings

_LIMIT = 400


class Measured(NamedTuple):
    """One prompt: its kind, the speculative run and the seconds each way took."""

    kind: str
    run: Rounds
    same: bool
    ended: bool
    plain_s: float
    speculative_s: float


def format_prompt(prompt: str) -> str:
    """Return what the chat template makes of one user message."""
    return f"<bos><start_of_turn>user\n{prompt.strip()}<end_of_turn>\n<start_of_turn>model\n"


def measure(pair: Pair, record: dict[str, str], depth: int, repeats: int) -> Measured:
    """Decode one prompt both ways; keep the fastest of `repeats` alternating timings."""
    prompt = pair.tokenize(format_prompt(record["prompt"]))
    plain_s, speculative_s = [], []
    for _ in range(repeats):
        started = time.perf_counter()
        text = decode_plain(pair, prompt, _LIMIT)
        middle = time.perf_counter()
        run = decode_speculative(pair, prompt, _LIMIT, depth)
        plain_s.append(middle - started)
        speculative_s.append(time.perf_counter() - middle)
    ended = pair.ends(text[-1])
    same = run.tokens == text
    return Measured(record.get("kind", ""), run, same, ended, min(plain_s), min(speculative_s))


def acceptance(runs: list[Rounds], depth: int) -> tuple[float, list[float]]:
    """Return accepted / submitted overall, and for each position of the draft."""
    accepted = np.array([count for run in runs for count in run.accepted])
    by_position = [float((accepted > position).mean()) for position in range(depth)]
    return float(accepted.mean() / depth), by_position


def held_out_loss(pair: Pair, data: Path) -> dict[str, float]:
    """Return the mean loss per token of the model's turns, by source, on up to 60 dialogues."""
    losses: dict[str, float] = {}
    for path in sorted(data.glob("*.heldout.npz")):
        dialogues = Dialogues(path)
        total, count = 0.0, 0
        for index in range(min(len(dialogues), 60)):
            tokens, mask = (array.astype(int) for array in dialogues.piece(index))
            pair.clear()
            pair.run_target([int(token) for token in tokens[:-1]], 0)
            rows = np.stack([pair.target_logits(row).copy() for row in range(len(tokens) - 1)])
            peak = rows.max(axis=1)
            norm = peak + np.log(np.exp(rows - peak[:, None]).sum(axis=1))
            picked = rows[np.arange(len(rows)), tokens[1:]]
            total += float(((norm - picked) * mask[1:]).sum())
            count += int(mask[1:].sum())
        losses[path.name.split(".")[0]] = total / count
    return losses


def report(measured: list[Measured], depth: int) -> None:
    """Print acceptance, speed and endings, overall and by kind."""
    kinds: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        kinds[one.kind].append(one)
    for name, part in [*kinds.items(), ("all", measured)]:
        overall, by_position = acceptance([one.run for one in part if one.run.accepted], depth)
        positions = " ".join(f"{value:.3f}" for value in by_position)
        plain, fast = (sum(getattr(one, f) for one in part) for f in ("plain_s", "speculative_s"))
        tokens = sum(len(one.run.tokens) for one in part)
        print(
            f"{name:12} prompts {len(part):3} tokens {tokens:5} "
            f"accepted {overall:.3f} ({positions}) "
            f"plain {tokens / plain:6.0f} tok/s speculative {tokens / fast:6.0f} tok/s "
            f"ratio {plain / fast:.2f} ended {sum(one.ended for one in part)} "
            f"identical {sum(one.same for one in part)}"
        )
    lengths = [len(one.run.tokens) for one in measured]
    print(f"answer length: median {statistics.median(lengths)}, longest {max(lengths)}")


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--prompts", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="also print the held-out loss")
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    target, drafter = (
        arguments.models / f"foretoken-mini-{part}.gguf" for part in ("target", "drafter")
    )
    lines = arguments.prompts.read_text(encoding="utf-8").splitlines()
    with Pair(target, drafter, Settings(threads=arguments.threads)) as pair:
        records = [json.loads(line) for line in lines]
        report(
            [measure(pair, r, arguments.depth, arguments.repeats) for r in records], arguments.depth
        )
        if arguments.data:
            for name, loss in held_out_loss(pair, arguments.data).items():
                print(f"held-out loss {name}: {loss:.3f}")


if __name__ == "__main__":
    main()
