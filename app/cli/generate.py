"""`foretoken generate`: one answer, as text or as one JSON object."""

import argparse
import dataclasses
import json
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli import arguments, origins
from app.cli.answer_printer import AnswerPrinter
from app.cli.origins import Origins
from app.cli.session import session
from app.cli.tune import tuning_record
from app.core.attachments import with_attachments
from app.core.errors import AppError
from app.core.events import (
    FRAME_SECONDS,
    UNSEEN_SECONDS,
    DepthControl,
    DraftVerified,
    GenerateRequest,
    GenerationFinished,
    PromptEvaluated,
)
from app.core.messages import Message
from app.core.pairs import PairInfo
from app.core.paths import Profile
from app.core.saving import check_writable
from app.core.thinking import divide
from app.core.trace import TraceRecorder, started_now
from app.core.trace_file import save_trace
from app.engine.machine import this_machine
from app.store.attached_file import read_attachment

DEFAULT_MAX_TOKENS = 512


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "generate", help="answer one prompt", description="Answer one prompt."
    )
    prompt = parser.add_mutually_exclusive_group(required=True)
    prompt.add_argument("-p", dest="prompt", metavar="TEXT")
    prompt.add_argument(
        "--messages", type=Path, metavar="FILE.json", help='[{"role": "user", "content": "..."}]'
    )
    parser.add_argument(
        "--attach",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="a text, code, Markdown or PDF file to go with the question (repeatable)",
    )
    parser.add_argument("--raw", action="store_true", help="continue TEXT, no chat template")
    parser.add_argument(
        "--thinking",
        type=arguments.switch,
        metavar="on|off|auto",
        help="whether to think first, where the model can be told; auto, the default, is its own "
        "way. Thinking goes to stderr, or into the JSON",
    )
    parser.add_argument("-n", dest="max_tokens", type=int, default=DEFAULT_MAX_TOKENS)
    parser.add_argument("--stop", action="append", default=[], metavar="TEXT")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument(
        "--trace",
        type=Path,
        metavar="FILE.json",
        help="write the answer round by round, with the probabilities of its tokens",
    )
    origins.add_argument(parser)
    arguments.add_pair_arguments(parser)
    arguments.add_sampling_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer, and return the exit code. Raises AppError."""
    told = Origins(args.origins)
    request = _request(args, explain=told.asked or args.trace is not None)
    if args.trace is not None:
        check_writable(args.trace)
    with (
        session(
            arguments.pair_spec(args),
            in_process=args.in_process,
            profile=Profile(args.profile),
        ) as loaded,
        _interrupt_sets(request.cancel),
        _recording(args.trace, loaded.info, request) as recorder,
    ):
        printer = AnswerPrinter()
        if sys.stderr.isatty() and not args.json and told.legend():
            print(told.legend(), file=sys.stderr)
        for event in loaded.events(request):
            recorder.take((event,))
            if isinstance(event, GenerationFinished):
                more = told.record() | {"tuning": tuning_record(loaded.info)}
                return _conclude(event, None if args.json else printer, more)
            if isinstance(event, PromptEvaluated):
                _prepare(printer, event)
            if isinstance(event, DraftVerified):
                told.take(event)
                if not args.json:
                    printer.take(event, told.text(event))
    return 1


@contextmanager
def _recording(
    path: Path | None, info: PairInfo, request: GenerateRequest
) -> Iterator[TraceRecorder]:
    """Record the answer, and write it to `path`, also as much of it as came before a failure."""
    recorder = TraceRecorder(started_now(), info, request, this_machine())
    try:
        yield recorder
    finally:
        if path is not None and not recorder.empty:
            save_trace(path, recorder.trace())


def _request(args: argparse.Namespace, *, explain: bool) -> GenerateRequest:
    if args.raw and args.prompt is None:
        raise AppError("--raw continues a text.", "Give it with -p.")
    if args.raw and args.attach:
        raise AppError("--raw continues a text as it is.", "Leave --attach out.")
    messages = () if args.raw else _with_files(_messages(args), args.attach)
    return GenerateRequest(
        turn_id="generate",
        messages=messages,
        thinking=args.thinking,
        raw_prompt=args.prompt if args.raw else None,
        max_tokens=args.max_tokens,
        sampling=arguments.sampling_settings(args),
        method=args.method,
        depth=args.depth,
        lookup=args.lookup,
        verify=args.verify,
        confidence=args.confidence,
        stop=tuple(args.stop),
        explain=explain,
        frame_seconds=UNSEEN_SECONDS if args.json else FRAME_SECONDS,
        cancel=threading.Event(),
    )


def _with_files(messages: tuple[Message, ...], paths: Sequence[Path]) -> tuple[Message, ...]:
    """Put files before the last message, as the window does; what surprises goes to stderr."""
    files: list[tuple[str, str]] = []
    for path in paths:
        read = read_attachment(path, threading.Event())
        files.append((read.name, read.text))
        if read.note:
            print(f"{read.name}: {read.note}", file=sys.stderr)
    *before, last = messages
    return (*before, Message(last.role, with_attachments(last.content, files)))


def _messages(args: argparse.Namespace) -> tuple[Message, ...]:
    if args.messages is None:
        return (Message("user", args.prompt),)
    path: Path = args.messages
    shape = 'It must hold a list like [{"role": "user", "content": "Hello"}].'
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise AppError(f"{path} cannot be read: {problem.strerror}.", shape) from problem
    except ValueError as problem:
        raise AppError(f"{path} is not JSON: {problem}.", shape) from problem
    if not isinstance(rows, list) or not rows:
        raise AppError(f"{path} holds no list of messages.", shape)
    return tuple(_message(row, path, shape) for row in rows)


def _message(row: Any, path: Path, shape: str) -> Message:
    match row:
        case {"role": "system" | "user" | "assistant" as role, "content": str(content)}:
            return Message(role, content)
        case _:
            raise AppError(f"{path} holds a message without role or content.", shape)


def _prepare(printer: AnswerPrinter, event: PromptEvaluated) -> None:
    printer.begin(event.thinking)
    if event.left_out:
        print(f"left out to fit the context: {_left_out(event.left_out)}", file=sys.stderr)


def _left_out(exchanges: int) -> str:
    """Say how many of a conversation's oldest questions the model did not read."""
    return "the oldest question" if exchanges == 1 else f"the oldest {exchanges} questions"


