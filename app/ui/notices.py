"""What the line above the composer says about loading, failing and reloading."""

from PySide6.QtCore import QObject, QTimer, Slot

from app.core.events import GenerationFailed
from app.ui.notice import Action, Notice, NoticeBar
from app.ui.pair_controller import Loading, NoPair, PairController, PairState, Ready, Unloaded
from app.ui.wording import percent

QUIET_MS = 300
"""Shorter waits show nothing: a line that comes and goes is a distraction."""


class PairNotices(QObject):
    """Turns the pair's states and failed turns into notices."""

    def __init__(
        self, pairs: PairController, bar: NoticeBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pairs, self._bar = pairs, bar
        self._held: Notice | None = None
        self._progress: Notice | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(QUIET_MS)
        self._patience.timeout.connect(self._show_progress)
        pairs.state_changed.connect(self.show_state)
        pairs.load_failed.connect(self.show_load_failure)

    @Slot(object)
    def show_state(self, state: PairState) -> None:
        """Show progress while a pair loads; nothing once it is there."""
        match state:
            case Loading():
                title = self.tr("Loading {name}").format(name=state.spec.target.name)
                doing = state.doing or self.tr("starting")
                hint = f"{doing}, {percent(state.fraction)}"
                cancel = Action(self.tr("Cancel"), self._pairs.cancel)
                if not state.restoring:
                    self._wait_with(Notice("progress", title, hint, (cancel,), state.fraction))
            case Ready():
                self._end_wait()
                if state.note and not self._showing_error():
                    self._bar.show_notice(Notice("info", state.note))
                if self._held is not None:
                    self._bar.show_notice(self._held)
                    self._held = None
            case Unloaded():
                self._held = None
                self._end_wait()
                self._bar.show_notice(Notice("info", state.why))
            case NoPair():
                self._held = None
                self._end_wait()

    def _wait_with(self, notice: Notice) -> None:
        self._progress = notice
        shown = self._bar.notice
        if shown is not None and shown.kind == "progress":
            self._bar.show_notice(notice)
        elif not self._patience.isActive():
            self._patience.start()

    @Slot()
    def _show_progress(self) -> None:
        if self._progress is not None:
            self._bar.show_notice(self._progress)

    def _end_wait(self) -> None:
        self._patience.stop()
        self._progress = None
        self._bar.clear("progress")

    @Slot(object)
    def tell(self, notice: Notice) -> None:
        """Show this; an offer made while a pair loads waits until it is there."""
        if notice.kind == "info" and isinstance(self._pairs.state, Loading):
            self._held = notice
        else:
            self._bar.show_notice(notice)

    def _showing_error(self) -> bool:
        return self._bar.notice is not None and self._bar.notice.kind == "error"

    @Slot(str, str)
    def show_load_failure(self, title: str, hint: str) -> None:
        """Say why a load failed and what to do; the previous pair is on its way back."""
        self._bar.show_notice(Notice("error", title, hint))

    @Slot(object)
    def show_failed_turn(self, failure: GenerationFailed) -> None:
        """Say why an answer ended; a dead engine is reloaded with one click."""
        if not failure.engine_died:
            self._bar.show_notice(Notice("error", failure.title, failure.hint))
            return
        self._pairs.engine_died(failure.title, failure.hint)
        reload_it = Action(self.tr("Reload"), self._reload)
        self._bar.show_notice(Notice("error", failure.title, failure.hint, (reload_it,)))

    @Slot()
    def _reload(self) -> None:
        self._bar.clear()
        self._pairs.reload()
