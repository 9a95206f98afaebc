"""The settings store and its dialog."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core import settings as core_settings
from app.core.settings import Settings
from app.ui.settings.dialog import SettingsDialog
from app.ui.settings.store import SettingsStore


def test_a_change_is_saved_and_told_once(qtbot, tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    told = []
    store.changed.connect(told.append)
    store.update(top_k=7)
    store.update(top_k=7)
    assert len(told) == 1
    assert core_settings.load(tmp_path / "settings.json").top_k == 7
    assert store.sampling.top_k == 7


def test_a_profile_that_cannot_be_written_changes_nothing_else(qtbot, tmp_path):
    store = SettingsStore(tmp_path / "missing" / "settings.json")
    store.update(depth=5)
    assert store.current.depth == 5


def test_the_dialog_returns_what_it_shows(qtbot):
    before = Settings(temperature=0.7, top_k=10, depth=4, lookup=True, display_pace=20)
    dialog = SettingsDialog(before)
    qtbot.addWidget(dialog)
    assert dialog.chosen == before
    dialog.draft_depth.setValue(6)
    assert dialog.chosen.depth == 6
    QTest.keyClick(dialog.lookup, Qt.Key.Key_Space)
    assert not dialog.chosen.lookup
    assert "repetitions" in dialog.lookup.text()
    assert dialog.lookup.accessibleDescription()


def test_reset_shows_defaults_and_leaves_the_rest(qtbot):
    before = Settings(lookup=True, temperature=0.7, top_k=10, target="/a.gguf", panel_visible=False)
    dialog = SettingsDialog(before)
    qtbot.addWidget(dialog)
    dialog.reset()
    assert dialog.chosen == Settings(target="/a.gguf", panel_visible=False)
