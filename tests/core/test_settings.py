"""Settings survive what users and crashes do to their file."""

import dataclasses
import json
from pathlib import Path

import pytest

from app.core import settings
from app.core.paths import Profile
from app.core.settings import Settings


def test_round_trip(tmp_path: Path) -> None:
    path = Profile(tmp_path).settings_file
    wanted = Settings(target="a.gguf", depth=5, lookup=True, temperature=0.7).with_recent(
        "b.gguf", "d.gguf"
    )
    settings.save(path, wanted)
    assert settings.load(path) == wanted


def test_defaults_without_a_file(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", '"text"', "\x00\x01"])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    assert settings.load(path) == Settings()
    assert (tmp_path / "settings.damaged.json").read_text() == content


def test_bad_values_fall_back_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    raw = dataclasses.asdict(Settings(temperature=1.0))
    raw |= {"verify": "hope", "seed": -2, "penalty_last_n": -1}
    raw |= {"depth": 99, "top_k": "many", "top_p": True, "recent": [["a"], 3], "novelty": 1}
    path.write_text(json.dumps(raw))
    assert settings.load(path) == Settings(temperature=1.0)


def test_recent_pairs_are_few_and_unique() -> None:
    chosen = Settings()
    for number in [*range(12), 3]:
        chosen = chosen.with_recent(f"{number}.gguf", "")
    assert chosen.recent[0] == ("3.gguf", "")
    assert len(chosen.recent) == settings.MAX_RECENT == len(set(chosen.recent))
