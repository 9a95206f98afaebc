"""Traces on disk: written whole or not at all, read with care: the file may come from anywhere."""

import dataclasses
import json
from pathlib import Path
from typing import Any, cast

from app.core.errors import AppError
from app.core.json_bounds import Bounds
from app.core.json_shape import Mismatch, described
from app.core.messages import Message
from app.core.pairs import PairSpec
from app.core.saving import save_text
from app.core.trace import Trace
from app.core.trace_coherence import check_coherence
from app.core.trace_decoding import NO_KEY, decoded, nothing_learnt
from app.core.trace_format import FORMAT, MAX_BYTES, TRACE, VERSION
from app.core.trace_writing import written

BOUNDS = Bounds(containers=600_000, commas=4_000_000, depth=32)
"""More than any trace has."""

_ADVICE = "Open a file written by File > Save trace, or by `foretoken generate --trace`."


def portable(trace: Trace) -> Trace:
    """Return what a file keeps of `trace`.

    That is: no folders, no name of the conversation, no prompt tokens, nothing learnt; of earlier
    answers not what was thought, and of an answer that was continued only what is new.
    """
    spec, finished = trace.info.spec, trace.finished
    drafter = None if spec.drafter is None else Path(spec.drafter.name)
    names = PairSpec(Path(spec.target.name), drafter)
    if finished is not None:
        control = finished.control
        if control is not None:
            learnt = nothing_learnt(control.learnt.depth)
            control = dataclasses.replace(control, key=NO_KEY, learnt=learnt)
        finished = dataclasses.replace(finished, token_ids=(), prompt_ids=(), control=control)
    info = dataclasses.replace(trace.info, spec=names)
    request = dataclasses.replace(
        trace.request,
        messages=tuple(Message(one.role, one.content) for one in trace.request.messages),
        continues="",
        conversation="",
        thinking=None,
        prompt_ids=(),
        explain=trace.explained,
        cancel=None,
    )
    return dataclasses.replace(trace, info=info, request=request, finished=finished)


def save_trace(path: Path, trace: Trace) -> None:
    """Write `trace`. Raises AppError when it is too large or `path` cannot be written."""
    text = written(trace)
    size = len(text.encode("utf-8", errors="replace"))
    if size > MAX_BYTES:
        raise AppError(
            f"This trace would be {_megabytes(size)}; a trace file has at most "
            f"{_megabytes(MAX_BYTES)}.",
            "Save a shorter answer.",
        )
    save_text(path, text)


def load_trace(path: Path) -> Trace:
    """Read a trace file. Raises AppError that says what is wrong with it."""
    try:
        if not path.is_file():
            raise AppError(f"{path} is no file.", _ADVICE)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise AppError(f"{path} cannot be read: {problem.strerror}.", _ADVICE) from problem
    if len(data) > MAX_BYTES:
        size = path.stat().st_size
        raise AppError(
            f"{path.name} has {_megabytes(size)}; a trace has at most {_megabytes(MAX_BYTES)}.",
            _ADVICE,
        )
    return read_trace(data, path.name)


def read_trace(data: bytes, name: str) -> Trace:
    """Return the trace that `data` holds; `name` stands in the errors. Raises AppError."""
    raw = _parsed(data, name)
    version = raw.get("version")
    if raw.get("format") != FORMAT:
        raise AppError(f"{name} is no trace of Foretoken.", _ADVICE)
    if isinstance(version, int) and version > VERSION:
        raise AppError(
            f"{name} is a trace of version {described(version)}; this program reads {VERSION}.",
            "A newer Foretoken wrote it: use that one.",
        )
    try:
        TRACE.check(raw)
        check_coherence(raw)
    except Mismatch as problem:
        raise AppError(f"{name} is a damaged trace: {problem}.", _ADVICE) from problem
    return decoded(raw)


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    if excess := BOUNDS.excess(data):
        raise AppError(f"{name} holds more {excess} than any trace.", _ADVICE)
    try:
        raw: object = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise AppError(f"{name} is not text in UTF-8, as a trace is.", _ADVICE) from problem
    except json.JSONDecodeError as problem:
        raise AppError(f"{name} is not JSON, as a trace is: {problem}.", _ADVICE) from problem
    except ValueError as problem:  # Python's limit for the digits of whole numbers
        raise AppError(f"{name} holds a larger number than any trace.", _ADVICE) from problem
    if not isinstance(raw, dict):
        raise AppError(f"{name} is no trace of Foretoken.", _ADVICE)
    return cast(dict[str, Any], raw)


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MiB" if size >= 2**20 else f"{size:,} bytes"
