"""Drafters that fit are found among what is installed, the best ones first."""

from dataclasses import replace

import pytest

from app.hub.library import drafters
from app.hub.library.drafters import DrafterFinder
from tests.gguf_factory import (
    TINY,
    write_gemma4,
    write_gemma4_assistant,
    write_llama,
    write_vocabulary_variant,
)


@pytest.fixture
def filled(shelf):
    write_gemma4(shelf.linked / "target.gguf")
    write_gemma4_assistant(shelf.linked / "assistant.gguf", TINY)
    write_gemma4_assistant(shelf.linked / "stranger.gguf", replace(TINY, width=TINY.width * 2))
    write_llama(shelf.linked / "small.gguf", replace(TINY, layers=1))
    write_vocabulary_variant(shelf.linked / "other words.gguf", replace(TINY, layers=1))
    (shelf.linked / "broken.gguf").write_bytes(b"GGUF")
    shelf.scan()
    return shelf


def _names(found):
    return [file.name for file in found]


def test_what_was_made_for_a_target_comes_first(filled):
    found = DrafterFinder().find(filled.entry("target.gguf"), filled.library.files, filled.cancel)
    assert _names(found) == ["assistant.gguf", "small.gguf"]


def test_verdicts_are_remembered(filled, monkeypatch):
    finder = DrafterFinder()
    target, files = filled.entry("target.gguf"), filled.library.files
    first = finder.find(target, files, filled.cancel)

    def refuse(path):
        raise AssertionError(f"read {path} again")

    monkeypatch.setattr(drafters, "describe", refuse)
    assert finder.find(target, files, filled.cancel) == first


def test_a_drafter_has_no_drafters(filled):
    found = DrafterFinder().find(
        filled.entry("assistant.gguf"), filled.library.files, filled.cancel
    )
    assert found == ()


def test_giving_up_reads_nothing(filled, monkeypatch):
    filled.cancel.set()
    target = filled.entry("target.gguf")
    assert DrafterFinder().find(target, filled.library.files, filled.cancel) == ()
