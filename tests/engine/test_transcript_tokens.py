"""What was decoded keeps its tokens; only what follows is tokenised."""

from app.engine.transcript_tokens import TranscriptTokens


def letters(text: str, special: bool) -> list[int]:
    return ([0] if special else []) + [ord(c) for c in text]


def test_the_remembered_beginning_keeps_its_tokens() -> None:
    transcript = TranscriptTokens(letters, "<s>")
    transcript.remember("<s>Hi", [1, 2])
    assert transcript.tokens_of("<s>Hi!") == [1, 2, ord("!")]


def test_another_beginning_is_tokenised_whole() -> None:
    transcript = TranscriptTokens(letters, "<s>")
    transcript.remember("<s>Hi", [1, 2])
    assert transcript.tokens_of("<s>Ho") == letters("<s>Ho", False)


def test_no_second_beginning_of_text() -> None:
    assert TranscriptTokens(letters, "<s>").tokens_of("<s>a")[0] != 0
    assert TranscriptTokens(letters, "<s>").tokens_of("a")[0] == 0
    assert TranscriptTokens(letters, "").tokens_of("a")[0] == 0
