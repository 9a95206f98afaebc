"""Which method answers a turn, who drafts in it, and what it says for a reason."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from app.core.errors import AppError
from app.core.events import GenerateRequest
from app.core.lookup import PromptLookup
from app.core.pairs import Method, PairInfo, PairSpec
from app.engine.drafters.base import NoDrafter
from app.engine.drafters.lookup_first import LookupFirst
from app.engine.pair import Pair
from app.engine.turn_method import drafter_of_turn, looks_up, method_of_turn, reason_of_turn
from app.gguf.capabilities import describe
from app.gguf.method_choice import choose_method
from tests.engine.conftest import Files


def loaded(method: Method) -> Pair:
    info = PairInfo(
        spec=PairSpec(Path("t.gguf")),
        name="t",
        drafter_name="",
        method=method,
        reason="The drafter is a smaller model.",
        context_length=64,
        parameters=1,
        drafter_parameters=0,
        device="CPU",
    )
    parts = SimpleNamespace(
        info=info, drafter=NoDrafter(), resting=NoDrafter(), lookup=PromptLookup()
    )
    return cast(Pair, parts)


def wish(method: Method = Method.AUTO, *, lookup: bool = False) -> GenerateRequest:
    return GenerateRequest("t", method=method, lookup=lookup)


@pytest.mark.parametrize("own", [Method.DRAFT, Method.NGRAM, Method.OFF])
def test_every_pair_can_be_looked_up_for_or_decode_plainly(own: Method) -> None:
    info = loaded(own).info
    assert method_of_turn(info, wish()) is own
    for method in (Method.OFF, Method.NGRAM, own):
        assert method_of_turn(info, wish(method)) is method


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(AppError, match="mtp"):
        method_of_turn(loaded(Method.DRAFT).info, wish(Method.MTP))


@pytest.mark.parametrize(
    ("own", "request_", "first"),
    [
        (Method.DRAFT, wish(), False),
        (Method.DRAFT, wish(lookup=True), True),
        (Method.DRAFT, wish(Method.NGRAM), True),
        (Method.DRAFT, wish(Method.OFF, lookup=True), False),
        (Method.NGRAM, wish(), True),
        (Method.OFF, wish(lookup=True), False),
    ],
)
def test_when_lookup_drafts(own: Method, request_: GenerateRequest, first: bool) -> None:
    pair = loaded(own)
    method = method_of_turn(pair.info, request_)
    assert looks_up(request_, method) == first
    assert isinstance(drafter_of_turn(pair, request_, method), LookupFirst) == first


def test_the_pairs_own_drafter_is_left_alone_without_lookup() -> None:
    pair = loaded(Method.DRAFT)
    assert drafter_of_turn(pair, wish(), Method.DRAFT) is pair.drafter
    assert drafter_of_turn(pair, wish(Method.OFF), Method.OFF) is pair.resting


def test_a_reason_is_one_sentence_about_this_turn() -> None:
    pair = loaded(Method.DRAFT)
    reasons = [
        reason_of_turn(pair, wish(), Method.DRAFT),
        reason_of_turn(pair, wish(lookup=True), Method.DRAFT),
        reason_of_turn(pair, wish(Method.NGRAM), Method.NGRAM),
        reason_of_turn(pair, wish(Method.OFF), Method.OFF),
    ]
    assert reasons[0] == pair.info.reason
    assert len(set(reasons)) == 4
    assert all(reason.endswith(".") and reason.count(". ") == 0 for reason in reasons)


@pytest.mark.parametrize(
    ("wanted", "method"),
    [(Method.AUTO, Method.NGRAM), (Method.NGRAM, Method.NGRAM), (Method.OFF, Method.OFF)],
)
def test_a_target_alone(wanted: Method, method: Method, files: Files) -> None:
    chosen, reason = choose_method(describe(files.llama), None, wanted)
    assert chosen is method
    assert reason.endswith(".")
