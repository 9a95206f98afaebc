"""Only secret services count as keyrings; whatever they raise quotes nothing."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from app.hub import system_keyring as room
from app.hub.system_keyring import SystemKeyring, system_keyring
from app.hub.token import KeyringError


class Service(KeyringBackend):
    """Stands for the desktop's service."""

    priority = 5  # pyright: ignore[reportAssignmentType] - keyring's own way to say it

    def get_password(self, service, username):
        return f"{service}/{username}"

    def set_password(self, service, username, password):
        raise OSError(f"cannot keep {password}")


class PlainFile(Service):
    """Stands for keyrings.alt, which writes files."""


@pytest.fixture
def chosen(monkeypatch):
    monkeypatch.setattr(room, "SERVICES", (f"{Service.__module__}.trusted",))
    monkeypatch.setattr(Service, "__module__", f"{Service.__module__}.trusted")
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, PlainFile])
def test_no_service_no_keyring(chosen, backend):
    chosen(backend())
    assert system_keyring() is None


def test_a_service_is_used(chosen):
    chosen(Service())
    found = system_keyring()
    assert found is not None
    assert found.get_password("foretoken", "hub") == "foretoken/hub"


def test_a_service_in_a_chain_is_used_and_a_file_in_it_is_not(chosen, monkeypatch):
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlainFile(), Service()])
    chosen(chainer.ChainerBackend())
    assert isinstance(system_keyring(), SystemKeyring)
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlainFile()])
    assert system_keyring() is None


def test_errors_quote_nothing(chosen):
    chosen(Service())
    found = system_keyring()
    assert found is not None
    with pytest.raises(KeyringError) as got:
        found.set_password("foretoken", "hub", "hf_secret")
    assert "hf_secret" not in str(got.value)
    assert got.value.__cause__ is None
    assert got.value.__suppress_context__
