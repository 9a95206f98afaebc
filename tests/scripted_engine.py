"""An engine that answers from a script: deterministic rounds, no llama.cpp, no child process."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from app.core.errors import AppError
from app.core.events import (
    DraftProposed,
    DraftVerified,
    FinishReason,
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    LoadEvent,
    PairLoaded,
    PairLoadFailed,
    PairLoadProgress,
    PromptEvaluated,
    PromptProgress,
    TokenPiece,
    TurnEvent,
    Verdict,
)
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.speculation import Origin
from app.core.stats import Statistics
from app.core.tuning import Tuning

ANSWER = (
    "The harbour wakes early. Before the sun has found the water, the first boats are already "
    "moving, their lamps drawing thin lines across the grey.\n\nAn old man sits on the wall with "
    "a cup of coffee and counts them home. He has done it for forty years, and he has never been "
    "wrong: every boat that left has come back, and every morning he is a little surprised.\n\n"
    "When the last rope is tied he stands, puts the cup in his pocket, and goes to bed."
)


@dataclass
class Script:
    """How the engine behaves; tests change it while it runs.

    Attributes:
        delay: seconds a round takes. die_after: rounds until the engine dies, None for never.
        fail_load: (title, hint) of every load, or of those whose target has a name in `bad`.
        speed: tokens a second that statistics claim, by settings and whether decoding was plain;
            None for what the clock says. dies_with: settings with which every answer ends in death.
    """

    answer: str = ANSWER
    delay: float = 0.0
    depth: int = 3
    acceptance: float = 0.78
    die_after: int | None = None
    raise_after: int | None = None
    fail_load: tuple[str, str] | None = None
    bad: set[str] = field(default_factory=set)
    load_seconds: float = 0.0
    speed: Callable[[Tuning, bool], float] | None = None
    dies_with: Callable[[Tuning], bool] = lambda _: False
    requests: list[GenerateRequest] = field(default_factory=list)
    specs: list[PairSpec] = field(default_factory=list)
    closed: int = 0


class ScriptedEngine:
    """Implements engine.Engine."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.info: PairInfo | None = None

    def load(self, spec: PairSpec) -> Iterator[LoadEvent]:
        script = self.script
        script.specs.append(spec)
        self.info = None
        steps = 5
        for step in range(steps):
            if script.load_seconds:
                time.sleep(script.load_seconds / steps)
            if spec.cancel is not None and spec.cancel.is_set():
                yield PairLoadFailed("Loading was cancelled.", "", cancelled=True)
                return
            yield PairLoadProgress((step + 1) / steps, "weights")
        failure = script.fail_load
        if spec.target.name in script.bad:
            failure = (f"{spec.target.name} is not a GGUF.", "Choose another file.")
        if failure is not None:
            yield PairLoadFailed(*failure)
            return
        drafted = spec.drafter is not None and spec.method is not Method.OFF
        alone = Method.OFF if spec.method is Method.OFF else Method.NGRAM
        self.info = PairInfo(
            spec=spec,
            name="Foretoken Mini",
            drafter_name="foretoken-mini-drafter" if drafted else "",
            method=Method.MTP if drafted else alone,
            reason="scripted",
            context_length=spec.context_length or 4096,
            parameters=7_300_000,
            drafter_parameters=1_050_000 if drafted else 0,
            device="CPU",
            tuning=replace(spec.tuning, repack=bool(spec.tuning.repack)),
        )
        yield PairLoaded(self.info)

    def stream(self, request: GenerateRequest) -> Iterator[tuple[TurnEvent, ...]]:
        self.script.requests.append(request)
        if self.info is None:
            yield (GenerationFailed(request.turn_id, "No model is loaded.", "Open one first."),)
            return
        yield from _Turn(self.script, self.info, request).batches()

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """A token a word."""
        if self.info is None:
            raise AppError("No model is loaded.", "Open one first.")
        return tuple(len(text.split()) for text in texts)

    def close(self) -> None:
        self.script.closed += 1


