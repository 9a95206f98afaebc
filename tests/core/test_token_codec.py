"""What is kept of an answer's tokens comes back as it was; damage gives an empty map."""

import random
import zlib

import pytest

from app.core.speculation import Origin
from app.core.token_codec import decode, encode
from app.core.token_map import TokenMap
from app.core.verification import Verify
from tests.rounds import told_round


@pytest.fixture
def story() -> TokenMap:
    made = TokenMap()
    made.rule, made.greedy = Verify.REJECTION, False
    made.add(told_round([("Thé", Origin.PLAIN)]))
    made.add(told_round([(" harbour", Origin.ACCEPTED), (" early", Origin.RECOVERED)], (" late",)))
    made.add(told_round([(" 港", Origin.ACCEPTED), (".", Origin.BONUS)]))
    return made


def told(tokens: TokenMap) -> list[object]:
    return [tokens.token(index) for index in range(len(tokens))]


def test_everything_comes_back(story):
    back = decode(encode(story))
    assert told(back) == told(story)
    assert (back.rule, back.greedy, back.length) == (Verify.REJECTION, False, story.length)
    assert list(back.rejections_from(0)) == list(story.rejections_from(0))


def test_a_map_that_came_back_can_grow(story):
    back = decode(encode(story))
    more = told_round([(" End", Origin.PLAIN)])
    back.add(more)
    story.add(more)
    assert told(back) == told(story)


def test_no_tokens_take_no_room():
    assert encode(TokenMap()) == b""
    assert len(decode(b"")) == 0


def test_an_answer_is_small(story):
    for _ in range(2000):
        story.add(told_round([(" word", Origin.ACCEPTED), (" next", Origin.BONUS)]))
    assert len(encode(story)) < 8 * len(story)


def test_damage_gives_an_empty_map_or_a_sound_one(story):
    good = encode(story)
    body = zlib.decompress(good)
    dice = random.Random(7)
    empty = 0
    for _ in range(3000):
        torn = bytearray(body)
        for _ in range(dice.randint(1, 4)):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        if dice.random() < 0.2:
            torn = torn[: dice.randrange(len(torn))]
        back = decode(zlib.compress(bytes(torn), 1))
        empty += not len(back)
        assert len(told(back)) == len(back)
        assert len(list(back.rejections_from(0))) == back.rejections
    assert empty > 1000
    assert len(decode(good[:-9])) == len(decode(b"no columns at all")) == 0
