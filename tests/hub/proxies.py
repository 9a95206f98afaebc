"""Proxies over real sockets: HTTP with CONNECT and a password, and SOCKS5."""

import base64
import contextlib
import socket
import socketserver
import struct
import threading
from types import TracebackType
from typing import Any, Self, cast


class _Proxy(socketserver.ThreadingTCPServer):
    """A context manager. `asked` is where clients wanted to go."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.asked: list[str] = []
        self.address = f"127.0.0.1:{self.server_address[1]}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        value: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients break off; the test shows what matters."""


class HttpProxy(_Proxy):
    """Passes plain requests on and answers CONNECT; wants this name and password."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__(_HttpHandler)
        self.wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


class SocksProxy(_Proxy):
    """SOCKS5 without a password."""

    def __init__(self) -> None:
        super().__init__(_SocksHandler)


class _HttpHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        proxy = cast(HttpProxy, self.server)
        line = self.rfile.readline().decode()
        headers: list[str] = []
        while (header := self.rfile.readline().decode()).strip():
            headers.append(header)
        if not any(h.strip().endswith(proxy.wanted) for h in headers):
            self.wfile.write(
                b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                b"Proxy-Authenticate: Basic\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        method, target, version = line.split()
        place = target.removeprefix("http://").partition("/")
        proxy.asked.append(place[0])
        with _connect(place[0]) as there:
            if method == "CONNECT":
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                sent = f"{method} /{place[2]} {version}\r\n" + "".join(
                    h for h in headers if not h.lower().startswith("proxy-")
                )
                there.sendall(f"{sent}\r\n".encode())
            _pass_on(self.connection, there)


class _SocksHandler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        here = cast(socket.socket, self.request)
        _, methods = _exactly(here, 2)
        _exactly(here, methods)
        here.sendall(b"\x05\x00")
        kind = _exactly(here, 4)[3]
        if kind == 1:
            host = socket.inet_ntoa(_exactly(here, 4))
        else:
            host = _exactly(here, _exactly(here, 1)[0]).decode()
        (port,) = struct.unpack(">H", _exactly(here, 2))
        cast(SocksProxy, self.server).asked.append(f"{host}:{port}")
        with _connect(f"{host}:{port}") as there:
            here.sendall(b"\x05\x00\x00\x01" + bytes(4) + bytes(2))
            _pass_on(here, there)


def _connect(place: str) -> socket.socket:
    host, _, port = place.partition(":")
    return socket.create_connection((host, int(port or 80)), timeout=5)


def _exactly(source: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        piece = source.recv(count - len(got))
        if not piece:
            raise ConnectionError
        got += piece
    return got


def _pass_on(here: socket.socket, there: socket.socket) -> None:
    def copy(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(piece)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=copy, args=(there, here), daemon=True)
    back.start()
    copy(here, there)
    back.join(5)
