"""The inference thread passes everything on, survives bugs, and ends when asked."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, Signal

from app.core.errors import AppError
from app.core.events import (
    CountRequest,
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    PairLoaded,
    PairLoadFailed,
    PairLoadProgress,
    TokensCounted,
)
from app.core.pairs import PairSpec
from app.workers.inference import Inference
from app.workers.measurement import Measurement, MeasurementEnded
from tests.scripted_engine import Script, ScriptedEngine

SPEC = PairSpec(Path("t.gguf"), Path("d.gguf"))


@pytest.fixture
def script():
    return Script()


@pytest.fixture
def inference(qtbot, script):
    made = Inference(lambda: ScriptedEngine(script))
    yield made
    assert made.shutdown()


def test_a_load_and_a_turn_arrive_on_the_gui_thread_in_order(qtbot, inference):
    loads, batches = [], []
    inference.load_event.connect(loads.append)
    inference.turn_events.connect(batches.append)
    inference.load(SPEC)
    inference.generate(GenerateRequest("a"))
    qtbot.waitUntil(lambda: bool(batches) and isinstance(batches[-1][-1], GenerationFinished))
    assert [type(event) for event in loads] == [PairLoadProgress] * 5 + [PairLoaded]
    assert all(event.turn_id == "a" for batch in batches for event in batch)


def test_the_engine_is_made_and_used_off_the_gui_thread(qtbot, script):
    made_on: list[QThread] = []

    def factory():
        made_on.append(QThread.currentThread())
        return ScriptedEngine(script)

    inference = Inference(factory)
    with qtbot.waitSignal(inference.turn_events):
        inference.load(SPEC)
        inference.generate(GenerateRequest("a"))
    assert inference.shutdown()
    assert len(made_on) == 1
    assert made_on[0] is not QThread.currentThread()
    assert script.closed == 1


def test_ten_thousand_objects_cross_the_thread(qtbot):
    # PySide6 6.12.0 on Python 3.11 loses a reference each time and aborts after about 500.
    class Sender(QObject):
        sent = Signal(object)

        def run(self):
            for number in range(10_000):
                self.sent.emit((number, None, True))

    got = []
    sender, thread = Sender(), QThread()
    sender.moveToThread(thread)
    sender.sent.connect(got.append)
    thread.started.connect(sender.run)
    thread.start()
    qtbot.waitUntil(lambda: len(got) == 10_000)
    thread.quit()
    assert thread.wait(5000)
    assert [row[0] for row in got] == list(range(10_000))


def test_a_bug_in_the_engine_fails_the_turn_and_is_reported(qtbot, inference, script):
    script.raise_after = 1
    reports, batches = [], []
    inference.crashed.connect(reports.append)
    inference.turn_events.connect(batches.append)
    inference.load(SPEC)
    inference.generate(GenerateRequest("a"))
    qtbot.waitUntil(lambda: bool(reports) and isinstance(batches[-1][-1], GenerationFailed))
    assert "a bug in the engine" in reports[0]
    assert batches[-1][-1].turn_id == "a"


def test_tokens_are_counted_behind_what_is_asked_before(qtbot):
    inference = Inference(lambda: ScriptedEngine(Script()))
    counted = []
    inference.counted.connect(counted.append)
    inference.count(CountRequest("before", ("no pair is loaded yet",)))
    inference.load(SPEC)
    with qtbot.waitSignal(inference.counted):
        inference.count(CountRequest("tag", ("two words", "")))
    assert counted == [TokensCounted("tag", (2, 0))]
    assert inference.shutdown()


class _Refusing:
    def load(self, spec):
        raise AppError("No memory.", "Close something.")

    def stream(self, request):
        raise AppError("No memory.", "Close something.")

    def count(self, texts):
        raise AppError("No memory.", "Close something.")

    def close(self):
        raise RuntimeError("cannot even close")


def test_an_app_error_keeps_its_words_and_is_no_crash(qtbot):
    inference = Inference(_Refusing)
    reports = []
    inference.crashed.connect(reports.append)
    with qtbot.waitSignal(inference.load_event) as load:
        inference.load(SPEC)
    with qtbot.waitSignal(inference.turn_events) as turn:
        inference.generate(GenerateRequest("a"))
    assert load.args == [PairLoadFailed("No memory.", "Close something.")]
    assert turn.args[0][0].title == "No memory."
    assert reports == []
    assert inference.shutdown()


def test_shutdown_cancels_a_running_turn(qtbot, script):
    script.delay, script.answer = 0.02, "word " * 2000
    inference = Inference(lambda: ScriptedEngine(script))
    with qtbot.waitSignal(inference.turn_events):
        inference.load(SPEC)
        cancel = threading.Event()
        inference.generate(GenerateRequest("a", cancel=cancel))
    assert inference.shutdown()
    assert cancel.is_set()


def test_shutdown_twice_is_harmless(qtbot, script):
    inference = Inference(lambda: ScriptedEngine(script))
    assert inference.shutdown()
    assert inference.shutdown()


def test_a_measurement_has_the_engine_to_itself_and_tells_its_steps(qtbot, inference):
    heard = []
    inference.measured.connect(heard.append)

    def steps(engine):
        yield from engine.load(SPEC)
        yield QThread.currentThread().objectName()

    measurement = Measurement(steps)
    inference.measure(measurement)
    qtbot.waitUntil(lambda: bool(heard) and isinstance(heard[-1], MeasurementEnded))
    assert [step.value for step in heard[-2:-1]] == ["inference"]
    assert heard[-1] == MeasurementEnded(measurement)


def test_a_measurement_that_fails_ends_in_words(qtbot, inference):
    def impossible(engine):
        raise AppError("The prompt is empty.", "Write one.")

    def buggy(engine):
        yield 1
        raise RuntimeError("oops")

    reports = []
    inference.crashed.connect(reports.append)
    for steps, title in ((impossible, "The prompt is empty."), (buggy, "Something went wrong")):
        with qtbot.waitSignal(
            inference.measured, check_params_cb=lambda end: isinstance(end, MeasurementEnded)
        ) as ended:
            inference.measure(Measurement(steps))
        assert ended.args[0].title.startswith(title)
    assert len(reports) == 1
    assert "oops" in reports[0]


def test_closing_cancels_a_measurement(qtbot, script):
    inference = Inference(lambda: ScriptedEngine(script))
    cancel = threading.Event()

    def steps(engine):
        yield "started"
        cancel.wait()

    with qtbot.waitSignal(inference.measured):
        inference.measure(Measurement(steps, cancel))
    assert inference.shutdown()
