"""The test hub over real sockets: two servers, the hub and its CDN, each with a port of its own."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast

from tests.hub_server import api, control, files
from tests.hub_server.faults import Served
from tests.hub_server.replies import FileRange, Reply, Request, error_reply
from tests.hub_server.repos import Repository
from tests.hub_server.state import Hub

Room = Callable[[Request, Hub], Reply | None]
"""Answers a request, or leaves it to the next room."""

ROOMS: tuple[Room, ...] = (control.answer, api.answer, files.answer)


class HubServer:
    """A context manager: listens on 127.0.0.1 while it is entered.

    Attributes:
        hub: what it serves and what goes wrong; may change at any time.
    """

    def __init__(self, *repositories: Repository, rooms: tuple[Room, ...] = ROOMS) -> None:
        self.hub = Hub()
        self.hub.put(*repositories)
        self._listeners = [_Listener(name, self.hub, rooms) for name in ("hub", "cdn")]
        self.hub.url, self.hub.cdn_url = (listener.url for listener in self._listeners)

    @property
    def url(self) -> str:
        """The endpoint, as for HF_ENDPOINT."""
        return self.hub.url

    def stop_listening(self) -> None:
        """Go away, as a network does: connections break, new ones are refused."""
        for listener in self._listeners:
            listener.stop()

    def __enter__(self) -> Self:
        for listener in self._listeners:
            listener.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_listening()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, name: str, hub: Hub, rooms: tuple[Room, ...]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.name, self.hub, self.rooms = name, hub, rooms
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name=name)
        self._stopped = False
        self._open: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        if self._stopped:
            return
        self._stopped = True
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()
        with self._lock:
            ends = dict(self._open)
        for connection in ends:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in ends.values():
            thread.join(5)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open[request] = threading.current_thread()
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                del self._open[request]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients break off all the time here; anything else would be shown by the test."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    do_HEAD = do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Answers are recorded, not printed."""

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        listener = cast(_Listener, self.server)
        request = Request(
            listener.name,
            self.command,
            self.path,
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(length),
        )
        for room in listener.rooms:
            reply = room(request, listener.hub)
            if reply is not None:
                break
        else:
            reply = error_reply(404, "", "Sorry, we can't find the page you are looking for.")
        self._send(request, reply, listener.hub)

    def _send(self, request: Request, reply: Reply, hub: Hub) -> None:
        body = reply.body
        if isinstance(body, FileRange):
            length, pieces = body.end - body.start, files.pieces(hub, body)
        else:
            length, pieces = len(body), iter([body])
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        # Before the body: who has read it all finds it recorded, and no byte sent is uncounted.
        count = hub.record(
            Served(
                request.host,
                request.method,
                request.target,
                request.headers.get("range", ""),
                reply.status,
                0,
                request.headers.get("authorization", ""),
            )
        )
        self.end_headers()
        try:
            if self.command != "HEAD":
                for piece in pieces:
                    count(len(piece))
                    self.connection.sendall(piece)
        except files.ConnectionCut as cut:
            self._cut(cut.reset)
        except OSError:
            self.close_connection = True

    def _cut(self, reset: bool) -> None:
        self.close_connection = True
        if reset:
            off = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, off)
            # shutdown() by socketserver would send a FIN first.
            self.connection.close()
