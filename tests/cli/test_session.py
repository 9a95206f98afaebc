"""A verb's engine: its failures become errors, and it is always closed."""

from pathlib import Path

import pytest

from app.cli import session as session_module
from app.cli.session import session
from app.core.errors import AppError, EngineDiedError
from app.core.events import DraftVerified, GenerateRequest, GenerationFinished
from app.core.messages import Message
from app.core.pairs import PairSpec
from tests.scripted_engine import Script, ScriptedEngine

SPEC = PairSpec(Path("t.gguf"))
REQUEST = GenerateRequest("t", (Message("user", "x"),))


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    made = Script()
    monkeypatch.setattr(session_module, "EngineHost", lambda: ScriptedEngine(made))
    return made


def test_rounds_come_before_the_end(script: Script) -> None:
    with session(SPEC, in_process=False) as loaded:
        *before, last = loaded.events(REQUEST)
        assert any(isinstance(event, DraftVerified) for event in before)
        assert isinstance(last, GenerationFinished)
        assert loaded.answer(REQUEST).text == last.text
        assert script.closed == 0
    assert script.closed == 1


def test_a_pair_that_does_not_load(script: Script) -> None:
    script.fail_load = ("The file is damaged.", "Download it again.")
    with pytest.raises(AppError) as caught, session(SPEC, in_process=False):
        pass
    assert (caught.value.title, caught.value.hint) == script.fail_load
    assert script.closed == 1


def test_an_engine_that_dies(script: Script) -> None:
    script.die_after = 2
    with pytest.raises(EngineDiedError), session(SPEC, in_process=False) as loaded:
        loaded.answer(REQUEST)
    assert script.closed == 1
