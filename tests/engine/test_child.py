"""What the engine's process tells OpenMP before llama.cpp is loaded."""

import os

import pytest

from app.core.tuning import DEFAULT_SPIN
from app.engine.child import set_spin


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    # Set first, so that what the test leaves is taken back.
    for name in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_the_wish_is_passed_on() -> None:
    set_spin(1000)
    assert os.environ["GOMP_SPINCOUNT"] == "1000"


def test_without_a_wish_it_is_the_default() -> None:
    set_spin(None)
    assert os.environ["GOMP_SPINCOUNT"] == str(DEFAULT_SPIN)


@pytest.mark.parametrize("name", ["GOMP_SPINCOUNT", "OMP_WAIT_POLICY"])
def test_what_the_user_set_stays(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "7")
    set_spin(1000)
    assert os.environ.get("GOMP_SPINCOUNT") == ("7" if name == "GOMP_SPINCOUNT" else None)
