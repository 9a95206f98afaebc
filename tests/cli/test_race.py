"""`foretoken race` from arguments to a report, on a small real pair."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from tests.gguf_pairs import STRANGER, write_classic_pair


def race(tmp_path: Path, *arguments: str) -> int:
    profile = ("--profile", str(tmp_path / "profile"))
    few = ("-n", "24", "--repeat", "2", "--threads", "1")
    return main([*profile, "race", *few, *arguments])


def test_a_race_is_measured_and_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = write_classic_pair(tmp_path)
    files = ("-m", str(pair.target), "-d", str(pair.drafter))
    page = tmp_path / "race.html"
    code = race(tmp_path, *files, "-p", "hello", "--depth", "3", "--html", str(page), "--json")
    record = json.loads(capsys.readouterr().out)
    assert code == 0
    assert record["same_text"] is True
    assert len(record["ratios"]) == 2
    assert [one["name"] for one in record["entrants"]] == ["plain decoding", "draft model, depth 3"]
    assert all(len(one["seconds"]) == 2 for one in record["entrants"])
    assert record["verdict"] in page.read_text(encoding="utf-8")


def test_any_two_depths_race(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = write_classic_pair(tmp_path, drafter_language=STRANGER)
    files = ("-m", str(pair.target), "-d", str(pair.drafter))
    assert race(tmp_path, *files, "--against", "auto:1", "--depth", "5", "--kind", "maths") == 0
    said = capsys.readouterr().out
    assert "draft model, depth 1" in said
    assert "draft model, depth 5" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--against", "mtp:x"), "mtp:x is no way to decode"),
        (("--number", "99"), "no prompt 99"),
        (("-p", " "), "no prompt to race on"),
        (("--method", "off"), "Both entrants are the same"),
    ],
)
def test_what_cannot_be_raced_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert race(tmp_path, *arguments) == 2
    assert words in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = write_classic_pair(tmp_path)
    files = ("-m", str(pair.target), "-d", str(pair.drafter))
    missing = tmp_path / "nowhere" / "race.html"
    assert race(tmp_path, *files, "--html", str(missing)) == 2
    assert "is no folder" in capsys.readouterr().err
