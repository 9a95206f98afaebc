"""`foretoken bench --sweep`: every way to decode on every kind of text, and the best one kept."""

import argparse
import json
import threading
from collections.abc import Sequence
from typing import Any

from app.cli import arguments
from app.cli.progress import Progress
from app.cli.session import session
from app.core import learnt
from app.core.errors import AppError
from app.core.paths import Profile
from app.core.prompt_kinds import PromptKind, prompt_kinds
from app.core.sweep import CONFIDENCES, DEPTHS, SweepPlan, SweepResult, ways_of
from app.core.sweep_choice import taught
from app.core.sweep_report import sweep_record, sweep_table
from app.engine.sweep import SweepProgress, SweepRunner


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says what is swept."""
    sweep = parser.add_argument_group("sweep")
    sweep.add_argument(
        "--sweep",
        nargs="?",
        type=_depths,
        const=DEPTHS,
        metavar="DEPTH,...",
        help="measure depths (1,2,3,5,7 unless others are named), confidence stops and lookup on "
        "built-in prompts of each kind of text",
    )
    sweep.add_argument(
        "--kinds", metavar="KIND,...", help=f"of {', '.join(kind.name for kind in prompt_kinds())}"
    )
    sweep.add_argument(
        "--use", action="store_true", help="the automatic depth starts from the best one found"
    )


def run(args: argparse.Namespace) -> int:
    """Measure and print; return the exit code. Raises AppError."""
    kinds = _kinds(args)
    opened = session(
        arguments.pair_spec(args),
        in_process=args.in_process,
        profile=Profile(args.profile),
    )
    with opened as loaded:
        plan = SweepPlan(
            kinds,
            ways_of(loaded.info, args.sweep, CONFIDENCES),
            args.max_tokens,
            args.repeat,
            arguments.sampling_settings(args),
            args.verify,
        )
        progress = Progress(plan.answers)
        result: SweepResult | None = None
        for step in SweepRunner(loaded.engine, loaded.info, plan, threading.Event()).run():
            if isinstance(step, SweepProgress):
                progress.step()
            else:
                result = step
    if result is None:
        return 1
    record: dict[str, Any] = sweep_record(result)
    if args.use:
        record["used"] = _use(result, args)
    print(json.dumps(record, ensure_ascii=False) if args.json else sweep_table(result))
    if args.use and not args.json:
        print(
            f"The automatic depth starts from {record['used']} now."
            if record["used"]
            else "There is nothing to keep: the best way is not a depth."
        )
    return 0


def _use(result: SweepResult, args: argparse.Namespace) -> str | None:
    """Keep the best way for the controller; return its name, None if it is not a depth."""
    best = result.best()
    known = taught(result, best)
    if known is None:
        return None
    try:
        learnt.remember(Profile(args.profile).learnt_file, *known)
    except OSError as problem:
        raise AppError(
            f"The profile cannot be written: {problem.strerror}.", "Free some space there."
        ) from problem
    return best.name


def _kinds(args: argparse.Namespace) -> tuple[PromptKind, ...]:
    """Return the kinds asked for, each with at most `--limit` prompts. Raises AppError."""
    known = {kind.name: kind for kind in prompt_kinds()}
    names: Sequence[str] = list(known) if args.kinds is None else args.kinds.split(",")
    unknown = [name for name in names if name not in known]
    if unknown:
        raise AppError(f"There is no kind {unknown[0]}.", f"Use some of {', '.join(known)}.")
    limit = args.limit or 1
    return tuple(PromptKind(name, known[name].prompts[:limit]) for name in dict.fromkeys(names))


def _depths(text: str) -> tuple[int, ...]:
    """Return what `1,2,3` asks for. Raises argparse.ArgumentTypeError."""
    parts = text.split(",")
    if not all(part.isdecimal() for part in parts):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of depths like 1,3,7")
    return tuple(int(part) for part in parts)
