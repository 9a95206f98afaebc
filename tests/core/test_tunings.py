"""What was measured survives the program, and no content of the file does harm."""

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core import tunings
from app.core.paths import Profile
from app.core.tuning import Tuning
from app.core.tunings import Gain, MeasuredTuning, TuningKey

DAY = date(2026, 11, 24)
KEY = TuningKey("t.gguf (3 bytes)", "AMD, 2 cores")
FOUND = MeasuredTuning(Tuning(threads=1, flash_attention=False), Gain(1.064, 1.4, 0.99), DAY)
NOTHING = MeasuredTuning(Tuning(), Gain(1.0, 1.0), DAY)


def test_sentences() -> None:
    assert FOUND.sentence == (
        "Set up as measured on 2026-11-24: 1 thread, no flash attention (1.06x)."
    )
    plain = dataclasses.replace(FOUND, gain=Gain(1.0, 1.4, 1.0))
    assert plain.sentence.endswith("(plain decoding 1.40x).")
    assert "no other settings were faster" in NOTHING.sentence


def test_round_trip_and_replacement(tmp_path: Path) -> None:
    path = Profile(tmp_path).tunings_file
    assert tunings.load(path) == {}
    other = dataclasses.replace(KEY, gpu_layers=0)
    tunings.remember(path, KEY, NOTHING)
    tunings.remember(path, other, NOTHING)
    tunings.remember(path, KEY, FOUND)
    assert list(tunings.load(path).items()) == [(other, NOTHING), (KEY, FOUND)]


def test_forgetting(tmp_path: Path) -> None:
    path = tmp_path / "tunings.json"
    assert not tunings.forget(path, KEY)
    assert not path.exists()
    tunings.remember(path, KEY, FOUND)
    assert tunings.forget(path, KEY)
    assert tunings.load(path) == {}


def test_the_oldest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tunings, "MAX_ENTRIES", 2)
    path = tmp_path / "tunings.json"
    for number in range(4):
        tunings.remember(path, TuningKey(str(number), "m"), FOUND)
    assert [key.pair for key in tunings.load(path)] == ["2", "3"]


@pytest.mark.parametrize("content", ["", "{", "null", '{"a": 1}', "[" * 100_000])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tunings.json"
    path.write_text(content)
    assert tunings.load(path) == {}
    assert (tmp_path / "tunings.damaged.json").read_text() == content


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("version",), 2),
        (("key",), 3),
        (("key", "pair"), None),
        (("key", "gpu_layers"), "all"),
        (("measured",), []),
        (("measured", "day"), "yesterday"),
        (("measured", "day"), 3),
        (("measured", "tuning"), "fast"),
        (("measured", "tuning", "threads"), 0),
        (("measured", "tuning", "threads"), 10**9),
        (("measured", "tuning", "threads"), True),
        (("measured", "tuning", "threads"), 1.5),
        (("measured", "tuning", "spin"), -1),
        (("measured", "tuning", "spin"), 10**30),
        (("measured", "tuning", "repack"), 1),
        (("measured", "tuning", "flash_attention"), "off"),
        (("measured", "gain"), None),
        (("measured", "gain", "best"), 0),
        (("measured", "gain", "best"), float("nan")),
        (("measured", "gain", "plain"), float("inf")),
        (("measured", "gain", "method"), "1.2"),
    ],
)
def test_a_damaged_entry_costs_only_itself(
    tmp_path: Path, place: tuple[str, ...], value: Any
) -> None:
    path = tmp_path / "tunings.json"
    tunings.remember(path, KEY, FOUND)
    other = TuningKey("other", "m")
    tunings.remember(path, other, FOUND)
    entries = json.loads(path.read_text())
    inner = entries[0]
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    path.write_text(json.dumps([3, *entries]))
    assert list(tunings.load(path)) == [other]


def test_a_cache_type_in_the_file_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "tunings.json"
    tunings.remember(path, KEY, FOUND)
    path.write_text(path.read_text().replace('"f16"', '"q8_0"'))
    assert "q8_0" in path.read_text()
    assert tunings.load(path) == {KEY: FOUND}
