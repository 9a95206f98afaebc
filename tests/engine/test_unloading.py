"""Unloading ends the engine's process, and its memory with it."""

import os
import sys
from collections.abc import Iterator

import pytest

from app.engine.host import EngineHost
from app.engine.process_memory import process_memory
from tests.engine.conftest import Files, answer, load, request


@pytest.fixture
def host() -> Iterator[EngineHost]:
    made = EngineHost()
    yield made
    made.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_ends_and_the_pair_comes_back(host: EngineHost, files: Files) -> None:
    info = load(host, files.llama, files.draft)
    assert info.process_id not in (0, os.getpid())
    before = process_memory(info.process_id)
    assert before is not None
    assert before.private > 10e6
    first = answer(host, request())
    host.close()
    assert process_memory(info.process_id) is None
    assert host.process_id is None
    again = load(host, files.llama, files.draft)
    assert again.process_id != info.process_id
    assert answer(host, request()).token_ids == first.token_ids
