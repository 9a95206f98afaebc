"""Progress is overwritten on a terminal, and sparse in a log."""

import io

from app.cli.progress import LINE_SECONDS, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_one_line_and_clears_it() -> None:
    stream = Terminal()
    progress = Progress(3, stream)
    progress.step()
    progress.step()
    assert stream.getvalue() == "\r\x1b[K1 of 3 answers\r\x1b[K2 of 3 answers"
    progress.step()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_log_gets_a_line_now_and_then() -> None:
    stream, now = io.StringIO(), 0.0
    progress = Progress(100, stream, clock=lambda: now)
    for _ in range(5):
        progress.step()
    assert stream.getvalue() == ""
    now = LINE_SECONDS
    progress.step()
    progress.step()
    assert stream.getvalue() == "6 of 100 answers\n"
