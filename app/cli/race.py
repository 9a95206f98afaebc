"""`foretoken race`: two ways of answering one prompt, measured in turn, and a report to share."""

import argparse
import dataclasses
import json
import threading
from pathlib import Path
from typing import Any

from app.cli import arguments
from app.cli.progress import Progress
from app.cli.session import open_engine
from app.core.errors import AppError
from app.core.pairs import Method
from app.core.paths import Profile
from app.core.prompt_kinds import prompt_kinds
from app.core.race import Entrant, RacePlan, RaceResult
from app.core.race_report import race_page
from app.core.race_words import entrant_names, memory_words, pair_name, text_words, verdict
from app.core.sampling import SamplingSettings
from app.core.saving import check_writable, save_text
from app.engine.race import RaceProgress, RaceRunner

FRESH_SEED = 1
"""Of a sampled race without a seed: both entrants need the same."""


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "race",
        help="measure two ways of answering one prompt in turn",
        description="Measure two ways of answering one prompt in turn (A B A B ...). B is the pair "
        "and the method that the other arguments name, A what --against says.",
    )
    prompt = parser.add_mutually_exclusive_group()
    prompt.add_argument("-p", dest="prompt", metavar="TEXT")
    prompt.add_argument(
        "--kind",
        choices=[kind.name for kind in prompt_kinds()],
        default="chat",
        help="a built-in prompt of this kind",
    )
    parser.add_argument("--number", type=int, default=1, metavar="N", help="which one of the kind")
    parser.add_argument(
        "--against",
        default="off",
        metavar="METHOD[:DEPTH]",
        help="the first entrant: off (plain decoding, the default), mtp:3, draft:auto, ngram ...",
    )
    parser.add_argument("--against-target", type=Path, metavar="TARGET.gguf")
    parser.add_argument("--against-drafter", type=Path, metavar="DRAFTER.gguf")
    parser.add_argument("-n", dest="max_tokens", type=int, default=256, help="tokens an answer")
    parser.add_argument("--repeat", type=int, default=3, metavar="R")
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write a report that needs no net"
    )
    parser.add_argument("--json", action="store_true")
    arguments.add_pair_arguments(parser)
    arguments.add_sampling_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print, and return the exit code. Raises AppError, KeyboardInterrupt."""
    plan = _plan(args)
    if args.html is not None:
        check_writable(args.html)
    progress = Progress(2 * plan.repeats)
    cancel = threading.Event()
    result: RaceResult | None = None
    with open_engine(in_process=args.in_process, profile=Profile(args.profile)) as engine:
        laps = 0
        for step in RaceRunner(engine, plan, cancel, None).run():
            if isinstance(step, RaceProgress):
                if (done := _laps_done(step)) > laps:
                    progress.step()
                    laps = done
            else:
                result = step
    if result is None:
        return 1
    print(json.dumps(record(result), ensure_ascii=False) if args.json else _report(result))
    if args.html is not None:
        save_text(args.html, race_page(result))
    return 0


def _laps_done(step: RaceProgress) -> int:
    return max(0, 2 * step.repeat + (step.entrant or 0)) if step.entrant is not None else 0


def _plan(args: argparse.Namespace) -> RacePlan:
    spec = arguments.pair_spec(args)
    second = Entrant(spec, _turn_method(args.method), args.depth, args.lookup)
    against = spec
    if args.against_target is not None or args.against_drafter is not None:
        against = dataclasses.replace(
            spec,
            target=args.against_target or spec.target,
            drafter=args.against_drafter,
            method=Method.AUTO,
        )
    method, depth = _method_and_depth(args.against)
    sampling: SamplingSettings = arguments.sampling_settings(args)
    if not sampling.greedy and sampling.seed is None:
        sampling = dataclasses.replace(sampling, seed=FRESH_SEED)
    return RacePlan(
        prompt=_prompt(args),
        entrants=(Entrant(against, method, depth), second),
        sampling=sampling,
        max_tokens=args.max_tokens,
        repeats=args.repeat,
        verify=args.verify,
    )


def _turn_method(method: Method) -> Method:
    return method if method in (Method.OFF, Method.NGRAM) else Method.AUTO


def _method_and_depth(words: str) -> tuple[Method, int | None]:
    """Return what "mtp:3" means. Raises AppError."""
    name, _, depth = words.partition(":")
    if name not in set(Method) or not (depth in ("", "auto") or depth.isdecimal()):
        raise AppError(
            f"{words} is no way to decode.",
            f"Use {', '.join(Method)}, with a depth if you like: mtp:3, draft:auto.",
        )
    return Method(name), int(depth) if depth.isdecimal() else None


def _prompt(args: argparse.Namespace) -> str:
    if args.prompt is not None:
        return str(args.prompt)
    kind = next(kind for kind in prompt_kinds() if kind.name == args.kind)
    if not 1 <= args.number <= len(kind.prompts):
        raise AppError(
            f"There is no prompt {args.number} of the kind {kind.name}.",
            f"Use --number 1 to {len(kind.prompts)}.",
        )
    return kind.prompts[args.number - 1]


def record(result: RaceResult) -> dict[str, Any]:
    """Return what is printed as JSON."""
    names = entrant_names(result)
    return {
        "verdict": verdict(result),
        "prompt": result.plan.prompt,
        "speedup": result.speedup,
        "speedup_low": min(result.ratios),
        "speedup_high": max(result.ratios),
        "ratios": list(result.ratios),
        "decided": result.decided,
        "repeats": result.plan.repeats,
        "same_text": result.same_text,
        "fork": None if result.fork is None else dataclasses.asdict(result.fork),
        "entrants": [
            {
                "name": names[index],
                "pair": pair_name(result.infos[index]),
                "seconds": [lap.seconds for lap in result.laps_of(index)],
                "emitted_tokens": [lap.emitted for lap in result.laps_of(index)],
                "memory_bytes": result.memory(index),
                "text": result.middle_lap(index).trace.text,
            }
            for index in (0, 1)
        ],
        "machine": dataclasses.asdict(result.machine),
        "measured": result.started,
    }


def _report(result: RaceResult) -> str:
    lines = [verdict(result)]
    for index, name in enumerate(entrant_names(result)):
        laps = result.laps_of(index)
        seconds = ", ".join(f"{lap.seconds:.3f}" for lap in laps)
        lap = result.middle_lap(index)
        rate = lap.emitted / lap.seconds if lap.seconds else 0.0
        lines.append(f"  {name}: {seconds} s of decoding; {rate:,.1f} tok/s")
    lines += [f"  {memory_words(result)}", f"  {text_words(result)}"]
    machine = result.machine
    if machine.busy:
        lines.append(
            f"  The machine was not quiet (load {machine.load:.1f} on {machine.cores} cores): "
            "measure again when nothing else runs."
        )
    return "\n".join(lines)
