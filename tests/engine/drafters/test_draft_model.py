"""Draft models: other sizes of vocabulary, and states that cannot be cut back."""

import pytest

from app.core.pairs import Method
from app.core.sampling import SamplingSettings
from app.core.verification import Verify
from app.engine.local import LocalEngine
from tests.engine.conftest import Files, answer, load, request
from tests.gguf_rewrite import trim_vocabulary

MISSING = 100
"""Of 2,048 words: one token in twenty."""

PROMPTS = ("hello there", "what is a boat", "a b c d e f g")


@pytest.fixture(params=["the drafter lacks words", "the target lacks words"])
def unequal(request: pytest.FixtureRequest, engine: LocalEngine, files: Files) -> LocalEngine:
    target, drafter = files.llama, files.draft
    if "drafter" in request.param:
        drafter = trim_vocabulary(drafter, 2048 - MISSING)
    else:
        target = trim_vocabulary(target, 2048 - MISSING)
    assert load(engine, target, drafter).method is Method.DRAFT
    return engine


def test_vocabularies_of_unequal_size_write_the_plain_text(unequal: LocalEngine) -> None:
    accepted = submitted = 0
    for prompt in PROMPTS:
        plain = answer(unequal, request(prompt, max_tokens=150, method=Method.OFF))
        drafted = answer(unequal, request(prompt, max_tokens=150))
        assert drafted.token_ids == plain.token_ids
        accepted += drafted.statistics.accepted_tokens
        submitted += drafted.statistics.draft_tokens
    assert accepted / submitted > 0.4


@pytest.mark.parametrize("confidence", [0.0, 0.3])
def test_vocabularies_of_unequal_size_are_sampled_from(
    unequal: LocalEngine, confidence: float
) -> None:
    hot = SamplingSettings(temperature=1.5, top_k=0, top_p=1.0, seed=5)
    for verify in (Verify.REJECTION, Verify.MATCH):
        wanted = request(max_tokens=200, sampling=hot, verify=verify, confidence=confidence)
        assert answer(unequal, wanted).statistics.accepted_tokens > 0
