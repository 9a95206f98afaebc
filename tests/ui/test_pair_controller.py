"""Loading pairs: what is loaded, what comes back after a failure."""

from pathlib import Path

import pytest

from app.core.load_options import LoadOptions
from app.core.pairs import Method
from app.core.paths import embedded_drafter, embedded_target
from app.ui.load_memory import LoadMemory
from app.ui.pair_controller import Loading, NoPair, PairController, Ready, Unloaded
from app.ui.settings.store import SettingsStore
from app.workers.inference import Inference
from tests.scripted_engine import ScriptedEngine

A, B, DRAFTER = Path("/models/a.gguf"), Path("/models/b.gguf"), Path("/models/mtp-a.gguf")


@pytest.fixture
def pairs(qtbot, profile, script):
    inference = Inference(lambda: ScriptedEngine(script))
    memory = LoadMemory(profile.load_options_file)
    made = PairController(inference, SettingsStore(profile.settings_file), memory)
    yield made
    inference.shutdown()


def _settle(qtbot, pairs):
    qtbot.waitUntil(lambda: not isinstance(pairs.state, Loading))
    return pairs.state


def test_the_first_start_loads_the_embedded_pair(qtbot, pairs, script):
    pairs.start()
    state = _settle(qtbot, pairs)
    assert isinstance(state, Ready)
    assert (script.specs[0].target, script.specs[0].drafter) == (
        embedded_target(),
        embedded_drafter(),
    )
    assert pairs._settings.current.recent == ()


def test_an_opened_pair_is_remembered(qtbot, pairs):
    pairs.open_pair(A, DRAFTER)
    _settle(qtbot, pairs)
    assert pairs._settings.current.target == str(A)
    assert pairs._settings.current.recent == ((str(A), str(DRAFTER)),)


