"""Tokenising a conversation so that what was decoded keeps the tokens it was decoded with.

A model may write "hello" as "hel" + "lo"; tokenising the finished text anew gives other tokens
and throws the cache away from there. So the text of the last turn is remembered with its tokens,
and only what follows it is tokenised.
"""

from collections.abc import Callable

Tokenize = Callable[[str, bool], list[int]]
"""(text, add special tokens) -> token ids."""


class TranscriptTokens:
    """Remembers the last conversation's text and tokens."""

    def __init__(self, tokenize: Tokenize, bos_text: str) -> None:
        self._tokenize = tokenize
        self._bos_text = bos_text
        self._text = ""
        self._tokens: list[int] = []

    def tokens_of(self, text: str) -> list[int]:
        """Return the tokens of `text`, those of a remembered beginning as they were decoded.

        A template that writes its own beginning-of-text token gets no second one.
        """
        if self._text and text.startswith(self._text):
            return self._tokens + self._tokenize(text[len(self._text) :], False)
        written = bool(self._bos_text) and text.startswith(self._bos_text)
        return self._tokenize(text, not written)

    def remember(self, text: str, tokens: list[int]) -> None:
        """Keep a finished turn: prompt and answer, as text and as tokens."""
        self._text = text
        self._tokens = list(tokens)
