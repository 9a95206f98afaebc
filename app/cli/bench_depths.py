"""`foretoken bench --compare depths`: draft depths in turn, the automatic one among them."""

import argparse
import dataclasses
import json
from collections.abc import Sequence
from typing import Any, Final

from app.cli import arguments
from app.cli.progress import Progress
from app.cli.session import Session, session
from app.core.comparison import Answer
from app.core.depth import MAX_DEPTH
from app.core.errors import AppError
from app.core.events import GenerateRequest
from app.core.in_turn import InTurn, figures, ratio, speed
from app.core.pairs import Method, PairInfo
from app.core.paths import Profile

WARM_UP_TOKENS: Final = 16

AUTO: Final = "auto"
PLAIN: Final = "0"

Depths = dict[str, int | None]
"""Draft lengths by the names they were asked for; None is the automatic one."""


def parse(text: str) -> Depths:
    """Return what a list like `auto,0,3` asks for. Raises argparse.ArgumentTypeError."""
    depths: Depths = {}
    for name in text.split(","):
        if name == AUTO:
            depths[AUTO] = None
        elif name.isdecimal() and int(name) <= MAX_DEPTH:
            depths[str(int(name))] = int(name)
        else:
            raise argparse.ArgumentTypeError(f"{name!r} is neither auto nor 0 to {MAX_DEPTH}")
    if len(depths) < 2:
        raise argparse.ArgumentTypeError("it takes two depths to compare")
    return depths


def run(args: argparse.Namespace, requests: Sequence[GenerateRequest]) -> int:
    """Measure and print; return the exit code. Raises AppError.

    Each repeat loads the pair anew: with what was learnt of it so far, once it was taught by an
    answer to each prompt; or, `--cold`, with nothing.
    """
    progress = Progress(args.repeat * len(requests) * len(args.depths))
    repeats: list[InTurn] = []
    record: dict[str, Any] = {}
    while len(repeats) < args.repeat:
        opened = session(
            arguments.pair_spec(args),
            in_process=args.in_process,
            profile=Profile(args.profile),
            cold=args.cold,
        )
        with opened as loaded:
            _refuse_without_a_choice(loaded.info)
            if not args.cold and not repeats and AUTO in args.depths:
                for request in requests:
                    loaded.answer(_at(request, None))
            bench = DepthBench(loaded, args.depths, progress)
            bench.warm_up(requests[0])
            repeats.append(bench.repeat(requests, first=len(repeats)))
            record = summary(repeats, loaded.info, requests[0])
            record |= {"cold": args.cold, "reason": bench.reason}
    print(json.dumps(record, ensure_ascii=False) if args.json else report(record))
    return 0


def _refuse_without_a_choice(info: PairInfo) -> None:
    if info.method in (Method.OFF, Method.NGRAM):
        raise AppError(
            "There is nothing to compare: no drafter drafts to a depth here.",
            "Name a drafter with -d, or leave --method at auto.",
        )


class DepthBench:
    """Answers at each depth in turn, on one loaded pair.

    Attributes:
        reason: why the automatic depth was what it was at the end of its last answer.
    """

    def __init__(self, loaded: Session, depths: Depths, progress: Progress) -> None:
        self._loaded = loaded
        self._depths = depths
        self._progress = progress
        self.reason = ""

    def warm_up(self, request: GenerateRequest) -> None:
        """Answer shortly at each fixed depth; the automatic one would learn from it."""
        short = dataclasses.replace(request, max_tokens=WARM_UP_TOKENS)
        for depth in self._depths.values():
            if depth is not None:
                self._loaded.answer(_at(short, depth))

    def repeat(self, requests: Sequence[GenerateRequest], *, first: int) -> InTurn:
        """Return the answers at each depth; each turn begins with another one, from `first` on."""
        answers: dict[str, list[Answer]] = {name: [] for name in self._depths}
        names = list(self._depths)
        for number, request in enumerate(requests, first):
            start = number % len(names)
            for name in names[start:] + names[:start]:
                finished = self._loaded.answer(_at(request, self._depths[name]))
                answers[name].append(Answer(finished.token_ids, finished.statistics))
                if finished.control is not None:
                    self.reason = finished.control.reason
                self._progress.step()
        return answers


def _at(request: GenerateRequest, depth: int | None) -> GenerateRequest:
    method = Method.OFF if depth == 0 else request.method
    return dataclasses.replace(request, method=method, depth=depth)


def summary(repeats: Sequence[InTurn], info: PairInfo, request: GenerateRequest) -> dict[str, Any]:
    """Return the record printed as JSON. Raises AppError if nothing was written."""
    ways = list(repeats[0])
    counted = [answer.statistics for one in repeats for way in ways for answer in one[way]]
    if not all(one.decode_seconds > 0 for one in counted):
        raise AppError("The answers are too short to be timed.", "Use a larger -n.")
    found = {way: figures(repeats, way) for way in ways}
    fixed = [way for way in ways if way != AUTO]
    best = max(fixed, key=lambda way: found[way].speed)
    bases = {"over_plain": PLAIN if PLAIN in ways else None, "over_best_fixed": best}
    return {
        "target": info.name,
        "drafter": info.drafter_name,
        "method": str(info.method),
        "temperature": request.sampling.temperature,
        "prompts": len(repeats[0][best]),
        "repeats": len(repeats),
        "max_tokens": request.max_tokens,
        "best_fixed": int(best),
        "depths": {
            way: dataclasses.asdict(found[way])
            | {
                name: dataclasses.asdict(ratio(repeats, way, base, speed)) if base else None
                for name, base in bases.items()
            }
            for way in ways
        },
    }


def report(record: dict[str, Any]) -> str:
    """Return the lines printed when no JSON is asked for."""
    pair = " + ".join(name for name in (record["target"], record["drafter"]) if name)
    started = "nothing learnt before" if record["cold"] else "learnt before"
    lines = [
        f"{pair}: {record['method']}, {started}, {record['repeats']} repeats of "
        f"{record['prompts']} prompts",
        f"  depth      tok/s  a round  accepted  over plain               over depth "
        f"{record['best_fixed']}, the best fixed one",
    ]
    lines += [_row(name, row) for name, row in record["depths"].items()]
    return "\n".join([*lines, f"  auto: {record['reason']}"] if record["reason"] else lines)


def _row(name: str, row: dict[str, Any]) -> str:
    accepted = row["acceptance_rate"]
    share = "       -" if accepted is None else f"{accepted:8.3f}"
    return (
        f"  {name:<5} {row['speed']:10.1f} {row['tokens_per_round']:8.2f}  {share}  "
        f"{_ratio(row['over_plain'])}  {_ratio(row['over_best_fixed'])}"
    )


def _ratio(ratio: dict[str, float] | None) -> str:
    if ratio is None:
        return f"{'-':<23}"
    return f"{ratio['median']:.3f} ({ratio['low']:.3f} to {ratio['high']:.3f})"
