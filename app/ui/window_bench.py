"""Drives the real window with a list of prompts and measures what its user would feel."""

import dataclasses
import os
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal, Slot

from app.core.errors import AppError
from app.core.events import (
    UNSEEN_SECONDS,
    GenerationFailed,
    GenerationFinished,
    TurnEvent,
)
from app.core.messages import Message
from app.core.pairs import PairSpec
from app.engine.engine import Engine
from app.ui.chat.controller import ChatController
from app.ui.main_window import MainWindow
from app.ui.pair_controller import NoPair, PairController, PairState
from app.ui.panel_probe import PanelProbe, turns_at_many_rounds
from app.ui.smoothness import EventProbe, GapProbe, summary
from app.workers.inference import Inference
from app.workers.measurement import Measurement, MeasurementEnded, MeasurementStep

PATIENCE_MS = 600_000


def seconds_since_process_start() -> float | None:
    """Return the age of this process, None where the system does not say (only Linux does)."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
        return uptime - float(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError):
        return None


class WindowBench(QObject):
    """One run: the first answer from a cold start, then every prompt in the window and headless in
    turn, then every prompt once more under the probes, which take time of their own.

    Signals:
        answered(): one more answer is complete.
    """

    answered = Signal()

    def __init__(
        self,
        window: MainWindow,
        chat: ChatController,
        pairs: PairController,
        inference: Inference,
    ) -> None:
        super().__init__()
        self._window, self._chat, self._pairs = window, chat, pairs
        self._inference = inference
        self._loop = QEventLoop()
        self._first_paint: float | None = None
        self._first_token: float | None = None
        self._batches: list[tuple[TurnEvent, ...]] = []
        self._finished: GenerationFinished | None = None
        self._problem: AppError | None = None
        self._interrupted = False
        window.painted.connect(self._note_paint)
        chat.answer_grew.connect(self._note_text)
        chat.busy_changed.connect(self._note_busy)
        inference.turn_events.connect(self._note_events)
        inference.measured.connect(self._note_measured)
        pairs.state_changed.connect(self._note_state)

    def run(
        self, spec: PairSpec, prompts: Sequence[str], max_tokens: int, repeat: int
    ) -> dict[str, Any]:
        """Measure and return plain values.

        Raises AppError if the pair cannot be loaded, KeyboardInterrupt after `interrupt`.
        """
        self._chat.max_tokens = max_tokens
        self._pairs.load(spec)
        self._window.show()
        self._in_window(prompts[0])
        answers: list[dict[str, Any]] = []
        busy_seconds = cpu_seconds = 0.0
        for _ in range(repeat):
            for number, prompt in enumerate(prompts):
                started, cpu = time.perf_counter(), time.process_time()
                shown = self._in_window(prompt)
                busy_seconds += time.perf_counter() - started
                cpu_seconds += time.process_time() - cpu
                answers.append(_row(number, shown, self._headless(prompt)))
        return {
            "first_paint_seconds": self._first_paint,
            "first_token_seconds": self._first_token,
            "origins": self._chat.conversation.origins,
            "window_process_cpu": round(cpu_seconds / busy_seconds, 4) if busy_seconds else None,
            **_speeds(answers),
            **self._probed(prompts),
            "answers": answers,
        }

    def _probed(self, prompts: Sequence[str]) -> dict[str, Any]:
        """Answer every prompt once in the window; return how smoothly it ran."""
        gaps = GapProbe(self)
        repaints = EventProbe(QEvent.Type.UpdateRequest, self._window)
        panel = PanelProbe(self._window.figures)
        busy_seconds = 0.0
        for prompt in prompts:
            gaps.start()
            repaints.measuring = True
            panel.measure(True)
            started = time.perf_counter()
            self._in_window(prompt)
            busy_seconds += time.perf_counter() - started
            gaps.stop()
            repaints.measuring = False
            panel.measure(False)
            panel.hear_again(self._batches)
        return {
            "event_loop_gaps_ms": summary(gaps.late_ms),
            "repaint_ms": summary(repaints.milliseconds),
            "panel_cpu": round(panel.cpu_seconds / busy_seconds, 4) if busy_seconds else None,
            "panel_turns_ms": turns_at_many_rounds(self._window.figures, self._window),
        }

    def _in_window(self, prompt: str) -> GenerationFinished:
        self._chat.new_conversation()
        self._finished = None
        self._batches.clear()
        self._chat.submit(prompt)
        if self._chat.busy:
            self._wait()
        return self._result()

    def _headless(self, prompt: str) -> GenerationFinished:
        """Answer as `foretoken generate` does, the window hearing nothing before the end."""
        cancel = threading.Event()
        request = dataclasses.replace(
            self._chat.last_request,
            turn_id=uuid.uuid4().hex,
            messages=(Message("user", prompt),),
            explain=False,
            frame_seconds=UNSEEN_SECONDS,
            cancel=cancel,
        )

        def steps(engine: Engine) -> Iterator[TurnEvent]:
            for batch in engine.stream(request):
                if isinstance(batch[-1], GenerationFinished | GenerationFailed):
                    yield batch[-1]

        self._finished = None
        self._inference.measure(Measurement(steps, cancel))
        self._wait()
        return self._result()

    def _wait(self) -> None:
        guard = QTimer(self)
        guard.setSingleShot(True)
        guard.timeout.connect(self._loop.quit)
        guard.start(PATIENCE_MS)
        self._loop.exec()
        guard.stop()

    @Slot()
    def interrupt(self) -> None:
        """Make `run` raise KeyboardInterrupt."""
        self._interrupted = True
        self._loop.quit()

    def _result(self) -> GenerationFinished:
        if self._interrupted:
            raise KeyboardInterrupt
        if self._problem is not None:
            raise self._problem
        if self._finished is None:
            raise AppError("The answer took longer than ten minutes.", "Use a smaller -n.")
        self.answered.emit()
        return self._finished

    @Slot()
    def _note_paint(self) -> None:
        self._first_paint = seconds_since_process_start()

    @Slot(str, str)
    def _note_text(self, text: str, ghost: str) -> None:
        del ghost
        if text and self._first_token is None:
            self._first_token = seconds_since_process_start()

    @Slot(bool)
    def _note_busy(self, busy: bool) -> None:
        if not busy:
            self._loop.quit()

    @Slot(object)
    def _note_events(self, events: tuple[TurnEvent, ...]) -> None:
        self._batches.append(events)
        self._note_end(events[-1])

    @Slot(object)
    def _note_measured(self, told: MeasurementStep | MeasurementEnded) -> None:
        match told:
            case MeasurementEnded():
                if told.title:
                    self._problem = AppError(told.title, told.hint)
                self._loop.quit()
            case MeasurementStep():
                self._note_end(told.value)

    def _note_end(self, event: object) -> None:
        match event:
            case GenerationFinished():
                self._finished = event
            case GenerationFailed():
                self._problem = AppError(event.title, event.hint)
            case _:
                pass

    @Slot(object)
    def _note_state(self, state: PairState) -> None:
        if isinstance(state, NoPair):
            self._problem = AppError(state.title, state.hint)
            self._loop.quit()


def _row(number: int, shown: GenerationFinished, alone: GenerationFinished) -> dict[str, Any]:
    return {
        "prompt": number,
        "tokens": shown.statistics.completion_tokens,
        "window_tokens_per_second": shown.statistics.tokens_per_second,
        "headless_tokens_per_second": alone.statistics.tokens_per_second,
        "acceptance_rate": shown.statistics.acceptance_rate,
        "same_text": shown.text == alone.text,
    }


def _speeds(answers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return both medians, and the median and extremes of the ratios of neighbouring answers."""
    names = ("window_tokens_per_second", "headless_tokens_per_second")
    pairs = [(row[names[0]], row[names[1]]) for row in answers if row[names[0]] and row[names[1]]]
    if not pairs:
        return {**dict.fromkeys(names), "window_to_headless": None, "ratios": []}
    ratios = sorted(window / headless for window, headless in pairs)
    return {
        names[0]: median(window for window, _ in pairs),
        names[1]: median(headless for _, headless in pairs),
        "window_to_headless": median(ratios),
        "ratios": [round(ratio, 4) for ratio in ratios],
    }
