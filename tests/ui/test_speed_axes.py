"""Axes end at round numbers; labels keep their distance."""

import pytest

from app.ui.speed.axes import nice_ceiling, spread, value_ticks, whole_ticks


@pytest.mark.parametrize(
    ("value", "ceiling"), [(0, 1), (0.9, 1), (1.06, 1.5), (116, 150), (1940, 2000), (9.7, 10)]
)
def test_axes_end_at_round_numbers(value, ceiling):
    assert nice_ceiling(value) == pytest.approx(ceiling)


@pytest.mark.parametrize(
    ("top", "labels"),
    [
        (0.06, ["0.00", "0.02", "0.04", "0.06"]),
        (1.5, ["0.0", "0.5", "1.0", "1.5"]),
        (10, ["0", "5", "10"]),
        (3000, ["0", "1,000", "2,000", "3,000"]),
    ],
)
def test_ticks_are_round_too(top, labels):
    assert [text for _, text in value_ticks(top)] == labels


def test_whole_numbers_have_few_ticks():
    assert [text for _, text in whole_ticks(4)] == ["0", "1", "2", "3", "4"]
    assert [text for _, text in whole_ticks(17)] == ["0", "5", "10", "15"]


def test_labels_move_apart_and_keep_their_order():
    assert spread([50.0, 52.0, 10.0], 12.0, 0.0, 100.0) == [50.0, 62.0, 10.0]
    assert spread([98.0, 99.0], 12.0, 0.0, 100.0) == [88.0, 100.0]
    assert spread([], 12.0, 0.0, 100.0) == []
