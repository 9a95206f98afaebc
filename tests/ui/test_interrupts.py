"""Signals reach Qt's event loop, and go back to who had them."""

import os
import signal

from PySide6.QtCore import QTimer

from app.ui.interrupts import Interrupts


def test_a_signal_wakes_an_idle_loop(qtbot):
    before = signal.getsignal(signal.SIGINT)
    interrupts = Interrupts()
    try:
        for _ in range(2):
            with qtbot.waitSignal(interrupts.asked, timeout=5000):
                QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGINT))
    finally:
        interrupts.stop()
    assert signal.getsignal(signal.SIGINT) is before
    assert signal.set_wakeup_fd(-1) == -1
