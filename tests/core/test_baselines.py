"""Measured baselines survive the program, and a damaged file does no harm."""

from pathlib import Path

import pytest

from app.core import baselines
from app.core.baseline import Baseline
from app.core.learnt import LearntKey
from app.core.paths import Profile

PLAIN = Baseline(0.01, 9, 40, 90, 5.0)


def key(context: int = 50, temperature: float = 0.0, pair: str = "pair") -> LearntKey:
    return LearntKey.of(pair, "off", "CPU", context_tokens=context, temperature=temperature)


def test_round_trip_newest_last(tmp_path: Path) -> None:
    path = Profile(tmp_path).baselines_file
    assert baselines.load(path) == {}
    far = Baseline(0.02, 9, 5000, 5090, 6.0)
    baselines.remember(path, key(), PLAIN)
    baselines.remember(path, key(5000), far)
    newer = Baseline(0.03, 9, 40, 90, 7.0)
    baselines.remember(path, key(), newer)
    assert list(baselines.load(path).items()) == [(key(5000), far), (key(), newer)]


def test_only_what_holds_is_recalled() -> None:
    known = {
        key(): PLAIN,
        key(5000): Baseline(0.02, 9, 5000, 5090, 6.0),
        key(1100): Baseline(0.03, 9, 120, 1100, 4.0),
        key(temperature=1.0): Baseline(0.04, 9, 40, 90, 9.0),
        key(pair="other"): Baseline(0.05, 9, 40, 90, 9.0),
    }
    assert baselines.recall(known, key(), 60) is PLAIN
    assert baselines.recall(known, key(1500), 1500) == Baseline(0.03, 9, 120, 1100, 4.0)
    assert baselines.recall(known, key(50_000), 50_000) is None


def test_the_oldest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "MAX_ENTRIES", 2)
    path = tmp_path / "baselines.json"
    for number in range(4):
        baselines.remember(path, key(pair=str(number)), PLAIN)
    assert [one.pair for one in baselines.load(path)] == ["2", "3"]


@pytest.mark.parametrize(
    "bad",
    ['"fast"', "null", "-1.0", "1e999", "0.0"],
)
def test_a_bad_figure_is_passed_over(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "baselines.json"
    baselines.remember(path, key(), PLAIN)
    path.write_text(path.read_text().replace("0.01", bad))
    assert baselines.load(path) == {}
