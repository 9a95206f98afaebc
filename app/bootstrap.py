"""The composition root: builds everything once, wires it, owns nothing else."""

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication

import app
from app.core.erasure import erase
from app.core.paths import Profile, resources
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
from app.ui.library.threads import open_threads
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
from app.ui.theme_watcher import ThemeWatcher
from app.ui.tools_menu import ToolsMenu
from app.ui.trace.menu import TraceMenu
from app.ui.tuning_controller import TuningController
from app.workers.attachments import AttachmentFiles
from app.workers.exchange import Exchange
from app.workers.gguf_files import GgufFiles
from app.workers.gguf_inspection import inspect_file
from app.workers.inference import Inference
from app.workers.load_plans import LoadPlans
from app.workers.storage import Storage
from app.workers.trace_files import TraceFiles

log = logging.getLogger(__name__)


class Parts:
    """What a running window is made of, built in steps; `close` ends its threads.

    Nothing is loaded or shown before `start`.
    """

    def __init__(self, profile: Profile, engine_factory: Callable[[], Engine]) -> None:
        self.settings = SettingsStore(profile.settings_file)
        speak(self.settings.current.language)
        self.themes = ThemeWatcher()
        self.inference = Inference(lambda: _engine_of(profile, engine_factory()))
        self.files = GgufFiles(inspect_file)
        self.pairs = PairController(
            self.inference, self.settings, LoadMemory(profile.load_options_file)
        )
        self.chat = ChatController(self.inference, self.pairs, self.settings)
        self.intake = FileIntake(self.pairs, self.files)
        plain = PlainSpeed(
            self.chat, self.pairs, Calibration(self.inference), profile.baselines_file
        )
        figures = LiveFigures(self.chat, self.pairs, plain, self.themes)
        view = ChatView(self.chat, self.themes, _examples())
        self.window = MainWindow(view, figures, self.pairs, self.intake, self.settings)
        self._measure(profile)
        self._keep_conversations(profile)
        self._manage_models(profile)
        self._act_on_messages(profile)
        self._load_as_chosen(profile)
        self.access = AccessWays(self.window, self.settings)

    def _measure(self, profile: Profile) -> None:
        """Races, sweeps, traces and the measured settings of a pair."""
        window, chat, pairs = self.window, self.chat, self.pairs
        self.measuring = Measuring(self.inference, chat, pairs, profile.learnt_file, window)
        self.tools = ToolsMenu(window, self.measuring, pairs, self.settings, self.themes)
        self.trace_files = TraceFiles()
        self.traces = TraceMenu(chat, pairs, self.trace_files, self.themes, window)
        self.traces.join(window.file_menu)
        self.intake.trace_brought.connect(self.traces.open_file)
        self.tuning = TuningController(self.measuring, pairs, chat, profile.tunings_file, window)
        self.tools.menu.addActions([self.tuning.measure, self.tuning.forget])
        for part in (self.traces, self.tuning):
            part.notice.connect(window.notices.tell)

    def _keep_conversations(self, profile: Profile) -> None:
        """What is kept of conversations, what goes with them, and how they leave and come."""
        window, view = self.window, self.window.chat_view
        self.attachment_files = AttachmentFiles()
        self.attachments = AttachmentDesk(view, self.attachment_files, self.inference, self.pairs)
        self.attachments.join(window.file_menu, self.intake)
        self.storage = Storage(profile.conversations_file)
        self.shelf = Shelf(self.chat, self.storage, self.themes, window)
        self.shelf.join(window, view)
        self.prompt = PromptMenu(self.chat, self.pairs, self.settings, profile.presets_file, window)
        window.file_menu.insertAction(window.pair_section, self.prompt.action)
        self.exchange = Exchange(profile.conversations_file)
        self.exchange_menu = ExchangeMenu(self.exchange, self.storage, self.shelf, window)
        self.printing = Printing(self.chat, window)
        for part in (self.exchange_menu, self.printing):
            part.join(window.file_menu)
        self.exchange_menu.notice_over.connect(view.notice.clear)
        for part in (self.attachments, self.exchange_menu, self.printing):
            part.notice.connect(window.notices.tell)

    def _manage_models(self, profile: Profile) -> None:
        """The Models page and its threads."""
        self.model_threads = open_threads(profile, self.settings)
        self.models = ModelsParts(
            self.model_threads, self.window, self.pairs, self.settings, self.themes
        )

    def _act_on_messages(self, profile: Profile) -> None:
        """What can be done with messages, and what their answering asks of the system."""
        window, chat, settings = self.window, self.chat, self.settings
        library = self.models.views.library.library
        other = OtherPair(chat, self.pairs, settings, lambda: library.pairs, window)
        self.messages = MessageTools(window.chat_view, other)
        self.messages.notice.connect(window.notices.tell)
        self.messages.join(window.menuBar(), self.tools.menu.menuAction())
        self.awake = Wakefulness(system_block(), chat, self.models.views.queue, window)
        AnswerAlert(chat, settings, window, TrayMessenger(window))
        self.erasing = Erasing(window, profile.models())
        window.erase_wanted.connect(self.erasing.ask)

    def _load_as_chosen(self, profile: Profile) -> None:
        """The load panel."""
        window = self.window
        self.plans = LoadPlans(probe_devices)
        about = Chat(self.chat, self.measuring, self.settings, profile.tunings_file)
        self.loading = LoadPanel(self.pairs, about, self.plans, self.themes, window)
        window.file_menu.insertActions(
            window.pair_section, [self.loading.show_action, self.loading.unload_action]
        )
        window.header.load_asked.connect(self.loading.show_action.trigger)
        self.models.options_wanted.connect(self.loading.open)

    @property
    def crashes(self) -> tuple[SignalInstance, ...]:
        """What the threads send when they meet a bug."""
        own = (
            self.inference,
            self.files,
            self.trace_files,
            self.attachment_files,
            self.storage,
            self.exchange,
            self.plans,
        )
        return (*(thread.crashed for thread in own), *self.model_threads.crashes)

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
    return Parts(profile, engine_factory)


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
            for crashed in parts.crashes:
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
