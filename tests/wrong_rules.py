"""Rules of verification that are wrong on purpose: what finds nothing wrong with these is no test.

Each is a mistake that somebody makes; none of them changes a single greedy token.
"""

from app.core.sampling import Candidates
from app.core.verification import Judged, Match, RejectionSampling, residual


class Lenient(Match):
    """Keeps what the target finds likely enough ("typical acceptance", arXiv 2401.10774)."""

    def judge(self, target: Judged, row: int, guess: int, draft_probs: Candidates | None) -> int:
        if target.target_probs(row).probability(guess) < 0.2:
            return target.choose(row)
        target.commit(guess)
        return guess


class Careless(RejectionSampling):
    """Draws the correction from the target instead of the residual."""

    def judge(self, target: Judged, row: int, guess: int, draft_probs: Candidates | None) -> int:
        target_probs = target.target_probs(row)
        drafted = 1.0 if draft_probs is None else draft_probs.probability(guess)
        kept = self._random.random() * drafted < target_probs.probability(guess)
        token = guess if kept else target_probs.draw(self._random.random())
        target.commit(token)
        return token


class Generous(RejectionSampling):
    """Keeps a quarter of what it should reject, if only the target could have written it."""

    def judge(self, target: Judged, row: int, guess: int, draft_probs: Candidates | None) -> int:
        target_probs = target.target_probs(row)
        drafted = 1.0 if draft_probs is None else draft_probs.probability(guess)
        share = target_probs.probability(guess) / drafted
        if self._random.random() < max(share, 0.75 * share + 0.25 if share > 0 else 0.0):
            token = guess
        else:
            token = residual(target_probs, draft_probs, guess).draw(self._random.random())
        target.commit(token)
        return token


WRONG_RULES: tuple[type[Match | RejectionSampling], ...] = (Careless, Generous, Lenient)
