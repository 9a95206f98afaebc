"""A sweep's cells, its best ways, and what follows from choosing one."""

import dataclasses
from pathlib import Path

import pytest

from app.core.comparison import Answer
from app.core.depth import SEEDS_CPU, DepthController
from app.core.errors import AppError
from app.core.events import DepthControl
from app.core.learnt import LearntKey
from app.core.machine import Machine
from app.core.pairs import Method, PairInfo, PairSpec
from app.core.prompt_kinds import PromptKind
from app.core.sampling import SamplingSettings
from app.core.settings import Settings
from app.core.speculation import Round
from app.core.stats import Statistics
from app.core.sweep import AUTO, LOOKUP, PLAIN, SweepPlan, SweepResult, Way, ways_of
from app.core.sweep_choice import chosen_settings, taught
from app.core.sweep_report import sweep_record, sweep_table

SPEC = PairSpec(Path("t.gguf"), Path("d.gguf"))
INFO = PairInfo(SPEC, "T", "D", Method.MTP, "", 4096, 1, 1, "CPU")
KINDS = (PromptKind("chat", ("a", "b")), PromptKind("code", ("c",)))
DEPTH_1, DEPTH_3 = Way(depth=1), Way(depth=3)
WAYS = (PLAIN, AUTO, DEPTH_1, DEPTH_3, LOOKUP)
KEY = LearntKey("pair", "mtp", "CPU", 0, 0)


def answer(speed: float, drafted: int = 0) -> Answer:
    counted = Statistics(
        emitted_tokens=100,
        rounds=50,
        decode_seconds=100 / speed,
        draft_tokens=drafted,
        accepted_tokens=drafted // 2,
    )
    return Answer((), counted)


def block(**speeds: float):
    """Return one repeat of a kind in which ways had these speeds (plain: 100)."""
    named = {"plain": 100.0, "auto": 100.0, "one": 100.0, "three": 100.0, "lookup": 100.0} | speeds
    return {
        PLAIN: [answer(named["plain"])],
        AUTO: [answer(named["auto"], 80)],
        DEPTH_1: [answer(named["one"], 50)],
        DEPTH_3: [answer(named["three"], 150)],
        LOOKUP: [answer(named["lookup"])],
    }


def control() -> DepthControl:
    controller = DepthController(8, SEEDS_CPU)
    for _ in range(40):
        depth = controller.next_depth()
        kept = depth * (1,)
        controller.observe(Round(kept, depth, (1,) * (depth + 1), 0.001, 0.01 + 0.001 * depth))
    return DepthControl("", (), None, KEY, controller.learnt())


def swept(chat, code, known: DepthControl | None = None) -> SweepResult:
    plan = SweepPlan(KINDS, WAYS, repeats=len(chat))
    machine = Machine("p", 2, 0, "s", ())
    return SweepResult(plan, INFO, machine, "2026", {"chat": chat, "code": code}, known)


FAST_AT_3 = [block(three=180.0, one=120.0), block(three=160.0), block(three=170.0)]
SLOW_AT_3 = [block(three=80.0, lookup=140.0), block(three=75.0, lookup=150.0), block(lookup=145.0)]


def test_cells_are_ratios_to_plain_decoding_in_the_same_repeat() -> None:
    cell = swept(FAST_AT_3, SLOW_AT_3).cell("chat", DEPTH_3)
    assert (cell.ratio, cell.low, cell.high) == pytest.approx((1.7, 1.6, 1.8))
    assert cell.acceptance_rate == pytest.approx(0.5)
    assert cell.tokens_per_round == 2.0


def test_the_best_differs_by_kind_of_text() -> None:
    result = swept(FAST_AT_3, SLOW_AT_3)
    assert result.best("chat") == DEPTH_3
    assert result.best("code") == LOOKUP
    assert result.best() == LOOKUP  # 1.7 and .8 together are slower than 1 and 1.45


def test_noise_makes_nothing_the_best() -> None:
    wobbling = [block(three=120.0), block(three=95.0), block(three=110.0)]
    assert swept(wobbling, wobbling).best("chat") == PLAIN
    hardly = [block(three=101.5)] * 3
    assert swept(hardly, hardly).best() == PLAIN


def test_the_automatic_depth_is_shown_but_never_the_best() -> None:
    fast = [block(auto=200.0)] * 3
    assert swept(fast, fast).best() == PLAIN


def test_ways_are_what_the_pair_can_do() -> None:
    stops = (0.5,)
    assert ways_of(INFO, (3, 1, 3), stops) == (
        PLAIN,
        AUTO,
        DEPTH_1,
        DEPTH_3,
        Way(depth=3, confidence=0.5),
        LOOKUP,
    )
    alone = dataclasses.replace(INFO, method=Method.NGRAM, drafter_name="")
    assert ways_of(alone) == (PLAIN, LOOKUP)
    with pytest.raises(AppError, match="length"):
        ways_of(INFO, (99,))
    with pytest.raises(AppError, match="probability"):
        ways_of(INFO, (3,), (1.5,))


@pytest.mark.parametrize(
    "wrong",
    [{"kinds": ()}, {"ways": (PLAIN,)}, {"ways": (AUTO, PLAIN)}, {"repeats": 0}, {"max_tokens": 1}],
)
def test_a_sweep_of_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(AppError):
        SweepPlan(**{"kinds": KINDS, "ways": WAYS, **wrong})


def test_sampled_answers_are_all_as_long() -> None:
    plan = SweepPlan(KINDS, WAYS, sampling=SamplingSettings(temperature=1.0))
    assert plan.request(DEPTH_3, "x").sampling.end_bias == -float("inf")
    assert plan.answers == 3 * 5 * 3


def test_a_chosen_depth_is_where_the_controller_starts() -> None:
    known = taught(swept(FAST_AT_3, FAST_AT_3, control()), DEPTH_3)
    assert known is not None
    key, learnt = known
    assert key == KEY
    again = DepthController(8, SEEDS_CPU, learnt)
    assert again.next_depth() == 3
    assert learnt.seconds[3] == pytest.approx(100 / 170 / 50)
    assert learnt.rounds[3] == 6 * 50


def test_plain_decoding_can_be_taught_and_other_ways_cannot() -> None:
    result = swept(FAST_AT_3, FAST_AT_3, control())
    known = taught(result, PLAIN)
    assert known is not None
    assert known[1].depth == 0
    assert taught(result, LOOKUP) is None
    assert taught(result, AUTO) is None
    assert taught(result, Way(depth=3, confidence=0.4)) is None
    assert taught(swept(FAST_AT_3, FAST_AT_3), DEPTH_3) is None


def test_choosing_sets_what_the_controller_does_not_know() -> None:
    now = Settings(method="auto", depth=5, lookup=True)
    assert chosen_settings(now, DEPTH_3) == Settings(method="auto", depth=0)
    assert chosen_settings(now, LOOKUP).method == "ngram"
    assert chosen_settings(now, PLAIN).method == "off"
    stop = chosen_settings(now, Way(depth=3, confidence=0.4))
    assert (stop.depth, stop.confidence) == (3, 0.4)


def test_the_table_marks_the_best_of_each_column() -> None:
    result = swept(FAST_AT_3, SLOW_AT_3)
    table = sweep_table(result).splitlines()
    assert table[0] == "T + D"
    assert next(line for line in table if line.startswith("depth 3")).split()[2:4] == ["1.70", "*"]
    assert "lookup is the fastest" in table[-1]
    assert "depth 3 for chat" in table[-1]
    assert sweep_record(result)["best"] == {"chat": "depth 3", "code": "lookup", "all": "lookup"}
