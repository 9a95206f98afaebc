"""One entry's text as it stands in the transcript's document."""

from app.ui.chat.conversation import Entry
from app.ui.chat.gaps import Gap, Gaps
from app.ui.chat.line_marks import LineMarks
from app.ui.chat.source_map import SourceMap


class Passage:
    """A stretch of the document that shows an entry's source text, character by character.

    Attributes:
        text: as much of the entry's as is shown. places: where it stands.
        ended: whether nothing more comes.
        gaps: room left for rejected drafts; empty while origins are not shown.
        line_marks: what is drawn in its lines, by their first and last offset (see origin_marks).
    """

    def __init__(self, entry: Entry, start: int) -> None:
        self.entry = entry
        self.text = ""
        self.places = SourceMap(start)
        self.ended = False
        self.gaps = Gaps(entry.tokens)
        self.line_marks: dict[tuple[int, int], LineMarks] = {}

    def append(self, text: str) -> None:
        """Note that `text` was inserted behind what is shown."""
        self.text += text
        self.places.append(text)

    def restart(self) -> None:
        """Note that the text was taken out of the document."""
        self.text = ""
        self.places = SourceMap(self.places.start)
        self.restart_gaps()

    def restart_gaps(self) -> None:
        """Note that no gap is left in the document."""
        self.line_marks.clear()
        self.gaps = Gaps(self.entry.tokens)

    def due_gaps(self) -> list[Gap]:
        """Return the gaps that the shown text has come to need, new ones and wider ones."""
        return self.gaps.advance(self.text, ended=self.ended)

    def shown_tokens(self) -> int:
        """Return how many of the entry's tokens are on the screen."""
        tokens = self.entry.tokens
        if self.ended or not len(tokens):
            return len(tokens)
        at = tokens.at(self.places.length)
        return len(tokens) if at is None else at

    def source(self, first: int, last: int) -> str:
        """Return the source text between two document positions."""
        return self.text[self.places.offset(first) : self.places.offset(last)]
