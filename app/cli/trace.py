"""`foretoken trace show`: a saved trace as text, as a table, or as pictures."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.events import DraftVerified
from app.core.race import Entrant
from app.core.race_words import entrant_name, pair_name
from app.core.saving import save_text
from app.core.trace import Trace
from app.core.trace_csv import csv_text
from app.core.trace_file import load_trace
from app.core.trace_playback import PACES, READABLE


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "trace", help="show a saved trace", description="Show what `generate --trace` wrote."
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show: argparse.ArgumentParser = actions.add_parser(
        "show", help="as text, table, GIF or PNG pictures", description="Show a saved trace."
    )
    show.add_argument("file", type=Path, metavar="FILE.json")
    show.add_argument("--csv", type=Path, metavar="OUT", help="write a table, one line a round")
    show.add_argument("--gif", type=Path, metavar="OUT", help="write an animated GIF")
    show.add_argument("--png", type=Path, metavar="FOLDER", help="write its pictures")
    show.add_argument(
        "--pace",
        choices=list(PACES),
        default=READABLE,
        help="of the pictures, against the measured one or in rounds a second",
    )
    show.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the trace, or write its table. Raises AppError."""
    trace = load_trace(args.file)
    if args.csv is not None:
        save_text(args.csv, csv_text(trace))
    elif not wants_pictures(args):
        print("\n".join(trace_lines(trace)))
    return 0


def wants_pictures(args: argparse.Namespace) -> bool:
    """Whether Qt is needed, to paint."""
    return args.gif is not None or args.png is not None


def trace_lines(trace: Trace) -> Iterator[str]:
    """Yield what a terminal shows: the figures, then a line a round."""
    request, info = trace.request, trace.info
    asked = request.messages[-1].content if request.messages else request.raw_prompt or ""
    how = entrant_name(info, Entrant(info.spec, request.method, request.depth, request.lookup))
    tokens = sum(len(one.pieces) for one in trace.rounds)
    drafted = sum(one.draft_tokens for one in trace.rounds)
    accepted = sum(one.accepted_tokens for one in trace.rounds)
    ended = "failed" if trace.finished is None else f"ended by {trace.finished.finish_reason}"
    yield f"{pair_name(info)}: {how}"
    yield f"  recorded     {trace.started}{_machine(trace)}"
    yield f"  prompt       {_quoted(asked, 70)}"
    yield f"  answer       {tokens} tokens in {len(trace.rounds)} rounds, {ended}"
    if trace.cut:
        yield "  cut          the answer had more rounds than are kept"
    if trace.tokens_per_second is not None:
        yield f"  speed        {trace.tokens_per_second:.1f} tok/s, without reading the prompt"
    if drafted:
        yield f"  acceptance   {accepted / drafted:.3f} ({accepted} of {drafted} draft tokens)"
    yield "  round  accepted  draft ms  verify ms  text  (rejected)"
    yield from map(_round_line, trace.rounds)


def _machine(trace: Trace) -> str:
    machine = trace.machine
    if machine is None:
        return ""
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions)
    return f", {machine.processor}, {machine.cores} cores, {machine.system}, {versions}"


def _round_line(one: DraftVerified) -> str:
    text = _quoted("".join(piece.text for piece in one.pieces), 200)
    rejected = f"  ({_quoted(''.join(one.rejected), 200)})" if one.rejected else ""
    kept = f"{one.accepted_tokens}/{one.draft_tokens}"
    times = f"{1000 * one.draft_seconds:8.2f}  {1000 * one.verify_seconds:9.2f}"
    return f"  {one.round_index + 1:5}  {kept:>8}  {times}  {text}{rejected}"


def _quoted(text: str, most: int) -> str:
    """Return `text` on one line that no terminal takes for a command."""
    short = text if len(text) <= most else text[:most] + "…"
    return json.dumps(short, ensure_ascii=not short.isprintable())
