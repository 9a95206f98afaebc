"""Runs a sweep on one engine, and tells what it knows after every kind of text."""

import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.core.comparison import Answer
from app.core.errors import MeasurementCancelledError
from app.core.events import DepthControl, GenerateRequest, GenerationFinished
from app.core.pairs import PairInfo
from app.core.prompt_kinds import PromptKind
from app.core.sweep import AUTO, Block, SweepPlan, SweepResult, Way
from app.engine.engine import Engine
from app.engine.machine import this_machine
from app.engine.measured_turn import measured_turn

WARM_UP_TOKENS = 16


@dataclass(frozen=True, slots=True)
class SweepProgress:
    """What is measured now; `done` of `total` answers are."""

    kind: str
    way: Way
    repeat: int
    done: int
    total: int


class SweepRunner:
    """Runs one plan on the pair that `engine` holds."""

    def __init__(
        self, engine: Engine, info: PairInfo, plan: SweepPlan, cancel: threading.Event
    ) -> None:
        self._engine = engine
        self._info = info
        self._plan = plan
        self._cancel = cancel
        self._done = 0
        self._control: DepthControl | None = None
        self._blocks: dict[str, list[Block]] = {}

    def run(self) -> Iterator[SweepProgress | SweepResult]:
        """Yield progress, and after each kind the result so far. Raises AppError."""
        machine = this_machine()
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            self._warm_up()
            for repeat in range(self._plan.repeats):
                for kind in self._plan.kinds:
                    block = yield from self._block(kind, repeat)
                    self._blocks.setdefault(kind.name, []).append(block)
                    blocks = {name: tuple(known) for name, known in self._blocks.items()}
                    yield SweepResult(
                        self._plan, self._info, machine, started, blocks, self._control
                    )
        except MeasurementCancelledError:
            return

    def _warm_up(self) -> None:
        prompt = self._plan.kinds[0].prompts[0]
        for way in self._plan.ways:
            self._answer(self._plan.request(way, prompt, WARM_UP_TOKENS))

    def _block(self, kind: PromptKind, repeat: int) -> Generator[SweepProgress, None, Block]:
        """Answer one kind's prompts in each way; return the answers."""
        ways = self._plan.ways
        answers: dict[Way, list[Answer]] = {way: [] for way in ways}
        for prompt in kind.prompts:
            # Another one begins each time, so that none always runs on the warmest machine.
            for way in (*ways[repeat % len(ways) :], *ways[: repeat % len(ways)]):
                yield SweepProgress(kind.name, way, repeat, self._done, self._plan.answers)
                finished = self._answer(self._plan.request(way, prompt))
                answers[way].append(Answer(finished.token_ids, finished.statistics))
                if way == AUTO:
                    self._control = finished.control
                self._done += 1
        return answers

    def _answer(self, request: GenerateRequest) -> GenerationFinished:
        for batch in measured_turn(self._engine, request, self._cancel):
            last = batch[-1]
            if isinstance(last, GenerationFinished):
                return last
        raise MeasurementCancelledError("The measurement was cancelled.")