class _Turn:
    def __init__(self, script: Script, info: PairInfo, request: GenerateRequest) -> None:
        self.script, self.request, self.tuning = script, request, info.tuning
        self.method = info.method if request.method is Method.AUTO else request.method
        self.plain = self.method in (Method.OFF, Method.NGRAM)  # nothing it writes repeats
        self.depth = 0 if self.plain else request.depth or 3
        self.words = script.answer.replace(" ", " \0").split("\0")
        self.random = random.Random(7)
        self.rounds = self.draft = self.accepted = 0
        self.positions = [[0, 0] for _ in range(self.depth)]

    def batches(self) -> Iterator[tuple[TurnEvent, ...]]:
        turn, started = self.request.turn_id, time.perf_counter()
        yield (PromptProgress(turn, 20, 41, 0, 0.01),)
        yield (PromptEvaluated(turn, 41, 0, 0.05, self.method, self.depth),)
        shown = 0
        while shown < len(self.words):
            if self.request.cancel is not None and self.request.cancel.is_set():
                yield (self._finished("".join(self.words[:shown]), "cancelled", started, shown),)
                return
            if self.script.die_after == self.rounds or self.script.dies_with(self.tuning):
                yield (
                    GenerationFailed(
                        turn,
                        "The engine stopped unexpectedly (exit code -6).",
                        "What was shown of the answer is kept. Reload the model to go on.",
                        engine_died=True,
                    ),
                )
                return
            if self.script.raise_after == self.rounds:
                raise RuntimeError("a bug in the engine")
            ahead = self.words[shown : shown + self.depth]
            if ahead:
                yield (DraftProposed(turn, self.rounds, (1,) * len(ahead), "".join(ahead)),)
            if self.script.delay:
                time.sleep(self.script.delay)
            event = self._round(turn, shown, ahead, started)
            shown += len(event.pieces)
            yield (event,)
        yield (self._finished(self.script.answer, "stop", started, shown),)

    def _round(self, turn: str, shown: int, ahead: list[str], started: float) -> DraftVerified:
        kept = 0
        while kept < len(ahead) and self.random.random() < self.script.acceptance:
            kept += 1
        own = self.words[shown + kept : shown + kept + 1]
        last = Origin.PLAIN if not ahead else Origin.BONUS
        if kept < len(ahead):
            last = Origin.RECOVERED
        told = self.request.explain
        pieces = [TokenPiece(1, word, Origin.ACCEPTED, 0.9 * told or None) for word in ahead[:kept]]
        pieces += [TokenPiece(2, word, last, 0.8 * told or None) for word in own]
        rejected = ("guess ",) * (len(ahead) - kept)
        self.rounds += 1
        self.draft += len(ahead)
        self.accepted += kept
        for position in range(len(ahead)):
            self.positions[position][0] += 1
            self.positions[position][1] += position < kept
        return DraftVerified(
            turn,
            self.rounds - 1,
            tuple(pieces),
            rejected,
            len(ahead),
            kept,
            len(pieces),
            self.script.delay * 0.2,
            self.script.delay * 0.8,
            time.perf_counter() - started,
            41 + shown + len(pieces),
            verdicts=self._verdicts((*ahead[:kept], *rejected), kept) if told else (),
        )

    @staticmethod
    def _verdicts(draft: tuple[str, ...], kept: int) -> tuple[Verdict, ...]:
        """The target finds kept ones 90 % likely and rejected ones 3 %."""
        shares = [0.9] * kept + [0.03] + [None] * len(draft)
        return tuple(
            Verdict(1, text, 0.6, share) for text, share in zip(draft, shares, strict=False)
        )

    def _finished(
        self, text: str, reason: FinishReason, started: float, shown: int
    ) -> GenerationFinished:
        seconds = time.perf_counter() - started
        if self.script.speed is not None:
            seconds = (shown + 1) / self.script.speed(self.tuning, self.plain)
        statistics = Statistics(
            prompt_tokens=41,
            completion_tokens=shown,
            emitted_tokens=shown + 1,
            rounds=self.rounds,
            draft_tokens=self.draft,
            accepted_tokens=self.accepted,
            per_position=tuple((s, a) for s, a in self.positions),
            prompt_seconds=0.05,
            decode_seconds=seconds,
            draft_seconds=seconds * 0.2,
            verify_seconds=seconds * 0.8,
        )
        return GenerationFinished(
            self.request.turn_id,
            text,
            (1,) * shown,
            reason,
            self.method,
            self.depth,
            statistics,
            reason="scripted",
        )
