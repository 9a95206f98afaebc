"""`foretoken bench --against-llama-server PATH`: this program and llama-server in turn.

Both get the same files, prompts (as token ids) and settings, one computes while the other sleeps,
and neither side's time contains reading the prompt. llama-server's first token comes with the
prompt, so it is left out of its count, as its own speed does; here it is part of the prompt. So
both begin their first draft behind the same token, and drafters that agree make the same rounds.
"""

import argparse
import dataclasses
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from app.cli import arguments
from app.cli.llama_server import LlamaServer, ServerAnswer, running
from app.cli.progress import Progress
from app.cli.session import Session, session
from app.core.errors import AppError
from app.core.events import GenerateRequest, GenerationFinished
from app.core.pairs import Method, PairInfo
from app.core.paths import Profile
from app.gguf.pair_plan import PREFILL_BATCH

SPECULATION_TYPES: Final = {
    Method.DRAFT: "draft-simple",
    Method.MTP: "draft-mtp",
    Method.EAGLE3: "draft-eagle3",
}
"""llama-server's names for what it does alike."""

WARM_UP_TOKENS: Final = 32


@dataclass(frozen=True, slots=True)
class Side:
    """One answer as either side counts it: `tokens` came in `seconds`, all but the first."""

    token_ids: tuple[int, ...]
    tokens: int
    seconds: float
    draft_tokens: int
    accepted_tokens: int


@dataclass(frozen=True, slots=True)
class Turnabout:
    """All prompts once by each side."""

    ours: tuple[Side, ...]
    theirs: tuple[Side, ...]

    @property
    def ratio(self) -> float:
        """How many times as fast this program was."""
        return speed(self.ours) / speed(self.theirs)


def run(args: argparse.Namespace, requests: Sequence[GenerateRequest]) -> int:
    """Measure and print; return the exit code. Raises AppError."""
    program: Path = args.against_llama_server
    opened = session(
        arguments.pair_spec(args), in_process=args.in_process, profile=Profile(args.profile)
    )
    with opened as loaded:
        command = server_arguments(loaded.info, requests[0])
        with running(program, command) as server:
            repeats = _measure(loaded, server, requests, args.repeat)
        record = summary(repeats, loaded.info, requests[0], command)
    print(json.dumps(record, ensure_ascii=False) if args.json else report(record))
    return 0


def server_arguments(info: PairInfo, request: GenerateRequest) -> list[str]:
    """Return what makes llama-server load and decode as this pair does. Raises AppError."""
    tuning = info.tuning
    threads = str(tuning.threads)
    flash = {None: "auto", True: "on", False: "off"}[tuning.flash_attention]
    layers = "all" if info.spec.gpu_layers is None else str(info.spec.gpu_layers)
    batch = str(min(PREFILL_BATCH, info.context_length))
    command = ["-m", str(info.spec.target), "-c", str(info.context_length), "-np", "1"]
    command += ["-b", batch, "-ub", batch, "-t", threads, "-tb", threads, "-ngl", layers]
    command += ["-fa", flash, "-ctk", tuning.cache_type, "-ctv", tuning.value_type]
    if info.spec.devices:
        command += ["-dev", ",".join(info.spec.devices)]
    if info.spec.split:
        command += ["-ts", ",".join(f"{share:g}" for share in info.spec.split)]
    command += ["--repack" if tuning.repack else "--no-repack"]
    # Nothing of this is about speed: no network, no web page, nothing fitted or kept aside.
    command += ["--offline", "--no-ui", "--fit", "off", "--cache-ram", "0"]
    if request.method is Method.OFF or info.method is Method.OFF:
        return command
    kind = SPECULATION_TYPES.get(info.method)
    if kind is None:
        raise AppError(
            f"llama-server has nothing like the method {info.method}.",
            f"Compare {', '.join(SPECULATION_TYPES)}, or plain decoding with --method off.",
        )
    if not request.depth:
        raise AppError(
            "llama-server needs a depth to compare.", "Use --depth 1 or more, or --method off."
        )
    command += ["--spec-type", kind, "--spec-draft-n-max", str(request.depth)]
    command += ["--spec-draft-p-min", str(request.confidence)]
    if info.spec.drafter is not None:
        command += ["-md", str(info.spec.drafter), "-ngld", layers]
    command += ["-td", threads, "-tbd", threads, "-ctkd", tuning.cache_type]
    command += ["-ctvd", tuning.value_type]
    # Its default samples drafts inside the graph, which is slower where that runs on a CPU.
    command += ["--no-spec-draft-backend-sampling"] if info.device == "CPU" else []
    return command


