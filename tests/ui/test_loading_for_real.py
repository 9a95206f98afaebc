"""Pairs change, and are unloaded, under a conversation answered by llama.cpp itself."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bootstrap
from app.core.load_options import LoadOptions
from app.core.pairs import Method
from app.core.tuning import CacheType
from app.engine.process_memory import process_memory
from app.ui.pair_controller import Unloaded
from tests.gguf_pairs import write_classic_pair, write_gemma_pair

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def parts(qtbot, profile) -> Iterator[bootstrap.Parts]:
    made = bootstrap.build(profile)
    made.settings.update(context_length=512)
    made.chat.max_tokens = 24
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


def test_a_conversation_goes_on_over_other_pairs_and_an_unloaded_one(
    qtbot, parts, tmp_path: Path
) -> None:
    def ready() -> None:
        qtbot.waitUntil(lambda: parts.pairs.info is not None, timeout=30_000)

    def ask(text: str) -> str:
        parts.chat.submit(text)
        qtbot.waitUntil(lambda: not parts.chat.busy, timeout=30_000)
        return parts.chat.conversation.entries[-1].text

    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = write_classic_pair(tmp_path / "one"), write_gemma_pair(tmp_path / "two")
    options = LoadOptions(threads=1, cache_type=CacheType.Q8_0, flash_attention=True)
    parts.pairs.open_with(*one, options)
    ready()
    assert parts.pairs.info.method is Method.DRAFT
    assert parts.pairs.info.tuning.cache_words == "q8_0"
    assert ask("first")
    parts.pairs.open_pair(*two)
    ready()
    assert parts.pairs.info.method is Method.MTP
    assert ask("second")
    process = parts.pairs.info.process_id
    assert process_memory(process) is not None
    parts.loading.unload_action.trigger()
    qtbot.waitUntil(lambda: isinstance(parts.pairs.state, Unloaded), timeout=30_000)
    assert process_memory(process) is None
    assert ask("third")
    assert parts.pairs.info.spec.target == two.target
    assert [one.content for one in parts.chat.conversation.messages()[::2]] == [
        "first",
        "second",
        "third",
    ]
    assert len(parts.chat.conversation.entries) == 6
