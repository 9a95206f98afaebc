"""Counts what an answer thinks before it begins."""

from app.core.thinking import ThinkingMarks, ThinkingReader


class ThinkingMeter:
    """Reads an answer that grows behind `begun`.

    Attributes:
        tokens, seconds: until the thinking was over; 0 without any.
    """

    def __init__(self, marks: ThinkingMarks | None, begun: str = "") -> None:
        self._reader = ThinkingReader(marks) if marks is not None else None
        self._begun = begun
        self.tokens = 0
        self.seconds = 0.0

    def read(self, text: str, tokens: int, seconds: float) -> None:
        """Take the text so far, of so many tokens decoded in so many seconds."""
        if self._reader is None:
            return
        found = self._reader.divide(self._begun + text)
        if found.thinks and not found.closed:
            self.tokens, self.seconds = tokens, seconds
        elif found.closed:
            if found.thinks:
                self.tokens, self.seconds = tokens, seconds
            self._reader = None
