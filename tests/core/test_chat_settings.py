"""Who wins: the conversation, then the user if the user chose, then the target's makers."""

import pytest

from app.core.chat_settings import asked_thinking, changed, sampling_of
from app.core.sampling import SamplingSettings
from app.core.thinking import Thinking, ThinkingMarks
from app.core.usual_sampling import UsualSampling, Values

MARKS = ThinkingMarks("<think>", "</think>")
THINKS = Thinking(MARKS, MARKS, "enable_thinking", usual=True)
MAKERS = UsualSampling((("temperature", 1.0),), (("temperature", 0.7),))
USER = SamplingSettings(temperature=0.3, top_k=9)


@pytest.mark.parametrize(
    ("own", "thinking", "chosen", "temperature"),
    [
        ((), None, True, 0.3),
        ((), None, False, 0.7),
        ((), THINKS, False, 1.0),
        ((("thinking", 0.0),), THINKS, False, 0.7),
        ((("temperature", 0.1),), THINKS, False, 0.1),
        ((("temperature", 0.1),), THINKS, True, 0.1),
    ],
)
def test_who_wins(own: Values, thinking: Thinking | None, chosen: bool, temperature: float) -> None:
    found = sampling_of(own, USER, MAKERS, thinking, chosen=chosen)
    assert found.temperature == temperature
    assert found.top_k == 9


def test_a_target_of_unknown_makers_is_sampled_as_the_user_says() -> None:
    assert sampling_of((), USER, None, None, chosen=False) == USER


def test_choices_are_made_and_taken_back() -> None:
    own = changed((("top_k", 5.0),), {"thinking": 1.0})
    assert asked_thinking(own) is True
    assert changed(own, {"thinking": None}) == (("top_k", 5.0),)
    assert asked_thinking(()) is None
