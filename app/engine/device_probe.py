"""What llama.cpp finds to compute on, asked in a process of its own: a GPU stays open where it is
asked, and a window that lives for days should hold none."""

import multiprocessing
import os
from multiprocessing.connection import Connection
from typing import Final

from app.core.devices import Device
from app.core.errors import AppError
from app.engine.devices import backend_report

PATIENCE_SECONDS: Final = 30.0


def probe_devices() -> tuple[Device, ...]:
    """Return the devices and what is free on them now. Raises AppError."""
    spawn = multiprocessing.get_context("spawn")
    mine, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_answer, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        if not mine.poll(PATIENCE_SECONDS):
            raise AppError("llama.cpp does not say what it can compute on.", "Try again.")
        answer: tuple[Device, ...] | AppError = mine.recv()
    except EOFError as problem:
        raise AppError(
            "llama.cpp ended while it looked for devices.", "Check the drivers of the GPU."
        ) from problem
    finally:
        mine.close()
        process.kill()
        process.join()
    if isinstance(answer, AppError):
        raise answer
    return answer


def _answer(pipe: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # drivers talk while they start
    try:
        pipe.send(backend_report().devices)
    except AppError as problem:
        pipe.send(problem)
