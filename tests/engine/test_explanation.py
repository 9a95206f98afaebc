"""What a round tells of its tokens on real llama.cpp, and that telling it changes nothing."""

from dataclasses import replace

import numpy as np
import pytest

from app.core.events import DraftVerified, GenerateRequest
from app.core.sampling import SamplingSettings
from app.core.speculation import Origin
from app.core.verification import Verify
from app.engine.local import LocalEngine
from app.engine.logit_rows import shares
from tests.engine.conftest import Files, answer, events, load, request

GREEDY = SamplingSettings()
PENALIZED = SamplingSettings(repeat_penalty=1.2)
HOT = SamplingSettings(temperature=1.0, seed=5)


@pytest.fixture(params=[("gemma", "assistant"), ("llama", "draft"), ("qwen", None)])
def loaded(request: pytest.FixtureRequest, engine: LocalEngine, files: Files) -> LocalEngine:
    target, drafter = request.param
    load(engine, getattr(files, target), getattr(files, drafter) if drafter else None)
    return engine


def rounds(engine: LocalEngine, asked: GenerateRequest) -> list[DraftVerified]:
    found = [e for e in events(engine, replace(asked, explain=True)) if type(e) is DraftVerified]
    assert found
    return found


@pytest.mark.parametrize("sampling", [GREEDY, PENALIZED, HOT])
@pytest.mark.parametrize("verify", [Verify.AUTO, Verify.MATCH])
def test_telling_changes_no_text(
    loaded: LocalEngine, sampling: SamplingSettings, verify: Verify
) -> None:
    asked = request(sampling=sampling, verify=verify)
    told = answer(loaded, replace(asked, explain=True))
    assert told.token_ids == answer(loaded, asked).token_ids


@pytest.mark.parametrize("sampling", [GREEDY, PENALIZED, HOT])
def test_every_token_has_its_probability(loaded: LocalEngine, sampling: SamplingSettings) -> None:
    for one in rounds(loaded, request(sampling=sampling)):
        assert len(one.verdicts) == one.draft_tokens
        assert all(p.target_prob is not None and 0 < p.target_prob <= 1 for p in one.pieces)
        assert all(v.draft_prob is not None and 0 < v.draft_prob <= 1 for v in one.verdicts)
        judged = [v.target_prob is not None for v in one.verdicts]
        assert judged == [i <= one.accepted_tokens for i in range(one.draft_tokens)]


def test_kept_draft_tokens_are_the_answers_own(loaded: LocalEngine) -> None:
    for one in rounds(loaded, request()):
        kept = [p for p in one.pieces if p.origin is Origin.ACCEPTED]
        for piece, verdict in zip(kept, one.verdicts, strict=False):
            assert (piece.token, piece.target_prob) == (verdict.token, verdict.target_prob)


def test_rejection_only_where_the_drafter_was_the_surer_one(loaded: LocalEngine) -> None:
    found = rounds(loaded, request(sampling=HOT, max_tokens=200))
    refused = [one.verdicts[one.accepted_tokens] for one in found if one.rejected]
    assert refused
    for verdict in refused:
        assert verdict.target_prob is not None
        assert verdict.draft_prob is not None
        assert verdict.target_prob < verdict.draft_prob


def test_nothing_is_told_unasked(loaded: LocalEngine) -> None:
    found = [e for e in events(loaded, request()) if type(e) is DraftVerified]
    assert not any(one.verdicts for one in found)
    assert all(piece.target_prob is None for one in found for piece in one.pieces)


def test_shares_are_a_softmax() -> None:
    logits = np.log(np.array([0.5, 0.3, 0.15, 0.05], np.float32)) + 700
    assert shares(logits, [0, 3]) == pytest.approx([0.5, 0.05], rel=1e-4)
