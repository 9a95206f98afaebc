"""The hub as the settings and the environment say to reach it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.settings import Settings
from app.hub.connection import connection_from
from app.hub.http import HubClient
from app.hub.system_keyring import system_keyring
from app.hub.token import Keyring, TokenStore


@dataclass(frozen=True, slots=True)
class Hub:
    """A client, and the token it sends."""

    client: HubClient
    tokens: TokenStore

    @property
    def endpoint(self) -> str:
        """The hub's address."""
        return self.client.connection.endpoint


def open_hub(
    settings: Settings,
    environ: Mapping[str, str] | None = None,
    find_keyring: Callable[[], Keyring | None] = system_keyring,
) -> Hub:
    """Return the hub; nothing is asked of it or of the keyring yet. Raises AppError."""
    connection = connection_from(settings, environ)
    tokens = TokenStore(connection.endpoint, find_keyring, environ)
    return Hub(HubClient(connection, tokens.token), tokens)


class SharedHub:
    """The one hub of a running window, made anew when its settings change; any thread may ask.

    A token that lives for this run only stays as long as the endpoint does.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        open_as: Callable[[Settings], Hub] = open_hub,
    ) -> None:
        self._settings = settings
        self._open = open_as
        self._lock = threading.Lock()
        self._way: tuple[object, ...] = ()
        self._hub: Hub | None = None
        self._clients: list[HubClient] = []

    def __call__(self) -> Hub:
        """Return the hub as it is to be reached now. Raises AppError for settings that cannot be.

        A client in use meanwhile goes on with what it was made for.
        """
        now = self._settings()
        way = (now.hub_endpoint, now.hub_proxy, now.hub_ca, now.hub_offline)
        with self._lock:
            if self._hub is None or way != self._way:
                made, before = self._open(now), self._hub
                if before is not None and before.endpoint == made.endpoint:
                    kept = HubClient(made.client.connection, before.tokens.token)
                    made = Hub(kept, before.tokens)
                self._hub, self._way = made, way
                self._clients.append(made.client)
            return self._hub

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for client in self._clients:
                client.close()
            self._clients.clear()
            self._hub = None
