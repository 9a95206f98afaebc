"""No two actions of the window share a shortcut: Qt would run neither."""

from collections import Counter

from PySide6.QtGui import QAction


def test_every_shortcut_is_used_once(parts):
    parts.tools.open_race()
    actions = set(parts.window.findChildren(QAction))
    used = Counter(
        key.toString() for action in actions for key in action.shortcuts() if not key.isEmpty()
    )
    assert used
    assert [key for key, count in used.items() if count > 1] == []
