"""What runs in the engine's own process: requests in, batches of events out."""

import dataclasses
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from app.core.errors import AppError
from app.core.events import (
    CountRequest,
    GenerateRequest,
    LoadEvent,
    PairLoaded,
    TokensCounted,
)
from app.core.pairs import PairSpec
from app.core.tuning import DEFAULT_SPIN
from app.engine.engine import Engine


@dataclass(frozen=True, slots=True)
class LoadOrder:
    """Load this; `tag` on the control pipe gives it up."""

    tag: str
    spec: PairSpec


class StopListener(threading.Thread):
    """Hears Stop while llama.cpp computes, and ends the process when the parent is gone."""

    def __init__(self, control: Connection) -> None:
        super().__init__(name="stop-listener", daemon=True)
        self._control = control
        self._stopped: str = ""
        self._current: tuple[str, threading.Event] = ("", threading.Event())

    def cancel_event(self, turn_id: str) -> threading.Event:
        """Return the event that a Stop for a turn, or a load's tag, sets, whether it came already
        or comes."""
        event = threading.Event()
        self._current = (turn_id, event)
        if self._stopped == turn_id:
            event.set()
        return event

    def run(self) -> None:
        """Wait for turn ids until the parent closes the pipe or dies."""
        while True:
            try:
                self._stopped = self._control.recv()
            except (EOFError, OSError):
                os._exit(0)  # llama.cpp may be computing; nothing here is worth saving
            turn_id, event = self._current
            if turn_id == self._stopped:
                event.set()


def run_child(
    work: Connection, control: Connection, last_words: str, spin: int | None = None
) -> None:
    """Serve one parent until it closes the pipes.

    What llama.cpp says when it aborts goes to the file `last_words`, for the parent's log.
    """
    os.environ["GGML_NO_BACKTRACE"] = "1"  # else an abort starts a debugger, if there is one
    set_spin(spin)
    with Path(last_words).open("ab", buffering=0) as file:
        os.dup2(file.fileno(), 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    listener = StopListener(control)
    listener.start()
    from app.engine.local import LocalEngine  # noqa: PLC0415 - after the listener: it is slow

    engine = LocalEngine(on_progress=work.send)
    try:
        while True:
            _serve(work.recv(), engine, work, listener)
    except (EOFError, OSError):
        return  # the parent is gone or has closed the pair
    finally:
        engine.close()


def _serve(
    request: LoadOrder | GenerateRequest | CountRequest,
    engine: Engine,
    work: Connection,
    listener: StopListener,
) -> None:
    if isinstance(request, CountRequest):
        work.send(_counted(request, engine))
        return
    if isinstance(request, LoadOrder):
        cancel = listener.cancel_event(request.tag)
        for event in engine.load(dataclasses.replace(request.spec, cancel=cancel)):
            work.send(_portable(event, request.spec))
        return
    cancel = listener.cancel_event(request.turn_id)
    for batch in engine.stream(dataclasses.replace(request, cancel=cancel)):
        work.send(batch)


def _counted(request: CountRequest, engine: Engine) -> TokensCounted | AppError:
    try:
        return TokensCounted(request.tag, engine.count(request.texts))
    except AppError as problem:
        return problem


def set_spin(spin: int | None) -> None:
    """Tell OpenMP how long threads look for work before they sleep (see Tuning).

    It reads this once, when llama.cpp is loaded. What the user set in the environment stays.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", str(DEFAULT_SPIN if spin is None else spin))


def _portable(event: LoadEvent, spec: PairSpec) -> LoadEvent:
    """Return the event with the parent's spec: one with a `cancel` cannot cross processes."""
    if isinstance(event, PairLoaded):
        return PairLoaded(dataclasses.replace(event.info, spec=spec))
    return event
