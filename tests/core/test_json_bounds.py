"""What a JSON text costs is known before it is parsed."""

import pytest

from app.core.json_bounds import Bounds

BOUNDS = Bounds(containers=3, commas=4, depth=2)


@pytest.mark.parametrize(
    ("text", "excess"),
    [
        ('{"a": [1, 2, 3]}', ""),
        ("", ""),
        ("]]][[", ""),
        ("[[], {}]", ""),
        ("[[], {}, []]", "values"),
        ("[1,2,3,4,5,6]", "values"),
        ("[[[", "levels"),
        ('"[[[[,,,,,,{{{{"', ""),
        (r'["\"[[[[", "\\", "{{{{"]', ""),
        (r'["\\", [[1]]]', "levels"),
        ('"never ended [[[', ""),
        ('"\n\\\n[[[[[["', ""),
    ],
)
def test_texts(text: str, excess: str) -> None:
    assert BOUNDS.excess(text.encode()) == excess


@pytest.mark.timeout(20)
@pytest.mark.parametrize("unit", [b'"', b"\\", b'\\"', b'"\\', b"[", b"]", b'"a', b"a"])
def test_no_text_takes_long(unit: bytes) -> None:
    BOUNDS.excess(unit * (4_000_000 // len(unit)))
    BOUNDS.excess(b'"' + unit * (4_000_000 // len(unit)))
