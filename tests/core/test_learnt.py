"""What was learnt survives the program, and a damaged file does no harm."""

import dataclasses
from pathlib import Path

import pytest

from app.core import learnt
from app.core.learnt import LearntKey
from app.core.paths import Profile
from tests.core.test_depth_learnt import GOOD


def key(context: int = 100, temperature: float = 0.0, pair: str = "pair") -> LearntKey:
    return LearntKey.of(pair, "draft", "CPU", context_tokens=context, temperature=temperature)


def test_buckets() -> None:
    assert [key(tokens).context for tokens in (0, 1023, 1024, 2047, 2048, 5000, 100_000)] == [
        0, 0, 1, 1, 2, 3, 7,
    ]  # fmt: skip
    temperatures = [key(temperature=t).temperature for t in (0.0, 0.2, 0.7, 1.0, 1.5)]
    assert temperatures == [0, 1, 2, 3, 4]


def test_round_trip_newest_last(tmp_path: Path) -> None:
    path = Profile(tmp_path).learnt_file
    assert learnt.load(path) == {}
    learnt.remember(path, key(), GOOD)
    learnt.remember(path, key(5000), GOOD)
    better = dataclasses.replace(GOOD, depth=2)
    learnt.remember(path, key(), better)
    assert list(learnt.load(path).items()) == [(key(5000), GOOD), (key(), better)]


def test_the_oldest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "MAX_ENTRIES", 3)
    path = tmp_path / "learnt.json"
    for number in range(5):
        learnt.remember(path, key(pair=str(number)), GOOD)
    assert [kept.pair for kept in learnt.load(path)] == ["2", "3", "4"]


def test_the_nearest_is_recalled_of_the_same_pair_only() -> None:
    near = dataclasses.replace(GOOD, depth=2)
    known = {key(100): GOOD, key(9000): near, key(100, pair="other"): GOOD}
    assert learnt.recall(known, key(100)) == GOOD
    assert learnt.recall(known, key(5000)) == near
    assert learnt.recall(known, key(100, 0.7)) == GOOD
    assert learnt.recall(known, key(pair="third")) is None


@pytest.mark.parametrize("content", ["", "{", "3", "null", "\x00", '{"a": 1}'])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "learnt.json"
    path.write_text(content)
    assert learnt.load(path) == {}
    assert (tmp_path / "learnt.damaged.json").read_text() == content
    learnt.remember(path, key(), GOOD)
    assert list(learnt.load(path)) == [key()]


def test_a_damaged_entry_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "learnt.json"
    learnt.remember(path, key(100), GOOD)
    learnt.remember(path, key(5000), GOOD)
    text = path.read_text().replace('"version": 2', '"version": 7', 1)
    path.write_text(text.replace("[\n", '[\n3, {"key": 1, "learnt": 2},\n', 1))
    assert list(learnt.load(path)) == [key(5000)]
