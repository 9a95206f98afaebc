"""Settings in words, and what of them differs from others."""

import pytest

from app.core.tuning import DEFAULT_SPIN, SPINS, CacheType, Tuning


@pytest.mark.parametrize(
    ("tuning", "words"),
    [
        (Tuning(), ""),
        (Tuning(threads=1), "1 thread"),
        (Tuning(threads=8, flash_attention=False), "8 threads, no flash attention"),
        (Tuning(spin=1000, repack=True), "spin 1000, weights laid out anew"),
        (Tuning(repack=False, flash_attention=True), "weights as in the file, flash attention"),
        (Tuning(cache_type=CacheType.Q8_0), "cache in q8_0"),
    ],
)
def test_words(tuning: Tuning, words: str) -> None:
    assert tuning.words == words


def test_beside_leaves_only_what_differs() -> None:
    usual = Tuning(threads=2, spin=DEFAULT_SPIN, repack=False)
    assert usual.beside(usual) == Tuning()
    other = Tuning(threads=1, spin=DEFAULT_SPIN, repack=False, cache_type=CacheType.Q8_0)
    assert other.beside(usual) == Tuning(threads=1, cache_type=CacheType.Q8_0)


def test_only_waiting_longer_computes_the_same_bits() -> None:
    assert not Tuning().rounds_differently
    assert not Tuning(spin=1000).rounds_differently
    assert Tuning(spin=1000, threads=1).rounds_differently
    assert Tuning(flash_attention=False).rounds_differently


def test_the_usual_spin_is_among_those_measured() -> None:
    assert DEFAULT_SPIN in SPINS
