"""A target that remembers, round by round, how likely it found the tokens it judged."""

from collections.abc import Sequence
from typing import NamedTuple

from app.core.sampling import Candidates
from app.engine.target import LlamaTarget


class Opinion(NamedTuple):
    """How likely the draft token of a row was (None: the draft is over) and the chosen one."""

    guess: float | None
    chosen: float


class Witness:
    """Implements core.speculation.Target over another one.

    It asks right after each choice: a rewind may evaluate anew and overwrite the rows.
    """

    def __init__(self, target: LlamaTarget) -> None:
        self._target = target
        self._guesses: Sequence[int] = ()
        self._row = 0
        self.opinions: list[Opinion] = []
        """Of the last pass, a row each, as far as it was judged."""

    def evaluate(self, tokens: Sequence[int]) -> None:
        self._guesses = tokens[1:]
        self.opinions = []
        self._target.evaluate(tokens)

    def choose(self, row: int) -> int:
        token = self._target.choose(row)
        self._note(row, token)
        return token

    def target_probs(self, row: int) -> Candidates:
        self._row = row
        return self._target.target_probs(row)

    def commit(self, token: int) -> None:
        self._note(self._row, token)
        self._target.commit(token)

    def rewind(self, length: int) -> None:
        self._target.rewind(length)

    def is_end(self, token: int) -> bool:
        return self._target.is_end(token)

    def _note(self, row: int, token: int) -> None:
        if row < len(self._guesses):
            guess, chosen = self._target.shares(row, (self._guesses[row], token))
            self.opinions.append(Opinion(guess, chosen))
        else:
            self.opinions.append(Opinion(None, self._target.shares(row, (token,))[0]))
