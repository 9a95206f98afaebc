"""Settings come before the environment; addresses that cannot be are said."""

import pytest

from app.core.errors import AppError
from app.core.settings import Settings
from app.hub.connection import HUGGING_FACE, connection_from


def test_the_hub_itself_without_any_choice():
    found = connection_from(Settings(), {})
    assert (found.endpoint, found.host) == (HUGGING_FACE, "huggingface.co")
    assert not found.offline
    assert found.takes_token


def test_the_environment_counts_where_the_settings_say_nothing(tmp_path):
    ca = tmp_path / "ca.pem"
    ca.touch()
    environ = {
        "HF_ENDPOINT": "https://mirror.example/hf/",
        "SSL_CERT_FILE": str(ca),
        "HF_HUB_OFFLINE": "yes",
    }
    found = connection_from(Settings(), environ)
    assert (found.endpoint, found.ca, found.offline) == (
        "https://mirror.example/hf",
        str(ca),
        True,
    )
    assert "HF_HUB_OFFLINE" in found.offline_reason
    chosen = Settings(hub_endpoint="http://localhost:8080", hub_offline=True)
    found = connection_from(chosen, environ)
    assert found.endpoint == "http://localhost:8080"
    assert "Settings" in found.offline_reason


@pytest.mark.parametrize(
    "named",
    ["huggingface.co", "ftp://hub", "https://", "https://hub:port", "https://hub/?a=b", "x y"],
)
def test_an_address_that_cannot_be(named):
    with pytest.raises(AppError, match="not the address of a hub"):
        connection_from(Settings(hub_endpoint=named), {})


def test_a_password_in_the_address_is_refused_without_quoting_it():
    with pytest.raises(AppError) as got:
        connection_from(Settings(), {"HF_ENDPOINT": "https://ada:secret@hub.example"})
    assert "secret" not in str(got.value)


def test_a_certificate_file_that_is_gone(tmp_path):
    with pytest.raises(AppError, match=r"gone\.pem"):
        connection_from(Settings(hub_ca=str(tmp_path / "gone.pem")), {})


def test_a_proxys_password_is_not_shown():
    found = connection_from(Settings(hub_proxy="http://ada:secret@proxy:1"), {})
    assert "secret" not in repr(found)
