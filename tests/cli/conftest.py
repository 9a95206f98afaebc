"""What the tests of headless verbs share."""

import pytest

from tests.cli.library_home import Verbs, isolate


@pytest.fixture
def verbs(tmp_path, monkeypatch, capsys):
    """`foretoken models` on a machine without other programs' models."""
    isolate(monkeypatch, tmp_path)
    return Verbs(tmp_path, capsys)
