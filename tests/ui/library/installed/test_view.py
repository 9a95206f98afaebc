"""Installed models in the real window over real files."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.core.paths import embedded_drafter, embedded_target
from app.ui.library.installed.model import NAME
from app.ui.library.installed.reveal import reveal_command

SLOW = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "mine"
    found.mkdir()
    shutil.copy(embedded_target(), found / "mini.gguf")
    shutil.copy(embedded_drafter(), found / "mtp-mini.gguf")
    return found


@pytest.fixture
def view(qtbot, parts):
    parts.models.show()
    found = parts.models.views.installed
    parts.models.views.page.show_view(found)
    qtbot.waitUntil(lambda: parts.models.views.library.under_way is None, timeout=SLOW)
    return found


def names(view) -> list[str]:
    model = view.table.model()
    return [model.index(row, NAME).data() for row in range(model.rowCount())]


def drop(view, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPoint(50, 50).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)


def choose(qtbot, view, name: str) -> None:
    qtbot.waitUntil(lambda: name in names(view), timeout=SLOW)
    view.table.choose_row(names(view).index(name))


def test_an_empty_library_teaches(view):
    assert view.message.isVisible()
    assert "drop GGUF files and folders here" in view.message.message.hint


def test_a_dropped_folder_is_listed_where_it_lies_and_its_pair_can_be_loaded(
    qtbot, parts, view, folder
):
    drop(view, folder)
    choose(qtbot, view, "mini.gguf")
    assert sorted(names(view)) == ["mini.gguf", "mtp-mini.gguf"]
    qtbot.waitUntil(lambda: view.strip.drafter.count() == 2, timeout=SLOW)
    assert view.strip.drafter.itemText(0) == "mtp-mini.gguf"
    view.strip.load.click()
    qtbot.waitUntil(
        lambda: (
            parts.pairs.info is not None and parts.pairs.info.spec.target == folder / "mini.gguf"
        ),
        timeout=SLOW,
    )
    assert parts.pairs.info.spec.drafter == folder / "mtp-mini.gguf"
    assert parts.window.pages.at_home


def test_a_deleted_file_comes_back_by_undo(qtbot, parts, view, folder):
    models = parts.model_threads.folder()
    shutil.copy(folder / "mini.gguf", models / "own.gguf")
    view.look.click()
    choose(qtbot, view, "own.gguf")
    view.strip.remove.click()
    qtbot.waitUntil(lambda: names(view) == [], timeout=SLOW)
    assert not (models / "own.gguf").exists()
    notice = view.notice.notice
    assert "in the trash" in notice.title
    notice.actions[0].run()
    qtbot.waitUntil(lambda: names(view) == ["own.gguf"], timeout=SLOW)
    assert (models / "own.gguf").exists()


def test_verifying_says_what_it_found(qtbot, parts, view, folder):
    drop(view, folder)
    choose(qtbot, view, "mini.gguf")
    view.strip.verify.click()
    qtbot.waitUntil(view.notice.isVisible, timeout=SLOW)
    assert "mini.gguf" in view.notice.notice.title


def test_metadata_opens(qtbot, view, folder):
    drop(view, folder)
    choose(qtbot, view, "mini.gguf")
    view.strip.metadata.click()
    dialogs = lambda: [w for w in view.children() if type(w).__name__ == "MetadataDialog"]  # noqa: E731
    qtbot.waitUntil(lambda: len(dialogs()) == 1, timeout=SLOW)
    assert dialogs()[0].model.rowCount() > 20
    dialogs()[0].close()


def test_what_cannot_be_taken_in_is_said(qtbot, view, tmp_path):
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"not a GGUF")
    drop(view, tmp_path / "nowhere.gguf")
    qtbot.waitUntil(view.notice.isVisible, timeout=SLOW)
    assert view.notice.notice.kind == "error"


def test_a_filter_without_a_match_says_so(qtbot, view, folder):
    drop(view, folder)
    qtbot.waitUntil(lambda: len(names(view)) == 2, timeout=SLOW)
    view.filter.setText("zzz")
    assert view.message.message.title == "No installed model matches"
    view.message.message.ways[0].go()
    assert len(names(view)) == 2


def test_file_managers_select_the_file_where_they_can():
    path = Path("/m/x.gguf")
    assert reveal_command(path, "darwin") == ["open", "-R", "/m/x.gguf"]
    assert reveal_command(path, "win32") == ["explorer", "/select,/m/x.gguf"]
    assert reveal_command(path, "linux") is None
