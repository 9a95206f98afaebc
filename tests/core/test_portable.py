"""Portable values are the same on the other side."""

import copy
import pickle
from dataclasses import dataclass

from app.core.events import DraftVerified
from app.core.portable import portable
from app.core.speculation import Origin
from tests.rounds import told_round


@portable
@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: tuple[str, ...] = ()


def test_values_survive_pickling_and_copying() -> None:
    for value in (Point(1, ("a",)), told_round([(" b", Origin.BONUS)], ("x",))):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.copy(value) == value


def test_rounds_are_pickled_by_value_not_by_field_name() -> None:
    one = told_round([(" b", Origin.BONUS)])
    assert isinstance(one, DraftVerified)
    assert b"elapsed_seconds" not in pickle.dumps(one)
