"""Measures what the depth controller loses: `python -m tests.depth_regret [SEEDS]`.

Time is the expected one, see depth_simulator.
"""

import dataclasses
import json
import statistics
import sys

from app.core.depth import DepthController
from app.core.depth_learnt import LearntDepth, read_learnt
from tests.depth_simulator import LONGEST, Result, run
from tests.depth_traces import (
    AGREEING,
    BORDERLINE,
    DRIFTING,
    NOISES,
    ZERO,
    Trace,
    expectation,
)

COLD, WARM, LONG_WARM = 1024, 256, 1024
"""Tokens of a run that starts with nothing learnt, and of ones that start with all."""

TAUGHT = 2048
"""Tokens, of another text and with other noise, before a warm run."""


def cold(trace: Trace, seed: int, tokens: int = COLD) -> Result:
    """Run a new controller."""
    controller = DepthController(LONGEST, trace.seeds)
    return run(controller, trace.on(seed), trace.text(tokens, seed), tokens, seed + 1000)


def taught(trace: Trace, seed: int) -> LearntDepth | None:
    """Return what a controller learnt from another text, as a file would give it back."""
    controller = DepthController(LONGEST, trace.seeds)
    run(controller, trace.on(seed), trace.text(TAUGHT, seed + 5000), TAUGHT, seed + 7000)
    return read_learnt(json.loads(json.dumps(dataclasses.asdict(controller.learnt()))))


def warm(trace: Trace, seed: int, tokens: int) -> Result:
    """Run a controller that starts from what another one learnt."""
    controller = DepthController(LONGEST, trace.seeds, taught(trace, seed))
    return run(controller, trace.on(seed), trace.text(tokens, seed), tokens, seed + 1000)


def against_plain(trace: Trace, seed: int, result: Result) -> float:
    """Return the run's speed over plain decoding's of the same text."""
    text = trace.text(result.tokens, seed)
    return trace.fixed(0, text, result.tokens) / result.seconds


def against_best(trace: Trace, seed: int, result: Result, best: int) -> float:
    """Return the run's speed over that of the best fixed depth.

    Where nothing drifts both speeds are expectations, so that a short text's luck cancels out.
    """
    if trace.steady:
        rows = expectation(trace)
        tokens = sum(rows[depth][0] for depth in result.depths[:-1]) + result.emitted[-1]
        return tokens / result.seconds / rows[best][1]
    return trace.fixed(best, trace.text(result.tokens, seed), result.tokens) / result.seconds


def tokens_to_good(trace: Trace, result: Result) -> int:
    """Return after how many tokens the depth had been within a tenth of the best for 16 rounds."""
    speeds = [speed for _, speed in expectation(trace)]
    row, tokens = 0, 0
    for depth, emitted in zip(result.depths, result.emitted, strict=True):
        tokens += emitted
        row = row + 1 if speeds[depth] >= 0.9 * max(speeds) else 0
        if row == 16:
            return tokens
    return result.tokens


def best_depth(trace: Trace, seeds: int, tokens: int) -> int:
    """Return the fixed depth that is fastest over all seeds, in hindsight."""
    if trace.steady:
        rows = expectation(trace)
        return max(range(LONGEST + 1), key=lambda depth: rows[depth][1])
    texts = [trace.text(tokens, seed) for seed in range(seeds)]
    return min(
        range(LONGEST + 1),
        key=lambda depth: sum(trace.fixed(depth, text, tokens) for text in texts),
    )


def _row(trace: Trace, kind: str, tokens: int, seeds: int) -> str:
    best = best_depth(trace, min(seeds, 24), tokens)
    ratios: list[float] = []
    plain: list[float] = []
    changes: list[int] = []
    good: list[int] = []
    for seed in range(seeds):
        result = cold(trace, seed, tokens) if kind == "cold" else warm(trace, seed, tokens)
        ratios.append(against_best(trace, seed, result, best))
        plain.append(against_plain(trace, seed, result))
        changes.append(result.changes)
        good.append(tokens_to_good(trace, result) if trace.steady else 0)
    low = [
        f"{sorted(group)[len(group) // 20]:.3f} {min(group):.3f}"
        for group in (ratios[start :: len(NOISES)] for start in range(len(NOISES)))
    ]
    return (
        f"{trace.name:34} {kind} {tokens:4} {best:2} {statistics.median(ratios):.3f} | "
        + " | ".join(low)
        + f" | {statistics.median(plain):.2f} {min(plain):.3f} | {statistics.mean(changes):4.1f}"
        + (f" | good after {statistics.median(good):.0f}" if trace.steady else "")
    )


def main() -> None:
    """Print a row for each trace."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    head = " | ".join(f"sigma {noise}" for noise, _ in NOISES)
    print(f"trace, tokens, best fixed depth, median of it | 5th percentile, worst: {head} | "
          "plain: median, worst | changes")  # fmt: skip
    for trace in (*ZERO, *AGREEING, *BORDERLINE):
        print(_row(trace, "cold", COLD, seeds), flush=True)
        for tokens in (WARM, LONG_WARM):
            print(_row(trace, "warm", tokens, seeds), flush=True)
    for trace in DRIFTING:
        print(_row(trace, "cold", 2 * COLD, seeds), flush=True)


if __name__ == "__main__":
    main()
