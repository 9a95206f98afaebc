"""Presets go out to a file and come back the same; other files are refused in words."""

import json
from pathlib import Path

import pytest

from app.core import presets
from app.core.errors import AppError
from app.core.presets import FORMAT, Preset

SAILOR = Preset("Sailor", "Answer as a sailor would: “ahoy”.", (("temperature", 0.9),))
THINKER = Preset("a thinker", "", (("thinking", 1.0), ("top_k", 20.0)))


def test_out_and_back(tmp_path: Path) -> None:
    path = tmp_path / "presets.json"
    presets.save(path, (SAILOR, THINKER))
    assert presets.read(path) == presets.load(path) == (THINKER, SAILOR)


def test_one_of_the_same_name_takes_the_others_place() -> None:
    other = Preset("Sailor", "Be brief.")
    assert presets.merged((SAILOR, THINKER), (other,)) == (other, THINKER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "not JSON",
        "[" * 100_000,
        json.dumps({"format": "something else", "presets": []}),
        json.dumps({"format": FORMAT, "presets": [{"name": 7}]}),
        json.dumps({"format": FORMAT, "presets": [{"name": "x" * 999, "system_prompt": ""}]}),
    ],
)
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(AppError, match="holds no presets"):
        presets.read(path)
    assert presets.load(path) == ()
    assert not path.exists(), "it is set aside"


def test_settings_of_a_newer_version_or_out_of_range_are_left_out(tmp_path: Path) -> None:
    rows = [("temperature", 0.5), ("mirostat", 2), ("top_p", 40), ("__class__", 1)]
    settings = [{"name": name, "value": value} for name, value in rows]
    whole = {"name": "x", "system_prompt": "", "settings": settings}
    path = tmp_path / "presets.json"
    path.write_text(json.dumps({"format": FORMAT, "presets": [whole]}))
    assert presets.read(path) == (Preset("x", "", (("temperature", 0.5),)),)
