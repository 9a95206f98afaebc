"""The hub as the settings and the environment say to reach it."""

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
