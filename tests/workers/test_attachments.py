"""The attachments thread: files are read one after the other, and can be given up."""

import threading

import pytest

from app.workers import attachments
from app.workers.attachments import AttachmentFiles, ReadFile
from tests.pdf_files import made_pdf


@pytest.fixture
def files(qtbot):
    made = AttachmentFiles()
    yield made
    made.shutdown()


def test_a_file_is_read_off_the_gui_thread(qtbot, files, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(made_pdf("First", "Second"))
    heard = []
    files.progressed.connect(lambda _, page, pages: heard.append((page, pages)))
    asked = ReadFile(tmp_path / "a.pdf")
    with qtbot.waitSignal(files.read) as read:
        files.ask(asked)
    assert read.args[0] is asked
    assert read.args[1].text == "First\n\nSecond"
    assert heard == [(1, 2), (2, 2)]


def test_what_is_given_up_tells_nothing(qtbot, files, tmp_path) -> None:
    told = []
    files.read.connect(lambda asked, _: told.append(asked))
    files.failed.connect(lambda asked, *_: told.append(asked))
    (tmp_path / "a.txt").write_text("a")
    given_up, kept = ReadFile(tmp_path / "none.txt"), ReadFile(tmp_path / "a.txt")
    given_up.cancel.set()
    files.ask(given_up)
    files.ask(kept)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [kept]


def test_problems_and_bugs_are_told_and_the_thread_goes_on(
    qtbot, files, tmp_path, monkeypatch
) -> None:
    with qtbot.waitSignal(files.failed) as failed:
        files.ask(ReadFile(tmp_path / "none.txt"))
    assert failed.args[1] == "none.txt is no file."

    def broken(*_: object) -> None:
        assert threading.current_thread() is not threading.main_thread()
        raise RuntimeError("a bug")

    monkeypatch.setattr(attachments, "read_attachment", broken)
    with qtbot.waitSignals([files.crashed, files.failed]):
        files.ask(ReadFile(tmp_path / "a.txt"))
