"""Text size, motion and the list of shortcuts, in the whole window."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app.core.settings import ReduceMotion
from app.ui.access.motion import moving
from app.ui.access.system_motion import means_still
from app.ui.access.text_size import set_application_scale


@pytest.fixture
def scaled(parts):
    yield parts
    set_application_scale(1.0)


def test_text_grows_with_its_proportions_and_comes_back(scaled):
    label, heading = scaled.window.status, scaled.window.header._target
    before = [QFont(w.font()).pointSizeF() for w in (label, heading)]
    scaled.settings.update(font_scale=2.0)
    assert [w.font().pointSizeF() for w in (label, heading)] == pytest.approx(
        [2 * size for size in before]
    )
    scaled.access.text_size.usual()
    assert [w.font().pointSizeF() for w in (label, heading)] == pytest.approx(before)


def test_steps_end_at_the_largest(scaled):
    for _ in range(20):
        scaled.access.text_size.larger()
    assert scaled.settings.current.font_scale == 2.0
    scaled.access.text_size.smaller()
    assert scaled.settings.current.font_scale == 1.75
    assert QApplication.font().pointSizeF() > 0


@pytest.mark.parametrize("choice", [ReduceMotion.ALWAYS, ReduceMotion.NEVER])
def test_motion_is_as_chosen(parts, choice):
    parts.settings.update(reduce_motion=choice.value)
    assert moving() == (choice is ReduceMotion.NEVER)
    assert parts.window.isAnimated() == moving()


@pytest.mark.parametrize(
    ("key", "value", "still"),
    [
        ("reduced-motion", 1, True),
        ("enable-animations", False, True),
        ("enable-animations", True, False),
        ("else", 1, None),
    ],
)
def test_what_the_portal_says(key, value, still):
    assert means_still(key, value) is still


def test_the_list_holds_the_menus_shortcuts_and_is_searched(parts):
    dialog = parts.access.shortcuts_dialog()
    groups = [dialog.list.topLevelItem(i) for i in range(dialog.list.topLevelItemCount())]
    rows = {(g.text(0), g.child(i).text(0)) for g in groups for i in range(g.childCount())}
    assert {("File", "Quit"), ("Tools", "Race"), ("Help", "Shortcuts")} <= rows
    dialog.field.setText("race ctrl+r")
    left = [
        g.child(i).text(0)
        for g in groups
        for i in range(g.childCount())
        if not g.child(i).isHidden()
    ]
    assert "Race" in left
    assert "Quit" not in left
    dialog.field.setText("no such thing")
    assert not dialog.none.isHidden()
