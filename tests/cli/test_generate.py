"""`foretoken generate` on the embedded pair: its text, the JSON for scripts, its errors."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.cli.answer_printer import AnswerPrinter
from app.cli.generate import answer_record
from app.core.events import DraftVerified, GenerationFinished
from app.core.pairs import Method
from app.core.speculation import Source
from app.core.stats import Share, Statistics
from tests.pdf_files import made_pdf

PROMPT = "Write a story about a duck and a drum."


def run(profile: Path, *arguments: str) -> int:
    """Run the verb inside this process, on one thread."""
    common = ("--in-process", "--threads", "1")
    return main(["--profile", str(profile), "generate", *common, *arguments])


def record(profile: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """Return the JSON object of a run that succeeds."""
    assert run(profile, "-p", PROMPT, "-n", "24", "--json", *arguments) == 0
    shown = capsys.readouterr()
    assert shown.out.count("\n") == 1
    return json.loads(shown.out)


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a run that failed says; on stdout it says nothing."""
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("foretoken: ")
    assert shown.err.count("\n") == 1
    return shown.err.removeprefix("foretoken: ").strip()


def test_the_text_is_that_of_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "-p", PROMPT, "-n", "24") == 0
    text = capsys.readouterr().out
    found = record(tmp_path, capsys)
    assert text == found["text"] + "\n"
    assert len(found["text"].split()) > 10


def test_every_field_of_the_json_is_there_and_adds_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = record(tmp_path, capsys, "--depth", "3")
    assert found.keys() == {
        *("text", "thinking", "thinking_tokens", "thinking_seconds", "left_out", "token_ids"),
        *("finish_reason", "method", "reason", "depth", "depth_control"),
        *("prompt_tokens", "cached_tokens", "completion_tokens", "rounds", "draft_tokens"),
        *("accepted_tokens", "per_position", "sources", "prompt_seconds", "decode_seconds"),
        *("draft_seconds", "verify_seconds", "evaluation_seconds", "tokens_per_second"),
        "tuning",
    }
    assert (found["method"], found["depth"], found["depth_control"]) == ("mtp", 3, None)
    assert "assistant" in found["reason"]
    assert found["finish_reason"] == "length"
    assert found["completion_tokens"] == len(found["token_ids"]) == 24
    assert found["prompt_tokens"] > found["cached_tokens"] == 0
    submitted = [pair[0] for pair in found["per_position"]]
    accepted = [pair[1] for pair in found["per_position"]]
    assert sum(submitted) == found["draft_tokens"] > sum(accepted) == found["accepted_tokens"] > 0
    (share,) = found["sources"]
    assert (share["source"], share["accepted_tokens"]) == ("drafter", found["accepted_tokens"])
    assert found["rounds"] + found["accepted_tokens"] == 24
    assert found["tokens_per_second"] == pytest.approx(24 / found["decode_seconds"])
    parts = found["draft_seconds"] + found["verify_seconds"]
    assert found["evaluation_seconds"] <= parts <= found["decode_seconds"]


def test_an_automatic_depth_says_what_it_did_and_is_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    control = record(tmp_path, capsys)["depth_control"]
    assert control.keys() == {"reason", "measured_speedup", "changes"}
    assert control["reason"].endswith(".")
    assert (tmp_path / "state" / "learnt.json").is_file()


def test_without_speculation_nothing_is_drafted_and_nothing_else_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = record(tmp_path, capsys, "--method", "off")
    assert (plain["method"], plain["draft_tokens"], plain["rounds"]) == ("off", 0, 24)
    assert plain["token_ids"] == record(tmp_path, capsys)["token_ids"]


def test_the_engine_s_own_process_says_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("-p", PROMPT, "-n", "24", "--threads", "1", "--json")
    assert main(["--profile", str(tmp_path), "generate", *arguments]) == 0
    there = json.loads(capsys.readouterr().out)
    assert there["token_ids"] == record(tmp_path, capsys)["token_ids"]


def test_a_seed_repeats_a_sampled_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hot = ("--depth", "3", "--temperature", "1.5", "--seed")
    texts = [record(tmp_path, capsys, *hot, seed)["text"] for seed in ("1", "1", "2")]
    assert texts[0] == texts[1] != texts[2]


def test_a_text_is_continued_without_a_template(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = record(tmp_path, capsys)
    continued = record(tmp_path, capsys, "--raw")
    assert continued["prompt_tokens"] < asked["prompt_tokens"]
    assert continued["text"] != asked["text"]


def test_a_stop_text_ends_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = record(tmp_path, capsys)["text"]
    stop = whole[20:23]
    cut = record(tmp_path, capsys, "--stop", stop)
    assert (cut["text"], cut["finish_reason"]) == (whole[: whole.index(stop)], "stop_string")


def test_no_tokens_are_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "-p", PROMPT, "-n", "0") == 0
    assert capsys.readouterr().out == "\n"


