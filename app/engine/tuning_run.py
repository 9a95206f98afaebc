"""The measurement of a pair's fastest settings, from the first load to the choice that is kept."""

import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.core import tunings
from app.core.errors import AppError
from app.core.pairs import PairSpec
from app.core.tuning import DEFAULT_SPIN, Tuning
from app.core.tuning_report import TuningProgress, TuningReport
from app.core.tuning_search import Outcome, search, thread_counts
from app.core.tunings import MeasuredTuning
from app.engine.engine import Engine
from app.engine.machine import physical_cores, usable_cores
from app.engine.trials import Trials
from app.engine.tuning_key import tuning_key


def measure_tuning(
    engine: Engine, spec: PairSpec, file: Path, cancel: threading.Event
) -> Iterator[TuningProgress | TuningReport]:
    """Measure the pair's settings and keep the fastest in `file`; the report comes last.

    Every trial loads the pair anew, in a process of its own where the engine has one: how long
    threads wait is settled when a process starts. The engine is left with the last trial's pair.
    Raises AppError, or MeasurementCancelledError: what was kept before then stays.
    """
    started = time.monotonic()
    yield TuningProgress(0.0, "the usual settings")
    trials = Trials(engine, spec, cancel)
    cores = usable_cores()
    info = trials.begin(Tuning(threads=cores, spin=DEFAULT_SPIN))
    start = replace(info.tuning, spin=DEFAULT_SPIN)
    outcome = yield from _search(trials, start, thread_counts(cores, physical_cores()))
    report = TuningReport(
        key=tuning_key(spec),
        measured=MeasuredTuning(outcome.chosen.beside(start), outcome.gain, date.today()),
        outcome=outcome,
        name=info.name,
        drafter_name=info.drafter_name,
        method=trials.workload.method,
        depth=trials.workload.depth,
        tokens=trials.workload.tokens,
        seconds=time.monotonic() - started,
    )
    try:
        tunings.remember(file, report.key, report.measured)
    except OSError as problem:
        raise AppError(
            f"What was measured cannot be kept in {file}: {problem.strerror}.",
            "Make the place writable, or name another profile with --profile.",
        ) from problem
    yield report


def _search(
    trials: Trials, start: Tuning, counts: tuple[int, ...]
) -> Generator[TuningProgress, None, Outcome]:
    began = time.monotonic()
    steps = search(start, counts)
    trial, done = next(steps), 0
    while True:
        spent = time.monotonic() - began
        seconds_left = spent / done * trial.left if done else None
        yield TuningProgress(trial.fraction, trial.doing, seconds_left)
        try:
            trial = steps.send(trials.measure(trial.tuning))
        except StopIteration as end:
            return end.value
        done += 1
