"""What the inspector says about a token, with the numbers of its round."""

import pytest

from app.core.events import DraftVerified, TokenPiece, Verdict
from app.core.speculation import Origin, Source
from app.core.token_map import TokenMap
from app.core.verification import Verify
from app.ui.chat.token_words import chance, token_words
from tests.rounds import told_round


def words(tokens: TokenMap, index: int, text: str) -> str:
    said = token_words(tokens, index, text)
    return "\n".join((said.heading, *said.story, said.round)).replace("\u202f", " ")


def judged(draft_prob: float | None, target_prob: float, source=Source.DRAFTER) -> DraftVerified:
    """One rejected guess " late" (and " on" behind it), in whose place stands " early"."""
    verdicts = (Verdict(1, " late", draft_prob, target_prob), Verdict(2, " on", 0.3, None))
    piece = TokenPiece(3, " early", Origin.RECOVERED, 0.88)
    return DraftVerified(
        "t", 0, (piece,), (" late", " on"), 2, 0, 1, 0.0003, 0.0018, 1.0, 9, source, verdicts
    )


def test_a_greedy_rejection():
    tokens = TokenMap()
    tokens.add(judged(0.41, 0.031))
    said = words(tokens, 0, " early")
    assert "“ early”  recovered, token 1 of 1" in said
    assert "guessed “ late” (41 %). The target found that 3.1 % likely" in said
    assert "wrote “ early” instead (88 %)" in said
    assert "match. The target's own first choice is another: rejected" in said
    assert "“ on” behind it went with it, unjudged" in said
    assert "Round 1" in said
    assert "position 1 of 2 in the draft" in said
    assert "draft 0.30 ms" in said and "verify 1.8 ms" in said


def test_rejection_sampling_shows_its_numbers():
    tokens = TokenMap()
    tokens.rule, tokens.greedy = Verify.REJECTION, False
    tokens.add(judged(0.41, 0.031))
    said = words(tokens, 0, " early")
    assert "min(1, 3.1 % / 41 %) = 7.6 %: rejected" in said
    assert "drawn from the residual" in said


def test_what_was_looked_up_counts_as_certain():
    tokens = TokenMap()
    tokens.rule, tokens.greedy = Verify.REJECTION, False
    tokens.add(judged(None, 0.0, Source.LOOKUP))
    said = words(tokens, 0, " early")
    assert "Prompt lookup guessed “ late”. The target found that 0 %, cut off by top-k" in said
    assert "min(1, 0 % / 100 %) = 0 %" in said


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Verify.REJECTION, "min(1, 25 % / 50 %) = 50 %: accepted"),
        (Verify.MATCH, "that the target drew itself is the same: accepted"),
    ],
)
def test_an_accepted_token_of_a_sampled_answer(rule, expected):
    tokens = TokenMap()
    tokens.rule, tokens.greedy = rule, False
    tokens.add(told_round([("Once", Origin.ACCEPTED), (" upon", Origin.BONUS)]))
    assert expected in words(tokens, 0, "Once upon")
    bonus = words(tokens, 1, "Once upon")
    assert "The draft token of this round was accepted" in bonus
    assert "for free (75 %)" in bonus
    assert "2 tokens from one pass" in bonus
    assert "Rule" not in bonus


def test_a_plain_token():
    tokens = TokenMap()
    tokens.add(told_round([("Once", Origin.PLAIN)]))
    said = words(tokens, 0, "Once")
    assert "Nothing was drafted in this round; the target wrote the token (75 %)." in said
    assert "position" not in said


def test_an_answer_asked_for_without_probabilities_says_so():
    tokens = TokenMap()
    kept = [("Once", Origin.ACCEPTED), (" a", Origin.RECOVERED)]
    tokens.add(told_round(kept, (" upon",), told=False))
    said = words(tokens, 1, "Once a")
    assert "guessed “ upon”; the target wrote “ a” instead." in said
    assert "known only of answers asked for while tokens by origin is on" in said
    assert "–" not in said and "None" not in said
    assert "(" not in words(tokens, 0, "Once a").splitlines()[1]


def test_the_end_of_an_answer_and_parts_of_characters():
    tokens = TokenMap()
    rejected = ("\n now",)
    tokens.add(told_round([("", Origin.ACCEPTED), ("🙂", Origin.ACCEPTED)], rejected))
    assert "(part of a character)" in words(tokens, 0, "🙂")
    end = words(tokens, 2, "🙂")
    assert "(the answer ends)" in end
    assert "guessed “↵ now”" in end
    assert "25 % likely; the answer ends here instead." in end


@pytest.mark.parametrize(
    ("fraction", "said"),
    [
        (0.0, "0 %"),
        (0.00001, "<0.01 %"),
        (0.0004, "0.04 %"),
        (0.031, "3.1 %"),
        (0.41, "41 %"),
        (0.913, "91.3 %"),
        (0.99991, ">99.9 %"),
        (1.0, "100 %"),
        (None, "–"),
    ],
)
def test_a_chance_has_the_digits_that_mean_something(fraction, said):
    assert chance(fraction).replace("\u202f", " ") == said
