"""One turn of a measurement: it ends complete, or the measurement does."""

import dataclasses
import threading
from collections.abc import Iterator

from app.core.errors import AppError, EngineDiedError, MeasurementCancelledError
from app.core.events import GenerateRequest, GenerationFailed, GenerationFinished, TurnEvent
from app.engine.engine import Engine


def measured_turn(
    engine: Engine, request: GenerateRequest, cancel: threading.Event
) -> Iterator[tuple[TurnEvent, ...]]:
    """Yield a turn's batches, GenerationFinished last.

    Raises AppError if it fails, EngineDiedError if the engine went with it,
    MeasurementCancelledError once `cancel` is set.
    """
    for batch in engine.stream(dataclasses.replace(request, cancel=cancel)):
        last = batch[-1]
        if isinstance(last, GenerationFailed):
            raise (EngineDiedError if last.engine_died else AppError)(last.title, last.hint)
        if isinstance(last, GenerationFinished) and last.finish_reason == "cancelled":
            raise MeasurementCancelledError("The measurement was cancelled.")
        yield batch
