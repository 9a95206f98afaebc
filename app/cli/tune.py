"""`foretoken bench --tune`: which settings are fastest for a pair here, measured and kept."""

import argparse
import dataclasses
import json
import threading
from pathlib import Path
from typing import Any, Final

from app.cli import arguments
from app.cli.progress import ProgressLine
from app.cli.session import open_engine
from app.core import tunings
from app.core.errors import AppError, EngineDiedError
from app.core.pairs import PairInfo, PairSpec
from app.core.paths import Profile
from app.core.tuning_duel import Duel
from app.core.tuning_report import TuningProgress, TuningReport
from app.engine.tuning_key import tuning_key
from app.engine.tuning_run import measure_tuning

MEASURE: Final = "measure"
FORGET: Final = "forget"

MAY_DIFFER: Final = (
    "These settings round differently: a greedy text may change where two tokens are nearly tied."
)


def run(args: argparse.Namespace) -> int:
    """Measure or forget, and print; return the exit code. Raises AppError."""
    spec = arguments.pair_spec(args)
    if spec.set_by_hand:
        raise AppError(
            "--tune chooses threads, spin, repacking and flash attention itself.",
            "Leave --threads, --spin, --repack, --flash-attention and --cache-type out.",
        )
    profile = Profile(args.profile)
    if args.tune == FORGET:
        return _forget(spec, profile.tunings_file, as_json=args.json)
    report = _measure(spec, profile, in_process=args.in_process)
    print(json.dumps(record(report), ensure_ascii=False) if args.json else table(report))
    return 0


def _forget(spec: PairSpec, file: Path, *, as_json: bool) -> int:
    try:
        forgotten = tunings.forget(file, tuning_key(spec))
    except OSError as problem:
        raise AppError(f"{problem.filename}: {problem.strerror}.", "Check the files.") from problem
    words = "What was measured for this pair is forgotten." if forgotten else "Nothing was kept."
    print(json.dumps({"forgotten": forgotten}) if as_json else words)
    return 0


def _measure(spec: PairSpec, profile: Profile, *, in_process: bool) -> TuningReport:
    line = ProgressLine()
    with open_engine(in_process=in_process, profile=None) as engine:
        try:
            for event in measure_tuning(engine, spec, profile.tunings_file, threading.Event()):
                if isinstance(event, TuningReport):
                    return event
                line.show(_progress(event))
        finally:
            line.clear()
    raise EngineDiedError("The engine stopped while it was measured.")


def _progress(event: TuningProgress) -> str:
    words = f"{event.fraction:.0%}, trying {event.doing}"
    if event.seconds_left is None:
        return words
    return f"{words}, about {event.seconds_left:.0f} s left"


def record(report: TuningReport) -> dict[str, Any]:
    """Return the JSON object that scripts rely on. Settings are those that differ from usual."""
    outcome = report.outcome
    return {
        "target": report.name,
        "drafter": report.drafter_name,
        "method": str(report.method),
        "depth": report.depth,
        "tokens": report.tokens,
        "seconds": report.seconds,
        "usual": dataclasses.asdict(outcome.start),
        "chosen": dataclasses.asdict(report.measured.tuning),
        "gain": dataclasses.asdict(report.measured.gain),
        "sentence": report.sentence,
        "text_may_differ": report.measured.tuning.rounds_differently,
        "comparisons": [_duel_record(duel) for duel in outcome.duels],
        "confirmation": _duel_record(outcome.final) if outcome.final else None,
        "cache_type": _duel_record(outcome.cache) if outcome.cache else None,
        "machine": report.key.machine,
    }


def tuning_record(info: PairInfo) -> dict[str, Any]:
    """Return the settings that a loaded pair computes with, and in words why, if measured."""
    return {
        **dataclasses.asdict(info.tuning),
        "reason": info.measured.sentence if info.measured is not None else "",
    }


def _duel_record(duel: Duel) -> dict[str, Any]:
    return {
        "tried": duel.challenger.beside(duel.holder).words,
        "against": dataclasses.asdict(duel.holder),
        "gain": dataclasses.asdict(duel.gain) if duel.pairs else None,
        "faster": duel.won,
        "pairs": [
            {"before": dataclasses.asdict(mine), "tried": dataclasses.asdict(theirs)}
            for mine, theirs in duel.pairs
        ],
    }


def table(report: TuningReport) -> str:
    """Return the lines printed when no JSON is asked for."""
    outcome = report.outcome
    pair = " + ".join(name for name in (report.name, report.drafter_name) if name)
    how = f"{report.method}, depth {report.depth}" if report.depth else "plain decoding only"
    lines = [
        f"{pair}: {how}; {report.tokens} tokens a measurement, {report.seconds:.0f} s in all",
        f"  usual settings: {outcome.start.words}",
        f"  {'tried':<28}{'plain':>8}{report.method if report.depth else '':>9}"
        f"{'faster of both':>16}",
    ]
    lines += [_row(duel, "kept" if duel.won else "") for duel in outcome.duels]
    if outcome.final is not None:
        lines.append("  all that was kept, against the usual settings once more:")
        lines.append(_row(outcome.final, "confirmed" if outcome.final.won else "not confirmed"))
    lines.append(report.sentence)
    if report.measured.tuning.rounds_differently:
        lines.append(MAY_DIFFER)
    if outcome.cache is not None:
        lines.append(
            "Never chosen by itself, because it may change the text: --cache-type q8_0, half the "
            f"size of the context's cache, {outcome.cache.gain.words}."
        )
    return "\n".join(lines)


def _row(duel: Duel, verdict: str) -> str:
    tried = f"  {duel.challenger.beside(duel.holder).words:<28}"
    if not duel.pairs:
        return f"{tried}not possible here"
    gain = duel.gain
    method = f"{gain.method:.2f}x" if gain.method is not None else "-"
    return f"{tried}{gain.plain:>7.2f}x{method:>9}{gain.best:>15.2f}x  {verdict}".rstrip()