def test_progress_is_a_state(qtbot, pairs):
    states = []
    pairs.state_changed.connect(states.append)
    pairs.open_pair(A, None)
    _settle(qtbot, pairs)
    fractions = [state.fraction for state in states if isinstance(state, Loading)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_failed_load_says_why_and_brings_the_previous_pair_back(qtbot, pairs, script):
    pairs.open_pair(A, DRAFTER)
    _settle(qtbot, pairs)
    script.bad = {"b.gguf"}
    with qtbot.waitSignal(pairs.load_failed) as failed:
        pairs.open_pair(B, None)
    state = _settle(qtbot, pairs)
    assert failed.args[0] == "b.gguf is not a GGUF."
    assert isinstance(state, Ready)
    assert (state.info.spec.target, state.info.spec.drafter) == (A, DRAFTER)
    assert pairs._settings.current.target == str(A)


def test_without_a_previous_pair_the_embedded_one_comes(qtbot, pairs, script):
    script.bad = {"b.gguf"}
    pairs.open_pair(B, None)
    qtbot.waitUntil(lambda: isinstance(pairs.state, Ready))
    assert pairs.info.spec.target == embedded_target()


def test_when_nothing_loads_the_search_ends(qtbot, pairs, script):
    script.fail_load = ("No memory.", "Close something.")
    pairs.open_pair(A, None)
    qtbot.waitUntil(lambda: isinstance(pairs.state, NoPair) and len(script.specs) == 2)
    qtbot.wait(50)
    assert pairs.state == NoPair("No memory.", "Close something.")
    assert len(script.specs) == 2


def test_cancel_brings_the_previous_pair_back(qtbot, pairs, script):
    pairs.open_pair(A, None)
    _settle(qtbot, pairs)
    script.load_seconds = 0.5
    failures = []
    pairs.load_failed.connect(lambda *words: failures.append(words))
    pairs.open_pair(B, None)
    pairs.cancel()
    script.load_seconds = 0.0
    qtbot.waitUntil(lambda: isinstance(pairs.state, Ready))
    assert pairs.info.spec.target == A
    assert failures == []
    assert "cancelled" in pairs.state.note


def test_a_newer_load_takes_the_place_of_one_on_its_way(qtbot, pairs, script):
    script.load_seconds = 0.2
    pairs.open_pair(A, None)
    pairs.open_pair(B, None)
    qtbot.waitUntil(lambda: isinstance(pairs.state, Ready))
    assert pairs.info.spec.target == B


def test_a_reload_after_death_leaves_speculation_out_and_says_so(qtbot, pairs, script):
    pairs.open_pair(A, DRAFTER)
    _settle(qtbot, pairs)
    pairs.engine_died("The engine stopped.", "Reload.")
    assert isinstance(pairs.state, NoPair)
    pairs.reload()
    state = _settle(qtbot, pairs)
    assert script.specs[-1].drafter is None
    assert script.specs[-1].method is Method.OFF
    assert "without speculation" in state.note


def test_a_drafter_joins_the_current_target(qtbot, pairs, script):
    pairs.open_pair(A, None)
    _settle(qtbot, pairs)
    pairs.open_drafter(DRAFTER)
    _settle(qtbot, pairs)
    assert (script.specs[-1].target, script.specs[-1].drafter) == (A, DRAFTER)


def test_another_context_length_reloads(qtbot, pairs, script):
    pairs.open_pair(A, None)
    _settle(qtbot, pairs)
    pairs.reload_for_settings()
    assert len(script.specs) == 1
    pairs._settings.update(context_length=8192)
    pairs.reload_for_settings()
    _settle(qtbot, pairs)
    assert script.specs[-1].context_length == 8192


@pytest.mark.parametrize(
    ("wanted", "method"),
    [("auto", Method.AUTO), ("off", Method.OFF), ("ngram", Method.NGRAM), ("mtp", Method.AUTO)],
)
def test_a_turns_method_is_off_or_lookup_or_the_pairs_own(qtbot, pairs, wanted, method):
    pairs.start()
    _settle(qtbot, pairs)
    assert pairs.turn_method(wanted) is method


def test_a_target_that_died_looking_up_is_reloaded_without(qtbot, pairs, script):
    pairs.open_pair(A, None)
    _settle(qtbot, pairs)
    pairs.engine_died("The engine stopped.", "Reload.")
    pairs.reload()
    assert "without speculation" in _settle(qtbot, pairs).note
    assert script.specs[-1].method is Method.OFF


CHOSEN = LoadOptions(threads=2, context_length=2048, idle_minutes=1)


def test_options_are_kept_for_each_pair(qtbot, pairs, script, profile):
    pairs.open_with(A, DRAFTER, CHOSEN)
    _settle(qtbot, pairs)
    assert script.specs[-1] == CHOSEN.spec(A, DRAFTER)
    pairs.open_pair(B, None)
    _settle(qtbot, pairs)
    assert script.specs[-1].threads is None
    pairs.open_pair(A, DRAFTER)
    _settle(qtbot, pairs)
    assert script.specs[-1].threads == 2
    assert LoadMemory(profile.load_options_file).of(A, DRAFTER) == CHOSEN


def test_the_embedded_pair_is_remembered_wherever_it_lies(qtbot, pairs, script):
    pairs.open_with(embedded_target(), embedded_drafter(), CHOSEN)
    _settle(qtbot, pairs)
    assert '"target": ""' in pairs.options._path.read_text()
    pairs.use_embedded()
    _settle(qtbot, pairs)
    assert script.specs[-1].threads == 2


def test_a_length_chosen_for_a_pair_comes_before_the_usual_one(qtbot, pairs, script):
    pairs._settings.update(context_length=512)
    pairs.open_with(A, None, CHOSEN)
    _settle(qtbot, pairs)
    assert script.specs[-1].context_length == 2048
    pairs.reload_for_settings()
    assert len(script.specs) == 1


def test_an_unloaded_pair_comes_back_when_it_is_needed(qtbot, pairs, script):
    pairs.open_pair(A, DRAFTER)
    _settle(qtbot, pairs)
    pairs.unload()
    qtbot.waitUntil(lambda: isinstance(pairs.state, Unloaded))
    assert script.closed == 1
    assert pairs.info is None
    assert pairs.current_spec.target == A
    pairs.wake()
    state = _settle(qtbot, pairs)
    assert state.info.spec == script.specs[0]
    pairs.wake()
    assert isinstance(pairs.state, Ready)
    assert len(script.specs) == 2


def test_a_question_that_meets_the_unloading_loads_again(qtbot, pairs, script):
    pairs.open_pair(A, None)
    _settle(qtbot, pairs)
    pairs.unload()
    pairs.wake()
    _settle(qtbot, pairs)
    qtbot.wait(20)
    assert isinstance(pairs.state, Ready)
    assert script.closed == 1


@pytest.mark.parametrize(
    ("start_with", "loads"), [("last", [A]), ("embedded", [embedded_target()]), ("nothing", [])]
)
def test_a_start_loads_what_was_chosen(qtbot, pairs, script, start_with, loads):
    pairs._settings.update(target=str(A), start_with=start_with)
    pairs.start()
    _settle(qtbot, pairs)
    assert [spec.target for spec in script.specs] == loads
    if not loads:
        assert pairs.state == Unloaded(pairs.spec(A, None), "Nothing is loaded yet.")
        pairs.wake()
        assert _settle(qtbot, pairs).info.spec.target == A
