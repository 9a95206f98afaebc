"""What follows from a sweep: the chosen way in settings, and what the controller starts from."""

import dataclasses
from statistics import median

from app.core.depth_learnt import LearntDepth
from app.core.learnt import LearntKey
from app.core.settings import Settings
from app.core.sweep import PLAIN, SweepResult, Way


def chosen_settings(settings: Settings, way: Way) -> Settings:
    """Return settings that answer by `way`.

    A depth stays the controller's to choose, which starts from it (see `taught`); only with a
    confidence stop, which the controller does not know, is it fixed.
    """
    return dataclasses.replace(
        settings,
        method=way.method.value,
        depth=way.depth or 0 if way.confidence else 0,
        confidence=way.confidence,
        lookup=False,
    )


def taught(result: SweepResult, way: Way) -> tuple[LearntKey, LearntDepth] | None:
    """Return what the controller is to start from: the depth of `way`, and the times measured.

    None where there is nothing to teach: without a drafter, or for a way that is not its choice.
    """
    control = result.control
    depth = 0 if way == PLAIN else way.depth
    if control is None or depth is None or way.confidence or depth >= len(control.learnt.tried):
        return None
    learnt = control.learnt
    seconds, rounds, tried = list(learnt.seconds), list(learnt.rounds), list(learnt.tried)
    idle = list(learnt.idle)
    for one in result.plan.ways:
        at = 0 if one == PLAIN else one.depth
        if at is None or one.confidence or at >= len(tried):
            continue
        per_round, count = _round_time(result, one)
        if count:
            seconds[at], rounds[at], tried[at], idle[at] = per_round, count, count, 0
    value = dataclasses.replace(
        learnt,
        depth=depth,
        seconds=tuple(seconds),
        rounds=tuple(rounds),
        tried=tuple(tried),
        idle=tuple(idle),
    )
    return control.key, value


def _round_time(result: SweepResult, way: Way) -> tuple[float, int]:
    """Return a round's seconds (the median over answers) and how many rounds were run."""
    counted = [
        answer.statistics
        for blocks in result.blocks.values()
        for block in blocks
        for answer in block[way]
        if answer.statistics.rounds
    ]
    if not counted:
        return 0.0, 0
    seconds = median(one.decode_seconds / one.rounds for one in counted)
    return seconds, sum(one.rounds for one in counted)
