"""Follows, token by token, the earlier place that a text is repeating."""

from collections.abc import Sequence
from typing import Final

from app.core.lookup_odds import CONTESTED, RESUMED, Odds, exact
from app.core.ngram_index import KEY, NgramIndex

WORTH_RESUMING: Final = 6
"""Agreeing tokens that make a place worth coming back to after an edit."""

LONGEST_EDIT: Final = 16
"""Tokens of an edit, after which the place is given up."""

REACH: Final = 10
"""Tokens that an edit may have taken out."""

RESUMED_BONUS: Final = 2
"""As many agreeing tokens more is a match worth that stands where it was expected."""


class Trail:
    """A text, and the place in it whose continuation is the best guess for its own.

    Every token that comes tells whether the guess was right: what is never drafted teaches, too.

    Attributes:
        odds: what was learnt of that.
    """

    def __init__(self) -> None:
        self.odds = Odds()
        self.restart(())

    def restart(self, tokens: Sequence[int]) -> None:
        """Begin another text, of which these tokens teach nothing: they were not foretold."""
        self._index = NgramIndex(tokens)
        self._left = -1  # where the last edit began, in the place followed before; -1 for none
        self._edited = 0  # tokens since then
        self._search(repeated=True)

    def follow(self, text: Sequence[int]) -> bool:
        """Take what `text` has more than is known; return whether it repeats anything."""
        for at in range(len(self._index.tokens), len(text)):
            self._append(text[at])
        return self._place >= 0

    def chances(self, count: int) -> list[float]:
        """Return the probability of each of the next `count` guesses if all before are right.

        Empty when nothing is repeated.
        """
        if self._place < 0:
            return []
        known, length = self.odds.chances, self._length
        later = [known[_class(length + more, self._resumed)] for more in range(1, count)]
        return [known[self._class], *later][:count]

    def guess(self, count: int) -> tuple[int, ...]:
        """Return the next `count` tokens if the text goes on as it did there.

        Where the place reaches the text's end, what lies between repeats.
        """
        tokens, place = self._index.tokens, self._place
        if place < 0:
            return ()
        period = len(tokens) - place
        if period >= count:
            return tuple(tokens[place : place + count])
        return tuple(tokens[place + number % period] for number in range(count))

    def _append(self, token: int) -> None:
        place = self._place
        if place < 0 and self._left < 0:
            if self._index.append(token):
                self._search(repeated=True)
            return
        right = place >= 0 and self._index.tokens[place] == token
        if place >= 0:
            self.odds.record(self._class, right)
        repeated = self._index.append(token)
        self._edited += 1
        if right:
            self._go_on()
            return
        if self._length >= (len(RESUMED) if self._resumed else WORTH_RESUMING):
            self._left, self._edited = place, 0
        elif self._edited > LONGEST_EDIT:
            self._left = -1
        self._search(repeated)

    def _go_on(self) -> None:
        self._place += 1
        self._length += 1
        self._class = _class(self._length, self._resumed)
        if self._length >= WORTH_RESUMING:
            self._resumed, self._left = False, -1

    def _search(self, repeated: bool) -> None:
        """Find the best place to follow now; `repeated` says whether there can be a match."""
        self._place, self._length, self._class, self._resumed = -1, 0, CONTESTED, False
        match = self._index.longest_match() if repeated else None
        if match is not None:
            self._place, self._length = match.position, match.length
            self._class = CONTESTED if match.contested else exact(match.length)
        if self._left >= 0:
            self._resume()

    def _resume(self) -> None:
        """Follow the place from before the edit again if that promises more."""
        place, length = self._behind_edit()
        if length == 0 and self._edited > 0:
            return
        kind, known = _class(length, resumed=True), self.odds.chances
        if self._place < 0 or known[kind] > known[self._class]:
            self._place, self._length, self._class, self._resumed = place, length, kind, True

    def _behind_edit(self) -> tuple[int, int]:
        """Return where the place goes on behind the edit, and how many tokens (to KEY) say so.

        Without any, as if as much had been put in as was taken out.
        """
        index, expected = self._index, self._left + self._edited
        best, length = min(expected + 1, len(index.tokens) - 1), 0
        last = index.tokens[-1]
        for end in range(self._left, min(expected + REACH, len(index.tokens) - 1)):
            if index.tokens[end] != last:
                continue
            agreeing = index.matching(end, KEY)
            nearer = abs(end - expected) < abs(best - 1 - expected)
            if agreeing > length or (agreeing == length and nearer):
                best, length = end + 1, agreeing
        return best, length


def _class(length: int, resumed: bool) -> int:
    """Return the class of a match of so many tokens that nothing contests."""
    if not resumed:
        return exact(length)
    return RESUMED[length] if length < len(RESUMED) else exact(length + RESUMED_BONUS)
