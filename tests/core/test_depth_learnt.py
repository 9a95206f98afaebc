"""A learnt value is read back as it was, and nothing else is taken for one."""

import dataclasses
import json
from typing import Any

import pytest

from app.core.depth_learnt import LearntDepth, is_sound, read_learnt

GOOD = LearntDepth(
    depth=1,
    seconds=(0.02, 0.03, 0.0),
    rounds=(4, 16, 0),
    tried=(4, 90, 0),
    idle=(80, 0, 94),
    reached=(90.0, 0.0),
    accepted=(60.5, 0.0),
    noise=0.1,
    credit=-2.0,
    undrafted=0,
    patience=32,
)


def as_json(learnt: LearntDepth) -> dict[str, Any]:
    return json.loads(json.dumps(dataclasses.asdict(learnt)))


def test_round_trip() -> None:
    assert is_sound(GOOD)
    assert read_learnt(as_json(GOOD)) == GOOD


@pytest.mark.parametrize("raw", [None, 3, "text", [], {}, {"depth": 1}])
def test_something_else(raw: object) -> None:
    assert read_learnt(raw) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 1),
        ("depth", 3),
        ("depth", -1),
        ("depth", True),
        ("depth", 1.0),
        ("seconds", [0.02, 0.03]),
        ("seconds", [0.02, float("nan"), 0.0]),
        ("seconds", [0.02, -0.03, 0.0]),
        ("seconds", [0.02, 0.0, 0.0]),
        ("seconds", "0.02"),
        ("rounds", [4, 16, 0.5]),
        ("tried", []),
        ("reached", [90.0]),
        ("accepted", [91.0, 0.0]),
        ("noise", 0.0),
        ("noise", None),
        ("patience", 0),
        ("undrafted", -1),
        ("idle", [1] * 1000),
    ],
)
def test_a_damaged_value_is_nothing(name: str, value: object) -> None:
    assert read_learnt(as_json(GOOD) | {name: value}) is None
