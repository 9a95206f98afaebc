"""Which pair is loaded, which is on its way, and what happens when a load fails."""

import dataclasses
import logging
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.core.events import LoadEvent, PairLoaded, PairLoadFailed, PairLoadProgress
from app.core.load_options import LoadOptions
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.paths import embedded_drafter, embedded_target
from app.core.settings import StartWith
from app.ui.load_memory import LoadMemory
from app.ui.settings.store import SettingsStore
from app.workers.inference import Inference

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loading:
    """A pair is on its way; `fraction` is 0 to 1. `restoring`: after another one failed."""

    spec: PairSpec
    fraction: float = 0.0
    doing: str = ""
    restoring: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A pair answers. `note` says what changed against what was asked for, "" for nothing."""

    info: PairInfo
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoPair:
    """Nothing is loaded, and why."""

    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class Unloaded:
    """A pair gave its memory back; the next question loads it again. `why`: one sentence."""

    spec: PairSpec
    why: str


PairState = Loading | Ready | NoPair | Unloaded


class PairController(QObject):
    """Loads pairs, one at a time; a failed or cancelled load brings the previous pair back.

    Signals:
        state_changed(PairState): what to show now.
        load_failed(str, str): title and hint of a load that did not work; the state says what
            is loaded in its place.
    """

    state_changed = Signal(object)
    load_failed = Signal(str, str)

    def __init__(
        self,
        loader: Inference,
        settings: SettingsStore,
        options: LoadMemory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._loader = loader
        self._settings = settings
        self.options = options
        self._queue: deque[PairSpec] = deque()
        self._previous: PairSpec | None = None
        self._speculating = False
        self._restoring = False
        self._note = ""
        self._state: PairState = NoPair("", "")
        loader.load_event.connect(self._take)
        loader.unloaded.connect(self._unloaded)
        self._unloading = ""
        self._chosen: tuple[Path, Path | None, LoadOptions] | None = None

    @property
    def state(self) -> PairState:
        """What is loaded or on its way."""
        return self._state

    @property
    def info(self) -> PairInfo | None:
        """The loaded pair, None while there is none."""
        return self._state.info if isinstance(self._state, Ready) else None

    def turn_method(self, wanted: str) -> Method:
        """Return OFF or, where it can be, NGRAM if wanted; else AUTO: the pair's own method."""
        if wanted == Method.OFF.value:
            return Method.OFF
        return Method.NGRAM if wanted == Method.NGRAM.value else Method.AUTO

    def start(self) -> None:
        """Load what the settings say: the last session's pair, the embedded one, or nothing yet."""
        now = self._settings.current
        if not now.target or now.start_with == StartWith.EMBEDDED:
            spec = self._embedded()
        else:
            spec = self.spec(Path(now.target), Path(now.drafter) if now.drafter else None)
        if spec is None:
            return
        if now.start_with == StartWith.NOTHING:
            self._previous = spec
            self._set(Unloaded(spec, self.tr("Nothing is loaded yet.")))
        else:
            self.load(spec)

    @Slot()
    def use_embedded(self) -> None:
        """Load the pair shipped inside the program."""
        spec = self._embedded()
        if spec is not None:
            self.load(spec)

    def _embedded(self) -> PairSpec | None:
        """Return the pair shipped inside the program; None, and said so, without resources."""
        try:
            return self.spec(embedded_target(), embedded_drafter())
        except FileNotFoundError:
            title = self.tr("The embedded pair is missing from this installation.")
            self._set(NoPair(title, self.tr("Open a target with File > Open target.")))
            return None

    def spec(self, target: Path, drafter: Path | None) -> PairSpec:
        """Return the wish to load these files as was chosen for them."""
        return self._wish(target, drafter, self.options.of(target, drafter))

    def _wish(self, target: Path, drafter: Path | None, options: LoadOptions) -> PairSpec:
        spec = options.spec(target, drafter)
        if spec.context_length is None:
            usual = self._settings.current.context_length or None
            spec = dataclasses.replace(spec, context_length=usual)
        return spec

    def open_pair(self, target: Path, drafter: Path | None) -> None:
        """Load these files as was chosen for them."""
        self.load(self.spec(target, drafter))

    def open_with(self, target: Path, drafter: Path | None, options: LoadOptions) -> None:
        """Load these files so and, if that works, whenever they are opened again."""
        self.load(self._wish(target, drafter, options))
        self._chosen = target, drafter, options

    def open_drafter(self, drafter: Path | None) -> None:
        """Load the current target again with this drafter, which takes what the target has."""
        current = self.current_spec
        if current is None:
            return
        if self.options.knows(current.target, drafter):
            self.open_pair(current.target, drafter)
        else:
            self.load(dataclasses.replace(current, drafter=drafter, method=Method.AUTO))

    @Slot()
    def unload(self) -> None:
        """Give the loaded pair's memory back; the next question loads it again."""
        self._unload(self.tr("Unloaded. The next question loads it again."))

    @Slot()
    def unload_idle(self) -> None:
        """Do the same because nothing was asked for a while."""
        self._unload(self.tr("Unloaded while idle. The next question loads it again."))

    def _unload(self, why: str) -> None:
        if self.info is not None and not self._unloading:
            self._unloading = why
            self._loader.unload()

    @Slot()
    def _unloaded(self) -> None:
        why, self._unloading = self._unloading, ""
        info = self.info
        if info is not None and why:
            self._previous = info.spec
            log.info("pair unloaded: %s", info.name)
            self._set(Unloaded(info.spec, why))

    def wake(self) -> None:
        """Load an unloaded pair again: what is asked of it waits behind the load."""
        match self._state:
            case Unloaded(spec=spec):
                self.load(spec)
            case Ready(info=info) if self._unloading:
                self.load(info.spec)
            case _:
                pass

    @property
    def current_spec(self) -> PairSpec | None:
        """The pair that is loaded, on its way, or was there last."""
        if self._queue:
            return self._queue[-1]
        info = self.info
        return info.spec if info is not None else self._previous

    @Slot()
    def reload(self) -> None:
        """Load the pair again after the engine died, without speculation if it was on."""
        current = self.current_spec
        if current is None:
            self.use_embedded()
            return
        if self._speculating:
            note = self.tr("Reloaded without speculation: the engine stopped while it was on.")
            self.load(dataclasses.replace(current, drafter=None, method=Method.OFF), note)
        else:
            self.load(current)

    @Slot(str, str)
    def engine_died(self, title: str, hint: str) -> None:
        """Learn that nothing is loaded any more."""
        self._set(NoPair(title, hint))

    @Slot()
    def reload_for_settings(self) -> None:
        """Load the pair again if its context length is no longer the one wanted."""
        current = self.current_spec
        if current is None or isinstance(self._state, Unloaded):
            return
        wanted = self.spec(current.target, current.drafter).context_length
        if current.context_length != wanted:
            self.load(dataclasses.replace(current, context_length=wanted))

    def load(self, spec: PairSpec, note: str = "", *, restoring: bool = False) -> None:
        """Load this pair in place of whatever is loaded or on its way."""
        info = self.info
        if info is not None:
            self._previous = info.spec
        self.cancel()
        self._chosen = None
        self._note = note
        self._restoring = restoring
        spec = dataclasses.replace(spec, cancel=threading.Event())
        self._queue.append(spec)
        self._set(Loading(spec, restoring=restoring))
        self._loader.load(spec)

    @Slot()
    def cancel(self) -> None:
        """Give up the load that is under way."""
        for spec in self._queue:
            if spec.cancel is not None:
                spec.cancel.set()

    @Slot(object)
    def _take(self, event: LoadEvent) -> None:
        if not self._queue:
            return
        superseded = len(self._queue) > 1
        match event:
            case PairLoadProgress():
                if not superseded:
                    spec = self._queue[0]
                    self._set(Loading(spec, event.fraction, event.doing, self._restoring))
            case PairLoaded():
                self._queue.popleft()
                if not superseded:
                    self._loaded(event.info)
            case PairLoadFailed():
                spec = self._queue.popleft()
                if not superseded:
                    self._failed(spec, event)

    def _loaded(self, info: PairInfo) -> None:
        log.info("pair loaded: %s, %s, %.2f s", info.name, info.method.value, info.load_seconds)
        self._previous = info.spec
        self._speculating = info.method is not Method.OFF
        self._restoring = False
        if self._chosen is not None:
            self.options.keep(*self._chosen)
        self._remember(info.spec)
        self._set(Ready(info, self._note))

    def _remember(self, spec: PairSpec) -> None:
        target, drafter = str(spec.target), str(spec.drafter or "")
        if spec.target.name == embedded_target().name and spec.target == embedded_target():
            target = drafter = ""
        self._settings.replace(self._settings.current.with_recent(target, drafter))

    def _failed(self, spec: PairSpec, failure: PairLoadFailed) -> None:
        log.warning("load failed: %s", failure.title)
        back = self._way_back(spec)
        if failure.cancelled and back is None:
            why = self.tr("Loading was cancelled. The next question loads the pair.")
            self._previous = spec
            self._set(Unloaded(spec, why))
            return
        self._set(NoPair(failure.title, failure.hint))
        if back is not None:
            note = self.tr("Loading was cancelled.") if failure.cancelled else ""
            self.load(back, note, restoring=True)
        if not failure.cancelled:
            self.load_failed.emit(failure.title, failure.hint)

    def _way_back(self, spec: PairSpec) -> PairSpec | None:
        """Return what to load after `spec` failed: the previous pair, then the embedded one."""
        if self._previous is not None and not self._restoring and self._previous != spec:
            return self._previous
        try:
            embedded = PairSpec(embedded_target(), embedded_drafter())
        except FileNotFoundError:
            return None
        return embedded if embedded.target != spec.target else None

    def _set(self, state: PairState) -> None:
        self._state = state
        self.state_changed.emit(state)
