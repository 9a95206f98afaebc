"""Work on many conversations that somebody watches and may give up."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from app.core.errors import AppError


class GivenUpError(AppError):
    """The user gave it up; what was done until then stays."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Hears how much is done, 0 to 1; `cancel` may be set from any thread."""

    told: Callable[[float], None] = lambda _: None
    cancel: threading.Event = field(default_factory=threading.Event)

    def step(self, done: float) -> None:
        """Tell how much is done. Raises GivenUpError."""
        if self.cancel.is_set():
            raise GivenUpError("It was cancelled.")
        self.told(done)
