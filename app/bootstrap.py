"""The composition root: builds everything once, wires it, owns nothing else."""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

import app
from app.cli import arguments, bench
from app.cli.progress import Progress
from app.cli.window_report import window_report
from app.core.erasure import erase
from app.core.paths import Profile, resources
from app.core.settings import FRESH_SEED, Settings
from app.engine.device_probe import probe_devices
from app.engine.engine import Engine
from app.engine.host import EngineHost
from app.engine.remembering import RememberingEngine
from app.engine.tuned import TunedEngine
from app.ui.access.language import speak
from app.ui.access.ways import AccessWays
from app.ui.answer_alert import AnswerAlert, TrayMessenger
from app.ui.attachments.desk import AttachmentDesk
from app.ui.awake.blocks import system_block
from app.ui.awake.wakefulness import Wakefulness
from app.ui.chat.chat_view import ChatView
from app.ui.chat.controller import ChatController
from app.ui.chat.examples import example_prompts
from app.ui.chat.messages.other_pair import OtherPair
from app.ui.chat.messages.tools import MessageTools
from app.ui.conversations.exchange_menu import ExchangeMenu
from app.ui.conversations.printing import Printing
from app.ui.conversations.shelf import Shelf
from app.ui.display import require_display
from app.ui.erasing import Erasing, tell_left
from app.ui.errors import CrashHook
from app.ui.file_intake import FileIntake
from app.ui.gui_gc import GuiGarbageCollector
from app.ui.interrupts import Interrupts
from app.ui.library.parts import ModelsParts
from app.ui.library.threads import ModelThreads, open_threads
from app.ui.load.panel import Chat, LoadPanel
from app.ui.load_memory import LoadMemory
from app.ui.log_file import native_crash_log, start_log, stop_log
from app.ui.main_window import MainWindow
from app.ui.measuring import Measuring
from app.ui.pair_controller import PairController
from app.ui.prompt.menu import PromptMenu
from app.ui.settings.store import SettingsStore
from app.ui.single_instance import SingleInstance
from app.ui.speed.calibration import Calibration
from app.ui.speed.live_figures import LiveFigures
from app.ui.speed.plain_speed import PlainSpeed
from app.ui.theme import ThemeWatcher
from app.ui.tools_menu import ToolsMenu
from app.ui.trace.menu import TraceMenu
from app.ui.tuning_controller import TuningController
from app.ui.window_bench import WindowBench
from app.workers.attachments import AttachmentFiles
from app.workers.exchange import Exchange
from app.workers.gguf_files import GgufFiles
from app.workers.gguf_inspection import inspect_file
from app.workers.inference import Inference
from app.workers.load_plans import LoadPlans
from app.workers.storage import Storage
from app.workers.trace_files import TraceFiles

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Parts:
    """What a running window is made of; `close` ends its threads."""

    window: MainWindow
    chat: ChatController
    pairs: PairController
    intake: FileIntake
    settings: SettingsStore
    themes: ThemeWatcher
    inference: Inference
    files: GgufFiles
    measuring: Measuring
    tools: ToolsMenu
    trace_files: TraceFiles
    traces: TraceMenu
    tuning: TuningController
    models: ModelsParts
    model_threads: ModelThreads
    attachment_files: AttachmentFiles
    attachments: AttachmentDesk
    storage: Storage
    shelf: Shelf
    messages: MessageTools
    awake: Wakefulness
    erasing: Erasing
    prompt: PromptMenu
    exchange: Exchange
    exchange_menu: ExchangeMenu
    printing: Printing
    plans: LoadPlans
    loading: LoadPanel
    access: AccessWays

    def start(self, files: Sequence[Path]) -> None:
        """Load `files`, else the pair of the last session, while the window paints."""
        if files:
            self.intake.bring(files)
        else:
            self.pairs.start()
        self.models.start()
        self.window.show()
        self.shelf.start()

    def close(self) -> None:
        """Cancel what runs, end the engine and the threads."""
        self.chat.leave()
        self.awake.release()
        self.exchange.shutdown()
        self.storage.shutdown()
        self.inference.shutdown()
        self.files.shutdown()
        self.trace_files.shutdown()
        self.attachment_files.shutdown()
        self.model_threads.shutdown()
        self.plans.shutdown()


