"""The one place for HTTP: clients that know the way to the hub and to whom the token may go."""

import logging
import platform
import threading
import weakref
from collections.abc import Callable
from types import TracebackType

import httpx2

from app import __version__
from app.hub import patience, proxies
from app.hub.connection import Connection
from app.hub.patience import Patience
from app.hub.transport import HubTransport

# It writes every address into the log: what was searched for, and signed addresses of files.
logging.getLogger("httpx2").setLevel(logging.WARNING)

USER_AGENT = f"foretoken/{__version__}; python/{platform.python_version()}"
MAX_REDIRECTS = 10

TokenSource = Callable[[], str]
"""Returns the token to send, "" for none; asked at each request."""


def no_token() -> str:
    """Send none."""
    return ""


class HubClient:
    """Asks the hub, and fetches from where it sends us.

    Every failure on the way is raised as failures.HubError; see transport.HubTransport.
    """

    def __init__(
        self,
        connection: Connection,
        token: TokenSource = no_token,
        patience: Patience | None = None,
    ) -> None:
        self.connection = connection
        self._token = token
        self._patience = patience or Patience()
        self._lock = threading.Lock()
        self._own: httpx2.Client | None = None
        self._sessions: weakref.WeakSet[httpx2.Client] = weakref.WeakSet()

    def token(self) -> str:
        """Return the token to send to the hub; "" none, or none that may go over this line."""
        return self._token() if self.connection.takes_token else ""

    def new_session(self, patience: Patience | None = None) -> httpx2.Client:
        """Return a client of its own, closed with this one at the latest. Raises AppError.

        Redirects are followed; the token goes to the hub's own scheme, host and port only.
        `Patience(attempts=1)` leaves second attempts to the caller.
        """
        made = httpx2.Client(
            transport=HubTransport(self.connection, patience or self._patience),
            event_hooks={"request": [self._authorize]},
            headers={"User-Agent": USER_AGENT},
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            trust_env=False,
        )
        self._sessions.add(made)
        return made

    def get(self, path: str, cancel: threading.Event | None = None) -> httpx2.Response:
        """Return the hub's answer to a question, whole; `path` begins with a slash.

        Any status but 408, 429 and 5xx may come. Raises HubError.
        """
        with patience.until(cancel):
            return self._session().get(f"{self.connection.endpoint}{path}")

    def check_way(self) -> str:
        """Return "host:port" of the proxy to the hub, "" for none; nothing is sent.

        Raises AppError for a proxy or a certificate file that cannot be.
        """
        self.new_session().close()
        endpoint = self.connection.endpoint
        return proxies.shown(proxies.proxy_for(httpx2.URL(endpoint), self.connection.proxy))

    def close(self) -> None:
        """Close all connections, those of sessions made here too."""
        with self._lock:
            for session in list(self._sessions):
                session.close()
            self._own = None

    def __enter__(self) -> "HubClient":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _session(self) -> httpx2.Client:
        with self._lock:
            if self._own is None:
                self._own = self.new_session()
            return self._own

    def _authorize(self, request: httpx2.Request) -> None:
        """Runs for every request, those after a redirect too."""
        request.headers.pop("Authorization", None)
        hub = httpx2.URL(self.connection.endpoint)
        if request.url.origin == hub.origin and (token := self.token()):
            request.headers["Authorization"] = f"Bearer {token}"