def _conclude(
    event: GenerationFinished, printer: AnswerPrinter | None, more: dict[str, Any]
) -> int:
    """Print the rest of a text, or all of it as JSON."""
    if printer is None:
        print(json.dumps(answer_record(event) | more, ensure_ascii=False))
    else:
        printer.finish(event.text)
    return 130 if event.finish_reason == "cancelled" else 0


def answer_record(event: GenerationFinished) -> dict[str, Any]:
    """Return the JSON object that scripts rely on; definitions in the README."""
    statistics = event.statistics
    parts = divide(event.text, event.thinking)
    return {
        "text": parts.answered(event.text),
        "thinking": parts.thinking(event.text),
        "thinking_tokens": event.thinking_tokens,
        "thinking_seconds": event.thinking_seconds,
        "left_out": event.left_out,
        "token_ids": list(event.token_ids),
        "finish_reason": event.finish_reason,
        "method": str(event.method),
        "reason": event.reason,
        "depth": event.depth,
        "depth_control": _control_record(event.control),
        "prompt_tokens": statistics.prompt_tokens,
        "cached_tokens": statistics.cached_tokens,
        "completion_tokens": statistics.completion_tokens,
        "rounds": statistics.rounds,
        "draft_tokens": statistics.draft_tokens,
        "accepted_tokens": statistics.accepted_tokens,
        "per_position": [list(pair) for pair in statistics.per_position],
        "sources": [asdict(share) for share in statistics.sources],
        "prompt_seconds": statistics.prompt_seconds,
        "decode_seconds": statistics.decode_seconds,
        "draft_seconds": statistics.draft_seconds,
        "verify_seconds": statistics.verify_seconds,
        "evaluation_seconds": statistics.evaluation_seconds,
        "tokens_per_second": statistics.tokens_per_second,
    }


def _control_record(control: DepthControl | None) -> dict[str, Any] | None:
    """Return what the depth controller did, None where the depth was fixed."""
    if control is None:
        return None
    return {
        "reason": control.reason,
        "measured_speedup": control.speedup,
        "changes": [
            {**dataclasses.asdict(change), "reason": change.reason} for change in control.changes
        ],
    }


@contextmanager
def _interrupt_sets(cancel: threading.Event | None) -> Iterator[None]:
    """Make Ctrl+C end the answer in good order; a second one ends the program."""
    before = signal.getsignal(signal.SIGINT)

    def stop(_number: int, _frame: object) -> None:
        if cancel is not None:
            cancel.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
