"""The trace window, driven as a user would: keyboard, mouse, menus."""

import csv
import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QSlider,
    QTableView,
    QToolTip,
)

from app.core.speculation import Source
from app.core.trace_file import load_trace, portable
from app.core.trace_playback import PACES, Pace
from app.core.trace_runs import Stand
from app.ui.theme_watcher import ThemeWatcher
from app.ui.trace.token_model import TokenModel, token_rows
from app.ui.trace.viewer import TraceViewer
from app.ui.trace.words import (
    bar_words,
    outcome_words,
    precise,
    prompt_words,
    setting_words,
    shown_at,
)
from app.workers.trace_files import TraceFiles
from tests.traces import made_trace

ROUNDS = 12


@pytest.fixture
def files(qtbot):
    made = TraceFiles()
    yield made
    made.shutdown()


@pytest.fixture
def show(qtbot, files):
    shown: list[TraceViewer] = []
    themes = ThemeWatcher()

    def make(trace) -> TraceViewer:
        viewer = TraceViewer(trace, themes, files)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(viewer)
        viewer.show()
        qtbot.waitExposed(viewer)
        shown.append(viewer)
        return viewer

    yield make
    themes.apply(Qt.ColorScheme.Light)


@pytest.fixture
def viewer(show) -> TraceViewer:
    return show(made_trace(ROUNDS))


def cells(viewer: TraceViewer) -> list[list[str]]:
    model = viewer.tokens
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_it_opens_at_the_end_with_the_slider_in_hand(viewer):
    assert viewer.player.stand == Stand(ROUNDS)
    assert viewer.controls.slider.hasFocus()
    assert viewer.controls.number.text() == f"Round {ROUNDS} of {ROUNDS}"
    assert "Harbour 7B + Tug" in viewer.windowTitle()


def test_keys_step_through_the_rounds(viewer):
    slider = viewer.controls.slider
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert viewer.player.stand == Stand(0)
    assert viewer.controls.number.text() == f"Before the first of {ROUNDS} rounds"
    assert cells(viewer) == []
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert viewer.player.stand == Stand(2)
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert viewer.player.stand == Stand(1)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert viewer.player.stand == Stand(11)
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert viewer.player.stand == Stand(ROUNDS)


@pytest.mark.parametrize("where", ["text", "strip", "figures"])
def test_the_same_keys_work_wherever_nothing_else_takes_them(viewer, where):
    widget = getattr(viewer, where)
    for key, rounds in (("Home", 0), ("Right", 1), ("End", ROUNDS), ("Left", ROUNDS - 1)):
        QTest.keyClick(widget, getattr(Qt.Key, f"Key_{key}"))
        assert viewer.player.stand == Stand(rounds)


def test_space_plays_and_pauses(qtbot, viewer):
    QTest.keyClick(viewer.controls.slider, Qt.Key.Key_Space)
    assert viewer.player.playing
    assert viewer.controls.play.text() == "Pause"
    QTest.keyClick(viewer.controls.slider, Qt.Key.Key_Space)
    assert not viewer.player.playing
    assert viewer.controls.play.text() == "Play"


def test_space_on_a_button_presses_that_button(qtbot, viewer):
    back = next(b for b in viewer.findChildren(QAbstractButton) if "back" in b.accessibleName())
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Space)
    assert viewer.player.stand == Stand(ROUNDS - 1)
    assert not viewer.player.playing


def test_buttons_and_slider_drag(qtbot, viewer):
    named = [b for b in viewer.findChildren(QAbstractButton) if b.accessibleName()]
    buttons = {button.accessibleName().split()[0]: button for button in named}
    QTest.mouseClick(buttons["First"], Qt.MouseButton.LeftButton)
    assert viewer.player.stand == Stand(0)
    QTest.mouseClick(buttons["Last"], Qt.MouseButton.LeftButton)
    assert viewer.player.stand == Stand(ROUNDS)
    viewer.controls.slider.setValue(5)
    assert viewer.player.stand == Stand(5)


def test_playing_shows_drafts_before_their_verdict(qtbot, viewer):
    pace = list(PACES).index("real")
    viewer.controls.pace.setCurrentIndex(pace)
    met = []
    viewer.player.moved.connect(lambda stand: met.append((stand, viewer.figures.text())))
    QTest.mouseClick(viewer.controls.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: viewer.player.stand == Stand(ROUNDS), timeout=5000)
    assert any(stand.drafting and "is verified" in words for stand, words in met)


def test_the_pace_is_named_beside_what_was_measured(viewer):
    viewer.controls.pace.setCurrentIndex(list(PACES).index("1/10"))
    assert viewer.player.pace == Pace(0.1)
    words = viewer.controls.shown.whole_text
    assert words == shown_at(Pace(0.1), viewer.trace)
    assert words.startswith("shown at 0.1x; measured")
    assert shown_at(PACES["1-round"], viewer.trace).startswith("shown at 1 round a second;")


