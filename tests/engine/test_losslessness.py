"""Speculation changes nothing but the speed: in short what tests/losslessness_trial.py shows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.events import GenerateRequest
from app.core.pairs import Method
from app.core.sampling import SamplingSettings
from app.core.verification import Verify
from app.engine.pair import Pair
from tests.greedy_evidence import compare, plain_texts
from tests.losslessness import Case, answer, loaded
from tests.losslessness_cases import AGREEING, CASES, DISAGREEING
from tests.sampled_evidence import CONFINED, ruled_by, verdicts
from tests.wrong_rules import Careless, Lenient


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.fixture(scope="module")
def pair(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    files = case.write(tmp_path_factory.mktemp("pair"), DISAGREEING, quant="q8_0")
    with loaded(case, files) as made:
        yield made


def test_sampled_text_is_distributed_as_the_target_alone(case: Case, tmp_path: Path) -> None:
    """Chi-square over 64 continuations of three tokens; a rule that is wrong is found out."""
    drawn = case.method is not Method.NGRAM
    wrong = Careless if drawn else Lenient
    files = case.write(tmp_path, DISAGREEING, **case.tiny)
    with loaded(case, files) as tiny:
        found = {verdict.name: verdict for verdict in verdicts(case, tiny, 1000, (wrong,))}
    assert found.pop(wrong.__name__).p_exact < 1e-9
    assert set(found) == {"plain", "match", *(["rejection", CONFINED] if drawn else [])}
    for verdict in found.values():
        assert verdict.lossless, verdict


@pytest.mark.parametrize("depth", [3, 8])
def test_greedy_text_is_the_plain_one(case: Case, pair: Pair, depth: int) -> None:
    found = compare(case, pair, plain_texts(pair, 6, 96), depth)
    assert not found.differences
    assert 0.2 < found.acceptance < 0.95


@pytest.mark.parametrize("rule", [Careless, Lenient])
def test_a_wrong_rule_changes_no_greedy_token(
    case: Case, pair: Pair, rule: type[Careless | Lenient]
) -> None:
    """Why sampled text has to be tested on its own."""
    texts = plain_texts(pair, 2, 64)
    with ruled_by(rule):
        assert not compare(case, pair, texts, 3).differences


@pytest.mark.parametrize(
    "settings",
    [
        SamplingSettings(temperature=1.0, seed=3),
        SamplingSettings(
            temperature=1.4,
            top_k=0,
            top_p=1.0,
            min_p=0.1,
            seed=4,
            repeat_penalty=1.2,
            presence_penalty=0.4,
            penalty_last_n=20,
        ),
    ],
)
def test_match_writes_what_plain_decoding_writes_with_the_seed(
    case: Case, pair: Pair, settings: SamplingSettings
) -> None:
    wanted = GenerateRequest(
        "seed",
        raw_prompt=plain_texts(pair, 2, 48)[1].prompt,
        max_tokens=80,
        sampling=settings,
        lookup=case.lookup,
        verify=Verify.MATCH,
    )
    plain = answer(pair, replace(wanted, method=Method.OFF))
    drafted = answer(pair, wanted)
    assert drafted.token_ids == plain.token_ids
    assert drafted.statistics.accepted_tokens > 0
    again = replace(wanted, verify=Verify.REJECTION)
    assert answer(pair, again).token_ids == answer(pair, again).token_ids
    other = replace(wanted, sampling=replace(settings, seed=99))
    assert answer(pair, other).token_ids != drafted.token_ids


def test_wrong_inputs_cost_acceptance_and_nothing_else(case: Case, tmp_path: Path) -> None:
    files = case.write(tmp_path, AGREEING)
    for spoil in (None, *case.wrong.values()):
        with loaded(case, files) as agreeing:
            if spoil is not None:
                spoil(agreeing)
            found = compare(case, agreeing, plain_texts(agreeing, 4, 96), 3)
        assert found.lossless
        assert (found.acceptance >= case.least_acceptance) == (spoil is None), found.acceptance
