"""What a round's tokens were to drafter and target, for whoever wants to see it."""

from collections.abc import Callable

from app.core.events import Verdict
from app.core.speculation import Draft
from app.engine.witness import Opinion, Witness


class Explanation:
    """Joins each draft, heard before its round, with the target's opinions after it."""

    def __init__(self, witness: Witness, piece: Callable[[int], bytes]) -> None:
        self._witness = witness
        self._piece = piece
        self._draft = Draft()

    def hear(self, draft: Draft) -> None:
        """Take the draft of the round that comes."""
        self._draft = draft

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return one verdict for each draft token of the round that was."""
        draft, self._draft = self._draft, Draft()
        opinions = self._witness.opinions
        return tuple(
            Verdict(
                token,
                self._piece(token).decode(errors="replace"),
                draft.shares[index] if draft.shares else None,
                opinions[index].guess if index < len(opinions) else None,
            )
            for index, token in enumerate(draft.tokens)
        )

    def chosen(self, index: int) -> float | None:
        """Return how likely the target found emitted token `index` of the round that was."""
        opinions: list[Opinion] = self._witness.opinions
        return opinions[index].chosen if index < len(opinions) else None
