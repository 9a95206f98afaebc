"""The catalogue that comes with the program can be read, and knows a target by its names."""

import pytest

from app.core import paths
from app.core.pairs import Method
from app.core.speedup import SpeedupSource
from app.hub.catalog import Catalogue, load_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(paths.catalogue())


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("unsloth/gemma-4-E2B-it-GGUF", "Gemma 4 E2B"),
        ("gemma-4-E4B-it-Q8_0.gguf", "Gemma 4 E4B"),
        ("Gemma 4 12B It", "Gemma 4 12B"),
        ("gemma-4-12B-it-qat-UD-Q4_K_XL.gguf", "Gemma 4 12B QAT"),
        ("gemma-4-26B-A4B-it-UD-Q4_K_XL.gguf", "Gemma 4 26B-A4B"),
        ("gemma-4-31b-it-Q4_0.gguf", "Gemma 4 31B"),
        ("Qwen3.6-27B-Q4_K_M.gguf", "Qwen 3.6 27B"),
        ("Qwen3.6-35B-A3B-UD-Q4_K_XL.gguf", "Qwen 3.6 35B-A3B"),
        ("Qwen3.8-27B-Q4_0.gguf", "Qwen 3.8 27B"),
        ("Qwen2.5-32B-Instruct-Q4_K_M.gguf", "Qwen 2.5"),
        ("Qwen3-32B-Q4_K_M.gguf", "Qwen 3"),
        ("Meta-Llama-3.1-70B-Instruct-Q4_K_M.gguf", "Llama 3.1"),
        ("Mistral-7B.gguf", None),
    ],
)
def test_targets_are_known_by_name(catalogue: Catalogue, name: str, entry: str | None) -> None:
    found = catalogue.find([name])
    assert (found.name if found else None) == entry


def test_every_entry_names_places_and_ranges_that_make_sense(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        places = [*entry.drafters, *([entry.heads_in] if entry.heads_in else [])]
        assert places
        assert all(place.repo_id.count("/") == 1 and place.files for place in places)
        for _, speedup in entry.speedups:
            assert 0.5 < speedup.low < speedup.high < 4
            assert speedup.source is SpeedupSource.PUBLISHED
            assert speedup.sentence.startswith("Estimate: others measured")


def test_reports_are_of_one_method(catalogue: Catalogue) -> None:
    entry = catalogue.find(["qwen3.6-27b"])
    assert entry is not None
    assert entry.speedup(Method.MTP) is not None
    assert entry.speedup(Method.DRAFT) is None