def test_a_conversation_comes_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "messages.json"
    file.write_text(json.dumps([{"role": "user", "content": PROMPT}]))
    assert run(tmp_path, "--messages", str(file), "-n", "24", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["text"] == record(tmp_path, capsys)["text"]
    answered = [
        {"role": "assistant", "content": found["text"]},
        {"role": "user", "content": "Go on"},
    ]
    file.write_text(json.dumps([{"role": "user", "content": PROMPT}, *answered]))
    assert run(tmp_path, "--messages", str(file), "-n", "8", "--json") == 0
    longer = json.loads(capsys.readouterr().out)
    assert longer["prompt_tokens"] > found["prompt_tokens"] + 24


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        ("hello", "is not JSON"),
        ("{}", "holds no list of messages"),
        ("[]", "holds no list of messages"),
        ('[{"role": "owl", "content": "hoot"}]', "without role or content"),
        ('[{"role": "user"}]', "without role or content"),
    ],
)
def test_a_file_that_is_no_conversation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, says: str
) -> None:
    file = tmp_path / "messages.json"
    if content is not None:
        file.write_text(content)
    assert run(tmp_path, "--messages", str(file)) == 2
    said = complaint(capsys)
    assert says in said
    assert '[{"role": "user", "content": "Hello"}]' in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-p", "x", "-m", "nowhere.gguf"), "nowhere.gguf"),
        (("-p", "x", "-d", "nowhere.gguf"), "A drafter needs its target."),
        (("-p", "x", "--method", "off", "--lookup"), "--method off drafts nothing."),
        (("-p", "x", "--method", "eagle3"), "cannot draft by the method eagle3"),
        (("-p", "x", "--depth", "17"), "17 tokens"),
        (("-p", "x", "--confidence", "2"), "The confidence 2.0 is out of range."),
        (("-p", "x", "-n", "-1"), "The token budget is negative."),
        (("-p", "x", "--temperature", "-1"), "temperature"),
        (("-p", "x", "--ctx", "1"), "--ctx 1 is out of range."),
        (("-p", "x", "--ctx", "100000"), "longer than this model was made for"),
        (
            (
                "-p",
                "word " * 5000,
            ),
            "the context holds",
        ),
        (("--messages", "m.json", "--raw"), "--raw continues a text."),
    ],
)
def test_what_cannot_be_is_one_sentence_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert run(tmp_path, *arguments) == 2
    assert says in complaint(capsys)


def test_a_prompt_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["generate"])
    assert ended.value.code == 2
    assert "-p" in capsys.readouterr().err


def test_ctrl_c_ends_the_answer_in_good_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGINT)
    printed: list[str] = []
    take = AnswerPrinter.take

    def interrupting(printer: AnswerPrinter, event: DraftVerified, text: str) -> None:
        if not printed:
            signal.raise_signal(signal.SIGINT)
        printed.append(text)
        take(printer, event, text)

    monkeypatch.setattr(AnswerPrinter, "take", interrupting)
    assert run(tmp_path, "-p", PROMPT, "-n", "400", "--end-bias=-inf") == 130
    shown = capsys.readouterr().out
    assert shown.startswith("".join(printed))
    assert len(shown.split()) < 100
    assert signal.getsignal(signal.SIGINT) is before


def test_the_record_says_why_and_who_drafted() -> None:
    counted = Statistics(draft_tokens=7, sources=(Share(Source.LOOKUP, 2, 7, 5),))
    why = "There is no drafter."
    finished = GenerationFinished("t", "x", (1,), "stop", Method.NGRAM, 8, counted, reason=why)
    found = json.loads(json.dumps(answer_record(finished)))
    assert (found["method"], found["reason"]) == ("ngram", why)
    assert found["sources"] == [
        {"source": "lookup", "rounds": 2, "draft_tokens": 7, "accepted_tokens": 5}
    ]


def test_files_go_before_the_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = record(tmp_path, capsys)
    (tmp_path / "a.txt").write_bytes(b"A duck. Gr\xfc\xdfe")
    (tmp_path / "b.pdf").write_bytes(made_pdf("A drum"))
    files = ("--attach", str(tmp_path / "a.txt"), "--attach", str(tmp_path / "b.pdf"))
    assert run(tmp_path, "-p", PROMPT, "-n", "4", "--json", *files) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["prompt_tokens"] > plain["prompt_tokens"] + 10
    assert shown.err.startswith("a.txt: It is not in UTF-8")
    (tmp_path / "scan.pdf").write_bytes(made_pdf(""))
    assert run(tmp_path, "-p", PROMPT, "--attach", str(tmp_path / "scan.pdf")) == 2
    assert "scan.pdf holds no text" in complaint(capsys)
    assert run(tmp_path, "-p", PROMPT, "--raw", "--attach", str(tmp_path / "a.txt")) == 2
    assert "Leave --attach out" in complaint(capsys)