def completion_body(request: GenerateRequest, prompt_ids: Sequence[int]) -> dict[str, Any]:
    """Return the request to `/completion` that asks for the same. Raises AppError."""
    settings = request.sampling
    body: dict[str, Any] = {
        "prompt": list(prompt_ids),
        "n_predict": -1 if request.max_tokens is None else request.max_tokens,
        "cache_prompt": False,
        "return_tokens": True,
        "ignore_eos": settings.end_bias == -math.inf,
        "temperature": settings.temperature,
        "repeat_penalty": settings.repeat_penalty,
        "frequency_penalty": settings.frequency_penalty,
        "presence_penalty": settings.presence_penalty,
        "repeat_last_n": settings.penalty_last_n,
        "stop": list(request.stop),
    }
    if settings.end_bias not in (0.0, -math.inf):
        raise AppError(
            "llama-server cannot be told this bias of end-of-turn tokens.",
            "Use --end-bias 0 or -inf.",
        )
    penalties = ["penalties"] if settings.penalized else []
    if settings.greedy:
        # Its shortest way to the likeliest token.
        return body | {"samplers": [*penalties, "top_k"], "top_k": 1}
    return body | {
        "samplers": [*penalties, "top_k", "top_p", "min_p", "temperature"],
        "top_k": settings.top_k,
        "top_p": settings.top_p,
        "min_p": settings.min_p,
        "seed": -1 if settings.seed is None else settings.seed,
    }


def _measure(
    loaded: Session, server: LlamaServer, requests: Sequence[GenerateRequest], repeat: int
) -> tuple[Turnabout, ...]:
    """Answer every request by each side in turn, `repeat` times; then everything is warm.

    Raises AppError.
    """
    asked: list[tuple[GenerateRequest, dict[str, Any]]] = []
    for request in requests:
        warm_up = dataclasses.replace(request, max_tokens=WARM_UP_TOKENS)
        prompt_ids = loaded.answer(warm_up).prompt_ids
        first = server.complete(completion_body(warm_up, prompt_ids)).token_ids[:1]
        asked.append((after(request, prompt_ids, first), completion_body(request, prompt_ids)))
    repeats: list[Turnabout] = []
    progress = Progress(2 * len(requests) * repeat)
    for _ in range(repeat):
        ours: list[Side] = []
        theirs: list[Side] = []
        for request, body in asked:
            ours.append(our_side(loaded.answer(request), request.prompt_ids[-1]))
            progress.step()
            theirs.append(their_side(server.complete(body)))
            progress.step()
        repeats.append(Turnabout(tuple(ours), tuple(theirs)))
    return tuple(repeats)


def after(
    request: GenerateRequest, prompt_ids: Sequence[int], first: Sequence[int]
) -> GenerateRequest:
    """Return a request for what follows the prompt and the answer's first token.

    Raises AppError if there is none.
    """
    if not first:
        raise AppError("llama-server's answer is empty.", "Use other prompts.")
    left = None if request.max_tokens is None else request.max_tokens - 1
    return dataclasses.replace(request, prompt_ids=(*prompt_ids, *first), max_tokens=left)


