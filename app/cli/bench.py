"""`foretoken bench`: plain and speculative decoding in turn, on this machine."""

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli import against_llama_server, arguments, bench_depths, bench_rules, sweep, tune
from app.cli.progress import Progress
from app.cli.prompts import read_prompts
from app.cli.session import Session, session
from app.core.comparison import Answer, Comparison, Repeat, compare
from app.core.errors import AppError
from app.core.events import UNSEEN_SECONDS, GenerateRequest
from app.core.messages import Message
from app.core.pairs import Method, PairInfo
from app.core.paths import Profile

WARM_UP_TOKENS = 16


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "bench",
        help="measure plain against speculative decoding",
        description="Measure plain against speculative decoding in turn (A B A B ...).",
    )
    parser.add_argument(
        "--prompts", type=Path, metavar="FILE", help="JSON lines, or one prompt a line"
    )
    parser.add_argument("-n", dest="max_tokens", type=int, default=128, help="tokens an answer")
    parser.add_argument("--repeat", type=int, default=3, metavar="R")
    parser.add_argument("--limit", type=int, metavar="COUNT", help="only the first COUNT prompts")
    parser.add_argument(
        "--window",
        action="store_true",
        help="drive the real window, in turn with headless decoding; measure its smoothness",
    )
    parser.add_argument(
        "--origins", action="store_true", help="with --window: show tokens by origin"
    )
    parser.add_argument(
        "--compare",
        choices=["plain", "verify", "depths"],
        default="plain",
        help="speculation with plain decoding, or its two rules of verification with each other, "
        "or draft depths",
    )
    parser.add_argument(
        "--depths",
        type=bench_depths.parse,
        default="auto,0,3,7",
        metavar="LIST",
        help="those to compare; 0 is plain decoding (default: %(default)s)",
    )
    parser.add_argument(
        "--cold", action="store_true", help="compare depths with nothing learnt in each repeat"
    )
    parser.add_argument(
        "--against-llama-server",
        type=Path,
        metavar="PROGRAM",
        help="compare with llama.cpp's own server instead, started on the same files",
    )
    sweep.add_arguments(parser)
    parser.add_argument(
        "--tune",
        nargs="?",
        const=tune.MEASURE,
        choices=[tune.MEASURE, tune.FORGET],
        help="measure which threads, spin, repacking and flash attention are fastest for the pair, "
        "and load it so from now on; or forget that",
    )
    parser.add_argument("--json", action="store_true")
    arguments.add_pair_arguments(parser)
    arguments.add_sampling_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print; return the exit code. Raises AppError."""
    if args.sweep is not None:
        return sweep.run(args)
    if args.tune is not None:
        return tune.run(args)
    prompts = requested_prompts(args)
    if args.against_llama_server is not None:
        requests = [_request(prompt, args.method, args) for prompt in prompts]
        return against_llama_server.run(args, requests)
    if args.compare != "plain":
        compared = bench_rules if args.compare == "verify" else bench_depths
        return compared.run(args, [_request(prompt, args.method, args) for prompt in prompts])
    opened = session(
        arguments.pair_spec(args),
        in_process=args.in_process,
        profile=Profile(args.profile),
    )
    with opened as loaded:
        if loaded.info.method is Method.OFF:
            raise AppError(
                "There is nothing to compare: this pair decodes plainly.",
                "Name a drafter with -d, or leave --method at auto.",
            )
        repeats = measure(loaded, prompts, args)
    comparison = compare(repeats)
    record = _record(comparison, loaded.info, args, len(prompts))
    print(json.dumps(record, ensure_ascii=False) if args.json else _report(record, prompts))
    return 0


def requested_prompts(args: argparse.Namespace) -> tuple[str, ...]:
    """Return the prompts the arguments ask for. Raises AppError."""
    if args.repeat < 1 or args.max_tokens < 1 or (args.limit is not None and args.limit < 1):
        raise AppError("There is nothing to measure.", "Use --repeat, --limit and -n of 1 or more.")
    return read_prompts(args.prompts)[: args.limit]


def measure(
    loaded: Session, prompts: Sequence[str], args: argparse.Namespace
) -> tuple[Repeat, ...]:
    """Answer every prompt by each method, in turn, `--repeat` times."""
    for method in (Method.OFF, loaded.info.method):
        warm_up = dataclasses.replace(_request(prompts[0], method, args), max_tokens=WARM_UP_TOKENS)
        loaded.answer(warm_up)
    repeats: list[Repeat] = []
    progress = Progress(2 * len(prompts) * args.repeat)
    for _ in range(args.repeat):
        plain: list[Answer] = []
        speculative: list[Answer] = []
        for prompt in prompts:
            plain.append(_answer(loaded, _request(prompt, Method.OFF, args)))
            progress.step()
            speculative.append(_answer(loaded, _request(prompt, loaded.info.method, args)))
            progress.step()
        repeats.append(Repeat(tuple(plain), tuple(speculative)))
    return tuple(repeats)


def _request(prompt: str, method: Method, args: argparse.Namespace) -> GenerateRequest:
    return GenerateRequest(
        turn_id="bench",
        messages=(Message("user", prompt),),
        max_tokens=args.max_tokens,
        sampling=arguments.sampling_settings(args),
        method=method,
        depth=args.depth,
        lookup=args.lookup,
        verify=args.verify,
        confidence=args.confidence,
        frame_seconds=UNSEEN_SECONDS,
    )


def _answer(loaded: Session, request: GenerateRequest) -> Answer:
    finished = loaded.answer(request)
    return Answer(finished.token_ids, finished.statistics)


def _record(
    comparison: Comparison, info: PairInfo, args: argparse.Namespace, prompts: int
) -> dict[str, Any]:
    return {
        "target": info.name,
        "drafter": info.drafter_name,
        "method": str(info.method),
        "depth": _depth(info, args),
        "lookup": args.lookup,
        "temperature": args.temperature,
        "prompts": prompts,
        "repeats": args.repeat,
        "max_tokens": args.max_tokens,
        "tuning": tune.tuning_record(info),
        **dataclasses.asdict(comparison),
    }


def _depth(info: PairInfo, args: argparse.Namespace) -> int | str | None:
    """Return the draft length, None where lookup alone sets its own."""
    if info.method is Method.NGRAM:
        return None
    return "auto" if args.depth is None else args.depth


def _report(record: dict[str, Any], prompts: Sequence[str]) -> str:
    ratio = record["ratio"]
    verdict = f"{ratio:.2f}x faster than plain" if ratio >= 1 else f"{1 / ratio:.2f}x slower"
    positions = "  ".join(
        f"{accepted / submitted:.2f} ({accepted}/{submitted})" if submitted else "-"
        for submitted, accepted in record["per_position"]
    )
    pair = " + ".join(name for name in (record["target"], record["drafter"]) if name)
    lines = [
        f"{pair}: {record['method']}{_drafting(record)}",
        f"  plain        {record['plain_speed']:10.1f} tok/s",
        f"  speculative  {record['speculative_speed']:10.1f} tok/s",
        f"  ratio        {ratio:10.3f}  ({record['ratio_low']:.3f} to {record['ratio_high']:.3f} "
        f"over {record['repeats']} repeats of {record['prompts']} prompts): {verdict}",
        f"  acceptance   {record['acceptance_rate'] or 0.0:10.3f}  by position {positions}",
        f"  per round    {record['mean_acceptance_length']:10.2f} tokens",
    ]
    lines += [
        f"  by {share['source']:<10} {share['accepted_tokens']} of {share['draft_tokens']} draft "
        f"tokens accepted in {share['rounds']} rounds"
        for share in record["sources"]
    ]
    if record["temperature"] == 0:
        lines.append(_agreement(record["differences"], prompts))
    return "\n".join(lines)


def _drafting(record: dict[str, Any]) -> str:
    depth = "" if record["depth"] is None else f", depth {record['depth']}"
    return depth + (", lookup first" if record["lookup"] else "")


def _agreement(found: Sequence[dict[str, Any]], prompts: Sequence[str]) -> str:
    if not found:
        return f"  texts        the same for all {len(prompts)} prompts"
    first = found[0]
    return (
        f"  texts        differ for {len(found)} of {len(prompts)} prompts, first at token "
        f"{first['token_index']} of prompt {first['prompt_index']} "
        f"({first['plain_token']} against {first['speculative_token']}): batched kernels may flip "
        "near-ties"
    )
