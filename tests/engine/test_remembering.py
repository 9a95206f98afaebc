"""What depth controllers learn outlives the engine, and a full disk outlives nobody's answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import learnt
from app.core.events import DepthControl, GenerateRequest, GenerationFinished
from app.core.learnt import LearntKey
from app.core.pairs import Method, PairSpec
from app.core.stats import Statistics
from app.engine.depth_memory import DepthMemory
from app.engine.remembering import RememberingEngine
from tests.engine.test_depth_memory import train


class Finishing:
    """An engine whose answers are over at once."""

    def __init__(self, control: DepthControl | None) -> None:
        self.control = control
        self.specs: list[PairSpec] = []
        self.closed = False

    def load(self, spec: PairSpec) -> Iterator:
        self.specs.append(spec)
        return iter(())

    def stream(self, request: GenerateRequest) -> Iterator[tuple]:
        finished = GenerationFinished(
            request.turn_id, "", (), "stop", Method.MTP, 3, Statistics(), control=self.control
        )
        yield (finished,)

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(map(len, texts))

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def control() -> DepthControl:
    made = DepthMemory("pair", "CPU", (3,), {})
    controller = made.controller(LearntKey("pair", "mtp", "CPU", 0, 0), 16)
    train(controller)
    key = LearntKey("pair", "mtp", "CPU", 0, 0)
    return DepthControl(controller.reason, controller.changes, 2.0, key, controller.learnt())


def test_an_answer_teaches_the_next_load(tmp_path: Path, control: DepthControl) -> None:
    file = tmp_path / "learnt.json"
    engine = Finishing(control)
    remembering = RememberingEngine(engine, file)
    list(remembering.load(PairSpec(Path("t.gguf"))))
    (batch,) = remembering.stream(GenerateRequest("t"))
    assert isinstance(batch[-1], GenerationFinished)
    assert batch[-1].control is control
    list(remembering.load(PairSpec(Path("t.gguf"))))
    assert engine.specs[0].learnt == ()
    assert engine.specs[1].learnt == ((control.key, control.learnt),)
    assert remembering.count(("ab", "")) == (2, 0)
    remembering.close()
    assert engine.closed


def test_a_fixed_depth_teaches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "learnt.json"
    list(RememberingEngine(Finishing(None), file).stream(GenerateRequest("t")))
    assert not file.exists()


def test_a_place_that_cannot_be_written_loses_only_what_was_learnt(
    tmp_path: Path, control: DepthControl
) -> None:
    (tmp_path / "learnt.json").mkdir()
    remembering = RememberingEngine(Finishing(control), tmp_path / "learnt.json")
    assert len(list(remembering.stream(GenerateRequest("t")))) == 1
    assert learnt.load(tmp_path / "none.json") == {}
