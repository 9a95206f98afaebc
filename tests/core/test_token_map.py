"""Every token of an answer keeps its place in the text and its story."""

import sys

import pytest

from app.core.events import GenerateRequest
from app.core.pairs import Method
from app.core.sampling import SamplingSettings
from app.core.speculation import Origin, Source
from app.core.token_map import TokenMap
from app.core.verification import Verify
from tests.rounds import told_round

ACCEPTED, RECOVERED, BONUS, PLAIN = Origin.ACCEPTED, Origin.RECOVERED, Origin.BONUS, Origin.PLAIN


@pytest.fixture
def story() -> TokenMap:
    """Text: "The harbour wakes early, quietly." with two rejections."""
    made = TokenMap()
    made.add(told_round([("The", PLAIN)]))
    made.add(
        told_round(
            [(" harbour", ACCEPTED), (" wakes", ACCEPTED), (" early", RECOVERED)], (" late",)
        )
    )
    made.add(told_round([(",", RECOVERED)], (".", " And")))
    made.add(told_round([(" quietly", ACCEPTED), (".", BONUS)]))
    return made


def test_offsets_are_running_lengths(story):
    text = "The harbour wakes early, quietly."
    assert story.length == len(text)
    cut = [text[story.start(i) : story.start(i + 1)] for i in range(len(story))]
    assert cut == ["The", " harbour", " wakes", " early", ",", " quietly", "."]
    assert [story.at(i) for i in (-1, 0, 2, 3, 32, 33)] == [None, 0, 0, 1, 6, None]


def test_a_token_knows_its_round_and_what_was_guessed(story):
    early = story.token(3)
    assert (early.origin, early.position, early.round.number) == (RECOVERED, 2, 2)
    assert early.guess is not None
    assert (early.guess.text, early.guess.draft_prob) == (" late", pytest.approx(0.52))
    assert (early.guess.target_prob, early.target_prob) == (0.25, 0.75)
    assert early.unread == ()
    assert early.round.verify_seconds == pytest.approx(0.004)
    comma = story.token(4)
    assert [guess.text for guess in comma.unread] == [" And"]
    assert comma.unread[0].target_prob is None
    bonus = story.token(6)
    assert (bonus.origin, bonus.guess, len(bonus.round.draft)) == (BONUS, None, 1)
    assert story.token(0).round.draft == ()


def test_rejections_stand_where_they_were_replaced(story):
    assert story.rejections == 2
    found = list(story.rejections_from(0))
    assert [(one.offset, one.index, one.text) for one in found] == [
        (17, 3, " late"),
        (23, 4, ". And"),
    ]
    assert [one.offset for one in story.rejections_from(18)] == [23]
    assert not list(story.rejections_from(24))


def test_an_answer_may_end_where_the_draft_went_on():
    made = TokenMap()
    made.add(told_round([("Bye", ACCEPTED)], (" now",)))
    end = made.token(1)
    assert (end.start, end.end, end.ends, end.origin) == (3, 3, True, RECOVERED)
    assert end.guess is not None and end.guess.text == " now"
    assert made.rejection(0).offset == 3
    assert not made.token(0).ends


def test_behind_an_accepted_end_nothing_was_replaced():
    made = TokenMap()
    made.add(told_round([("Bye", ACCEPTED)], (" now",), accepted=2))
    assert (len(made), made.rejections) == (1, 0)
    guess = made.token(0).guess
    assert guess is not None and guess.text == "Bye"


def test_what_was_not_told_is_none():
    made = TokenMap()
    made.add(told_round([("a", ACCEPTED), ("b", RECOVERED)], ("c",), told=False))
    record = made.token(1)
    assert (record.target_prob, record.round.told) == (None, False)
    assert record.guess is not None
    assert (record.guess.text, record.guess.draft_prob) == ("c", None)
    made.add(told_round([("d", ACCEPTED), ("e", BONUS)], source=Source.LOOKUP))
    looked_up = made.token(2)
    assert looked_up.round.source is Source.LOOKUP
    assert looked_up.guess is not None
    assert (looked_up.guess.draft_prob, looked_up.guess.target_prob) == (None, 0.25)


def test_a_character_of_several_tokens_belongs_to_the_last_of_them():
    made = TokenMap()
    made.add(told_round([("", ACCEPTED), ("🙂", ACCEPTED), ("!", BONUS)]))
    assert (made.at(0), made.at(1)) == (1, 2)
    assert (made.token(0).start, made.token(0).end) == (0, 0)


def test_it_stays_small():
    made = TokenMap()
    for _ in range(5000):
        made.add(told_round([(" a", ACCEPTED), (" b", ACCEPTED), (" c", RECOVERED)], (" d",)))
    columns = [value for name in dir(made) if hasattr(value := getattr(made, name), "__len__")]
    assert sum(sys.getsizeof(column) for column in columns) < 50 * len(made)


@pytest.mark.parametrize(
    ("temperature", "wanted", "method", "rule"),
    [
        (0.0, Verify.REJECTION, Method.DRAFT, Verify.MATCH),
        (1.0, Verify.AUTO, Method.DRAFT, Verify.REJECTION),
        (1.0, Verify.AUTO, Method.NGRAM, Verify.MATCH),
        (1.0, Verify.MATCH, Method.DRAFT, Verify.MATCH),
    ],
)
def test_the_rule_in_force(temperature, wanted, method, rule):
    asked = GenerateRequest("t", sampling=SamplingSettings(temperature), verify=wanted)
    assert asked.rule(method) is rule
