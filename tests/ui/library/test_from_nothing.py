"""From an empty profile to an answer, by mouse and by keys: real window, sockets and engine."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView, QWidget

from app import bootstrap
from app.core.downloads import JobState
from tests.ui.library.conftest import PAIR

SLOW = 60_000


@pytest.fixture
def window(qtbot, profile, hub) -> Iterator[bootstrap.Parts]:
    """A shown window over the real engine; nothing is downloaded yet."""
    parts = bootstrap.build(profile)
    parts.start([])
    qtbot.waitExposed(parts.window)
    qtbot.waitUntil(lambda: parts.pairs.info is not None, timeout=SLOW)
    yield parts
    parts.window.close()
    parts.close()
    parts.window.deleteLater()


def click(widget: QWidget, where: QPoint | None = None) -> None:
    assert widget.isVisible() and widget.isEnabled(), widget
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where or widget.rect().center())


def click_row(table: QTableView, row: int) -> None:
    where = table.visualRect(table.model().index(row, 0)).center()
    click(table.viewport(), where)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def check_that_the_pair_answers(qtbot, parts: bootstrap.Parts) -> None:
    models = parts.model_threads.folder()
    folder = models.joinpath(*PAIR.split("/"))
    qtbot.waitUntil(
        lambda: (
            parts.pairs.info is not None
            and parts.pairs.info.spec.target == folder / "mini-Q8_0.gguf"
        ),
        timeout=SLOW,
    )
    assert parts.pairs.info is not None
    assert parts.pairs.info.spec.drafter == folder / "mtp-mini-Q8_0.gguf"
    assert not list(models.rglob("*.part"))
    assert parts.window.pages.at_home


def check_the_answer(qtbot, parts: bootstrap.Parts) -> None:
    qtbot.waitUntil(
        lambda: not parts.chat.busy and len(parts.chat.conversation.entries) == 2, timeout=SLOW
    )
    answer = parts.chat.conversation.entries[-1]
    assert len(answer.text) > 40
    qtbot.waitUntil(lambda: "accepted" in parts.window.status.whole_text, timeout=SLOW)


def test_by_mouse_alone(qtbot, window):
    views = window.models.views
    click(window.window.header.models)
    results = views.find.results
    model = results.list.model()
    qtbot.waitUntil(lambda: model.rowCount() > 0, timeout=SLOW)
    click(
        results.list.viewport(),
        results.list.visualRect(model.index(model.row_of(PAIR), 0)).center(),
    )
    details = views.find.details
    primary = views.actions.primary
    qtbot.waitUntil(lambda: "and drafter" in primary.text() and primary.isEnabled(), timeout=SLOW)
    assert "Apache" in details.facts.licence.text()
    card = details.tabs.tabBar().tabRect(1).center()
    click(details.tabs.tabBar(), card)
    assert "A tiny pair." in details.card.toPlainText()
    click(details.tabs.tabBar(), details.tabs.tabBar().tabRect(0).center())
    qtbot.waitUntil(details.panel.checks.isVisible, timeout=SLOW)
    click(primary)
    qtbot.waitUntil(lambda: primary.text() == "Load and chat" and primary.isVisible(), timeout=SLOW)
    assert [job.state for job in views.queue.jobs] == [JobState.FINISHED]
    click(primary)
    check_that_the_pair_answers(qtbot, window)
    example = window.window.chat_view.empty.findChildren(QAbstractButton)[0]
    click(example)
    check_the_answer(qtbot, window)


def test_by_keyboard_alone(qtbot, window):
    main, views = window.window, window.models.views

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or main, key, modifier)

    def tab_to(wanted: QWidget, most: int = 40) -> None:
        """Press Tab until this control has the keyboard."""
        for _ in range(most):
            if QApplication.focusWidget() is wanted:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {wanted}")

    keys = Qt.KeyboardModifier
    press(Qt.Key.Key_M, keys.ControlModifier | keys.ShiftModifier)
    assert QApplication.focusWidget() is views.find.bar.words
    QTest.keyClicks(focused(), "mini")
    results = views.find.results
    qtbot.waitUntil(
        lambda: results.shows_results and results.list.model().rowCount() == 1, timeout=SLOW
    )
    press(Qt.Key.Key_Down)
    primary = views.actions.primary
    qtbot.waitUntil(lambda: "and drafter" in primary.text() and primary.isEnabled(), timeout=SLOW)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is views.find.details.panel.targets
    tab_to(views.find.details.panel.drafters)
    tab_to(primary)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: primary.text() == "Load and chat" and primary.isVisible(), timeout=SLOW)
    tab_to(primary)
    press(Qt.Key.Key_Space)
    check_that_the_pair_answers(qtbot, window)
    assert QApplication.focusWidget() is main.chat_view.composer.edit
    QTest.keyClicks(focused(), "I would like a story about an owl named Ben.")
    press(Qt.Key.Key_Return)
    check_the_answer(qtbot, window)


def test_escape_leads_back_to_the_chat(qtbot, window):
    keys = Qt.KeyboardModifier
    QTest.keyClick(window.window, Qt.Key.Key_M, keys.ControlModifier | keys.ShiftModifier)
    assert not window.window.pages.at_home
    assert not window.window.figures.dock.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert window.window.pages.at_home
    assert window.window.figures.dock.isVisible()
