"""Every reason is a sentence, with the figures in it."""

import pytest

from app.core.depth_changes import DepthChange, Why


def test_sentences() -> None:
    faster = DepthChange(60, 3, 3, Why.FASTER, 1.4213, 40)
    assert faster.reason == "Depth 3: 1.42x of plain expected, measured over 40 rounds."
    off = DepthChange(60, 3, 0, Why.ALL_SLOWER, 0.81)
    assert off.reason == "Off: every depth tried here is slower than plain (best 0.81x)."


@pytest.mark.parametrize("why", Why)
def test_each_is_one_plain_sentence(why: Why) -> None:
    reason = DepthChange(1, 3, 4, why, 1.5, 12).reason
    assert reason.endswith(".")
    assert reason[0].isupper()
    assert "{" not in reason
