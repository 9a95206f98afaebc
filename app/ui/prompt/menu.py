"""The way to a conversation's own prompt and settings: an entry of the window's menu."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.core.presets import Preset
from app.core.sampling import SamplingSettings
from app.core.usual_sampling import Values
from app.ui.chat.asking import sampling_in_force
from app.ui.chat.controller import ChatController
from app.ui.pair_controller import PairController
from app.ui.prompt.dialog import PromptDialog
from app.ui.settings.store import SettingsStore


class PromptMenu(QObject):
    """Opens the dialog of the conversation that is shown.

    Attributes:
        action: for a menu; its words say whether the conversation has something of its own.
    """

    def __init__(
        self,
        chat: ChatController,
        pairs: PairController,
        settings: SettingsStore,
        presets_file: Path,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._chat, self._pairs, self._settings = chat, pairs, settings
        self._presets_file, self._window = presets_file, window
        self.action = QAction(self.tr("&Prompt and settings of this conversation…"), self)
        self.action.setShortcut(QKeySequence("Ctrl+Shift+,"))
        self.action.triggered.connect(self.edit)

    def dialog(self) -> PromptDialog:
        """Return a dialog that shows the conversation as it is."""
        conversation, info = self._chat.conversation, self._pairs.info
        return PromptDialog(
            Preset("", conversation.system_prompt, conversation.settings),
            self._usual,
            info.thinking if info is not None else None,
            self._presets_file,
            self._window,
        )

    def _usual(self, own: Values) -> SamplingSettings:
        return sampling_in_force(own, self._settings, self._pairs.info)

    @Slot()
    def edit(self) -> None:
        """Let the user change it; the conversation that is shown when it opens is meant."""
        conversation = self._chat.conversation
        dialog = self.dialog()
        if dialog.exec() and self._chat.conversation is conversation:
            self._chat.set_prompt(dialog.system_prompt, dialog.settings)
        dialog.deleteLater()
