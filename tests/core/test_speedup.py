"""An expected speed-up comes from answers of this machine, and says so."""

import pytest

from app.core.depth_learnt import LearntDepth
from app.core.learnt import LearntKey
from app.core.speedup import SpeedupSource, best_ratio, measured_speedup


def learnt(
    seconds: tuple[float, ...], rate: float, weight: float = 50.0, plain: int = 50
) -> LearntDepth:
    depths = len(seconds)
    return LearntDepth(
        depth=0, seconds=seconds, rounds=(plain, *(20,) * (depths - 1)), tried=(20,) * depths,
        idle=(0,) * depths, reached=(weight,) * (depths - 1),
        accepted=(weight * rate,) * (depths - 1), noise=0.1, credit=1.0, undrafted=0, patience=10,
    )  # fmt: skip


def key(pair: str, method: str = "mtp", context: int = 0) -> LearntKey:
    return LearntKey(pair, method, "CPU", context, 0)


def test_the_best_depth_counts() -> None:
    # 1.5 tokens in 1.2 rounds, or 1.75 in 2.
    assert best_ratio(learnt((1.0, 1.2, 2.0), 0.5)) == pytest.approx(1.25)


def test_a_pair_that_does_not_pay_is_below_one() -> None:
    assert best_ratio(learnt((1.0, 2.0), 0.1)) == pytest.approx(0.55)


@pytest.mark.parametrize(
    "value", [learnt((1.0, 1.2), 0.5, weight=5.0), learnt((0.0, 1.2), 0.5, plain=0)]
)
def test_too_little_says_nothing(value: LearntDepth) -> None:
    assert best_ratio(value) is None
    assert measured_speedup({key("pair"): value}, "pair", "mtp") is None


def test_this_pair_comes_before_others_and_a_method_is_not_another() -> None:
    known = {
        key("pair"): learnt((1.0, 1.2), 0.5),
        key("pair", context=3): learnt((1.0, 1.5), 0.5),
        key("other"): learnt((1.0, 1.1), 0.9),
        key("third", "draft"): learnt((1.0, 1.0), 0.9),
    }
    own = measured_speedup(known, "pair", "mtp")
    assert own is not None
    assert (own.source, own.low, own.high) == (SpeedupSource.THIS_PAIR, 1.0, 1.25)
    assert own.sentence == (
        "Estimate: answers of this very pair on this machine ran at 1.00x to 1.25x of plain "
        "decoding's speed."
    )
    other = measured_speedup(known, "new", "draft")
    assert other is not None
    assert (other.source, other.low) == (SpeedupSource.THIS_MACHINE, pytest.approx(1.9))
    assert measured_speedup(known, "new", "eagle3") is None


def test_the_pair_inside_the_program_says_nothing_of_others() -> None:
    mini = {key("foretoken-mini-target.gguf (1 bytes)"): learnt((1.0, 1.2), 0.5)}
    assert measured_speedup(mini, "new", "mtp") is None