def test_a_click_on_a_bar_goes_there(viewer):
    QTest.mouseClick(viewer.strip, Qt.MouseButton.LeftButton, pos=QPoint(18 * 4 + 3, 40))
    assert viewer.player.stand == Stand(5)
    QTest.mouseClick(viewer.strip, Qt.MouseButton.LeftButton, pos=QPoint(18 * 20, 40))
    assert viewer.player.stand == Stand(5)


def test_a_bar_tells_its_round(viewer, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, words, _of: told.append(words))
    position = QPoint(18 * 2 + 3, 40)
    event = QHelpEvent(QEvent.Type.ToolTip, position, viewer.strip.mapToGlobal(position))
    QApplication.sendEvent(viewer.strip, event)
    assert told == [bar_words(viewer.trace.rounds[2])]
    assert told[0].startswith("Round 3: ")


def test_a_click_on_a_token_goes_to_its_round(viewer):
    line = QPoint(30, 22)
    QTest.mouseClick(viewer.text.viewport(), Qt.MouseButton.LeftButton, pos=line)
    first = viewer.player.stand.rounds
    assert 1 <= first <= 2
    QTest.keyClick(viewer, Qt.Key.Key_Home)
    QTest.mouseClick(viewer.text.viewport(), Qt.MouseButton.LeftButton, pos=line)
    assert viewer.player.stand == Stand(0)  # what is not shown yet cannot be clicked


def test_the_table_tells_what_became_of_each_token(viewer):
    trace = viewer.trace
    for rounds in range(1, ROUNDS + 1):
        viewer.player.go(rounds)
        one, shown = trace.rounds[rounds - 1], cells(viewer)
        rejected = one.draft_tokens - one.accepted_tokens
        assert len(shown) == one.draft_tokens + len(one.pieces) - one.accepted_tokens
        assert sum(row[1] == "accepted" for row in shown) == one.accepted_tokens
        assert sum(row[1] == "rejected" for row in shown) == rejected
        for row, verdict in zip(shown, one.verdicts, strict=False):
            guessed = "looked up" if one.source is Source.LOOKUP else precise(verdict.draft_prob)
            assert row[2:] == [guessed, precise(verdict.target_prob)]
        assert viewer.figures.text().startswith(f"Round {rounds}: ")
    assert "Depth 3" in _figures_of(viewer, 1)


def _figures_of(viewer, rounds: int) -> str:
    viewer.player.go(rounds)
    return viewer.figures.text()


def test_a_draft_under_way_gives_no_verdict_away(viewer):
    place = next(i for i, one in enumerate(viewer.trace.rounds) if one.rejected)
    one = viewer.trace.rounds[place]
    viewer.tokens.show_round(one, pending=True)
    shown = cells(viewer)
    assert len(shown) == one.draft_tokens
    assert {row[1] for row in shown} == {"guessed"}
    assert {row[3] for row in shown} == {"–"}


def test_the_model_is_a_sound_one(qtbot, viewer):
    model = TokenModel(ThemeWatcher().theme)
    tester = QAbstractItemModelTester(model)
    for one in viewer.trace.rounds:
        model.show_round(one)
        model.show_round(one, pending=True)
    model.show_round(None)
    assert tester.model() is model


def test_tokens_without_probabilities_are_listed(show):
    viewer = show(made_trace(ROUNDS, explained=False))
    for rounds in range(1, ROUNDS + 1):
        viewer.player.go(rounds)
        one = viewer.trace.rounds[rounds - 1]
        assert len(cells(viewer)) == one.draft_tokens + len(one.pieces) - one.accepted_tokens
    unknown = dataclasses.replace(viewer.trace.rounds[0], pieces=(), accepted_tokens=2)
    assert [row.text for row in token_rows(unknown)][:2] == [None, None]


def test_an_empty_trace_has_a_window(show):
    viewer = show(portable(made_trace(0)))
    assert viewer.controls.number.text() == "Before the first of 0 rounds"
    QTest.keyClick(viewer.controls.slider, Qt.Key.Key_Space)
    assert not viewer.player.playing


def test_figures_in_the_head(viewer):
    trace = viewer.trace
    assert prompt_words(trace) == "What happens at \N{SUNRISE}? Tell me."
    assert setting_words(trace) == "Draft model · depth auto · temperature 0.8 · CPU · Z80"
    cut = dataclasses.replace(trace, cut=True, finished=None)
    assert "cut: the answer had more rounds" in outcome_words(cut)
    assert "failed" in outcome_words(cut)
    long = dataclasses.replace(trace.request, messages=(), raw_prompt="word " * 9999)
    assert len(prompt_words(dataclasses.replace(trace, request=long))) < 600


