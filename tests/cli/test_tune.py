"""`bench --tune` over a scripted engine: what it prints, keeps, forgets and refuses."""

import json
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli import session
from app.core import tunings
from app.core.paths import Profile
from app.core.tuning import CacheType, Tuning
from app.engine import tuning_run
from tests.scripted_engine import Script, ScriptedEngine


def speed(tuning: Tuning, plain: bool) -> float:
    rate = 100.0 if plain else 150.0
    rate *= 1.3 if tuning.threads == 1 else 1.0
    rate *= 0.5 if tuning.flash_attention is False else 1.0
    return rate * (1.1 if tuning.cache_type is CacheType.Q8_0 else 1.0)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    made = Script(speed=speed)
    monkeypatch.setattr(session, "EngineHost", lambda: ScriptedEngine(made))
    monkeypatch.setattr(tuning_run, "usable_cores", lambda: 2)
    monkeypatch.setattr(tuning_run, "physical_cores", lambda: 2)
    return made


def run(tmp_path: Path, *words: str) -> int:
    return main(["--profile", str(tmp_path), *words])


def test_the_table_says_what_was_tried_chosen_and_offered(
    tmp_path: Path, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "bench", "--tune") == 0
    said = capsys.readouterr().out
    assert "Fastest here: 1 thread (1.30x)." in said
    assert "confirmed" in said
    assert "may change where two tokens are nearly tied" in said
    assert "--cache-type q8_0, half the size of the context's cache, 1.10x." in said
    assert script.closed == 1


def test_what_cannot_be_had_is_said(
    tmp_path: Path, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    script.dies_with = lambda tuning: tuning.repack is True
    assert run(tmp_path, "bench", "--tune") == 0
    assert "weights laid out anew       not possible here" in capsys.readouterr().out


def test_json_holds_every_comparison(
    tmp_path: Path, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "bench", "--tune", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["chosen"]["threads"] == 1
    assert found["chosen"]["cache_type"] == "f16"
    assert found["usual"]["threads"] == 2
    assert [one["tried"] for one in found["comparisons"]] == [
        "1 thread",
        "weights laid out anew",
        "no flash attention",
    ]
    assert found["comparisons"][0]["faster"]
    assert len(found["confirmation"]["pairs"]) == 3
    assert found["text_may_differ"]


def test_the_next_answer_is_set_up_so_and_says_so(
    tmp_path: Path, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "bench", "--tune")
    capsys.readouterr()
    run(tmp_path, "generate", "-p", "Hello", "--json")
    told = json.loads(capsys.readouterr().out)["tuning"]
    assert told["threads"] == 1
    assert told["reason"].startswith("Set up as measured on 20")
    run(tmp_path, "generate", "-p", "Hello", "--json", "--threads", "2")
    assert json.loads(capsys.readouterr().out)["tuning"]["reason"] == ""
    assert script.specs[-1].threads == 2
    assert script.specs[-1].tuning == Tuning()


def test_forgetting(tmp_path: Path, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "bench", "--tune")
    assert tunings.load(Profile(tmp_path).tunings_file)
    assert run(tmp_path, "bench", "--tune", "forget") == 0
    assert capsys.readouterr().out.endswith("What was measured for this pair is forgotten.\n")
    assert tunings.load(Profile(tmp_path).tunings_file) == {}
    run(tmp_path, "bench", "--tune", "forget", "--json")
    assert json.loads(capsys.readouterr().out) == {"forgotten": False}


@pytest.mark.parametrize("own", [("--threads", "1"), ("--cache-type", "q8_0")])
def test_settings_of_ones_own_leave_nothing_to_choose(
    tmp_path: Path, script: Script, own: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "bench", "--tune", *own) == 2
    assert "--tune chooses" in capsys.readouterr().err


def test_a_missing_file_is_one_sentence(
    tmp_path: Path, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    none = str(tmp_path / "none.gguf")
    assert run(tmp_path, "bench", "--tune", "forget", "-m", none) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_ctrl_c_keeps_the_choice_of_before(
    tmp_path: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, "bench", "--tune")
    before = tunings.load(Profile(tmp_path).tunings_file)

    def interrupted(tuning: Tuning, plain: bool) -> float:
        if tuning.repack:
            raise KeyboardInterrupt
        return 100.0

    script.speed = interrupted
    assert run(tmp_path, "bench", "--tune") == 130
    assert tunings.load(Profile(tmp_path).tunings_file) == before
    assert script.closed == 2
