"""Reading speed: rounds whole, drafts first, nothing lost."""

from app.ui.chat.pace import PaceBuffer, Shown, Step


def _steps(buffer: PaceBuffer, count: int, tokens: int = 2) -> None:
    for number in range(count):
        buffer.push(Step(f"g{number}", f"<{number}>", tokens))


def test_without_a_rate_everything_is_shown_at_once():
    buffer = PaceBuffer()
    _steps(buffer, 3)
    buffer.propose("next")
    assert buffer.take(0.0) == Shown("<0><1><2>", "next")
    assert not buffer.pending


def test_at_a_rate_tokens_come_no_faster_than_it():
    buffer = PaceBuffer(20)
    _steps(buffer, 50)
    text, now = buffer.take(0.0).text, 0.0
    while now < 1.0:
        now += 0.033
        text += buffer.take(now).text
    shown = 2 * text.count("<")
    assert 18 <= shown <= 23


def test_the_draft_of_the_next_round_stands_behind_the_text():
    buffer = PaceBuffer(10)
    _steps(buffer, 2)
    assert buffer.take(0.0) == Shown("<0>", "g1")


def test_waiting_earns_no_burst():
    buffer = PaceBuffer(10)
    _steps(buffer, 1)
    buffer.take(0.0)
    buffer.take(100.0)
    _steps(buffer, 10)
    assert buffer.take(100.03).text.count("<") <= 1


def test_flush_shows_the_rest():
    buffer = PaceBuffer(1)
    _steps(buffer, 4)
    first = buffer.take(0.0).text
    assert first + buffer.flush().text == "<0><1><2><3>"
    assert not buffer.pending