def build(profile: Profile, engine_factory: Callable[[], Engine] = EngineHost) -> Parts:
    """Build the window and all behind it; nothing is loaded or shown yet."""
    settings = SettingsStore(profile.settings_file)
    speak(settings.current.language)
    themes = ThemeWatcher()
    inference = Inference(lambda: _engine_of(profile, engine_factory()))
    files, trace_files = GgufFiles(inspect_file), TraceFiles()
    pairs = PairController(inference, settings, LoadMemory(profile.load_options_file))
    chat = ChatController(inference, pairs, settings)
    intake = FileIntake(pairs, files)
    plain = PlainSpeed(chat, pairs, Calibration(inference), profile.baselines_file)
    figures = LiveFigures(chat, pairs, plain, themes)
    chat_view = ChatView(chat, themes, _examples())
    window = MainWindow(chat_view, figures, pairs, intake, settings)
    measuring = Measuring(inference, chat, pairs, profile.learnt_file, window)
    tools = ToolsMenu(window, measuring, pairs, settings, themes)
    traces = TraceMenu(chat, pairs, trace_files, themes, window)
    traces.join(window.file_menu)
    traces.notice.connect(window.notices.tell)
    intake.trace_brought.connect(traces.open_file)
    tuning = TuningController(measuring, pairs, chat, profile.tunings_file, window)
    tools.menu.addActions([tuning.measure, tuning.forget])
    tuning.notice.connect(window.notices.tell)
    attachment_files = AttachmentFiles()
    attachments = AttachmentDesk(chat_view, attachment_files, inference, pairs)
    attachments.join(window.file_menu, intake)
    attachments.notice.connect(window.notices.tell)
    storage = Storage(profile.conversations_file)
    shelf = Shelf(chat, storage, themes, window)
    shelf.join(window, chat_view)
    prompt = PromptMenu(chat, pairs, settings, profile.presets_file, window)
    window.file_menu.insertAction(window.pair_section, prompt.action)
    exchange = Exchange(profile.conversations_file)
    exchange_menu, printing = _exchange(exchange, storage, shelf, window)
    threads = open_threads(profile, settings)
    models = ModelsParts(threads, window, pairs, settings, themes)
    library = models.views.library
    other = OtherPair(chat, pairs, settings, lambda: library.library.pairs, window)
    messages = _messages(window, other, tools)
    awake = Wakefulness(system_block(), chat, models.views.queue, window)
    AnswerAlert(chat, settings, window, TrayMessenger(window))
    erasing = Erasing(window, profile.models())
    window.erase_wanted.connect(erasing.ask)
    plans = LoadPlans(probe_devices)
    loading = LoadPanel(
        pairs, Chat(chat, measuring, settings, profile.tunings_file), plans, themes, window
    )
    window.file_menu.insertActions(
        window.pair_section, [loading.show_action, loading.unload_action]
    )
    window.header.load_asked.connect(loading.show_action.trigger)
    models.options_wanted.connect(loading.open)
    return Parts(
        window,
        chat,
        pairs,
        intake,
        settings,
        themes,
        inference,
        files,
        measuring,
        tools,
        trace_files,
        traces,
        tuning,
        models,
        threads,
        attachment_files,
        attachments,
        storage,
        shelf,
        messages,
        awake,
        erasing,
        prompt,
        exchange,
        exchange_menu,
        printing,
        plans,
        loading,
        AccessWays(window, settings),
    )


def _exchange(
    exchange: Exchange, storage: Storage, shelf: Shelf, window: MainWindow
) -> tuple[ExchangeMenu, Printing]:
    """Let conversations leave and come, as files and on paper."""
    menu = ExchangeMenu(exchange, storage, shelf, window)
    printing = Printing(window.chat_view.chat, window)
    for part in (menu, printing):
        part.join(window.file_menu)
        part.notice.connect(window.notices.tell)
    menu.notice_over.connect(window.chat_view.notice.clear)
    return menu, printing


def _messages(window: MainWindow, other: OtherPair, tools: ToolsMenu) -> MessageTools:
    """Let messages be acted on where they stand, and from the menu bar."""
    made = MessageTools(window.chat_view, other)
    made.notice.connect(window.notices.tell)
    made.join(window.menuBar(), tools.menu.menuAction())
    return made


