"""Searching in the real window over a real hub."""

import time

import pytest
from PySide6.QtTest import QTest

from app.ui.library.find.controller import PAUSE_MS
from tests.hub_server.faults import Fault
from tests.ui.library.conftest import PAIR

SLOW = 20_000


@pytest.fixture
def find(qtbot, hub, parts):
    parts.models.show()
    view = parts.models.views.find
    qtbot.waitUntil(lambda: view.results.shows_results, timeout=SLOW)
    return view


def searches(hub) -> list[str]:
    return [one.path for one in hub.hub.served if one.path.startswith("/api/models?")]


def test_the_hub_is_not_asked_before_the_page_is_shown(qtbot, hub, parts):
    qtbot.wait(100)
    assert parts.models.views.search.query is None
    assert not hub.hub.served


def test_a_pause_in_typing_asks_once(qtbot, hub, find):
    before = len(searches(hub))
    QTest.keyClicks(find.bar.words, "mini", delay=5)
    model = find.results.list.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=SLOW)
    qtbot.wait(2 * PAUSE_MS)
    asked = searches(hub)[before:]
    assert len(asked) == 1 and "search=mini" in asked[0]
    assert model.index(0, 0).data() == PAIR


def test_the_newest_words_win_over_a_hub_that_hangs(qtbot, hub, find):
    hub.hub.faults.add(Fault("stall", "api", seconds=3.0))
    QTest.keyClicks(find.bar.words, "other-01")
    qtbot.wait(PAUSE_MS + 100)
    find.bar.words.setText("mini")
    began = time.monotonic()
    find.bar.chosen.emit()
    model = find.results.list.model()
    qtbot.waitUntil(lambda: model.row_of(PAIR) == 0 and model.rowCount() == 1, timeout=SLOW)
    assert time.monotonic() - began < 2.5


def test_scrolling_fetches_the_next_page(qtbot, find):
    model, bar = find.results.list.model(), find.results.list.verticalScrollBar()
    first = model.rowCount()
    qtbot.waitUntil(lambda: _scrolled(bar) and model.rowCount() == 62, timeout=SLOW)
    assert first < 62


def _scrolled(bar) -> bool:
    bar.setValue(bar.maximum())
    return True


def test_nothing_found_says_what_to_do(qtbot, find):
    find.bar.words.setText("no such thing")
    find.bar.with_drafter.click()
    message = find.results.message
    qtbot.waitUntil(lambda: message.message.title.startswith("No GGUF"), timeout=SLOW)
    assert [way.label for way in message.message.ways] == ["Clear the filters"]
    message.message.ways[0].go()
    assert not find.bar.with_drafter.isChecked()


def test_offline_leads_to_the_settings_and_what_is_installed(qtbot, parts, find):
    parts.settings.update(hub_offline=True)
    message = find.results.message
    qtbot.waitUntil(lambda: message.message.error, timeout=SLOW)
    assert "Offline" in message.message.title
    labels = [way.label for way in message.message.ways]
    assert labels == ["Settings…", "What is installed"]
    message.message.ways[1].go()
    assert parts.models.views.page.tabs.currentWidget() is parts.models.views.installed
    parts.settings.update(hub_offline=False)
    qtbot.waitUntil(lambda: find.results.shows_results, timeout=SLOW)


def test_a_gated_repository_explains_itself_and_opens_with_a_token(qtbot, hub, profile, find):
    hub.hub.grant("hf_secret", "reader", "careful/Gated-GGUF")
    model = find.results.list.model()
    find.results.list.setCurrentIndex(model.index(model.row_of("careful/Gated-GGUF"), 0))
    gate, actions = find.details.gate, find.details.next_step
    qtbot.waitUntil(gate.isVisible, timeout=SLOW)
    qtbot.waitUntil(lambda: "Download" in actions.primary.text(), timeout=SLOW)
    assert not actions.primary.isEnabled()
    QTest.keyClicks(gate.token.edit, "hf_secret")
    gate.token.use.click()
    assert gate.token.edit.text() == ""
    qtbot.waitUntil(lambda: not gate.isVisible() and actions.primary.isEnabled(), timeout=SLOW)
    assert "reader" in gate.token.state.text()
    written = [path for path in profile.root.rglob("*") if path.is_file()]
    assert not [path for path in written if b"hf_secret" in path.read_bytes()]
