"""How the hub is reached: its address, proxies, certificates, and whether at all."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from app.core.errors import AppError
from app.core.settings import Settings

HUGGING_FACE = "https://huggingface.co"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
CA_VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
TRUE = frozenset({"1", "ON", "YES", "TRUE"})


@dataclass(frozen=True, slots=True)
class Connection:
    """How the hub is reached.

    Attributes:
        endpoint: scheme, host and maybe a path, without a slash at the end.
        proxy: an address that everything goes through; "" takes those of the system.
        ca: a PEM file of certificates trusted besides the system's; "" none.
        offline: nothing is asked of the network.
        offline_reason: what made it so, to be undone by the user.
    """

    endpoint: str = HUGGING_FACE
    proxy: str = field(default="", repr=False)
    ca: str = ""
    offline: bool = False
    offline_reason: str = ""

    @property
    def host(self) -> str:
        """The hub's host, with its port if it has one."""
        return urlsplit(self.endpoint).netloc

    @property
    def takes_token(self) -> bool:
        """Whether a token may be sent: over TLS, or to this very machine."""
        parts = urlsplit(self.endpoint)
        return parts.scheme == "https" or parts.hostname in LOOPBACK


def connection_from(settings: Settings, environ: Mapping[str, str] | None = None) -> Connection:
    """Return what the settings say, and the environment where they say nothing. Raises AppError."""
    environ = os.environ if environ is None else environ
    named = settings.hub_endpoint or environ.get("HF_ENDPOINT", "") or HUGGING_FACE
    ca = settings.hub_ca or next((v for name in CA_VARIABLES if (v := environ.get(name))), "")
    if ca and not Path(ca).is_file():
        raise AppError(
            f"The certificate file {ca} is not there.",
            "Choose another in Settings, or correct SSL_CERT_FILE.",
        )
    reason = ""
    if settings.hub_offline:
        reason = "Turn off offline mode in Settings."
    elif any(
        environ.get(name, "").upper() in TRUE for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    ):
        reason = "Unset HF_HUB_OFFLINE and start again."
    return Connection(_checked_endpoint(named), settings.hub_proxy, ca, bool(reason), reason)


def _checked_endpoint(named: str) -> str:
    address = named.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise AppError(
            f"{named} is not the address of a hub.",
            f"It must look like {HUGGING_FACE}. Correct it in Settings, or HF_ENDPOINT.",
        )
    if parts.username or parts.password:
        raise AppError(
            "The hub's address must not hold a name or a password.",
            "Give the token in Settings instead.",
        )
    return address
