"""Why a file could not be read as a GGUF."""

from enum import StrEnum

from app.core.errors import AppError


class Fault(StrEnum):
    """What is wrong with the bytes."""

    NOT_GGUF = "not a GGUF"
    INCOMPLETE = "incomplete file"
    DAMAGED = "damaged file"


class GgufError(AppError):
    """A file is no GGUF, or not a whole and sound one."""

    def __init__(self, fault: Fault, title: str, hint: str) -> None:
        super().__init__(title, hint)
        self.fault = fault
