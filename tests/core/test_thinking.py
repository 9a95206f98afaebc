"""Thinking is divided from its answer wherever a mark may be cut, and no answer loses a letter."""

import pytest

from app.core.thinking import Thinking, ThinkingMarks, ThinkingReader, divide

TAGS = ThinkingMarks("<think>", "</think>")
BEGUN = ThinkingMarks("<think>", "</think>", begun=True)
CHANNEL = ThinkingMarks("<|channel>", "<channel|>", "thought")


@pytest.mark.parametrize(
    ("text", "marks", "thought", "answer"),
    [
        ("Hello", TAGS, "", "Hello"),
        ("Hello", None, "", "Hello"),
        ("<think>\nhm\n</think>\n\nHello", TAGS, "hm", "Hello"),
        ("hm\n</think>\n\nHello", BEGUN, "hm", "Hello"),
        ("<|channel>thought\nhm<channel|>Hello", CHANNEL, "hm", "Hello"),
        ("<|channel>thinker<channel|>Hello", CHANNEL, "thinker", "Hello"),
        ("<think>\n\n</think>\n\nHello", TAGS, "", "Hello"),
        (
            "Write <think> and </think> around it.",
            TAGS,
            "",
            "Write <think> and </think> around it.",
        ),
        ("<think>a</think>b <think>c</think>", TAGS, "a", "b <think>c</think>"),
        ("<think>only this", TAGS, "only this", ""),
        ("", BEGUN, "", ""),
        ("<thin", TAGS, "", "<thin"),
    ],
)
def test_a_text_that_grows_no_more(
    text: str, marks: ThinkingMarks | None, thought: str, answer: str
) -> None:
    found = divide(text, marks)
    assert found.thinking(text) == thought
    assert found.answered(text) == answer


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("<think>\nhm < </thin\n</think>\n\nHello < there", TAGS),
        ("hm </ think></think>Hello", BEGUN),
        ("<|channel>thought\nhm <cha<channel|>\nHello", CHANNEL),
        ("  <thing> is not a mark", TAGS),
    ],
)
def test_nothing_shown_is_taken_back_while_a_text_grows(text: str, marks: ThinkingMarks) -> None:
    """Letter by letter: what is shown of either part is always a beginning of what it becomes."""
    whole = divide(text, marks)
    reader = ThinkingReader(marks)
    for size in range(len(text) + 1):
        part = text[:size]
        found = reader.divide(part)
        assert whole.thinking(text).startswith(found.thinking(part).rstrip())
        assert whole.answered(text).startswith(found.answered(part))
    assert reader.divide(text, final=True) == whole


def test_a_long_text_is_not_read_anew_with_every_letter() -> None:
    class Watched(str):
        """Counts how much of itself is searched."""

        searched = 0

        def find(self, sub: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
            Watched.searched += len(self) - start
            return super().find(sub, start)

    reader = ThinkingReader(BEGUN)
    for size in range(0, 20_000, 10):
        reader.divide(Watched("x" * size))
    assert Watched.searched < 20_000 * 3


def test_marks_go_by_what_was_asked() -> None:
    about = Thinking(BEGUN, TAGS, "enable_thinking", usual=False)
    assert about.marks(None) is TAGS
    assert about.marks(True) is BEGUN
    unable = Thinking(BEGUN, TAGS, "", usual=True)
    assert unable.marks(False) is BEGUN
