"""Where the last tokens of a growing text stood before in it.

Chains of equal n-grams as in LZ77 compressors (RFC 1951, section 4): one table entry a token.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

KEY: Final = 3
"""Tokens of the n-gram that is looked up; shorter repetitions say nothing."""

LONGEST: Final = 32
"""Tokens compared at most; longer matches are no better."""

MAX_STEPS: Final = 32
"""Earlier places compared at most, the latest first: n-grams like ". \\n The" stand everywhere."""


class Match(NamedTuple):
    """An earlier place whose tokens are the text's last ones.

    Attributes:
        position: of the token that came next there.
        length: how many tokens before it are the same, KEY to LONGEST.
        contested: whether another place with as long a match went on differently.
    """

    position: int
    length: int
    contested: bool


class NgramIndex:
    """A text and its repetitions; appending a token and looking one up take constant time.

    Attributes:
        tokens: the text.
    """

    def __init__(self, tokens: Sequence[int] = ()) -> None:
        self.tokens = list(tokens)
        self._latest: dict[tuple[int, int, int], int] = {}
        # earlier[i]: where the n-gram that ends at i ended before, -1 for nowhere
        self._earlier = [-1] * min(KEY - 1, len(self.tokens))
        latest, earlier = self._latest, self._earlier
        ngrams = zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
        for end, ngram in enumerate(ngrams, KEY - 1):
            earlier.append(latest.get(ngram, -1))
            latest[ngram] = end

    def append(self, token: int) -> bool:
        """Add the text's next token; return whether the n-gram it ends stood there before."""
        tokens = self.tokens
        tokens.append(token)
        if len(tokens) < KEY:
            self._earlier.append(-1)
            return False
        ngram = (tokens[-3], tokens[-2], token)
        before = self._latest.get(ngram, -1)
        self._earlier.append(before)
        self._latest[ngram] = len(tokens) - 1
        return before >= 0

    def longest_match(self) -> Match | None:
        """Return the longest match among the latest places, of equal ones the latest."""
        end = self._earlier[-1] if self._earlier else -1
        best: Match | None = None
        for _ in range(MAX_STEPS):
            if end < 0:
                break
            length = self.matching(end)
            if best is None or length > best.length:
                best = Match(end + 1, length, contested=False)
                if length == LONGEST:
                    break
            elif length == best.length and self.tokens[end + 1] != self.tokens[best.position]:
                best = best._replace(contested=True)
            end = self._earlier[end]
        return best

    def matching(self, end: int, longest: int = LONGEST) -> int:
        """Return how many tokens up to the one at `end` are the text's last ones."""
        tokens = self.tokens
        ahead = len(tokens) - 1 - end
        first = max(end - longest, -1)
        at = end
        while at > first and tokens[at] == tokens[at + ahead]:
            at -= 1
        return end - at
