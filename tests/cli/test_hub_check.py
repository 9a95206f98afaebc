"""The doctor's line about the hub: the way there, and what is wrong with it."""

import pytest

from app.cli.hub_check import HubReport, check, line
from app.core import settings
from app.core.paths import Profile
from app.core.repositories import TokenPlace
from app.core.settings import Settings
from app.hub.connection import CA_VARIABLES


@pytest.fixture
def profile(tmp_path, monkeypatch):
    for name in ("HF_ENDPOINT", "HF_HUB_OFFLINE", "ALL_PROXY", "HTTPS_PROXY", *CA_VARIABLES):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    monkeypatch.setenv("NO_PROXY", "")
    return Profile(tmp_path / "profile")


def test_the_way_to_the_hub(profile, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://ada:hidden@proxy:8080")
    report = check(profile)
    assert (report.endpoint, report.proxy) == ("https://huggingface.co", "proxy:8080")
    assert report.token is TokenPlace.ENVIRONMENT
    words = line(report)
    assert "through proxy:8080, token: environment" in words
    assert "hidden" not in words
    assert "hf_secret" not in words


def test_settings_of_the_profile_count(profile):
    settings.save(
        profile.settings_file, Settings(hub_endpoint="https://m.example", hub_offline=True)
    )
    assert line(check(profile)).startswith("https://m.example, offline, ")


@pytest.mark.parametrize(
    ("name", "value"),
    [("HF_ENDPOINT", "hub"), ("ALL_PROXY", "socks4://h:1"), ("SSL_CERT_FILE", "x")],
)
def test_what_cannot_be_is_a_problem(profile, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    report = check(profile)
    assert report.problem
    assert line(report) == "cannot be reached as set"


def test_a_keyring_that_is_there():
    assert line(HubReport("https://h", token=TokenPlace.KEYRING)).endswith(", keyring")
