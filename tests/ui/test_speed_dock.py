"""The panel in its frame: hide, move, pause, clear, export; all of it by keyboard too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolButton

from app.core.errors import AppError
from app.ui.speed.chart import Chart
from app.ui.speed.counters import Counters
from app.ui.speed.export import COLUMNS, rounds_csv, save_rounds
from tests.rounds import Rounds


@pytest.fixture
def dock(parts):
    return parts.window.figures.dock


def _ask(qtbot, parts):
    parts.chat.submit("x")
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)
    qtbot.waitUntil(lambda: not parts.window.figures.ticker.active)


def _speed(dock):
    return dock.panel.findChild(Counters).values[0].text()


def test_it_can_be_put_away_and_stays_away(qtbot, parts, make_parts, dock):
    QTest.keyClick(
        parts.window,
        Qt.Key.Key_P,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert not dock.isVisible()
    assert parts.window.header._headline.isVisible()
    parts.window.close()
    again = make_parts()
    again.window.show()
    assert not again.window.figures.dock.isVisible()
    again.window.panel_action.trigger()
    assert again.window.figures.dock.isVisible()
    assert not again.window.header._headline.isVisible()


def test_its_own_button_hides_it_too(qtbot, parts, dock):
    hide = next(b for b in dock.findChildren(QToolButton) if "Hide" in b.accessibleName())
    QTest.keyClick(hide, Qt.Key.Key_Space)
    assert not dock.isVisible()
    assert not parts.window.panel_action.isChecked()
    assert not parts.settings.current.panel_visible


WITHOUT_PANEL = 500
"""Pixels that the window needs beside its panel."""


def test_it_moves_left_and_is_found_there_again(qtbot, parts, make_parts, dock):
    left = Qt.DockWidgetArea.LeftDockWidgetArea
    parts.window.left_action.trigger()
    assert parts.window.dockWidgetArea(dock) is left
    assert dock.x() < parts.window.chat_view.mapTo(parts.window, dock.pos()).x()
    room = parts.window.screen().availableGeometry().width() - WITHOUT_PANEL
    width = min(365, room)  # the next start keeps the window on its screen
    parts.window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: dock.width() == width)
    parts.window.close()
    again = make_parts()
    again.window.show()
    assert again.window.dockWidgetArea(again.window.figures.dock) is left
    assert again.window.left_action.isChecked()
    qtbot.waitUntil(lambda: again.window.figures.dock.width() == width)
    again.window.left_action.trigger()
    side = again.window.dockWidgetArea(again.window.figures.dock)
    assert side is Qt.DockWidgetArea.RightDockWidgetArea


def test_it_works_at_900_by_600(qtbot, parts, dock):
    parts.window.resize(900, 600)
    assert (parts.window.width(), parts.window.height()) == (900, 600)
    assert 300 <= dock.width() <= 380
    assert parts.window.chat_view.composer.width() > 400


def test_pause_freezes_the_pictures_but_not_the_measuring(qtbot, parts, dock):
    parts.window.resize(1000, 2000)  # all of the panel in sight
    _ask(qtbot, parts)
    before = _speed(dock)
    QTest.keyClick(dock.pause_button, Qt.Key.Key_Space)
    assert dock.pause_button.isChecked()
    _ask(qtbot, parts)
    assert _speed(dock) == before
    measured = parts.window.figures.history.statistics.tokens_per_second
    assert "tok/s" in parts.window.status.whole_text
    QTest.keyClick(dock.pause_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _speed(dock) == f"{measured:,.0f} tok/s")


def test_clear_empties_the_pictures(qtbot, parts, dock):
    _ask(qtbot, parts)
    assert any(chart.isVisible() for chart in dock.findChildren(Chart))
    clear = next(b for b in dock.findChildren(QToolButton) if b.text() == "Clear")
    QTest.keyClick(dock.pause_button, Qt.Key.Key_Space)
    QTest.keyClick(clear, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not any(c.isVisible() for c in dock.findChildren(Chart)))
    assert not dock.pause_button.isChecked()
    assert parts.window.figures.history.statistics.rounds == 0


def test_the_panel_is_exported_whole(qtbot, parts, dock, tmp_path, monkeypatch):
    _ask(qtbot, parts)
    path = tmp_path / "panel"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    picture, table = dock.export_button.menu().actions()
    picture.trigger()
    image = QImage(str(path.with_suffix(".png")))
    assert image.height() == 2 * dock.panel.body.height()
    assert image.height() > 2 * dock.panel.height()
    table.trigger()
    lines = path.with_suffix(".csv").read_text().splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 1 + parts.window.figures.history.statistics.rounds


def test_an_export_that_cannot_be_is_told_in_place(qtbot, parts, dock, tmp_path, monkeypatch):
    path = tmp_path / "missing" / "panel.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    for action in dock.export_button.menu().actions():
        action.trigger()
        notice = parts.window.chat_view.notice.notice
        assert "cannot be written" in notice.title
        assert notice.kind == "error"


def test_a_cancelled_export_writes_nothing(parts, dock, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    for action in dock.export_button.menu().actions():
        action.trigger()
    assert parts.window.chat_view.notice.notice is None


def test_the_table_is_offered_once_there_are_rounds(qtbot, parts, dock):
    menu = dock.export_button.menu()
    table = menu.actions()[1]
    menu.aboutToShow.emit()
    assert not table.isEnabled()
    _ask(qtbot, parts)
    menu.aboutToShow.emit()
    assert table.isEnabled()


def test_rounds_as_a_table(tmp_path):
    from app.ui.speed.history import SpeedHistory

    history, rounds = SpeedHistory(), Rounds()
    history.add(rounds.next(2))
    history.add(rounds.plain())
    assert rounds_csv(history.rows).splitlines()[1:] == [
        "1,drafter,3,2,1,1,0,0,2.0000,5.6000,2.4000,0.010000,53",
        "2,drafter,0,0,0,0,0,1,0.0000,7.0000,3.0000,0.020000,54",
    ]
    with pytest.raises(AppError, match="cannot be written"):
        save_rounds(history.rows, tmp_path / "no" / "file.csv")


def test_every_part_of_the_panel_is_reached_by_tab(qtbot, parts, dock):
    _ask(qtbot, parts)
    for widget in (*dock.findChildren(Chart), *dock.findChildren(QToolButton)):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert widget.accessibleName() or widget.text()