def _examples() -> list[str]:
    try:
        return example_prompts(resources() / "models" / "heldout_prompts.jsonl")
    except FileNotFoundError:
        return example_prompts(Path())


def _engine_of(profile: Profile, engine: Engine) -> Engine:
    """Let an engine use and add to what the profile knows of pairs."""
    return TunedEngine(RememberingEngine(engine, profile.learnt_file), profile.tunings_file)


def application() -> QApplication:
    """Return the one QApplication, made on first use. Raises AppError without a display."""
    existing = QApplication.instance()
    if existing is None:
        require_display()
    made = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("Foretoken")
    made.setApplicationVersion(app.__version__)
    made.setDesktopFileName("foretoken")
    return made


def run_window(
    profile: Profile,
    *,
    files: Sequence[Path] = (),
    engine_factory: Callable[[], Engine] = EngineHost,
) -> int:
    """Run the window until it is closed; return the process's exit code.

    A window already open on this profile is raised instead, and opens `files`.
    """
    qt = application()
    single = SingleInstance(profile.settings_file.parent)
    if not single.acquire(files):
        return 0
    handler = start_log(profile.logs)
    crash = CrashHook(profile.logs)
    crash.install()
    collector, interrupts = GuiGarbageCollector(), Interrupts()
    interrupts.asked.connect(qt.closeAllWindows)
    log.info("window starts, version %s", app.__version__)
    try:
        with native_crash_log(profile.logs):
            parts = build(profile, engine_factory)
            for source in (
                parts.inference,
                parts.files,
                parts.trace_files,
                parts.attachment_files,
                parts.storage,
                parts.exchange,
                parts.plans,
            ):
                source.crashed.connect(crash.show_report)
            for crashed in parts.model_threads.crashes:
                crashed.connect(crash.show_report)
            single.raised.connect(parts.window.bring_to_front)
            parts.start(files)
            code = qt.exec()
            parts.close()
    finally:
        interrupts.stop()
        collector.stop()
        crash.uninstall()
        single.release()
        log.info("window ends")
        stop_log(handler)
    tell_left(erase(profile, parts.erasing.chosen))
    return code


def run_window_bench(
    profile: Profile,
    args: argparse.Namespace,
    *,
    engine_factory: Callable[[], Engine] = EngineHost,
) -> int:
    """Run `foretoken bench --window`; return the exit code. Raises AppError, KeyboardInterrupt.

    It runs in a profile of its own: what it opens and sets is not the user's choice.
    """
    del profile
    prompts = bench.requested_prompts(args)
    spec = arguments.pair_spec(args)
    application()
    collector, interrupts = GuiGarbageCollector(), Interrupts()
    with tempfile.TemporaryDirectory(prefix="foretoken-bench-") as folder:
        parts = build(Profile(Path(folder)), engine_factory)
        try:
            parts.settings.replace(_bench_settings(args))
            run = WindowBench(parts.window, parts.chat, parts.pairs, parts.inference)
            interrupts.asked.connect(run.interrupt)
            progress = Progress(1 + len(prompts) * (2 * args.repeat + 1))
            run.answered.connect(progress.step)
            record = run.run(spec, prompts, args.max_tokens, args.repeat)
        finally:
            parts.window.close()
            parts.close()
            interrupts.stop()
            collector.stop()
    print(json.dumps(record, ensure_ascii=False) if args.json else window_report(record))
    return 0


def _bench_settings(args: argparse.Namespace) -> Settings:
    sampling = arguments.sampling_settings(args)
    return Settings(
        method=args.method.value,
        depth=args.depth or 0,
        lookup=args.lookup,
        confidence=args.confidence,
        verify=args.verify.value,
        show_origins=args.origins,
        temperature=sampling.temperature,
        top_k=sampling.top_k,
        top_p=sampling.top_p,
        min_p=sampling.min_p,
        seed=FRESH_SEED if sampling.seed is None else sampling.seed,
        repeat_penalty=sampling.repeat_penalty,
        frequency_penalty=sampling.frequency_penalty,
        presence_penalty=sampling.presence_penalty,
        penalty_last_n=sampling.penalty_last_n,
        own_sampling=True,
    )
