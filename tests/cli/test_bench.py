"""`foretoken bench` on the embedded pair: both ways in turn, what it prints, what it refuses."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import build_parser, main
from app.cli import bench
from app.core.events import GenerateRequest, GenerationFinished
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.stats import Statistics
from tests.gguf_factory import write_llama

COUNTED = Statistics(rounds=4, emitted_tokens=8, decode_seconds=0.5)
INFO = PairInfo(
    spec=PairSpec(Path("t.gguf")),
    name="T",
    drafter_name="D",
    method=Method.MTP,
    reason="",
    context_length=64,
    parameters=1,
    drafter_parameters=1,
    device="CPU",
)


def run(profile: Path, *arguments: str) -> int:
    """Run the verb inside this process, on one thread, two prompts of 16 tokens."""
    common = ("--in-process", "--threads", "1", "--limit", "2", "-n", "16", "--repeat", "2")
    return main(["--profile", str(profile), "bench", *common, *arguments])


def parsed(*arguments: str) -> argparse.Namespace:
    return build_parser().parse_args(["bench", *arguments])


class Recorder:
    """Stands in for a session: plain decoding takes half a second, speculation a quarter."""

    info = INFO

    def __init__(self) -> None:
        self.asked: list[GenerateRequest] = []

    def answer(self, request: GenerateRequest) -> GenerationFinished:
        self.asked.append(request)
        plain = request.method is Method.OFF
        counted = (
            COUNTED
            if plain
            else replace(
                COUNTED,
                rounds=2,
                decode_seconds=0.25,
                draft_tokens=6,
                accepted_tokens=3,
                per_position=((2, 2), (2, 1), (2, 0)),
            )
        )
        ids = (1, 2, 3) if plain or len(self.asked) % 3 else (1, 9, 3)
        return GenerationFinished("bench", "x", ids, "length", request.method, 3, counted)


def measured(*arguments: str) -> tuple[Recorder, dict[str, Any], str]:
    """Return who was asked, the record and the report of two prompts."""
    args, recorder, prompts = parsed(*arguments), Recorder(), ("one", "two")
    repeats = bench.measure(recorder, prompts, args)  # type: ignore[arg-type]
    record = bench._record(bench.compare(repeats), INFO, args, len(prompts))
    return recorder, json.loads(json.dumps(record)), bench._report(record, prompts)


def test_plain_and_speculative_take_turns_after_warming_up() -> None:
    recorder, _, _ = measured("--repeat", "2", "-n", "40", "--temperature", "0.7", "--seed", "3")
    warm_up, asked = recorder.asked[:2], recorder.asked[2:]
    assert [request.max_tokens for request in warm_up] == [bench.WARM_UP_TOKENS] * 2
    assert [request.method for request in asked] == [Method.OFF, Method.MTP] * 4
    assert [request.messages[0].content for request in asked] == ["one", "one", "two", "two"] * 2
    assert {request.max_tokens for request in asked} == {40}
    assert {request.sampling.seed for request in asked} == {3}


def test_the_record_and_the_report_say_the_same() -> None:
    _, record, shown = measured("--repeat", "3", "--depth", "3")
    assert (record["ratio"], record["ratio_low"], record["ratio_high"]) == (2.0, 2.0, 2.0)
    assert (record["plain_speed"], record["speculative_speed"]) == (16.0, 32.0)
    assert (record["acceptance_rate"], record["mean_acceptance_length"]) == (0.5, 4.0)
    assert record["per_position"] == [[12, 12], [12, 6], [12, 0]]
    lines = shown.splitlines()
    assert lines[0] == "T + D: mtp, depth 3"
    assert "2.000  (2.000 to 2.000 over 3 repeats of 2 prompts): 2.00x faster" in lines[3]
    assert "by position 1.00 (12/12)  0.50 (6/12)  0.00 (0/12)" in lines[4]
    assert lines[-1].startswith("  texts        differ for 1 of 2 prompts, first at token 1 of")
    assert "(2 against 9)" in lines[-1]


def test_what_is_slower_is_called_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    _, record, _ = measured()
    record |= {"ratio": 0.5, "differences": []}
    shown = bench._report(record, ("one", "two"))
    assert "2.00x slower" in shown
    assert shown.endswith("  texts        the same for all 2 prompts")
    record |= {"temperature": 1.0}
    assert "texts" not in bench._report(record, ("one", "two"))


def test_a_depth_is_a_number_auto_or_none() -> None:
    assert measured("--depth", "5")[1]["depth"] == 5
    assert measured("--depth", "auto")[1]["depth"] == "auto"
    assert bench._depth(replace(INFO, method=Method.NGRAM), parsed()) is None
    assert measured("--lookup")[2].startswith("T + D: mtp, depth auto, lookup first")


def test_the_embedded_pair_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--depth", "3", "--json") == 0
    shown = capsys.readouterr()
    record = json.loads(shown.out)
    assert record.keys() == {
        *("target", "drafter", "method", "depth", "lookup", "temperature", "prompts", "repeats"),
        *("max_tokens", "ratio", "ratio_low", "ratio_high", "plain_speed", "speculative_speed"),
        *("acceptance_rate", "mean_acceptance_length", "per_position", "sources", "differences"),
        "tuning",
    }
    assert (record["method"], record["depth"], record["lookup"]) == ("mtp", 3, False)
    assert (record["prompts"], record["repeats"], record["max_tokens"]) == (2, 2, 16)
    assert record["ratio_low"] <= record["ratio"] <= record["ratio_high"]
    assert record["plain_speed"] > 0
    assert 0 < record["acceptance_rate"] < 1
    assert 1 < record["mean_acceptance_length"] <= 4
    (share,) = record["sources"]
    assert share["draft_tokens"] == sum(pair[0] for pair in record["per_position"])


def test_the_embedded_pair_in_words_by_its_own_process(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--threads", "1", "--limit", "1", "-n", "8", "--repeat", "1")
    assert main(["--profile", str(tmp_path), "bench", *arguments]) == 0
    shown = capsys.readouterr().out
    for words in ("plain ", "speculative ", "ratio ", "acceptance ", "per round ", "texts "):
        assert f"\n  {words}" in shown
    assert (tmp_path / "state" / "learnt.json").is_file()


def test_prompts_come_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "prompts.txt"
    file.write_text('{"prompt": "A story about a fox."}\n\nA story about an owl.\nOne too many.\n')
    assert run(tmp_path, "--prompts", str(file), "--depth", "2", "--json") == 0
    assert json.loads(capsys.readouterr().out)["prompts"] == 2


def test_lookup_needs_no_drafter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = write_llama(tmp_path / "tiny.gguf")
    assert run(tmp_path, "-m", str(target), "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["method"], record["drafter"], record["depth"]) == ("ngram", "", None)
    assert record["differences"] == []


def test_rules_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hot = ("--compare", "verify", "--temperature", "1", "--depth", "3", "--seed", "1")
    assert run(tmp_path, *hot, "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["tokens_per_round_ratio"]["median"] > 0
    assert run(tmp_path, *hot) == 0
    assert "match  rejection" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--repeat", "0"), "There is nothing to measure."),
        (("-n", "0"), "There is nothing to measure."),
        (("--limit", "0"), "There is nothing to measure."),
        (("--limit", "-1"), "There is nothing to measure."),
        (("--method", "off"), "There is nothing to compare: this pair decodes plainly."),
        (("--compare", "verify"), "greedy decoding verifies alike"),
        (("--compare", "verify", "--temperature", "1"), "Both rules need the same draft depth"),
        (
            ("--compare", "verify", "--temperature", "1", "--depth", "3", "--method", "ngram"),
            "no drafter draws tokens here",
        ),
        (("--prompts", "nowhere.txt"), "nowhere.txt cannot be read"),
        (("-m", "nowhere.gguf"), "nowhere.gguf"),
        (("--against-llama-server", "nowhere", "--depth", "3"), "nowhere"),
        (("--depth", "17"), "17 tokens"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert run(tmp_path, *arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("foretoken: ")
    assert says in shown.err


def test_a_file_without_a_prompt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "empty.txt"
    file.write_text("\n\n")
    assert run(tmp_path, "--prompts", str(file)) == 2
    assert "holds no prompt" in capsys.readouterr().err
