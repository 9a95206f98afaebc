"""Deleting all data: only what was confirmed, and only once the window has closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.core.erasure import Erasable
from app.ui.erasing import FIRST, EraseDialog, Erasing
from app.ui.main_window import MainWindow
from app.ui.settings.dialog import SettingsDialog
from tests.scripted_engine import ScriptedEngine


@pytest.fixture
def dialog(qtbot):
    made = EraseDialog(Path("/models"))
    qtbot.addWidget(made)
    return made


def test_models_stay_unless_asked_for_and_a_word_confirms(dialog):
    assert dialog.chosen == FIRST and Erasable.MODELS not in FIRST
    assert not dialog.delete_button.isEnabled()
    dialog.field.setText("Delete ")
    assert dialog.delete_button.isEnabled()
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.delete_button.isEnabled()
    dialog.boxes[Erasable.MODELS].setChecked(True)
    dialog.delete_button.click()
    assert dialog.result() == EraseDialog.DialogCode.Accepted
    assert dialog.chosen == {Erasable.MODELS}


def test_leaving_the_dialog_deletes_nothing(qtbot, parts):
    erasing = parts.erasing

    def leave():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, EraseDialog)
        dialog.reject()

    QTimer.singleShot(50, leave)
    erasing.ask()
    assert erasing.chosen == frozenset()
    assert parts.window.isVisible()


def test_the_settings_lead_there(qtbot, parts, monkeypatch):
    asked = []
    monkeypatch.setattr(Erasing, "ask", lambda self: asked.append(True))
    parts.window.erase_wanted.connect(lambda: asked.append(True))

    def press():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        dialog.chat.erase.click()

    QTimer.singleShot(50, press)
    parts.window.edit_settings()
    qtbot.waitUntil(lambda: bool(asked))
    parts.erasing.chosen = frozenset()


def test_a_confirmed_deletion_leaves_nothing_of_the_profile(qtbot, profile, script):
    parts = []
    build = bootstrap.build

    def keep(*args):
        parts.append(build(*args))
        return parts[0]

    def ask():
        windows = QApplication.topLevelWidgets()
        window = next(w for w in windows if isinstance(w, MainWindow) and w.isVisible())
        window.chat_view.chat.submit("secret")

    bootstrap_build, bootstrap.build = bootstrap.build, keep
    try:
        QTimer.singleShot(300, ask)
        QTimer.singleShot(900, lambda: parts[0].erasing.confirm(FIRST))
        code = bootstrap.run_window(profile, engine_factory=lambda: ScriptedEngine(script))
    finally:
        bootstrap.build = bootstrap_build
    assert code == 0
    assert len(script.requests) == 1
    left = [path.name for path in profile.root.rglob("*") if path.is_file()]
    assert set(left) <= {"library.json", "downloads.json"}
