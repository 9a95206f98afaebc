"""What pictures show: all written and rejected tokens, and never one that moves later."""

import dataclasses

from app.core.trace_runs import NEWLINE_SIGN, Kind, Stand, runs
from tests.traces import made_trace


def test_written_runs_are_the_answer_and_rejected_ones_stand_between() -> None:
    trace = made_trace(80)
    shown = list(runs(trace))
    written = "".join(run.text for run in shown if run.kind is not Kind.REJECTED)
    assert written.replace(NEWLINE_SIGN, "") == trace.text
    rejected = [run for run in shown if run.kind is Kind.REJECTED]
    assert len(rejected) == sum(len(one.rejected) for one in trace.rounds)
    assert not any("\n" in run.text for run in rejected)


def test_text_held_back_to_the_end_is_shown_with_the_last_round() -> None:
    trace = made_trace(5)
    assert trace.finished is not None
    finished = dataclasses.replace(trace.finished, text=trace.text + "THE")
    *_, last = runs(dataclasses.replace(trace, finished=finished))
    assert (last.text, last.kind, last.round_index) == ("THE", Kind.HELD, 4)


def test_what_is_shown_only_grows() -> None:
    shown = list(runs(made_trace(30)))
    for rounds in range(31):
        for stand in (Stand(rounds), Stand(rounds, drafting=True)):
            states = [2 * stand.shows(run) + stand.drafts(run) for run in shown]
            assert states == sorted(states, reverse=True)  # settled, then drafted, then nothing
    assert Stand(0).latest == -1
    assert (Stand(3).latest, Stand(3, drafting=True).latest) == (2, 3)
