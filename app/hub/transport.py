"""One exchange with the network: proxy, certificates, time limits, second attempts, plain words."""

import contextlib
import logging
import ssl
import threading
from collections.abc import Generator, Iterator
from typing import cast

import httpx2

from app.core.errors import AppError
from app.hub import failures, patience, proxies, refusals
from app.hub.connection import Connection
from app.hub.failures import HubError
from app.hub.patience import Patience

log = logging.getLogger(__name__)

CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 20.0
"""How long a connection may bring nothing before it counts as lost."""

MAX_ANSWER = 64 * 2**20
"""Bytes of an answer that is kept in memory; no list of the hub comes near."""

REPEATABLE = frozenset({"GET", "HEAD"})


class HubTransport(httpx2.BaseTransport):
    """Sends requests; everything that goes wrong on the way is raised as a HubError.

    Statuses other than 408, 429 and 5xx are answers, to be looked at by who asked. A response's
    body raises HubErrors too while it is read.
    """

    def __init__(self, connection: Connection, patience: Patience) -> None:
        self._connection = connection
        self._patience = patience
        self._trusted = _certificates(connection.ca)
        self._ways: dict[str, httpx2.HTTPTransport] = {}
        self._lock = threading.Lock()
        self._asking = 0
        self._closed = False

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if self._connection.offline:
            raise failures.offline(self._connection.offline_reason)
        _limit_waiting(request)
        proxy = proxies.proxy_for(request.url, self._connection.proxy)
        attempt = 1
        while True:
            try:
                return self._attempt(request, proxy)
            except HubError as problem:
                pause = self._patience.pause_after(attempt, problem.retry_after)
                if not problem.passing or request.method not in REPEATABLE or pause is None:
                    raise
                log.info("attempt %d at %s: %s", attempt, request.url.host, problem.title)
            patience.sleep(pause)
            attempt += 1

    def close(self) -> None:
        """Close all connections; while a given-up question is out, its end does that."""
        with self._lock:
            self._closed = True
            self._close_ways()

    def _close_ways(self) -> None:
        # A pool that is closed while it connects forgets that connection without closing it.
        if self._closed and not self._asking:
            for way in self._ways.values():
                way.close()

    @contextlib.contextmanager
    def _counted(self) -> Generator[None]:
        with self._lock:
            self._asking += 1
        try:
            yield
        finally:
            with self._lock:
                self._asking -= 1
                self._close_ways()

    def _attempt(self, request: httpx2.Request, proxy: str) -> httpx2.Response:
        way, shown = self._way(proxy), proxies.shown(proxy)
        # Whether it can be given up is known here, not on the thread that waits.
        whole = patience.can_be_cancelled()

        def ask() -> httpx2.Response:
            with self._counted():
                return _exchange(way, request, shown, whole=whole)

        response = patience.answer_of(ask)
        if response.status_code in refusals.BUSY_STATUSES:
            response.close()
            host = request.url.netloc.decode("ascii")
            raise refusals.busy(response, host, patience.asked_pause(response.headers))
        return response

    def _way(self, proxy: str) -> httpx2.HTTPTransport:
        with self._lock:
            if proxy not in self._ways:
                self._ways[proxy] = httpx2.HTTPTransport(
                    verify=self._trusted, proxy=proxy or None, trust_env=False
                )
            return self._ways[proxy]


class _Body(httpx2.SyncByteStream):
    """The bytes of an answer as they come; a broken connection is told in words."""

    def __init__(self, stream: httpx2.SyncByteStream, host: str, proxy: str) -> None:
        self._stream = stream
        self._host = host
        self._proxy = proxy

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except httpx2.HTTPError as problem:
            raise failures.explain(problem, self._host, self._proxy) from problem

    def close(self) -> None:
        self._stream.close()


def _exchange(
    way: httpx2.HTTPTransport, request: httpx2.Request, proxy: str, *, whole: bool
) -> httpx2.Response:
    host = request.url.netloc.decode("ascii")
    try:
        response = way.handle_request(request)
    except httpx2.HTTPError as problem:
        raise failures.explain(problem, host, proxy) from problem
    assert isinstance(response.stream, httpx2.SyncByteStream)
    body: httpx2.SyncByteStream = _Body(response.stream, host, proxy)
    if whole:
        body = httpx2.ByteStream(_all_of(body, host))
    return httpx2.Response(
        response.status_code,
        headers=response.headers,
        stream=body,
        extensions=response.extensions,
    )


def _all_of(body: httpx2.SyncByteStream, host: str) -> bytes:
    """Return a body at once. Raises HubError when it is larger than any answer of a hub."""
    got = bytearray()
    try:
        for part in body:
            got += part
            if len(got) > MAX_ANSWER:
                raise failures.not_a_hub(host)
    finally:
        body.close()
    return bytes(got)


def _limit_waiting(request: httpx2.Request) -> None:
    """Give every wait a limit: huggingface_hub asks for none."""
    asked = cast(dict[str, float | None], request.extensions.get("timeout", {}))
    limits = {
        "connect": CONNECT_SECONDS,
        "read": SILENCE_SECONDS,
        "write": SILENCE_SECONDS,
        "pool": SILENCE_SECONDS,
    }
    chosen = {name: asked.get(name) or limit for name, limit in limits.items()}
    request.extensions = {**request.extensions, "timeout": chosen}


def _certificates(ca: str) -> ssl.SSLContext:
    """Return the system's trusted certificates, and those of the file `ca`. Raises AppError."""
    context = httpx2.create_ssl_context()
    if ca:
        try:
            context.load_verify_locations(cafile=ca)
        except OSError as problem:
            raise AppError(
                f"The certificate file {ca} cannot be used.",
                "It must hold certificates in PEM form. Choose another in Settings or "
                "SSL_CERT_FILE.",
            ) from problem
    return context
