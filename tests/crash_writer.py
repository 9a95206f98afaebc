"""A window that asks one question after the other until it is killed; see tests.crash_trial.

What the user sees is written to a file as it happens: (seconds, message, state, characters).
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from app import bootstrap
from app.core.conversations import StoredMessage
from app.core.paths import Profile
from app.ui.chat.controller import ChatController
from tests.scripted_engine import ANSWER, Script, ScriptedEngine

NEW_EVERY = 5
"""Questions in a conversation."""


class Asker:
    """Asks on and on, and notes what is shown."""

    def __init__(self, chat: ChatController, log: Path) -> None:
        self._chat, self._asked = chat, 0
        self._log = log.open("a", encoding="utf-8", buffering=1)
        chat.message_settled.connect(self._settled)
        chat.answer_grew.connect(self._grew)
        chat.busy_changed.connect(self._next)

    def _note(self, name: str, state: str, text: str) -> None:
        self._log.write(json.dumps([time.time(), name, state, text]) + "\n")

    def _settled(self, message: StoredMessage) -> None:
        self._note(message.message_id, message.state.value, message.text)

    def _grew(self, _text: str, _ghost: str) -> None:
        answer = self._chat.turns.answer
        if answer is not None:
            self._note(answer.message_id, "streaming", answer.text)

    def _next(self, busy: bool) -> None:
        if not busy:
            QTimer.singleShot(0, self.ask)

    def ask(self) -> None:
        """Ask the next question."""
        if self._asked % NEW_EVERY == 0:
            self._chat.new_conversation()
        self._asked += 1
        self._chat.submit(f"Question {self._asked}: tell me a story about a harbour.")


def main() -> None:
    """Run until killed: PROFILE LOG slow|real."""
    profile, log, engine = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    qt = bootstrap.application()
    script = Script(answer=f"{ANSWER}\n\n" * 8, delay=0.02)
    parts = (
        bootstrap.build(Profile(profile), lambda: ScriptedEngine(script))
        if engine == "slow"
        else bootstrap.build(Profile(profile))
    )
    asker = Asker(parts.chat, log)
    parts.pairs.state_changed.connect(
        lambda _state: asker.ask() if parts.pairs.info and parts.chat.idle else None
    )
    parts.start([])
    qt.exec()


if __name__ == "__main__":
    main()
