"""Text comes in whole characters and never shows the start of a stop string."""

import pytest

from app.engine.detokenizer import Detokenizer


def feed(pieces: list[bytes], stop: tuple[str, ...] = ()) -> tuple[list[str], Detokenizer]:
    detokenizer = Detokenizer(lambda token: pieces[token], stop)
    return [detokenizer.push(token) for token in range(len(pieces))], detokenizer


def test_a_character_split_over_tokens_appears_with_its_last_byte() -> None:
    shown, detokenizer = feed([b"a", b"\xf0\x9f", b"\x8c", b"\x8a!", b"b"])
    assert shown == ["a", "", "", "\N{WATER WAVE}!", "b"]
    assert detokenizer.finish() == ""


def test_bytes_that_never_become_a_character_are_replaced() -> None:
    shown, detokenizer = feed([b"a\xff", b"b\xe2\x82"])
    assert shown == ["a\N{REPLACEMENT CHARACTER}", "b"]
    assert detokenizer.finish() == "\N{REPLACEMENT CHARACTER}"


def test_a_stop_string_across_tokens_is_never_shown() -> None:
    shown, detokenizer = feed([b"one ", b"ST", b"OP", b" two"], ("STOP",))
    assert "".join(shown) == detokenizer.text == "one "
    assert detokenizer.stopped
    assert detokenizer.finish() == ""


def test_a_false_start_is_released() -> None:
    shown, detokenizer = feed([b"S", b"T", b"AY ", b"ST"], ("STOP", "##"))
    assert shown == ["", "", "STAY ", ""]
    assert detokenizer.finish() == "ST"
    assert detokenizer.text == "STAY ST"


@pytest.mark.parametrize("stop", [(), ("",)])
def test_without_stop_strings_nothing_is_held(stop: tuple[str, ...]) -> None:
    assert feed([b"x", b"y"], stop)[0] == ["x", "y"]
