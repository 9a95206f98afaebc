"""Crash hook and dialog, the log, and the collector."""

import gc
import logging
import sys
import threading

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication

from app.ui.errors import CrashHook, build_report
from app.ui.gui_gc import GuiGarbageCollector
from app.ui.log_file import last_lines, start_log, stop_log


@pytest.fixture
def hook(qtbot, tmp_path):
    made = CrashHook(tmp_path)
    yield made
    if made.dialog is not None:
        made.dialog.close()


def _raise() -> None:
    raise ValueError("the drafter sneezed")


def test_an_uncaught_exception_becomes_a_copyable_report(qtbot, hook, tmp_path):
    try:
        _raise()
    except ValueError as problem:
        hook._uncaught(type(problem), problem, problem.__traceback__)
    assert hook.dialog is not None
    text = hook.dialog.report.toPlainText()
    assert "the drafter sneezed" in text and "PySide6-Essentials" in text
    hook.dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == text
    assert list(tmp_path.glob("crash-*.txt"))


def test_a_thread_that_dies_reports_on_the_gui_thread(qtbot, hook):
    before = threading.excepthook
    threading.excepthook = hook._uncaught_in_thread
    try:
        thread = threading.Thread(target=_raise)
        thread.start()
        thread.join()
    finally:
        threading.excepthook = before
    qtbot.waitUntil(lambda: hook.dialog is not None)


def test_a_second_crash_does_not_pile_up_dialogs(qtbot, hook, tmp_path):
    hook.show_report("Traceback\nValueError: one")
    first = hook.dialog
    hook.show_report("Traceback\nValueError: two")
    assert hook.dialog is first
    first.close()
    assert hook.dialog is None


def test_install_and_uninstall(qtbot, hook):
    before = sys.excepthook
    hook.install()
    assert sys.excepthook == hook._uncaught
    hook.uninstall()
    assert sys.excepthook is sys.__excepthook__
    sys.excepthook = before


@pytest.mark.qt_no_exception_capture
def test_qt_messages_go_to_the_log(qtbot, hook, caplog):
    hook.install()
    try:
        with caplog.at_level(logging.DEBUG, logger="qt"):
            qWarning("a widget complained")
    finally:
        hook.uninstall()
    assert any("a widget complained" in record.message for record in caplog.records)


def test_the_report_ends_with_the_log(tmp_path):
    handler = start_log(tmp_path)
    try:
        logging.getLogger("app.test").info("pair loaded")
    finally:
        stop_log(handler)
    assert "pair loaded" in build_report("Traceback", tmp_path)
    assert len(last_lines(tmp_path / "foretoken.log", 1)) == 1
    assert last_lines(tmp_path / "none.log") == []


def test_the_log_rotates(tmp_path):
    handler = start_log(tmp_path)
    handler.maxBytes = 2000
    try:
        for number in range(100):
            logging.getLogger("app.test").info("line %d of many words to fill a file", number)
    finally:
        stop_log(handler)
    assert len(list(tmp_path.glob("foretoken.log*"))) == 4


def test_collection_moves_to_the_gui_timer_and_back(qtbot):
    collector = GuiGarbageCollector()
    try:
        assert not gc.isenabled()
        kept = [[number] for number in range(5000)]
        before = gc.get_count()[0]
        collector.collect()
        assert len(kept) == 5000
        assert gc.get_count()[0] < before
    finally:
        collector.stop()
    assert gc.isenabled()
