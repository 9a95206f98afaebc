"""Loads a pair with the settings of a trial and times how fast it decodes."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import Final

from app.core.errors import AppError, MeasurementCancelledError
from app.core.events import (
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    PairLoaded,
    PairLoadProgress,
)
from app.core.messages import Message
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.tuning import Tuning
from app.core.tuning_duel import Speeds
from app.engine.engine import Engine
from app.engine.trial_prompts import trial_prompts

_WARM_UP_TOKENS: Final = 8
_FIRST_TOKENS: Final = 32
"""Tell how fast the pair is."""

_SECONDS: Final = 0.25
"""Of decoding a measurement and method, where _LEAST_TOKENS do not take longer."""

_LEAST_TOKENS: Final = 24
_MOST_TOKENS: Final = 1024
_ANSWER_TOKENS: Final = 128
_MOST_ANSWERS: Final = 24
"""A measurement: a model that ends every answer at once is not asked for ever."""

_DEPTHS: Final = (1, 2, 3, 5, 7)
"""All is measured at whichever of these is the fastest with the usual settings, at the better of
two looks."""


@dataclass(frozen=True, slots=True)
class Workload:
    """What is decoded in each trial: `tokens` by plain decoding, as many by `method` at `depth`.

    `method` OFF: plain decoding is all the pair has, or lookup, which costs nothing of its own.
    """

    method: Method = Method.OFF
    depth: int = 0
    tokens: int = _FIRST_TOKENS


class Trials:
    """Measures one pair through an engine, which is left with the pair as last tried."""

    def __init__(self, engine: Engine, spec: PairSpec, cancel: threading.Event) -> None:
        self._engine = engine
        self._spec = replace(spec, threads=None, cancel=cancel)
        self._cancel = cancel
        self._prompts = trial_prompts(spec)
        self.workload = Workload()

    def begin(self, tuning: Tuning) -> PairInfo:
        """Load the pair, see how fast it is, choose what each trial decodes. Raises AppError."""
        info = self._load(tuning)
        self._decode(Method.OFF, 0, _WARM_UP_TOKENS)
        speed = self._decode(Method.OFF, 0, _FIRST_TOKENS)
        method, depth, tokens = Method.OFF, 0, _tokens(speed)
        if info.drafter_name:
            method = info.method
            self._decode(method, 1, _WARM_UP_TOKENS)
            looks = [(self._decode(method, depth, tokens // 2), depth) for depth in _DEPTHS * 2]
            fastest, depth = max(looks)
            tokens = _tokens(max(speed, fastest))
        self.workload = Workload(method, depth, tokens)
        return info

    def measure(self, tuning: Tuning) -> Speeds | None:
        """Return how fast the pair is with these settings, None where it cannot have them.

        Raises MeasurementCancelledError.
        """
        try:
            info = self._load(tuning)
            if info.tuning.repack != tuning.repack:
                return None
            return self._speeds()
        except MeasurementCancelledError:
            raise
        except AppError:
            return None

    def _speeds(self) -> Speeds:
        work = self.workload
        self._decode(Method.OFF, 0, _WARM_UP_TOKENS)
        if work.method is Method.OFF:
            return Speeds(self._decode(Method.OFF, 0, work.tokens))
        self._decode(work.method, work.depth, _WARM_UP_TOKENS)
        return Speeds(
            self._decode(Method.OFF, 0, work.tokens),
            self._decode(work.method, work.depth, work.tokens),
        )

    def _load(self, tuning: Tuning) -> PairInfo:
        for event in self._engine.load(replace(self._spec, tuning=tuning)):
            if isinstance(event, PairLoaded):
                return event.info
            if not isinstance(event, PairLoadProgress):
                raise self._problem(event.title, event.hint)
        raise AppError("The engine stopped while loading.")

    def _decode(self, method: Method, depth: int, tokens: int) -> float:
        """Return tokens per second of decoding at least about so many. Raises AppError."""
        counted = [one.statistics for one in self._answers(method, depth, tokens)]
        seconds = sum(one.decode_seconds for one in counted)
        if seconds <= 0:
            raise AppError("The answers are too short to be timed.", "Measure another pair.")
        return sum(one.emitted_tokens for one in counted) / seconds

    def _answers(self, method: Method, depth: int, tokens: int) -> Iterator[GenerationFinished]:
        """Answer one prompt after the other until there are so many tokens."""
        left = tokens
        for prompt in islice(cycle(self._prompts), _MOST_ANSWERS):
            finished = self._answer(prompt, method, depth, min(left, _ANSWER_TOKENS))
            yield finished
            left -= finished.statistics.emitted_tokens
            if left <= 0:
                return

    def _answer(self, prompt: str, method: Method, depth: int, tokens: int) -> GenerationFinished:
        request = GenerateRequest(
            "tune",
            (Message("user", prompt),),
            max_tokens=tokens,
            method=method,
            depth=depth,
            cancel=self._cancel,
        )
        for batch in self._engine.stream(request):
            last = batch[-1]
            if isinstance(last, GenerationFailed):
                raise self._problem(last.title, last.hint)
            if isinstance(last, GenerationFinished):
                if last.finish_reason == "cancelled":
                    break
                return last
        raise self._problem("The engine stopped while it was measured.", "")

    def _problem(self, title: str, hint: str) -> AppError:
        """Return what to raise: that the user gave up, or else what went wrong."""
        if self._cancel.is_set():
            return MeasurementCancelledError("The measurement was cancelled.")
        return AppError(title, hint)


def _tokens(speed: float) -> int:
    """Return how many tokens a measurement of something about so fast decodes."""
    return round(min(_MOST_TOKENS, max(_LEAST_TOKENS, speed * _SECONDS)))
