"""Files are inspected off the GUI thread; what cannot be read is said, not raised."""

from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from app.core.errors import AppError
from app.workers.gguf_files import FileReport, GgufFiles
from app.workers.gguf_inspection import inspect_file
from tests.gguf_pairs import write_eagle3_pair


def _inspect(path: Path) -> FileReport:
    if path.name == "bad":
        raise AppError("bad is not a GGUF.", "Choose another.")
    if path.name == "bug":
        raise RuntimeError("oops")
    assert QThread.currentThread().objectName() == "gguf files"
    return FileReport(path, "target")


@pytest.fixture
def files(qtbot):
    made = GgufFiles(_inspect)
    yield made
    made.shutdown()


def test_a_report_comes_back(qtbot, files):
    with qtbot.waitSignal(files.inspected) as got:
        files.inspect(Path("good"))
    assert got.args == [FileReport(Path("good"), "target")]


def test_an_unusable_file_comes_with_its_reason(qtbot, files):
    with qtbot.waitSignal(files.inspected) as got:
        files.inspect(Path("bad"))
    assert got.args == [
        FileReport(Path("bad"), "unusable", "bad is not a GGUF.", "Choose another.")
    ]


def test_a_bug_is_reported_and_the_file_is_unusable(qtbot, files):
    with qtbot.waitSignals([files.crashed, files.inspected]):
        files.inspect(Path("bug"))


def test_something_that_is_no_gguf_is_refused(tmp_path):
    file = tmp_path / "notes.gguf"
    file.write_text("hello")
    with pytest.raises(AppError):
        inspect_file(file)


def test_drafters_are_told_from_targets(tmp_path):
    target, drafter = write_eagle3_pair(tmp_path)
    assert inspect_file(drafter) == FileReport(drafter, "drafter")
    assert inspect_file(target) == FileReport(target, "target", drafters=(drafter,))
