"""Whether the window moves by itself: Qt's own switch for effects, asked by whatever would move."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QProgressBar

from app.core.settings import ReduceMotion, Settings
from app.ui.access.system_motion import SystemMotion
from app.ui.settings.store import SettingsStore

_EFFECTS = Qt.UIEffect.UI_General


def moving() -> bool:
    """Whether things may move by themselves."""
    return QApplication.isEffectEnabled(_EFFECTS)


def show_pulse(bar: QProgressBar) -> None:
    """Show that something is under way without knowing how far; still where motion is unwanted."""
    bar.setRange(0, 0 if moving() else 1)
    bar.setValue(0)


class Motion(QObject):
    """Keeps Qt's switch where the setting, or the system, wants it.

    Signals:
        changed(bool): things may move, or may not.
    """

    changed = Signal(bool)

    def __init__(
        self, settings: SettingsStore, system: SystemMotion, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._system = settings, system
        settings.changed.connect(self._follow)
        system.changed.connect(self._follow_system)
        self._follow(settings.current)

    @property
    def moves(self) -> bool:
        """Whether things may move by themselves."""
        return moving()

    @Slot(object)
    def _follow(self, settings: Settings) -> None:
        match settings.reduce_motion:
            case ReduceMotion.ALWAYS:
                still = True
            case ReduceMotion.NEVER:
                still = False
            case _:
                still = self._system.reduced
        before = moving()
        QApplication.setEffectEnabled(_EFFECTS, not still)
        if moving() != before:
            self.changed.emit(moving())

    @Slot()
    def _follow_system(self) -> None:
        self._follow(self._settings.current)
