"""`foretoken bench --compare verify`: match and rejection sampling in turn, on one loaded pair."""

import argparse
import dataclasses
import json
from collections.abc import Sequence
from typing import Any, Final

from app.cli import arguments
from app.cli.progress import Progress
from app.cli.session import Session, session
from app.core.comparison import Answer
from app.core.errors import AppError
from app.core.events import GenerateRequest
from app.core.in_turn import InTurn, figures, ratio, speed, tokens_per_round
from app.core.pairs import Method, PairInfo
from app.core.paths import Profile
from app.core.verification import Verify

WARM_UP_TOKENS: Final = 16

RULES: Final = (Verify.MATCH, Verify.REJECTION)


def run(args: argparse.Namespace, requests: Sequence[GenerateRequest]) -> int:
    """Measure and print; return the exit code. Raises AppError."""
    _refuse_without_a_difference(requests[0])
    opened = session(
        arguments.pair_spec(args), in_process=args.in_process, profile=Profile(args.profile)
    )
    with opened as loaded:
        if loaded.info.method in (Method.OFF, Method.NGRAM):
            raise AppError(
                "There is nothing to compare: no drafter draws tokens here.",
                "Name a drafter with -d, or leave --method at auto.",
            )
        repeats = measure(loaded, requests, args.repeat)
    record = summary(repeats, loaded.info, requests[0])
    print(json.dumps(record, ensure_ascii=False) if args.json else report(record))
    return 0


def _refuse_without_a_difference(request: GenerateRequest) -> None:
    if request.sampling.greedy:
        raise AppError(
            "There is nothing to compare: greedy decoding verifies alike by both rules.",
            "Use --temperature 1, or another above 0.",
        )
    if request.method is Method.OFF or request.depth == 0:
        raise AppError("There is nothing to compare: nothing is drafted.", "Use --depth 1 or more.")
    if request.depth is None:
        raise AppError(
            "Both rules need the same draft depth to be compared.",
            "Use a fixed one, like --depth 3.",
        )


def measure(
    loaded: Session, requests: Sequence[GenerateRequest], repeat: int
) -> tuple[InTurn, ...]:
    """Answer every request by each rule in turn, `repeat` times.

    A seed counts up with the repeats: each is another sample, and all of them can be had again.
    """
    for rule in RULES:
        loaded.answer(dataclasses.replace(_ruled(requests[0], rule, 0), max_tokens=WARM_UP_TOKENS))
    repeats: list[InTurn] = []
    progress = Progress(len(RULES) * len(requests) * repeat)
    for number in range(repeat):
        answers: dict[str, list[Answer]] = {rule: [] for rule in RULES}
        for request in requests:
            for rule in RULES:
                finished = loaded.answer(_ruled(request, rule, number))
                answers[rule].append(Answer(finished.token_ids, finished.statistics))
                progress.step()
        repeats.append(answers)
    return tuple(repeats)


def _ruled(request: GenerateRequest, rule: Verify, number: int) -> GenerateRequest:
    seed = request.sampling.seed
    if seed is not None:
        seed = (seed + number) % 2**32
    sampling = dataclasses.replace(request.sampling, seed=seed)
    return dataclasses.replace(request, verify=rule, sampling=sampling)


def summary(repeats: Sequence[InTurn], info: PairInfo, request: GenerateRequest) -> dict[str, Any]:
    """Return the record printed as JSON. Raises AppError if nothing was written."""
    counted = [answer.statistics for one in repeats for rule in one.values() for answer in rule]
    if not all(one.decode_seconds > 0 for one in counted):
        raise AppError("The answers are too short to be timed.", "Use a larger -n.")
    gained = (Verify.REJECTION, Verify.MATCH)
    return {
        "target": info.name,
        "drafter": info.drafter_name,
        "method": str(info.method),
        "depth": request.depth,
        "temperature": request.sampling.temperature,
        "prompts": len(repeats[0][Verify.MATCH]),
        "repeats": len(repeats),
        "max_tokens": request.max_tokens,
        **{str(rule): dataclasses.asdict(figures(repeats, rule)) for rule in RULES},
        "tokens_per_round_ratio": dataclasses.asdict(ratio(repeats, *gained, tokens_per_round)),
        "speed_ratio": dataclasses.asdict(ratio(repeats, *gained, speed)),
    }


def report(record: dict[str, Any]) -> str:
    """Return the lines printed when no JSON is asked for."""
    pair = " + ".join(name for name in (record["target"], record["drafter"]) if name)
    return "\n".join(
        [
            f"{pair}: {record['method']}, depth {record['depth']}, temperature "
            f"{record['temperature']}, {record['repeats']} repeats of {record['prompts']} prompts",
            "                    match  rejection   ratio",
            _row("tokens a round", "tokens_per_round", record["tokens_per_round_ratio"], record),
            _row("tok/s", "speed", record["speed_ratio"], record),
            _row("acceptance", "acceptance_rate", None, record),
            _row("tokens", "emitted_tokens", None, record),
        ]
    )


def _row(words: str, name: str, ratio: dict[str, float] | None, record: dict[str, Any]) -> str:
    digits = {"speed": 1, "emitted_tokens": 0}.get(name, 3)
    match, rejection = (record[rule][name] or 0 for rule in ("match", "rejection"))
    line = f"  {words:<15} {match:>10.{digits}f} {rejection:>10.{digits}f}"
    if ratio is None:
        return line
    return f"{line} {ratio['median']:>7.3f}  ({ratio['low']:.3f} to {ratio['high']:.3f})"
