"""The format's page in resources/help says what the program checks."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def test_the_page_is_the_one_written_from_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    page = importlib.import_module("chat_page")
    assert page.PAGE.read_text("utf-8") == page.page(), "run packaging/chat_page.py"