def test_probabilities_keep_what_they_mean():
    shares = (None, 0.0, 0.0001, 0.5, 0.99996, 1.0)
    words = [precise(share).replace("\u202f", "") for share in shares]
    assert words == ["–", "0.0%", "<0.1%", "50.0%", ">99.9%", "100.0%"]


def test_both_themes_follow_without_a_restart(qtbot, viewer):
    light = viewer.text.grab().toImage()
    viewer._themes.apply(Qt.ColorScheme.Dark)
    dark = viewer.text.grab().toImage()
    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 60


def test_every_control_has_a_name_and_can_be_reached(viewer):
    for kind in (QAbstractButton, QComboBox, QSlider, QTableView):
        for control in viewer.findChildren(kind):
            if control.isVisible() and control.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                text = control.text() if isinstance(control, QAbstractButton) else ""
                assert control.accessibleName() or text, control
    reached, first = [], viewer.controls.slider
    focus = first
    for _ in range(40):
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus is first:
            break
    assert focus is first, "Tab must come round"
    for control in (viewer.save_as, viewer.table, viewer.controls.play, viewer.controls.pace):
        assert control in reached


def test_it_works_at_900_by_600(viewer):
    viewer.resize(900, 600)
    assert (viewer.width(), viewer.height()) == (900, 600)
    assert viewer.text.height() > 200


def _choose(viewer, monkeypatch, entry: str, path) -> None:
    """Pick an entry of "Save as" by keyboard; the system's dialog answers `path`."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(path))
    menu: QMenu = viewer.save_as.menu()
    action = next(one for one in menu.actions() if entry in one.text().replace("&", ""))
    action.trigger()


def test_a_trace_is_saved_and_told(qtbot, viewer, monkeypatch, tmp_path):
    _choose(viewer, monkeypatch, "Trace", tmp_path / "a")
    qtbot.waitUntil(viewer.notice.isVisible)
    assert viewer.notice.notice.title == f"Saved as {tmp_path / 'a.json'}."
    assert load_trace(tmp_path / "a.json") == portable(viewer.trace)


def test_a_trace_that_cannot_be_saved_is_told(qtbot, viewer, monkeypatch, tmp_path):
    _choose(viewer, monkeypatch, "Trace", tmp_path / "none" / "a.json")
    qtbot.waitUntil(viewer.notice.isVisible)
    assert viewer.notice.notice.kind == "error"


def test_nothing_is_saved_where_nothing_was_chosen(viewer, monkeypatch):
    for entry in ("Trace", "GIF", "PNG", "CSV"):
        _choose(viewer, monkeypatch, entry, "")
    assert not viewer.save_as.active
    assert not viewer.notice.isVisible()


def test_a_table_is_saved(qtbot, viewer, monkeypatch, tmp_path):
    _choose(viewer, monkeypatch, "CSV", tmp_path / "a.csv")
    qtbot.waitUntil(lambda: not viewer.save_as.active)
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == ROUNDS


def test_pictures_are_saved_with_progress(qtbot, viewer, monkeypatch, tmp_path):
    _choose(viewer, monkeypatch, "PNG", tmp_path)
    assert viewer.notice.notice.kind == "progress"
    assert not viewer.save_as.isEnabled()
    qtbot.waitUntil(lambda: not viewer.save_as.active)
    assert viewer.notice.notice.kind == "info"
    assert viewer.save_as.isEnabled()
    assert len(list(tmp_path.iterdir())) > ROUNDS


def test_a_gif_is_saved(qtbot, viewer, monkeypatch, tmp_path):
    _choose(viewer, monkeypatch, "GIF", tmp_path / "a.gif")
    qtbot.waitUntil(lambda: not viewer.save_as.active)
    assert (tmp_path / "a.gif").read_bytes()[:6] == b"GIF89a"


def test_a_long_export_can_be_cancelled(qtbot, show, monkeypatch, tmp_path):
    viewer = show(made_trace(600))
    _choose(viewer, monkeypatch, "PNG", tmp_path)
    qtbot.waitUntil(lambda: (viewer.notice.notice.fraction or 0) > 0)
    button = next(b for b in viewer.notice.findChildren(QAbstractButton) if b.text() == "Cancel")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not viewer.save_as.active
    assert not viewer.notice.isVisible()
    assert not list(tmp_path.iterdir())


def test_closing_gives_an_export_up(qtbot, show, monkeypatch, tmp_path):
    viewer = show(made_trace(600))
    _choose(viewer, monkeypatch, "PNG", tmp_path)
    qtbot.waitUntil(lambda: (viewer.notice.notice.fraction or 0) > 0)
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert not list(tmp_path.iterdir())
