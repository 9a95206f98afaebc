"""Our own bugs: every way out of Python and Qt leads into the log and one readable dialog."""

import logging
import platform
import sys
import threading
import time
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.log_file import FILE_NAME, last_lines

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

PACKAGES = ("foretoken", "PySide6-Essentials", "llama-cpp-python", "numpy")

QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def versions() -> str:
    """Return a line for every part that a bug may lie in."""
    lines = [f"Python {platform.python_version()} on {platform.platform()}"]
    for name in PACKAGES:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} not installed")
    return "\n".join(lines)


def build_report(trace: str, logs: Path) -> str:
    """Return what a maintainer needs: the traceback, versions and the last log lines."""
    tail = "\n".join(last_lines(logs / FILE_NAME))
    when = time.strftime("%Y-%m-%d %H:%M:%S")
    return f"Foretoken crash report, {when}\n\n{trace.strip()}\n\n{versions()}\n\nLog:\n{tail}\n"


class CrashDialog(QDialog):
    """Says what happened in a sentence; the report can be read and copied."""

    def __init__(self, summary: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Foretoken hit a bug"))
        self.resize(640, 440)
        title = QLabel(self.tr("Something went wrong inside Foretoken."), self)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        words = QLabel(
            self.tr(
                "{summary}\n\nThe conversation is still there and you can go on. The report below "
                "holds versions and log lines, nothing you wrote."
            ).format(summary=summary),
            self,
        )
        words.setWordWrap(True)
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy_button = QPushButton(self.tr("Copy report"), self)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for widget in (title, words, self.report, buttons):
            column.addWidget(widget)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(self.tr("Copied"))


class CrashHook(QObject):
    """Catches what nobody caught, in any thread; shows one dialog at a time on the GUI thread.

    Signals:
        caught(str): a traceback, from whichever thread.
    """

    caught = Signal(str)

    def __init__(self, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs = logs
        self.dialog: CrashDialog | None = None
        self.caught.connect(self.show_report)

    def install(self) -> None:
        """Take over Python's and Qt's last exits."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(self._qt_message)

    def uninstall(self) -> None:
        """Give them back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _uncaught(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        text = "".join(traceback.format_exception(kind, problem, trace))
        log.critical("uncaught: %s", text)
        self.caught.emit(text)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    @staticmethod
    def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        qt_log.log(QT_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)

    @Slot(str)
    def show_report(self, trace: str) -> None:
        """Save a report and show it, unless one is being read."""
        report = build_report(trace, self._logs)
        file = self._logs / f"crash-{time.strftime('%Y%m%d-%H%M%S')}.txt"
        try:
            file.write_text(report, encoding="utf-8")
        except OSError as problem:
            log.warning("report not saved: %s", problem)
        if self.dialog is not None:
            return
        summary = trace.strip().splitlines()[-1][:200] if trace.strip() else ""
        self.dialog = CrashDialog(summary, report)
        self.dialog.finished.connect(self._forget)
        self.dialog.show()

    @Slot()
    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
