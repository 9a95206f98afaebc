"""Text files in the encodings that there are, and files that are no text."""

import codecs

import pytest

from app.core.text_decoding import LATIN_NOTE, BinaryError, decode_text

WORDS = "Grüße, 世界 🙂\nzweite Zeile\n"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
    ],
)
def test_what_says_its_encoding_is_read_as_it_is(data: bytes) -> None:
    found = decode_text(data)
    assert (found.text, found.note) == (WORDS, "")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Gr\xfc\xdfe", "Grüße"),
        (b"\x93quoted\x94", "“quoted”"),
        (b"undefined \x81 \xfc", "undefined \x81 ü"),
    ],
)
def test_the_rest_is_latin_1_with_a_note(data: bytes, text: str) -> None:
    found = decode_text(data)
    assert (found.text, found.note) == (text, LATIN_NOTE)


@pytest.mark.parametrize(
    "data", [b"a\0b", b"GIF89a\x01\x02", b"\xff\xfea", b"\xef\xbb\xbf\xff", bytes(range(256))]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryError):
        decode_text(data)


def test_colours_of_a_terminal_are_text() -> None:
    assert decode_text(b"\x1b[31mred\x1b[0m\n").text == "\x1b[31mred\x1b[0m\n"
