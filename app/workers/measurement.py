"""Measuring on the inference thread: the engine works for nobody else meanwhile."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.engine.engine import Engine


@dataclass(frozen=True, slots=True)
class Measurement:
    """Work that needs the engine to itself for a while, step by step.

    Attributes:
        steps: yields what the window is to hear; polls `cancel`, and leaves the pair loaded that
            was there before. Raises AppError.
    """

    steps: Callable[[Engine], Iterator[object]]
    cancel: threading.Event = field(default_factory=threading.Event, compare=False)


@dataclass(frozen=True, slots=True)
class MeasurementStep:
    """One thing a measurement yielded."""

    measurement: Measurement
    value: object


@dataclass(frozen=True, slots=True)
class MeasurementEnded:
    """A measurement is over: complete or cancelled, or failed with `title` and `hint`."""

    measurement: Measurement
    title: str = ""
    hint: str = ""
