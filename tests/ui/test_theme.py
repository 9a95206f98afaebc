"""Contrast of both themes, computed; switching while running."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from app.core.speculation import Origin
from app.ui.style_sheet import style_sheet
from app.ui.theme import DARK, LIGHT, contrast, palette
from app.ui.theme_watcher import ThemeWatcher

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["window", "panel", "field"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "danger", "good", "caution"])
def test_text_is_readable(theme, ground, ink):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_accent_and_selection_is_readable(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.text, theme.selection) >= 4.5
    assert contrast(theme.muted, theme.hairline) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["window", "panel"])
@pytest.mark.parametrize("ink", ["accepted", "recovered", "bonus", "rejected", "outline", "accent"])
def test_graphics_are_visible(theme, ground, ink):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
def test_accepted_bars_stand_out_from_their_track(theme):
    assert contrast(theme.accepted, theme.hairline) >= 3.0


def test_contrast_is_wcags():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_origin_has_a_colour():
    assert len({LIGHT.origin(origin) for origin in Origin}) == len(Origin)


def test_the_system_switches_the_theme(qtbot):
    watcher = ThemeWatcher()
    with qtbot.waitSignal(watcher.changed) as changed:
        watcher.apply(Qt.ColorScheme.Dark)
    assert changed.args == [DARK]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().window().color().name() == DARK.panel
    watcher.apply(Qt.ColorScheme.Unknown)
    assert watcher.theme is LIGHT
    assert palette(LIGHT).window().color().name() == LIGHT.panel


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("checked", [False, True])
def test_a_check_box_and_its_mark_are_seen(qtbot, theme, checked):
    box = QCheckBox("Look up")
    qtbot.addWidget(box)
    box.setPalette(palette(theme))
    box.setStyleSheet(style_sheet(theme))
    box.setChecked(checked)
    image = box.grab().toImage()
    inside = [(x, y) for x in range(20) for y in range(image.height())]
    seen = {image.pixelColor(x, y).name() for x, y in inside}
    wanted = {theme.accent, theme.on_accent} if checked else {theme.field, theme.outline}
    assert wanted <= seen
