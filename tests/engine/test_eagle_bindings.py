"""Functions are found under whichever name this build exports them."""

import ctypes
from collections.abc import Iterator

import pytest

from app.core.errors import AppError
from app.engine import eagle_bindings


@pytest.fixture(autouse=True)
def unbound() -> Iterator[None]:
    eagle_bindings.eagle_bindings.cache_clear()
    yield
    eagle_bindings.eagle_bindings.cache_clear()


def test_this_build_has_them() -> None:
    assert all(callable(function) for function in eagle_bindings.eagle_bindings())


def test_a_build_without_them_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eagle_bindings, "_library", ctypes.CDLL(None))
    with pytest.raises(AppError, match="lacks llama_set_embeddings_layer_inp") as caught:
        eagle_bindings.eagle_bindings()
    assert caught.value.hint


def test_names_are_tried_in_turn() -> None:
    found = eagle_bindings._find(("no_such_function", "llama_max_devices"), ctypes.c_size_t, ())
    assert found() > 0
