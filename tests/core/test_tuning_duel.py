"""A challenger must win by more than noise, and by no way of decoding may it lose."""

from app.core.tuning import Tuning
from app.core.tuning_duel import MOST_PAIRS, Duel, Speeds

HOLDER, CHALLENGER = Tuning(threads=2), Tuning(threads=1)


def duel(*pairs: tuple[tuple[float, float | None], tuple[float, float | None]]) -> Duel:
    return Duel(HOLDER, CHALLENGER, tuple((Speeds(*one), Speeds(*other)) for one, other in pairs))


def plain(*ratios: float, holder: tuple[float, ...] = ()) -> Duel:
    """A duel of a pair without a drafter."""
    base = holder or (100.0,) * len(ratios)
    return duel(*(((b, None), (b * ratio, None)) for b, ratio in zip(base, ratios, strict=True)))


def test_the_faster_way_of_decoding_counts() -> None:
    assert Speeds(100.0).best == 100.0
    assert Speeds(100.0, 80.0).best == 100.0
    assert Speeds(100.0, 120.0).best == 120.0


def test_a_clear_gain_needs_three_pairs() -> None:
    assert not plain(1.2, 1.2).decided
    assert not plain(1.2, 1.2).won
    assert plain(1.2, 1.3, 1.1).decided
    assert plain(1.2, 1.3, 1.1).won


def test_a_small_gain_needs_them_all() -> None:
    small = (1.03, 1.04, 1.03, 1.02, 1.04)
    assert not plain(*small[:3]).decided
    assert plain(*small).decided
    assert plain(*small).won
    assert len(small) == MOST_PAIRS


def test_a_tie_is_no_win() -> None:
    assert plain(1.01, 1.0, 1.01).decided
    assert not plain(1.01, 1.01, 1.01).won


def test_two_losses_end_it() -> None:
    assert plain(0.99, 1.2, 0.99).decided
    assert not plain(1.3, 1.3, 0.99, 1.3, 0.98).won
    assert plain(1.3, 1.3, 0.99, 1.3, 1.3).won


def test_one_hopeless_pair_ends_it() -> None:
    assert plain(0.5).decided
    assert not plain(0.5).won


def test_a_gain_within_the_noise_is_no_win() -> None:
    restless = (100.0, 112.0, 100.0, 112.0, 100.0)
    assert not plain(1.03, 1.04, 1.03, 1.05, 1.04, holder=restless).won
    assert plain(1.2, 1.21, 1.2, 1.2, 1.2, holder=restless).won


def test_a_faster_method_may_not_make_plain_decoding_slow() -> None:
    gains = duel(*[((100.0, 150.0), (100.0, 180.0))] * 3)
    assert gains.won
    pays_with_plain = duel(*[((100.0, 150.0), (90.0, 180.0))] * 3)
    assert pays_with_plain.decided
    assert not pays_with_plain.won


def test_where_the_best_is_even_plain_decoding_decides() -> None:
    assert duel(*[((100.0, 150.0), (130.0, 150.0))] * 3).won
    assert not duel(*[((100.0, 150.0), (130.0, 145.0))] * 3).won
    undecided = duel(*[((100.0, 150.0), (104.0, 150.0))] * 3)
    assert not undecided.decided


def test_the_gain_of_each_way_is_a_median() -> None:
    found = duel(
        ((100.0, 50.0), (110.0, 60.0)),
        ((100.0, 50.0), (120.0, 70.0)),
        ((100.0, 50.0), (180.0, 65.0)),
    ).gain
    assert (found.best, found.plain, found.method) == (1.2, 1.2, 1.3)
    assert plain(1.5).gain.method is None


def test_what_cannot_be_loaded_has_lost() -> None:
    failed = Duel(HOLDER, CHALLENGER, failed=True)
    assert failed.decided
    assert not failed.won
