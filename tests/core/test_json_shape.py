"""Kinds of JSON values: what they refuse, and how they say so."""

import pytest

from app.core.json_shape import Field, Flag, List, Mismatch, Number, Or, Record, Text, Whole, Word

BOX = Record("box", (Field("size", Whole(1, 9), "of it"), Field("tags", List(Text(3), 2), "its")))


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Text(3), ["", "abc", "äöü"], ["abcd", 1, None, ["a"], "\udc80"]),
        (Word(("a", "b")), ["a"], ["c", 1, [], {}]),
        (Whole(1, 3), [1, 3], [0, 4, 1.0, True, "1", 10**40]),
        (Number(0, 1), [0, 1, 0.5], [-0.1, 2, float("nan"), float("inf"), True, "0", 10**400]),
        (Flag(), [True, False], [0, 1, None, "true"]),
        (Or(Whole()), [None, 4], ["x", -1]),
        (Or(Whole(), "auto"), ["auto", 4], [None, "x"]),
        (List(Whole(), 2), [[], [1, 2]], [[1, 2, 3], "ab", {}, [-1]]),
        (BOX, [{"size": 1, "tags": []}, {"size": 1, "tags": [], "more": 1}], [{}, [], {"size": 1}]),
    ],
)
def test_kinds(kind, good: list[object], bad: list[object]) -> None:
    for value in good:
        kind.check(value)
    for value in bad:
        with pytest.raises(Mismatch):
            kind.check(value)


def test_a_mismatch_names_the_place_from_the_outside() -> None:
    boxes = List(Or(BOX), 5)
    with pytest.raises(Mismatch) as caught:
        boxes.check([None, {"size": 1, "tags": ["a", "long"]}])
    said = '[1].tags[1] is "long", but must be a text of at most 3 characters'
    assert str(caught.value) == said


def test_records_are_listed_once_in_order() -> None:
    outer = Record("outer", (Field("boxes", Or(List(BOX, 3)), ""), Field("n", Whole(), "")))
    assert [record.name for record in outer.records()] == ["outer", "box"]
