import ctypes.util
import sys
from pathlib import Path

import pytest

from app.cli import qt_check


def test_a_library_that_loads_has_no_problem() -> None:
    name = ctypes.util.find_library("c")
    assert name
    assert qt_check.try_load(Path(name)) == ""


def test_what_the_loader_says_is_the_problem(tmp_path: Path) -> None:
    broken = tmp_path / "libbroken.so"
    broken.write_bytes(b"not a library")
    assert "libbroken.so" in qt_check.try_load(broken)


def test_qt_is_found_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(qt_check, "try_load", lambda path: tried.append(path.name) or "")
    monkeypatch.setattr(sys, "platform", "linux")
    report = qt_check.check()
    assert report.version[0].isdigit()
    assert tried == ["libqxcb.so", "libqwayland.so"]
    assert [plugin.name for plugin in report.plugins] == ["xcb", "wayland"]


def test_no_qt_is_a_report_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_check.importlib.util, "find_spec", lambda _: None)
    assert qt_check.check() == qt_check.QtReport("", ())
