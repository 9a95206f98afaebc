"""The pairs opened before, one click away."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.pair_controller import PairController
from app.ui.settings.store import SettingsStore


class RecentMenu(QMenu):
    """Mirrors the settings' recent pairs."""

    def __init__(
        self, pairs: PairController, settings: SettingsStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Recent pairs"))
        self._pairs, self._settings = pairs, settings
        settings.changed.connect(self._fill)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for target, drafter in self._settings.current.recent:
            second = Path(drafter) if drafter else None
            action = self.addAction(pair_words(Path(target), second))
            action.setToolTip(target)
            action.triggered.connect(
                lambda _checked=False, one=Path(target), two=second: self._pairs.open_pair(one, two)
            )
        self.setEnabled(not self.isEmpty())


def pair_words(target: Path, drafter: Path | None) -> str:
    """Return what menus call a pair."""
    return target.name if drafter is None else f"{target.name}  +  {drafter.name}"
