"""What trying other depths may cost: a loan to begin with, then a small share of all time."""

from dataclasses import dataclass

_SHARE = 0.01
"""Part of the decoding time that trials may lose."""

ALLOWANCE = 8.0
"""Plain rounds' worth of time lent to begin with, and the most that is ever saved or owed."""

_FARTHEST = 4.0
"""A catch-up is not extrapolated beyond this multiple of the longest one seen."""

_MOST = ALLOWANCE / 4.0
"""An entry is believed to cost no more: else one stalled round could rule out trials for good."""


@dataclass(slots=True)
class TrialBudget:
    """Accounts in plain rounds.

    Attributes:
        credit: what trials may cost now; negative is a debt.
        change: what a round costs more for having another draft length than the one before.
        catch_up: what the first draft after `skipped` rounds without one costs on top.
    """

    credit: float = ALLOWANCE
    change: float = 0.3
    catch_up: float = 0.0
    skipped: int = 1

    @property
    def full(self) -> bool:
        """Whether there is more credit than trials know to use."""
        return self.credit > 0.9 * ALLOWANCE

    def earn(self, rounds: float) -> None:
        """Add the share of a round that took `rounds` plain rounds."""
        self.credit = min(self.credit + _SHARE * rounds, ALLOWANCE)

    def charge(self, rounds: float) -> None:
        """Take off what a trial lost; what it won is not booked."""
        self.credit = max(self.credit - max(0.0, rounds), -ALLOWANCE)

    def entry(self, undrafted: int) -> float:
        """Return what the first round of a trial costs more, after `undrafted` rounds off."""
        if not undrafted:
            return self.change
        catch_up = self.catch_up * min(max(1.0, undrafted / self.skipped), _FARTHEST)
        return min(self.change + catch_up, _MOST)

    def learn_entry(self, excess: float, undrafted: int) -> float:
        """Learn what a first round cost beyond the later ones; returns what of it is believed.

        A stall is told from a real cost by its size: belief at most doubles at a time.
        """
        excess = min(max(0.0, excess), 2.0 * self.entry(undrafted) + 1.0)
        if undrafted:
            self.catch_up = max(0.0, excess - self.change)
            self.skipped = undrafted
        else:
            self.change += (excess - self.change) / 4.0
        return excess
