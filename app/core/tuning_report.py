"""What a measurement of settings says while it runs, and when it is done."""

from dataclasses import dataclass

from app.core.pairs import Method
from app.core.tuning import Tuning
from app.core.tuning_search import Outcome
from app.core.tunings import MeasuredTuning, TuningKey


@dataclass(frozen=True, slots=True)
class TuningProgress:
    """How far it is.

    Attributes:
        fraction: 0 to 1. doing: what is being tried, in words.
        seconds_left: None while nothing can be said.
    """

    fraction: float
    doing: str
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class TuningReport:
    """What was measured, and what is kept of it.

    Attributes:
        key, measured: kept in the profile. outcome: every comparison.
        name, drafter_name: of the pair. method: its own; OFF when only plain decoding was measured.
        depth: draft tokens a round while measuring. tokens: a measurement and method.
        seconds: it all took.
    """

    key: TuningKey
    measured: MeasuredTuning
    outcome: Outcome
    name: str
    drafter_name: str
    method: Method
    depth: int
    tokens: int
    seconds: float

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        tuning = self.measured.tuning
        if tuning == Tuning():
            return "The usual settings are the fastest here."
        return f"Fastest here: {tuning.words} ({self.measured.gain.words})."
