"""Files that go with a question: dropped, pasted, counted, sent, kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest

from app.store.chat_store import ChatStore
from app.ui.attachments.pending import MOST_FILES
from app.ui.file_intake import kind_of
from tests.pdf_files import made_pdf


@pytest.fixture
def desk(parts):
    return parts.attachments


def files_data(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window, *paths: Path) -> None:
    data = files_data(*paths)  # the event does not keep it
    event = QDropEvent(
        QPoint(50, 50).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def ready(qtbot, desk) -> None:
    pending = desk.pending
    qtbot.waitUntil(lambda: not pending.reading and pending.exact)


def ask(qtbot, parts, text: str) -> None:
    parts.window.chat_view.composer.set_text(text)
    parts.window.chat_view.composer.button.click()
    qtbot.waitUntil(lambda: parts.chat.conversation.entries and not parts.chat.busy)


@pytest.fixture
def notes(tmp_path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("one two three\n")
    return path


def test_a_dropped_file_becomes_a_chip_with_its_tokens(qtbot, parts, desk, notes) -> None:
    assert not desk.tray.isVisible()
    drop(parts.window, notes)
    ready(qtbot, desk)
    assert desk.tray.isVisible()
    (chip,) = desk.tray.chips
    assert chip.name.text() == "notes.txt"
    # The scripted engine counts words: the name, two fences, three words.
    assert chip.facts.text().endswith("6 tokens")
    assert "notes.txt" in chip.accessibleName()


def test_what_is_sent_kept_and_shown(qtbot, parts, desk, notes, script, profile) -> None:
    drop(parts.window, notes)
    ready(qtbot, desk)
    ask(qtbot, parts, "What is it?")
    sent = script.requests[-1].messages[-1].content
    assert sent == "notes.txt:\n```txt\none two three\n```\n\nWhat is it?"
    assert not desk.tray.isVisible()
    shown = parts.window.chat_view.transcript.toPlainText()
    assert shown.count("notes.txt, 6 tokens") == 1
    assert "one two three" not in shown
    parts.storage.shutdown()
    store = ChatStore(profile.conversations_file)
    (name,) = store.all_ids()
    kept = store.load(name)
    store.close()
    assert kept is not None
    assert kept.messages[0].attachments == (("notes.txt", "one two three\n"),)
    parts.chat.open(kept)
    shown = parts.window.chat_view.transcript.toPlainText()
    assert shown.count("notes.txt, 6 tokens") == 1
    ask(qtbot, parts, "And?")
    assert script.requests[-1].messages[0].content == sent


def test_an_edited_question_keeps_its_files(qtbot, parts, desk, notes, script) -> None:
    drop(parts.window, notes)
    ready(qtbot, desk)
    ask(qtbot, parts, "What is it?")
    parts.chat.ask_otherwise(parts.chat.conversation.entries[0], "How long is it?")
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert script.requests[-1].messages[-1].content.startswith("notes.txt:\n")
    assert parts.window.chat_view.transcript.toPlainText().count("notes.txt, 6 tokens") == 1


def test_a_pasted_file_is_attached_and_text_is_text(qtbot, parts, desk, notes) -> None:
    edit = parts.window.chat_view.composer.edit
    data = files_data(notes)
    assert edit.canInsertFromMimeData(data)
    edit.insertFromMimeData(data)
    ready(qtbot, desk)
    assert [item.name for item in desk.pending.items] == ["notes.txt"]
    text = QMimeData()
    text.setText("plain")
    edit.insertFromMimeData(text)
    assert edit.toPlainText() == "plain"


def test_a_pasted_picture_is_refused_in_words(parts, desk) -> None:
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    parts.window.chat_view.composer.edit.insertFromMimeData(data)
    assert "no images" in parts.window.chat_view.notice.notice.title
    assert desk.pending.items == []


def test_chips_go_by_mouse_and_by_keyboard(qtbot, parts, desk, tmp_path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name)
    desk.add([tmp_path / f"{name}.txt" for name in "abc"])
    ready(qtbot, desk)
    desk.tray.chips[0].button.click()
    assert [item.name for item in desk.pending.items] == ["b.txt", "c.txt"]
    button = desk.tray.chips[0].button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Delete)
    assert [item.name for item in desk.pending.items] == ["c.txt"]
    assert desk.tray.chips[0].button.accessibleName().startswith("Remove c.txt")
    QTest.keyClick(desk.tray.chips[0].button, Qt.Key.Key_Return)
    assert not desk.tray.isVisible()


def test_a_file_that_cannot_be_read_is_told_and_goes(qtbot, parts, desk, tmp_path) -> None:
    (tmp_path / "scan.pdf").write_bytes(made_pdf(""))
    desk.add([tmp_path / "scan.pdf"])
    composer = parts.window.chat_view.composer
    composer.set_text("x")
    assert not composer.button.isEnabled(), "nothing is sent while a file is read"
    qtbot.waitUntil(lambda: not desk.pending.items)
    assert "holds no text" in parts.window.chat_view.notice.notice.title
    assert composer.button.isEnabled()


def test_what_does_not_fit_is_said_before_it_is_sent(qtbot, parts, desk, tmp_path) -> None:
    (tmp_path / "big.txt").write_text("word " * 5000)
    desk.add([tmp_path / "big.txt"])
    ready(qtbot, desk)
    assert "5,003 tokens; the context holds 4,096" in desk.tray.line.text()
    assert desk.tray.line.property("over")
    desk.pending.remove(desk.pending.items[0])
    ask(qtbot, parts, "x")
    (tmp_path / "fits.txt").write_text("word " * 4000)
    desk.add([tmp_path / "fits.txt"])
    ready(qtbot, desk)
    assert "only 3,970 of the context's 4,096" in desk.tray.line.text()
    parts.chat.new_conversation()
    assert not desk.tray.line.isVisible()


def test_until_it_is_counted_it_is_an_estimate(qtbot, make_parts, notes) -> None:
    parts = make_parts()
    desk = parts.attachments
    desk.add([notes])
    qtbot.waitUntil(lambda: not desk.pending.reading)
    assert desk.tray.chips[0].facts.text().endswith("about 9 tokens")
    parts.pairs.start()
    ready(qtbot, desk)
    assert desk.tray.chips[0].facts.text().endswith("6 tokens")
    assert "about" not in desk.tray.chips[0].facts.text()


def test_more_files_than_go_with_a_message_are_left_out(qtbot, parts, desk, notes) -> None:
    desk.add([notes] * (MOST_FILES + 3))
    assert len(desk.pending.items) == MOST_FILES
    assert f"At most {MOST_FILES} files" in parts.window.chat_view.notice.notice.title
    ready(qtbot, desk)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.gguf", b"", "model"),
        ("model.bin", b"GGUF\3", "model"),
        ("a.json", b'{\n"format": "foretoken-trace"', "trace"),
        ("a.json", b'{"a": 1}', "other"),
        ("a.txt", b"GGUf", "other"),
    ],
)
def test_kinds_of_files(tmp_path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert kind_of(tmp_path / name) == kind
    assert kind_of(tmp_path / "none.txt") == "other"
