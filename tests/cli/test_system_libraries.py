import sys

import pytest

from app.cli import system_libraries


def test_a_library_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
    monkeypatch.setattr(system_libraries, "PACKAGES", packages)
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_libraries.missing() == {"libnowhere.so.9": "libnowhere9"}


def test_nothing_is_missing_on_other_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system_libraries.missing() == {}


def test_each_package_is_named_once() -> None:
    names = system_libraries.package_names(system_libraries.PACKAGES)
    assert names == sorted(set(names))
    assert "libglib2.0-0" in names
