"""The hub's token: kept in the system's keyring or for this run only, never in a file of ours."""

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from app.core.errors import AppError
from app.core.repositories import TokenPlace, TokenState

SERVICE = "foretoken"
MAX_LENGTH = 512
TRUE = frozenset({"1", "ON", "YES", "TRUE"})


class Keyring(Protocol):
    """What is used of the system's secret service; any call may raise KeyringError."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """Return what is kept under these names, None if nothing is."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep it."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Keep it no longer."""
        ...


class KeyringError(Exception):
    """The secret service did not do it. Holds no text of the service's, which might quote."""


class TokenStore:
    """The token for one hub, and where it comes from.

    In order: given in this run, the keyring, HF_TOKEN, huggingface_hub's own login. The last two
    are read, never written: huggingface_hub's own reader may refresh a login and write it.
    """

    def __init__(
        self,
        endpoint: str,
        find_keyring: Callable[[], Keyring | None],
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._find_keyring = find_keyring
        self._keyring: Keyring | None = None
        self._environ = os.environ if environ is None else environ
        self._lock = threading.Lock()
        self._given = ""
        self._given_is_kept = False
        self._problem = ""
        self._looked = False

    def token(self) -> str:
        """Return the token to send, "" for none. May ask the keyring, which may ask the user."""
        return self._find()[0]

    def state(self) -> TokenState:
        """Return what may be shown of it."""
        place = self._find()[1]
        return TokenState(place, keyring_problem=self._problem)

    def keep(self, text: str) -> TokenState:
        """Use this token from now on, and keep it if there is a keyring. Raises AppError."""
        token = text.strip()
        if token != _clean(token) or not token:
            raise AppError(
                "This is not a token.",
                "A token of huggingface.co begins with hf_ and has no spaces. Copy it again from "
                "the hub's page of access tokens.",
            )
        with self._lock:
            self._look()
            self._given, self._given_is_kept = token, False
            if self._keyring is not None:
                try:
                    self._keyring.set_password(SERVICE, self._endpoint, token)
                    self._given_is_kept, self._problem = True, ""
                except KeyringError:
                    self._problem = _KEYRING_FAILS
        return self.state()

    def forget(self) -> TokenState:
        """Remove the token given here. Raises AppError if it comes from elsewhere."""
        place = self._find()[1]
        if place is TokenPlace.ENVIRONMENT:
            raise AppError("The token comes from HF_TOKEN.", "Unset it, and start again.")
        if place is TokenPlace.LOGIN:
            raise AppError(
                "The token comes from a login with huggingface_hub.", "End it with: hf auth logout"
            )
        with self._lock:
            kept, self._given, self._given_is_kept = self._given_is_kept, "", False
            if kept and self._keyring is not None:
                try:
                    self._keyring.delete_password(SERVICE, self._endpoint)
                except KeyringError as problem:
                    raise AppError(
                        "The token could not be removed from the keyring.",
                        "Remove the entry foretoken with the system's own keyring program.",
                    ) from problem
        return self.state()

    def _find(self) -> tuple[str, TokenPlace]:
        with self._lock:
            self._look()
            if self._given:
                kept = self._given_is_kept
                return self._given, TokenPlace.KEYRING if kept else TokenPlace.THIS_RUN
        return self._found_elsewhere()

    def _look(self) -> None:
        """Read the keyring once, when first needed: the system may ask the user to unlock it."""
        if self._looked:
            return
        self._looked = True
        self._keyring = self._find_keyring()
        if self._keyring is None:
            self._problem = _NO_KEYRING
            return
        try:
            self._given = self._keyring.get_password(SERVICE, self._endpoint) or ""
            self._given_is_kept = bool(self._given)
        except KeyringError:
            self._problem = _KEYRING_FAILS

    def _found_elsewhere(self) -> tuple[str, TokenPlace]:
        if self._environ.get("HF_HUB_DISABLE_IMPLICIT_TOKEN", "").upper() in TRUE:
            return "", TokenPlace.NONE
        for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
            if token := _clean(self._environ.get(name, "")):
                return token, TokenPlace.ENVIRONMENT
        try:
            token = _clean(login_file(self._environ).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            token = ""
        return (token, TokenPlace.LOGIN) if token else ("", TokenPlace.NONE)


def login_file(environ: Mapping[str, str]) -> Path:
    """Return where huggingface_hub keeps its login (its constants.HF_TOKEN_PATH)."""
    cache = Path(environ.get("XDG_CACHE_HOME") or "~/.cache")
    home = Path(environ.get("HF_HOME") or cache / "huggingface")
    return Path(environ.get("HF_TOKEN_PATH") or home / "token").expanduser()


def _clean(text: str) -> str:
    token = text.strip()
    usable = token.isascii() and token.isprintable() and " " not in token
    return token if usable and len(token) <= MAX_LENGTH else ""


_NO_KEYRING = "This system has no keyring service, so a token lives for this run only."
_KEYRING_FAILS = "The system's keyring is locked or fails, so a token lives for this run only."