def our_side(answer: GenerationFinished, first: int) -> Side:
    """Count an answer of this program that followed its `first` token: every token takes its share
    of a round."""
    statistics = answer.statistics
    return Side(
        (first, *answer.token_ids),
        statistics.emitted_tokens,
        statistics.decode_seconds,
        statistics.draft_tokens,
        statistics.accepted_tokens,
    )


def their_side(answer: ServerAnswer) -> Side:
    """Count an answer of llama-server."""
    return Side(
        answer.token_ids, answer.steps, answer.seconds, answer.draft_tokens, answer.accepted_tokens
    )


def speed(sides: Sequence[Side]) -> float:
    """Return tokens per second of decoding over several answers; 0 if nothing was written."""
    seconds = sum(side.seconds for side in sides)
    return sum(side.tokens for side in sides) / seconds if seconds else 0.0


def acceptance(sides: Sequence[Side]) -> float | None:
    """Return accepted / submitted draft tokens; None when nothing was drafted."""
    submitted = sum(side.draft_tokens for side in sides)
    return sum(side.accepted_tokens for side in sides) / submitted if submitted else None


def summary(
    repeats: Sequence[Turnabout], info: PairInfo, request: GenerateRequest, command: Sequence[str]
) -> dict[str, Any]:
    """Return the record printed as JSON. Raises AppError if either side wrote too little."""
    if not all(speed(side) for one in repeats for side in (one.ours, one.theirs)):
        raise AppError(
            "The answers are too short to be timed.", "Use -n 2 or more, or other prompts."
        )
    ratios = [one.ratio for one in repeats]
    first = repeats[0]
    method = Method.OFF if request.method is Method.OFF else info.method
    return {
        "target": info.name,
        "drafter": info.drafter_name,
        "method": str(method),
        "depth": 0 if method is Method.OFF else request.depth,
        "temperature": request.sampling.temperature,
        "prompts": len(first.ours),
        "repeats": len(repeats),
        "max_tokens": request.max_tokens,
        "ours": _side_record([one.ours for one in repeats]),
        "llama_server": _side_record([one.theirs for one in repeats]),
        "ratio": median(ratios),
        "ratio_low": min(ratios),
        "ratio_high": max(ratios),
        "same_texts": sum(
            a.token_ids == b.token_ids for a, b in zip(first.ours, first.theirs, strict=True)
        ),
        "llama_server_arguments": list(command),
    }


def _side_record(repeats: Sequence[Sequence[Side]]) -> dict[str, Any]:
    speeds = [speed(sides) for sides in repeats]
    return {
        "tokens_per_second": median(speeds),
        "tokens_per_second_low": min(speeds),
        "tokens_per_second_high": max(speeds),
        "acceptance_rate": acceptance([side for sides in repeats for side in sides]),
    }


def report(record: dict[str, Any]) -> str:
    """Return the lines printed when no JSON is asked for."""
    pair = " + ".join(name for name in (record["target"], record["drafter"]) if name)
    lines = [
        f"{pair}: {record['method']}, depth {record['depth']}",
        f"  Foretoken    {_speeds(record['ours'])}",
        f"  llama-server {_speeds(record['llama_server'])}",
        f"  ratio        {record['ratio']:10.3f}  ({record['ratio_low']:.3f} to "
        f"{record['ratio_high']:.3f} over {record['repeats']} repeats of {record['prompts']} "
        "prompts)",
    ]
    if record["temperature"] == 0:
        lines.append(
            f"  texts        the same for {record['same_texts']} of {record['prompts']} prompts"
        )
    return "\n".join(lines)


def _speeds(side: dict[str, Any]) -> str:
    rate = side["acceptance_rate"]
    accepted = "" if rate is None else f", acceptance {rate:.3f}"
    return (
        f"{side['tokens_per_second']:10.1f} tok/s ({side['tokens_per_second_low']:.1f} to "
        f"{side['tokens_per_second_high']:.1f}){accepted}"
    )
