"""Import, export, print and backups from the File menu."""

import json

import pypdf
import pytest
from PySide6.QtWidgets import QFileDialog

from app.store.chat_store import ChatStore
from app.ui.conversations.printing import document_of
from tests.store.exchange.conversations import made


@pytest.fixture
def started(qtbot, parts):
    parts.shelf.start()
    parts.chat.submit("First question")
    qtbot.waitUntil(lambda: not parts.chat.busy and parts.shelf.model.rowCount() == 2)
    return parts


@pytest.fixture
def choose(monkeypatch):
    """Let file dialogs answer with this path, as if it was chosen."""

    def chosen(path, kind: str = "") -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), kind))

    return chosen


def entry(parts, words: str):
    menus = (parts.exchange_menu.menu, parts.window.file_menu)
    (found,) = [a for menu in menus for a in menu.actions() if words in a.text().replace("&", "")]
    return found


def told(qtbot, parts, words: str) -> str:
    bar = parts.window.chat_view.notice
    qtbot.waitUntil(lambda: bar.notice is not None and words in bar.notice.title)
    return bar.notice.title


def file_of(tmp_path, *names: str):
    """Return a file of conversations."""
    from app.store.exchange.exporting import export_json
    from app.store.exchange.watch import Watch

    store = ChatStore(tmp_path / "other.sqlite3")
    for name in names:
        store.save(made(name))
    path = tmp_path / "in.json"
    export_json(store, names, path, Watch())
    store.close()
    return path


def test_what_is_imported_stands_in_the_sidebar(qtbot, started, choose, tmp_path) -> None:
    choose(file_of(tmp_path, "c1", "c2"))
    entry(started, "Import").trigger()
    assert "2 conversations imported from in.json" in told(qtbot, started, "imported")
    qtbot.waitUntil(lambda: started.shelf.model.summary("c2") is not None)
    started.shelf.keeper.open("c1")
    qtbot.waitUntil(lambda: started.shelf.keeper.current_id == "c1")
    entry(started, "Import").trigger()
    assert "2 were there already" in told(qtbot, started, "already")


def test_a_file_of_another_kind_is_told(qtbot, started, choose, tmp_path) -> None:
    (tmp_path / "a.json").write_text("Hello")
    choose(tmp_path / "a.json")
    entry(started, "Import").trigger()
    told(qtbot, started, "a.json holds no conversations")
    assert started.exchange.running is None


def test_this_and_all_are_exported(qtbot, started, choose, tmp_path) -> None:
    choose(tmp_path / "one", "Markdown (*.md)")
    entry(started, "Export this").trigger()
    told(qtbot, started, "one.md")
    assert "## You\n\nFirst question" in (tmp_path / "one.md").read_text("utf-8")
    choose(tmp_path / "all.json")
    entry(started, "Export all").trigger()
    told(qtbot, started, "all.json")
    raw = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert raw["conversations"][0]["messages"][0]["text"] == "First question"
    choose(tmp_path / "folder", "Folder of Markdown files (*)")
    entry(started, "Export all").trigger()
    told(qtbot, started, "folder")
    assert len(list((tmp_path / "folder").iterdir())) == 1


def test_a_row_of_the_sidebar_is_exported(qtbot, started, choose, tmp_path) -> None:
    choose(tmp_path / "row.json")
    index = started.shelf.model.index_of(started.shelf.keeper.current_id)
    menu = started.shelf.sidebar.menu_for(index)
    next(action for action in menu.actions() if action.text() == "Export…").trigger()
    told(qtbot, started, "row.json")
    assert len(json.loads((tmp_path / "row.json").read_text("utf-8"))["conversations"]) == 1


def test_nothing_to_export_is_not_offered(started) -> None:
    started.chat.new_conversation()
    assert not entry(started, "Export this").isEnabled()
    assert not entry(started, "Print").isEnabled()


def test_a_backup_is_put_back(qtbot, started, choose, tmp_path, monkeypatch) -> None:
    choose(tmp_path / "copy")
    entry(started, "Back up").trigger()
    told(qtbot, started, "copy.sqlite3")
    first = started.shelf.keeper.current_id
    started.chat.new_conversation()
    started.chat.submit("Second question")
    qtbot.waitUntil(lambda: not started.chat.busy and started.shelf.model.rowCount() == 3)
    choose(tmp_path / "copy.sqlite3")
    monkeypatch.setattr(started.exchange_menu, "_sure", lambda _: False)
    entry(started, "Restore").trigger()
    assert started.chat.conversation.entries
    monkeypatch.setattr(started.exchange_menu, "_sure", lambda _: True)
    entry(started, "Restore").trigger()
    told(qtbot, started, "are restored")
    assert "kept as" in started.window.chat_view.notice.notice.hint
    qtbot.waitUntil(lambda: started.shelf.model.rowCount() == 2)
    assert started.shelf.model.summary(first) is not None
    assert started.chat.conversation.entries == []
    started.shelf.keeper.open(first)
    qtbot.waitUntil(lambda: started.shelf.keeper.current_id == first)
    assert started.chat.conversation.entries[0].text == "First question"


def test_what_is_no_backup_changes_nothing(qtbot, started, choose, tmp_path, monkeypatch) -> None:
    (tmp_path / "a.sqlite3").write_bytes(b"SQLite format 3\0" + b"junk" * 500)
    choose(tmp_path / "a.sqlite3")
    monkeypatch.setattr(started.exchange_menu, "_sure", lambda _: True)
    entry(started, "Restore").trigger()
    told(qtbot, started, "a.sqlite3 is no backup")
    qtbot.waitUntil(lambda: started.shelf.model.rowCount() == 2)


def test_a_pdf_holds_what_is_shown(qtbot, started, choose, tmp_path) -> None:
    choose(tmp_path / "a.pdf")
    entry(started, "Save as PDF").trigger()
    told(qtbot, started, "a.pdf")
    words = " ".join(pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text().split())
    assert "First question" in words
    assert "The harbour wakes early" in words
    started.printing.write_pdf(tmp_path / "none" / "b.pdf")
    assert "b.pdf cannot be written" in started.window.chat_view.notice.notice.title


def test_a_printed_page_loads_nothing_and_shows_html_as_text(qapp, tmp_path) -> None:
    from dataclasses import replace

    from PySide6.QtGui import QImage

    QImage(8, 8, QImage.Format.Format_RGB32).save(str(tmp_path / "p.png"))
    whole = made()
    hostile = f"![x]({(tmp_path / 'p.png').as_uri()}) <b>bold</b> <script>x</script>"
    messages = (replace(whole.messages[0], text=hostile),)
    document = document_of(replace(whole, messages=messages, leaf_id=None), "You", "Model")
    words = document.toPlainText()
    assert "<b>bold</b>" in words
    assert "some text" not in words
    assert "a.txt, 2 tokens" in words
