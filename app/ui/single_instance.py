"""One window a profile: a second start raises the first and hands it the files to open."""

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

ANSWER_MS = 1_000


class SingleInstance(QObject):
    """Holds the profile's lock and listens for later starts.

    Signals:
        raised(tuple[str, ...]): another start wants the window in front, with these files.
    """

    raised = Signal(object)

    def __init__(self, directory: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:16]
        self._name = f"foretoken-{digest}"
        self._lock = QLockFile(str(directory / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)

    def acquire(self, files: Sequence[Path] = ()) -> bool:
        """Return True if this is the profile's first window; else raise that one.

        A lock left by a process that died is taken over, its socket removed.
        """
        if not self._lock.tryLock(0):
            if self._hand_over(files):
                return False
            log.warning("the profile is locked but nobody answers; opening a window anyway")
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            log.warning("later starts cannot raise this window: %s", self._server.errorString())
        return True

    def release(self) -> None:
        """Stop listening and free the profile."""
        self._server.close()
        self._lock.unlock()

    def _hand_over(self, files: Sequence[Path]) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_MS):
            return False
        socket.write(json.dumps([str(file.resolve()) for file in files]).encode() + b"\n")
        sent = socket.waitForBytesWritten(ANSWER_MS)
        socket.disconnectFromServer()
        return sent

    @Slot()
    def _accept(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.readyRead.connect(self._read)
            connection.disconnected.connect(connection.deleteLater)
            if connection.canReadLine():
                self._read_from(connection)

    @Slot()
    def _read(self) -> None:
        sender = self.sender()
        if isinstance(sender, QLocalSocket):
            self._read_from(sender)

    def _read_from(self, connection: QLocalSocket) -> None:
        if not connection.canReadLine():
            return
        try:
            sent = json.loads(bytes(connection.readLine().data()))
        except ValueError:
            sent = []
        files = [name for name in sent if isinstance(name, str)] if isinstance(sent, list) else []
        self.raised.emit(tuple(files))
