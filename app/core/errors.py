"""The one error that is the environment's fault, and so is told to the user in place."""


class AppError(Exception):
    """Something outside the program is wrong: a missing file, no memory, an unusable GGUF.

    Attributes:
        title: what is wrong, one sentence ending in a full stop.
        hint: what to do about it, one or more sentences; may be empty.
    """

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.title = title
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title} {self.hint}".strip()


class EngineDiedError(AppError):
    """The engine's process ended on its own; what was shown of the answer is kept."""


class LoadCancelledError(AppError):
    """The user gave up loading a pair."""


class MeasurementCancelledError(AppError):
    """The user gave up a measurement."""
