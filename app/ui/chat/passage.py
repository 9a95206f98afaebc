"""One entry's text as it stands in the transcript's document."""

from typing import Protocol

from app.ui.chat.conversation import Entry
from app.ui.chat.gaps import Gap, Gaps, gap_place
from app.ui.chat.line_marks import LineMarks
from app.ui.chat.markdown.places import RenderedMap
from app.ui.chat.source_copy import source_of_selection
from app.ui.chat.source_map import SourceMap
from app.ui.chat.thought import Thought, thought_of

_BLANK = " \t\r\n"


class Body(Protocol):
    """Writes a text at the end of a document and knows where it stands."""

    @property
    def places(self) -> SourceMap | RenderedMap:
        """Where its characters are."""
        ...

    def append(self, text: str) -> int:
        """Write more; return the document position from which on something is new."""
        ...

    def skip(self, text: str) -> None:
        """Leave text out that comes before all that is written."""
        ...

    def finish(self) -> int:
        """Settle what could still change; return as `append` does."""
        ...

    def shift(self, by: int) -> None:
        """Note that all stands `by` positions further on."""
        ...


class Passage:
    """A stretch of the document that shows an entry's text, as it is or rendered.

    Attributes:
        text: as much of the entry's as is shown. top: where its author's line begins.
        ended: whether nothing more comes.
        gaps: room left for rejected drafts; empty while origins are not shown.
        line_marks: what is drawn in its lines, by their first and last offset (see origin_marks).
        thought: what is thought before the answer, which is left out of the text shown.
    """

    def __init__(self, entry: Entry, top: int, body: Body, *, divided: bool = False) -> None:
        """`divided` leaves out what is thought, as soon as the entry says how it is marked."""
        self.entry, self.top = entry, top
        self._divided = divided
        self.thought: Thought | None = None
        self._hidden = self._taken = 0
        self.text = ""
        self.ended = False
        self.line_marks: dict[tuple[int, int], LineMarks] = {}
        self._body = body
        self.gaps = Gaps(entry.tokens, self._gap_place)

    @property
    def places(self) -> SourceMap | RenderedMap:
        """Where the characters of its text stand."""
        return self._body.places

    def append(self, text: str) -> int:
        """Write `text` behind what is shown; return the position where something is new."""
        if self._divided and not self.text:
            self.thought = thought_of(self.entry)
        self.text += text
        return self._go_on(final=False)

    @property
    def _thinks(self) -> bool:
        """Whether nothing of the answer has come yet."""
        return self.thought is not None and self._taken == 0

    def _go_on(self, *, final: bool) -> int:
        """Show what has come of the answer."""
        if self._thinks and self.thought is not None:
            if not self.thought.read(self.text, final=final):
                return self.places.end
            self._hidden = self._taken = self.thought.division.answer
            if self._hidden:
                self._body.skip(self.text[: self._hidden])
                self.gaps.pass_over(self._hidden)
        fresh, self._taken = self.text[self._taken :], len(self.text)
        return self._rewound(self._body.append(fresh)) if fresh else self.places.end

    def skip(self, text: str) -> None:
        """Leave text out before anything is written: offsets count it."""
        self.text += text
        self._taken = len(self.text)
        self._body.skip(text)

    def finish(self) -> None:
        """Settle the text: nothing more comes."""
        self.ended = True
        if self._thinks:
            self._go_on(final=True)
        self._rewound(self._body.finish())

    def restart(self, body: Body) -> None:
        """Begin again, the text having been taken out of the document."""
        self.text, self._body = "", body
        self.thought = None
        self._hidden = self._taken = 0
        self.restart_gaps()

    def shift(self, by: int) -> None:
        """Note that all of it stands `by` positions further on."""
        self.top += by
        self._body.shift(by)

    def shift_text(self, by: int) -> None:
        """Note that its text does, the author's line staying."""
        self._body.shift(by)

    def restart_gaps(self) -> None:
        """Note that no gap is left in the document."""
        self.line_marks.clear()
        self.gaps = Gaps(self.entry.tokens, self._gap_place)
        self.gaps.pass_over(self._hidden)

    def _rewound(self, position: int) -> int:
        """Forget what was noted of text that has been written anew, from a position on."""
        offset = self.places.offset(position)
        self.gaps.rewind(offset)
        for lines in [lines for lines in self.line_marks if lines[1] > offset]:
            del self.line_marks[lines]
        return position

    def _gap_place(self, text: str, offset: int) -> tuple[int, int]:
        """Return (first, end) of the character that a gap at `offset` follows on the screen."""
        places = self._body.places
        if isinstance(places, SourceMap):
            return gap_place(text, offset)
        shown = places.letter_before(offset)
        while shown is not None and text[shown] in _BLANK:
            shown = places.letter_before(shown)
        if shown is None:
            return 0, 0
        return gap_place(text, shown + 1)

    def due_gaps(self) -> list[Gap]:
        """Return the gaps that the shown text has come to need, new ones and wider ones."""
        return [] if self._thinks else self.gaps.advance(self.text, ended=self.ended)

    def shown_tokens(self) -> int:
        """Return how many of the entry's tokens are on the screen."""
        tokens = self.entry.tokens
        if self.ended or not len(tokens):
            return len(tokens)
        at = tokens.at(self.places.length)
        return len(tokens) if at is None else at

    def source(self, first: int, last: int) -> str:
        """Return the source text between two document positions, with its markup."""
        places = self.places
        if isinstance(places, RenderedMap):
            before, start, end, behind = places.edges(first, last)
            if first <= places.start:
                before = start = self._hidden
            if last >= places.end:
                end = behind = len(self.text)
            return source_of_selection(self.text, (before, start, end, behind))
        return self.text[places.offset(first) : places.offset(last)]
