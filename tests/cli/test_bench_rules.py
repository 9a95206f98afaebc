"""`bench --compare verify`: which requests it makes, what it prints, and what it refuses."""

import json
import math
from dataclasses import replace

import pytest

from app.cli import bench_rules
from app.core.errors import AppError
from app.core.events import GenerateRequest, GenerationFinished
from app.core.messages import Message
from app.core.pairs import Method
from app.core.sampling import SamplingSettings
from app.core.stats import Statistics
from app.core.verification import Verify

HOT = SamplingSettings(temperature=1.0, seed=2**32 - 1, end_bias=-math.inf)
REQUEST = GenerateRequest("bench", (Message("user", "x"),), max_tokens=40, sampling=HOT, depth=3)
COUNTED = Statistics(
    rounds=20, emitted_tokens=40, draft_tokens=60, accepted_tokens=20, decode_seconds=0.5
)


class Recorder:
    """Stands in for a session; rejection sampling takes half the rounds."""

    def __init__(self) -> None:
        self.asked: list[GenerateRequest] = []

    def answer(self, request: GenerateRequest) -> GenerationFinished:
        self.asked.append(request)
        rounds = 10 if request.verify is Verify.REJECTION else 20
        counted = replace(COUNTED, rounds=rounds)
        return GenerationFinished("bench", "x", (1,), "length", Method.MTP, 3, counted)


def test_rules_take_turns_and_a_seed_counts_up() -> None:
    recorder = Recorder()
    requests = [REQUEST, replace(REQUEST, messages=(Message("user", "y"),))]
    repeats = bench_rules.measure(recorder, requests, 2)  # type: ignore[arg-type]
    warm_up, measured = recorder.asked[:2], recorder.asked[2:]
    assert {request.max_tokens for request in warm_up} == {bench_rules.WARM_UP_TOKENS}
    assert [request.verify for request in measured] == [Verify.MATCH, Verify.REJECTION] * 4
    assert [request.sampling.seed for request in measured] == [2**32 - 1] * 4 + [0] * 4
    assert len(repeats) == 2


def test_the_record_can_be_printed_both_ways() -> None:
    class Info:
        name, drafter_name, method = "T", "D", Method.MTP

    repeats = bench_rules.measure(Recorder(), [REQUEST], 1)  # type: ignore[arg-type]
    record = json.loads(json.dumps(bench_rules.summary(repeats, Info(), REQUEST)))  # type: ignore[arg-type]
    assert record["tokens_per_round_ratio"]["median"] == 2.0
    lines = bench_rules.report(record).splitlines()
    assert lines[0].startswith("T + D: mtp, depth 3")
    assert "2.000" in lines[2]
    assert "4.000" in lines[2]


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (replace(REQUEST, sampling=SamplingSettings()), "greedy"),
        (replace(REQUEST, method=Method.OFF), "nothing is drafted"),
        (replace(REQUEST, depth=0), "nothing is drafted"),
        (replace(REQUEST, depth=None), "same draft depth"),
    ],
)
def test_what_makes_no_difference_is_refused_before_loading(request_, says) -> None:
    with pytest.raises(AppError, match=says):
        bench_rules.run(None, [request_])  # type: ignore[arg-type]
