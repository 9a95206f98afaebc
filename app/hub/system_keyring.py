"""The operating system's secret service through `keyring`; backends that write files are not it."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from app.hub.token import Keyring, KeyringError

log = logging.getLogger(__name__)

Result = TypeVar("Result")

SERVICES = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""Modules of `keyring` that keep secrets in a service; keyrings.alt's write plain files."""


def system_keyring() -> Keyring | None:
    """Return the system's secret service, None where there is none."""
    import keyring  # noqa: PLC0415 - a quarter of a second, and talks to the session bus

    try:
        found = _guarded(lambda: cast(Any, keyring.get_keyring()))
    except KeyringError:
        return None
    for backend in _members(found):
        if type(backend).__module__.startswith(SERVICES):
            return SystemKeyring(backend)
    return None


class SystemKeyring:
    """A backend of `keyring`, whose many errors become one that quotes nothing."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def get_password(self, service: str, username: str, /) -> str | None:
        return _guarded(lambda: self._backend.get_password(service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        _guarded(lambda: self._backend.set_password(service, username, password))

    def delete_password(self, service: str, username: str, /) -> None:
        _guarded(lambda: self._backend.delete_password(service, username))


def _members(found: Any) -> Iterable[Any]:
    """Return a backend, or those that a chain of them holds, best first."""
    return getattr(found, "backends", None) or (found,)


def _guarded(ask: Callable[[], Result]) -> Result:
    try:
        return ask()
    except Exception as problem:  # noqa: BLE001 - backends raise whatever their systems raise
        log.warning("keyring: %s", type(problem).__name__)
        # Without the cause: its text may quote what was to be kept.
        raise KeyringError(type(problem).__name__) from None
