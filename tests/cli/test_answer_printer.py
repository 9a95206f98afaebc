"""Thinking goes to stderr, the answer to stdout, and nothing is printed twice or lost."""

import pytest

from app.cli.answer_printer import AnswerPrinter
from app.core.events import DraftVerified, TokenPiece
from app.core.speculation import Origin
from app.core.thinking import ThinkingMarks

TAGS = ThinkingMarks("<think>", "</think>")


def one(text: str) -> DraftVerified:
    piece = TokenPiece(1, text, Origin.PLAIN)
    return DraftVerified("turn", 0, (piece,), (), 0, 0, 1, 0.0, 0.0, 0.0, 1)


def printed(
    capsys: pytest.CaptureFixture[str], marks: ThinkingMarks | None, text: str, size: int
) -> tuple[str, str]:
    printer = AnswerPrinter()
    printer.begin(marks)
    for start in range(0, len(text), size):
        piece = text[start : start + size]
        printer.take(one(piece), piece)
    printer.finish(text)
    shown = capsys.readouterr()
    return shown.out, shown.err


@pytest.mark.parametrize("size", [1, 3, 7, 100])
@pytest.mark.parametrize(
    ("marks", "text", "out", "err"),
    [
        (None, "<think>Hello", "<think>Hello\n", ""),
        (TAGS, "Hello <think>", "Hello <think>\n", ""),
        (TAGS, "<think>\nhm, hm\n</think>\n\nHello there", "Hello there\n", "hm, hm\n"),
        (TAGS, "<think>hm", "\n", "hm"),
        (TAGS, "<thing>", "<thing>\n", ""),
    ],
)
def test_where_it_goes(
    capsys: pytest.CaptureFixture[str],
    marks: ThinkingMarks | None,
    text: str,
    out: str,
    err: str,
    size: int,
) -> None:
    found_out, found_err = printed(capsys, marks, text, size)
    assert found_out == out
    assert found_err.strip() == err.strip()
