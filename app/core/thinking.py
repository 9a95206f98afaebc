"""What a target thinks before it answers: how it marks that, and where it stands in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThinkingMarks:
    """How one answer marks its thinking.

    Attributes:
        opening, closing: as in "<think>" and "</think>".
        heading: what follows the opening and belongs to it, as Gemma's "thought".
        begun: whether the prompt ends behind the opening, so that the answer begins inside.
    """

    opening: str
    closing: str
    heading: str = ""
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Thinking:
    """What a target's chat template says about thinking.

    Attributes:
        on, off: how answers mark it, asked to think and asked not to.
        switch: the template's variable that asks; "" if it knows none.
        usual: what it does unasked.
    """

    on: ThinkingMarks
    off: ThinkingMarks
    switch: str = ""
    usual: bool = True

    def marks(self, wanted: bool | None) -> ThinkingMarks:
        """Return the marks of an answer; None asks for nothing."""
        asked = wanted if wanted is not None and self.switch else self.usual
        return self.on if asked else self.off


@dataclass(frozen=True, slots=True)
class Division:
    """Where thinking and answer stand in a text; all are offsets into it.

    Attributes:
        start, stop: of the thinking, without its marks; the same where there is none.
        answer: where the answer begins.
        shown: behind this, a mark may be coming; the end of a text that grows no more.
        closed: whether the thinking has ended; True where there is none.
    """

    start: int
    stop: int
    answer: int
    shown: int
    closed: bool

    @property
    def thinks(self) -> bool:
        """Whether there is any thinking."""
        return self.stop > self.start

    def thinking(self, text: str) -> str:
        """Return what was thought in `text`, the text that was divided."""
        return text[self.start : self.stop]

    def answered(self, text: str) -> str:
        """Return what was answered in `text`, the text that was divided."""
        return text[self.answer : self.shown]


class ThinkingReader:
    """Divides a text that grows; what it has read it does not read again.

    Thinking stands at the beginning only: an answer that explains a mark stays whole.
    """

    def __init__(self, marks: ThinkingMarks | None) -> None:
        self._marks = marks
        self._start = 0 if marks is not None and marks.begun else -1
        self._headed = False
        self._searched = 0
        self._stop = self._answer = -1

    def divide(self, text: str, *, final: bool = False) -> Division:
        """Divide all that has come so far; `final` if no more will come."""
        marks = self._marks
        if marks is None:
            return Division(0, 0, 0, len(text), closed=True)
        if self._start < 0 and not self._open(text, marks, final=final):
            # Nothing of what may become a mark is shown.
            at = len(text) if self._answer < 0 else self._answer
            return Division(at, at, at, len(text), closed=self._answer >= 0)
        if self._stop < 0:
            self._close(text, marks)
        if self._stop < 0:
            return self._unclosed(text, marks, final=final)
        answer = _behind_space(text, self._answer)
        start = min(_behind_space(text, self._start), self._stop)
        stop = start + len(text[start : self._stop].rstrip())
        return Division(start, stop, answer, len(text), closed=True)

    def _open(self, text: str, marks: ThinkingMarks, *, final: bool) -> bool:
        """Find the opening; `_answer` is set once it is clear that there is none."""
        if self._answer >= 0:
            return False
        first = _behind_space(text, 0)
        if text.startswith(marks.opening, first):
            self._start = self._searched = first + len(marks.opening)
            return True
        if final or not marks.opening.startswith(text[first:]):
            self._answer = 0
        return False

    def _close(self, text: str, marks: ThinkingMarks) -> None:
        self._skip_heading(text, marks)
        at = text.find(marks.closing, max(self._start, self._searched))
        self._searched = max(self._start, len(text) - len(marks.closing) + 1)
        if at >= 0:
            self._stop, self._answer = at, at + len(marks.closing)

    def _skip_heading(self, text: str, marks: ThinkingMarks) -> None:
        if not self._headed and len(text) - self._start >= len(marks.heading):
            self._headed = True
            if text.startswith(marks.heading, self._start):
                self._start += len(marks.heading)

    def _unclosed(self, text: str, marks: ThinkingMarks, *, final: bool) -> Division:
        shown = len(text) if final else len(text) - _dangling(text, marks.closing, self._start)
        while shown > self._start and text[shown - 1].isspace():
            shown -= 1  # it may be the space before the mark
        start = min(_behind_space(text, self._start), shown)
        if not self._headed and not final:
            start = shown
        return Division(start, shown, len(text), len(text), closed=False)


def divide(text: str, marks: ThinkingMarks | None) -> Division:
    """Divide a text that grows no more."""
    return ThinkingReader(marks).divide(text, final=True)


def _behind_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _dangling(text: str, mark: str, start: int) -> int:
    """Return how many letters at the end may be the beginning of `mark`."""
    for size in range(min(len(mark) - 1, len(text) - start), 0, -1):
        if text.endswith(mark[:size]):
            return size
    return 0
