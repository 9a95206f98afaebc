"""What llama-server is told, and what is made of both sides' accounts."""

import dataclasses
import math
from pathlib import Path

import pytest

from app.cli.against_llama_server import (
    Side,
    Turnabout,
    after,
    completion_body,
    our_side,
    report,
    server_arguments,
    summary,
)
from app.core.errors import AppError
from app.core.events import GenerateRequest, GenerationFinished
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.sampling import SamplingSettings
from app.core.stats import Statistics
from app.core.tuning import CacheType, Tuning

REQUEST = GenerateRequest("bench", max_tokens=50, depth=7)


def info(method: Method = Method.DRAFT, tuning: Tuning | None = None) -> PairInfo:
    tuning = tuning or Tuning(threads=2, repack=False)
    spec = PairSpec(Path("t.gguf"), Path("d.gguf"))
    return PairInfo(spec, "Target", "Drafter", method, "", 2048, 10, 1, "CPU", tuning=tuning)


def option(arguments: list[str], name: str) -> str:
    return arguments[arguments.index(name) + 1]


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        (Method.DRAFT, "draft-simple"),
        (Method.MTP, "draft-mtp"),
        (Method.EAGLE3, "draft-eagle3"),
    ],
)
def test_the_server_drafts_as_this_pair_does(method: Method, kind: str) -> None:
    told = server_arguments(info(method), REQUEST)
    assert option(told, "--spec-type") == kind
    assert option(told, "--spec-draft-n-max") == "7"
    assert (option(told, "-m"), option(told, "-md")) == ("t.gguf", "d.gguf")
    assert option(told, "-t") == option(told, "-td") == "2"
    assert option(told, "-c") == "2048"


def test_the_server_computes_as_this_pair_does() -> None:
    tuning = Tuning(threads=5, repack=True, flash_attention=False, cache_type=CacheType.Q8_0)
    told = server_arguments(info(tuning=tuning), REQUEST)
    assert "--repack" in told
    assert "--no-repack" not in told
    assert (option(told, "-fa"), option(told, "-ctk"), option(told, "-ctvd")) == (
        "off",
        "q8_0",
        "q8_0",
    )
    assert option(server_arguments(info(), REQUEST), "-fa") == "auto"


def test_plain_decoding_is_compared_with_plain_decoding() -> None:
    told = server_arguments(info(), dataclasses.replace(REQUEST, method=Method.OFF))
    assert "--spec-type" not in told
    assert "-md" not in told


def test_a_head_inside_the_target_is_no_second_file() -> None:
    pair = dataclasses.replace(info(Method.MTP), spec=PairSpec(Path("t.gguf")))
    told = server_arguments(pair, REQUEST)
    assert option(told, "--spec-type") == "draft-mtp"
    assert "-md" not in told


def test_what_the_server_cannot_do_alike_is_refused() -> None:
    with pytest.raises(AppError, match="nothing like the method ngram"):
        server_arguments(info(Method.NGRAM), REQUEST)
    with pytest.raises(AppError, match="needs a depth"):
        server_arguments(info(), dataclasses.replace(REQUEST, depth=0))


def test_greedy_is_greedy_there_and_nothing_is_kept_between_prompts() -> None:
    body = completion_body(REQUEST, (4, 5))
    assert body["prompt"] == [4, 5]
    assert (body["n_predict"], body["cache_prompt"]) == (50, False)
    assert (body["samplers"], body["top_k"]) == (["top_k"], 1)
    assert not body["ignore_eos"]


def test_sampling_and_the_end_of_turn_are_handled_alike() -> None:
    settings = SamplingSettings(temperature=1.0, top_k=64, seed=9, end_bias=-math.inf)
    body = completion_body(dataclasses.replace(REQUEST, sampling=settings), (4,))
    assert (body["temperature"], body["top_k"], body["seed"]) == (1.0, 64, 9)
    assert body["samplers"][-1] == "temperature"
    assert body["ignore_eos"]
    biased = dataclasses.replace(settings, end_bias=2.0)
    with pytest.raises(AppError, match="this bias"):
        completion_body(dataclasses.replace(REQUEST, sampling=biased), (4,))


def test_both_draft_from_behind_the_same_token() -> None:
    ours = after(REQUEST, (4, 5), (7,))
    assert (ours.prompt_ids, ours.max_tokens) == ((4, 5, 7), 49)
    endless = dataclasses.replace(REQUEST, max_tokens=None)
    assert after(endless, (4, 5), (7,)).max_tokens is None
    with pytest.raises(AppError, match="empty"):
        after(REQUEST, (4, 5), ())


def test_every_token_of_ours_counts_but_the_first() -> None:
    statistics = Statistics(
        emitted_tokens=20, decode_seconds=2.0, draft_tokens=9, accepted_tokens=6
    )
    finished = GenerationFinished("t", "", (1, 2), "length", Method.DRAFT, 3, statistics)
    assert our_side(finished, 7) == Side((7, 1, 2), 20, 2.0, 9, 6)


def test_the_summary_holds_median_range_and_acceptance() -> None:
    theirs = (Side((1, 2), 100, 1.0, 40, 30),)
    repeats = [Turnabout((Side((1, 2), tokens, 1.0, 40, 32),), theirs) for tokens in (110, 90, 105)]
    record = summary(repeats, info(), REQUEST, ["-m"])
    assert (record["ratio"], record["ratio_low"], record["ratio_high"]) == (1.05, 0.9, 1.1)
    assert record["ours"]["acceptance_rate"] == 0.8
    assert record["llama_server"]["acceptance_rate"] == 0.75
    assert record["same_texts"] == 1
    text = report(record)
    assert "1.050  (0.900 to 1.100 over 3 repeats of 1 prompts)" in text
    assert "the same for 1 of 1 prompts" in text


def test_answers_too_short_to_be_timed_are_refused() -> None:
    none = (Side((1,), 0, 0.0, 0, 0),)
    with pytest.raises(AppError, match="too short"):
        summary([Turnabout((Side((1,), 1, 1.0, 0, 0),), none)], info(), REQUEST, [])
