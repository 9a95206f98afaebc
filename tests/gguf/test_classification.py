"""Forty files shaped like published ones, and each is taken for what it is, with a reason."""

from pathlib import Path

import pytest

from app.gguf.classification import Basis, Use, classify_name, inspect_file
from tests.classified_files import FILES, Expected, write_all


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_all(tmp_path_factory.mktemp("published"))


@pytest.mark.parametrize("expected", FILES, ids=lambda expected: expected.path)
def test_a_file_here_is_taken_for_what_it_is(folder: Path, expected: Expected) -> None:
    found = inspect_file(folder / expected.path).classification
    assert (found.use, found.label) == (expected.use, expected.label)
    assert expected.reason in found.reason
    assert found.reason.endswith(".")
    assert found.basis is Basis.FULL
    assert bool(found.advice) == (found.use is Use.UNUSABLE)


def test_there_are_thirty_and_more() -> None:
    assert len(FILES) >= 30
    assert {expected.use for expected in FILES} == set(Use)


@pytest.mark.parametrize(
    ("path", "use"),
    [
        ("gemma-4-12B-it-Q4_K_M.gguf", Use.TARGET),
        ("Qwen3.6-27B-MTP-UD-Q4_K_XL.gguf", Use.TARGET),
        ("MTP/gemma-4-12B-it-MTP-F16.gguf", Use.DRAFTER),
        ("mtp-Qwen3.8-27B-Q4_0.gguf", Use.DRAFTER),
        ("gemma-4-12B-it-qat-assistant-MTP-Q8_0.gguf", Use.DRAFTER),
        ("mmproj-F16.gguf", Use.COMPANION),
        ("imatrix_unsloth.gguf", Use.COMPANION),
        ("imatrix_unsloth.dat", Use.COMPANION),
        ("BF16/model-00001-of-00002.gguf", Use.TARGET),
        ("BF16/model-00002-of-00002.gguf", Use.PART),
    ],
)
def test_a_name_is_a_first_guess(path: str, use: Use) -> None:
    found = classify_name(path)
    assert (found.use, found.basis) == (use, Basis.NAME)
    assert found.reason.endswith("it was not looked into yet.")
