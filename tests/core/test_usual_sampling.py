"""A file's own sampling comes before its family's, and nonsense in a file changes nothing."""

import pytest

from app.core.sampling import SamplingSettings
from app.core.usual_sampling import FAMILIES, usual_sampling, with_values


def test_the_file_comes_before_the_family() -> None:
    entries = {"general.sampling.temp": "0.7", "general.sampling.top_k": "20"}
    found = usual_sampling("gemma4", lambda key: entries.get(key, ""))
    assert found is not None
    assert found.from_file
    assert found.plain == found.thinking == (("temperature", 0.7), ("top_k", 20.0))


def test_the_family_where_the_file_says_nothing() -> None:
    found = usual_sampling("gemma4", lambda _: "")
    assert found is not None and found is FAMILIES["gemma4"]
    assert dict(found.plain)["temperature"] == 1.0
    assert (dict(found.plain)["top_k"], dict(found.plain)["top_p"]) == (64, 0.95)
    assert usual_sampling("unheard-of", lambda _: "") is None


@pytest.mark.parametrize("nonsense", ["", "hot", "nan", "inf", "-5", "1e99"])
def test_nonsense_in_a_file_is_no_sampling(nonsense: str) -> None:
    entries = {"general.sampling.temp": nonsense}
    found = usual_sampling("gemma4", lambda key: entries.get(key, ""))
    assert found is not None and found is FAMILIES["gemma4"]


def test_values_that_cannot_be_are_left_as_they_are() -> None:
    usual = SamplingSettings()
    found = with_values(usual, (("top_k", 20.4), ("top_p", 7.0), ("thinking", 1.0), ("end", 2.0)))
    assert found == SamplingSettings(top_k=20)
