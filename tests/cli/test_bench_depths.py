"""`bench --compare depths`: which requests it makes, in which order, and what it prints."""

import argparse
import json
from dataclasses import replace

import pytest

from app.cli import bench_depths
from app.cli.bench_depths import DepthBench
from app.cli.progress import Progress
from app.core.events import GenerateRequest, GenerationFinished
from app.core.messages import Message
from app.core.pairs import Method
from app.core.stats import Statistics

REQUEST = GenerateRequest("bench", (Message("user", "x"),), max_tokens=40, method=Method.MTP)
SECONDS = {0: 1.0, 3: 0.5, 7: 0.8, None: 0.4}


class Recorder:
    """Stands in for a session whose depths take SECONDS."""

    def __init__(self) -> None:
        self.asked: list[GenerateRequest] = []

    def answer(self, request: GenerateRequest) -> GenerationFinished:
        self.asked.append(request)
        counted = Statistics(rounds=10, emitted_tokens=40, decode_seconds=SECONDS[request.depth])
        return GenerationFinished("bench", "x", (1,), "length", Method.MTP, 3, counted)


def bench(recorder: Recorder, depths: str = "auto,0,3,7") -> DepthBench:
    return DepthBench(recorder, bench_depths.parse(depths), Progress(8))  # type: ignore[arg-type]


def test_depths_take_turns_and_nothing_is_drafted_at_zero() -> None:
    recorder = Recorder()
    bench(recorder).repeat([REQUEST, REQUEST], first=1)
    assert [asked.depth for asked in recorder.asked] == [0, 3, 7, None, 3, 7, None, 0]
    assert {asked.method for asked in recorder.asked if asked.depth == 0} == {Method.OFF}
    assert {asked.method for asked in recorder.asked if asked.depth != 0} == {Method.MTP}


def test_the_automatic_depth_is_not_warmed_up() -> None:
    recorder = Recorder()
    bench(recorder).warm_up(REQUEST)
    assert [asked.depth for asked in recorder.asked] == [0, 3, 7]
    assert {asked.max_tokens for asked in recorder.asked} == {bench_depths.WARM_UP_TOKENS}


def test_the_record_compares_with_plain_and_with_the_best_fixed_depth() -> None:
    class Info:
        name, drafter_name, method = "T", "D", Method.MTP

    repeats = [bench(Recorder()).repeat([REQUEST], first=number) for number in range(3)]
    found = bench_depths.summary(repeats, Info(), REQUEST)  # type: ignore[arg-type]
    record = json.loads(json.dumps(found))
    assert record["best_fixed"] == 3
    assert record["depths"]["auto"]["over_plain"]["median"] == pytest.approx(2.5)
    assert record["depths"]["auto"]["over_best_fixed"]["median"] == pytest.approx(1.25)
    assert record["depths"]["7"]["over_best_fixed"]["low"] == pytest.approx(0.625)
    lines = bench_depths.report(record | {"cold": True, "reason": "Why."}).splitlines()
    assert "nothing learnt before, 3 repeats of 1 prompts" in lines[0]
    assert "1.250" in lines[2]
    assert lines[-1] == "  auto: Why."


def test_without_plain_decoding_nothing_is_compared_with_it() -> None:
    class Info:
        name, drafter_name, method = "T", None, Method.MTP

    repeats = [bench(Recorder(), "auto,7").repeat([REQUEST], first=0)]
    record = bench_depths.summary(repeats, Info(), replace(REQUEST, depth=None))  # type: ignore[arg-type]
    assert record["depths"]["auto"]["over_plain"] is None
    assert bench_depths.report(record | {"cold": False, "reason": ""})


@pytest.mark.parametrize("text", ["auto", "3,3", "3,", "-1,3", "3,17", "3,x"])
def test_lists_that_compare_nothing_are_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        bench_depths.parse(text)
