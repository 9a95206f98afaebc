"""Ways to ask an operating system not to sleep of its own accord."""

import ctypes
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QProcess

log = logging.getLogger(__name__)

ES_CONTINUOUS = 0x80000000
ES_SYSTEM_REQUIRED = 0x00000001


class SleepBlock(Protocol):
    """Asks and takes it back; neither ever fails, where it cannot be had nothing happens.

    The screen may go dark, and closing the lid still sends the machine to sleep.
    """

    def hold(self) -> None:
        """Keep the system awake from now on."""
        ...

    def release(self) -> None:
        """Let it sleep again."""
        ...


class ProcessBlock:
    """A program that keeps the system awake for as long as it runs.

    It ends by itself when this process does: one ends with its standard input, the other one
    watches the process.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._process: QProcess | None = None

    @property
    def holds(self) -> bool:
        """Whether the program runs."""
        process = self._process
        return process is not None and process.state() is not QProcess.ProcessState.NotRunning

    def hold(self) -> None:
        if self._process is None:
            self._process = QProcess()
            self._process.errorOccurred.connect(self._note_error)
            self._process.start(self._command[0], list(self._command[1:]))

    def _note_error(self, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            log.info("the system is not kept awake: %s did not start", self._command[0])

    def release(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.closeWriteChannel()
        if process.state() is not QProcess.ProcessState.NotRunning:
            process.terminate()
            process.waitForFinished(1000)
        if process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(1000)


class WindowsBlock:
    """SetThreadExecutionState, which ends with this process."""

    def hold(self) -> None:
        self._set(ES_CONTINUOUS | ES_SYSTEM_REQUIRED)

    def release(self) -> None:
        self._set(ES_CONTINUOUS)

    @staticmethod
    def _set(state: int) -> None:
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows only
        if not kernel.SetThreadExecutionState(ctypes.c_uint(state)):
            log.info("the system is not kept awake: SetThreadExecutionState failed")


class NoBlock:
    """Where there is no way."""

    def hold(self) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""


def system_block(platform: str = sys.platform) -> SleepBlock:
    """Return this system's way.

    On Linux logind's inhibitor, through the program that holds it until its input ends; on macOS
    caffeinate's assertion.
    """
    if platform == "win32":
        return WindowsBlock()
    if platform == "darwin":
        caffeinate = shutil.which("caffeinate")
        return (
            NoBlock()
            if caffeinate is None
            else ProcessBlock((caffeinate, "-i", "-w", str(os.getpid())))
        )
    inhibit, cat = shutil.which("systemd-inhibit"), shutil.which("cat")
    if inhibit is None or cat is None:
        return NoBlock()
    what = ("--what=idle:sleep", "--who=Foretoken", "--why=Answering or downloading")
    return ProcessBlock((inhibit, *what, "--mode=block", cat))
