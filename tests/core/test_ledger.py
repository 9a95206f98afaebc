"""What was saved and lost, summed apart, and never without a baseline."""

from typing import Any

import pytest

from app.core.baseline import Baseline
from app.core.ledger import Ledger, Totals, saved_seconds
from app.core.stats import Statistics

approx: Any = pytest.approx
PLAIN = Baseline(0.1, 20, 10, 90, 1.0)


def answer(tokens: int, seconds: float, drafted: int = 9) -> Statistics:
    return Statistics(emitted_tokens=tokens, decode_seconds=seconds, draft_tokens=drafted)


def test_an_answer_saves_or_loses() -> None:
    assert saved_seconds(answer(100, 6.0), PLAIN) == pytest.approx(4.0)
    assert saved_seconds(answer(100, 12.0), PLAIN) == pytest.approx(-2.0)


def test_nothing_is_claimed_without_a_baseline_or_a_draft() -> None:
    assert saved_seconds(answer(100, 6.0), None) is None
    assert saved_seconds(answer(100, 6.0, drafted=0), PLAIN) is None


def test_a_sitting_sums_both_apart() -> None:
    ledger = Ledger()
    assert (ledger.answer, ledger.sitting) == (None, Totals())
    for seconds in (6.0, 12.0, 7.0):
        ledger.begin()
        ledger.reckon(answer(1, 1.0), PLAIN)
        ledger.reckon(answer(100, seconds), PLAIN)
    assert ledger.answer == pytest.approx(3.0)
    assert ledger.sitting == Totals(approx(7.0), approx(2.0), 3)


def test_a_plain_answer_is_not_counted() -> None:
    ledger = Ledger()
    ledger.reckon(answer(100, 6.0, drafted=0), PLAIN)
    ledger.begin()
    assert ledger.sitting == Totals()


def test_a_baseline_that_comes_late_counts_for_the_last_answer() -> None:
    ledger = Ledger()
    ledger.reckon(answer(100, 6.0), None)
    assert ledger.sitting == Totals(unknown=1)
    ledger.reckon(answer(100, 6.0), PLAIN)
    assert ledger.sitting == Totals(saved=approx(4.0), answers=1)
    ledger.begin()
    ledger.reckon(answer(100, 6.0), None)
    ledger.begin()
    assert ledger.sitting == Totals(saved=approx(4.0), answers=1, unknown=1)
