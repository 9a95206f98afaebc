"""Small pairs with a planted language, written once a run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.events import (
    GenerateRequest,
    GenerationFinished,
    PairLoaded,
    TurnEvent,
)
from app.core.messages import Message
from app.core.pairs import PairInfo, PairSpec
from app.engine.engine import Engine
from app.engine.local import LocalEngine
from tests import gguf_factory, gguf_qwen35
from tests.gguf_eagle3 import write_eagle3
from tests.gguf_mamba import SMALL_MAMBA, write_mamba
from tests.planted_language import Language


@dataclass(frozen=True)
class Files:
    """Paths of the written GGUFs."""

    gemma: Path
    assistant: Path
    llama: Path
    draft: Path
    eagle3: Path
    qwen: Path
    qwen_draft: Path
    mamba: Path
    mamba_draft: Path


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("pairs")
    language = Language()
    target, draft = gguf_factory.PLANTED_TARGET, gguf_factory.PLANTED_DRAFT
    assistant = gguf_factory.PLANTED_ASSISTANT
    planted = {"language": language, "eps": 0.3}
    return Files(
        gguf_factory.write_gemma4(folder / "gemma.gguf", target, **planted),
        gguf_factory.write_gemma4_assistant(folder / "a.gguf", target, assistant, **planted),
        gguf_factory.write_llama(folder / "llama.gguf", target, **planted),
        gguf_factory.write_llama(folder / "draft.gguf", draft, **planted),
        write_eagle3(folder / "eagle3.gguf", target, **planted),
        gguf_qwen35.write_qwen35(
            folder / "qwen.gguf", gguf_qwen35.PLANTED_QWEN35, language=language, eps=0.15
        ),
        gguf_qwen35.write_qwen35(
            folder / "qwen-draft.gguf",
            gguf_qwen35.SMALL_QWEN35,
            2,
            language=language,
            eps=0.3,
            extent=gguf_qwen35.HEADLESS,
        ),
        write_mamba(folder / "mamba.gguf"),
        write_mamba(folder / "mamba-draft.gguf", SMALL_MAMBA, 2),
    )


def load(engine: Engine, target: Path, drafter: Path | None = None, **options) -> PairInfo:
    """Load a pair on one thread or fail the test."""
    *_, last = engine.load(PairSpec(target, drafter, threads=1, **options))
    assert isinstance(last, PairLoaded), last
    return last.info


def events(engine: Engine, request: GenerateRequest) -> list[TurnEvent]:
    """Return all events of a turn."""
    return [event for batch in engine.stream(request) for event in batch]


def request(text: str = "hello there", **options) -> GenerateRequest:
    """Return a request for an answer to one message."""
    options.setdefault("max_tokens", 60)
    return GenerateRequest("turn", (Message("user", text),), **options)


def answer(engine: Engine, wanted: GenerateRequest) -> GenerationFinished:
    """Return the finished turn or fail the test."""
    last = events(engine, wanted)[-1]
    assert isinstance(last, GenerationFinished), last
    return last


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    made = LocalEngine()
    yield made
    made.close()
