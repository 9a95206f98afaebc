"""Finding values in JSON by their brackets alone."""

import json

import pytest

from app.core.json_items import CutError, elements, first_letter, members


def found(data: bytes, start: int = 0) -> list[object]:
    return [json.loads(data[first:last]) for first, last in elements(data, start)]


@pytest.mark.parametrize(
    "value",
    [
        [],
        [1],
        [[], {}, [[1, 2], 3]],
        ["a,b", "]", '"', "\\", '\\"', "{"],
        [{"a": [1, {"b": "}"}], "c": None}, True, -1.5e3],
        ["ä🙂"],
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_elements_are_those_that_a_parser_finds(value: list[object], indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False).encode()
    assert found(text) == value
    assert found(b" \n" + text + b" tail", 2) == value


def test_members_are_those_that_a_parser_finds() -> None:
    value = {"a": [1, {"x": ":"}], "b:c": {"d": "}"}, "": None, 'q"': "1,2"}
    text = json.dumps(value).encode()
    pairs = {json.loads(name): json.loads(text[a:b]) for name, (a, b) in members(text, 0)}
    assert pairs == value


@pytest.mark.parametrize("data", [b"", b"[", b"[1", b'["a', b"[[1,2", b"{"])
def test_a_text_that_is_cut_is_told(data: bytes) -> None:
    with pytest.raises(CutError):
        list(elements(data, 0))


def test_of_a_member_that_is_cut_name_and_beginning_are_told() -> None:
    with pytest.raises(CutError) as cut:
        list(members(b'{"a": 1, "b": [1, 2', 0))
    assert (cut.value.name, cut.value.begin) == (b'"b"', 14)


def test_strings_that_never_end_cost_no_more_than_their_length() -> None:
    hostile = b'["' + b'\\"' * 2_000_000
    with pytest.raises(CutError):
        list(elements(hostile, 0))


def test_the_first_letter() -> None:
    assert first_letter(b" \r\n\t{") == (4, b"{")
    assert first_letter(b"  ") == (2, b"")
