"""The settings store and its dialog."""

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox

from app.core import settings as core_settings
from app.core.sampling import SamplingSettings
from app.core.settings import FRESH_SEED, Settings
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


def test_sampling_is_passed_on_whole(qtbot, tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    assert store.sampling == SamplingSettings()
    store.update(
        temperature=0.9,
        min_p=0.1,
        seed=7,
        repeat_penalty=1.1,
        frequency_penalty=0.2,
        presence_penalty=0.3,
        penalty_last_n=32,
    )
    assert store.sampling == SamplingSettings(
        temperature=0.9,
        min_p=0.1,
        seed=7,
        repeat_penalty=1.1,
        frequency_penalty=0.2,
        presence_penalty=0.3,
        penalty_last_n=32,
    )


EDITED = Settings(
    temperature=0.7,
    top_k=10,
    seed=12,
    repeat_penalty=1.15,
    frequency_penalty=-0.2,
    presence_penalty=0.3,
    penalty_last_n=100,
    depth=4,
    confidence=0.35,
    lookup=True,
    verify="match",
    display_pace=20,
    tell_finished=False,
)


def test_the_dialog_returns_what_it_shows(qtbot):
    dialog = SettingsDialog(EDITED)
    qtbot.addWidget(dialog)
    assert dialog.chosen == EDITED
    dialog.speed.draft_depth.setValue(6)
    assert dialog.chosen.depth == 6
    QTest.keyClick(dialog.speed.lookup, Qt.Key.Key_Space)
    assert not dialog.chosen.lookup
    dialog.speed.verify.setCurrentIndex(1)
    assert dialog.chosen.verify == "rejection"


def test_a_blank_seed_is_a_fresh_one_and_only_digits_go_in(qtbot):
    dialog = SettingsDialog(EDITED)
    qtbot.addWidget(dialog)
    dialog.sampling.seed.clear()
    assert dialog.chosen.seed == FRESH_SEED
    QTest.keyClicks(dialog.sampling.seed, "-4x2")
    assert dialog.chosen.seed == 42


def test_every_field_has_a_name_and_a_sentence(qtbot):
    dialog = SettingsDialog(EDITED)
    qtbot.addWidget(dialog)
    kinds = (QAbstractSpinBox, QComboBox, QCheckBox)
    fields = [field for kind in kinds for field in dialog.findChildren(kind)]
    assert len(fields) >= 14
    for field in (*fields, dialog.sampling.seed):
        assert field.accessibleName() or (isinstance(field, QCheckBox) and field.text())
        assert field.accessibleDescription().endswith(".")


def test_the_dialog_fits_a_small_window(qtbot):
    dialog = SettingsDialog(EDITED)
    qtbot.addWidget(dialog)
    assert dialog.sizeHint().width() < 900
    assert dialog.sizeHint().height() < 600


def test_reset_shows_defaults_and_leaves_the_rest(qtbot):
    before = dataclasses.replace(EDITED, target="/a.gguf", panel_visible=False)
    dialog = SettingsDialog(before)
    qtbot.addWidget(dialog)
    dialog.reset()
    assert dialog.chosen == Settings(target="/a.gguf", panel_visible=False)


def test_the_hubs_settings_are_edited(qtbot):
    edited = dataclasses.replace(
        Settings(),
        models_folder="/models",
        bandwidth_limit=5_000_000,
        hub_endpoint="https://hub.example",
        hub_proxy="socks5://127.0.0.1:9050",
        hub_ca="/ca.pem",
        hub_offline=True,
    )
    dialog = SettingsDialog(edited)
    qtbot.addWidget(dialog)
    assert dialog.chosen == edited
    for field in (dialog.hub.folder, dialog.hub.ca, dialog.hub.endpoint, dialog.hub.proxy):
        assert field.accessibleName()
    dialog.hub.endpoint.setText("https://other.example/ ")
    assert dialog.chosen.hub_endpoint == "https://other.example"
    dialog.reset()
    assert dialog.chosen == Settings()
