"""The engine's own process: it may die, be killed or be left alone, and nothing else does."""

import dataclasses
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import AppError, EngineDiedError
from app.core.events import (
    DraftVerified,
    GenerationFailed,
    GenerationFinished,
    PairLoadFailed,
    PairLoadProgress,
)
from app.core.pairs import PairSpec
from app.engine.host import EngineHost
from app.engine.local import LocalEngine
from tests.engine.conftest import Files, answer, events, load, request


@pytest.fixture
def host() -> Iterator[EngineHost]:
    made = EngineHost()
    yield made
    made.close()


def test_the_child_answers_as_the_engine_here_does(
    host: EngineHost, engine: LocalEngine, files: Files
) -> None:
    load(engine, files.gemma, files.assistant)
    info = load(host, files.gemma, files.assistant)
    assert info.method == "mtp"
    assert answer(host, request()).token_ids == answer(engine, request()).token_ids


def test_the_child_counts_as_the_engine_here_does(
    host: EngineHost, engine: LocalEngine, files: Files
) -> None:
    texts = ("Hello there, how are you?", "", "x" * 3000)
    for one in (host, engine):
        with pytest.raises(AppError, match="No model is loaded"):
            one.count(texts)
        load(one, files.gemma, None)
    counts = host.count(texts)
    assert counts == engine.count(texts)
    assert counts[0] > counts[1] == 0
    assert answer(host, request()).token_ids == answer(engine, request()).token_ids


def test_a_child_that_died_counts_nothing_and_fails_the_next_turn(
    host: EngineHost, files: Files
) -> None:
    load(host, files.gemma, None)
    assert host.process_id is not None
    os.kill(host.process_id, signal.SIGKILL)
    with pytest.raises(EngineDiedError):
        host.count(("text",))
    failed = events(host, request())[-1]
    assert isinstance(failed, GenerationFailed)
    assert failed.engine_died


def test_loading_shows_progress_and_a_bad_file_is_explained(
    host: EngineHost, files: Files, tmp_path: Path
) -> None:
    found = list(host.load(PairSpec(files.gemma, files.assistant, threads=1)))
    assert any(isinstance(e, PairLoadProgress) for e in found)
    (failed,) = [
        e for e in host.load(PairSpec(tmp_path / "none.gguf")) if isinstance(e, PairLoadFailed)
    ]
    assert "none.gguf" in failed.title
    assert isinstance(events(host, request())[-1], GenerationFailed)


def test_loading_can_be_cancelled(host: EngineHost, files: Files) -> None:
    cancel = threading.Event()
    cancel.set()
    *_, last = host.load(PairSpec(files.gemma, cancel=cancel))
    assert isinstance(last, PairLoadFailed)
    assert last.cancelled
    assert host.process_id is None


def test_stop_reaches_the_child(host: EngineHost, files: Files) -> None:
    load(host, files.gemma, files.assistant)
    wanted = request(max_tokens=3000)
    assert wanted.cancel is not None
    last = None
    for batch in host.stream(wanted):
        last = batch[-1]
        if any(isinstance(e, DraftVerified) for e in batch):
            wanted.cancel.set()
    assert isinstance(last, GenerationFinished)
    assert last.finish_reason == "cancelled"
    following = dataclasses.replace(request(), turn_id="the next one")
    assert answer(host, following).finish_reason == "length"


def test_a_killed_child_is_told_and_a_reload_heals(host: EngineHost, files: Files) -> None:
    load(host, files.gemma, files.assistant)
    shown, failed = "", None
    for batch in host.stream(request(max_tokens=3000)):
        for event in batch:
            if isinstance(event, DraftVerified):
                shown += "".join(piece.text for piece in event.pieces)
                if host.process_id is not None:
                    os.kill(host.process_id, signal.SIGKILL)
        failed = batch[-1]
    assert isinstance(failed, GenerationFailed)
    assert failed.engine_died
    assert shown
    load(host, files.gemma, files.assistant)
    assert answer(host, request()).finish_reason == "length"


def test_a_child_killed_while_idle_is_told(host: EngineHost, files: Files) -> None:
    load(host, files.llama)
    assert host.process_id is not None
    os.kill(host.process_id, signal.SIGKILL)
    time.sleep(0.2)
    failed = events(host, request())[-1]
    assert isinstance(failed, GenerationFailed)
    assert failed.engine_died


PARENT = """
import sys
from pathlib import Path
from app.core.pairs import PairSpec
from app.engine.host import EngineHost
if __name__ == "__main__":
    host = EngineHost()
    for event in host.load(PairSpec(Path(sys.argv[1]), threads=1)):
        pass
    print(host.process_id, flush=True)
    import time; time.sleep(60)
"""


def test_a_child_ends_itself_when_its_parent_is_killed(files: Files, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script), str(files.llama)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _alive(child):
        time.sleep(0.05)
    assert not _alive(child)


def _alive(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
