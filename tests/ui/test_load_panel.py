"""The load panel over a scripted engine: what is planned, loaded, remembered and unloaded."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
)

from app import bootstrap
from app.core import tunings
from app.core.devices import Device
from app.core.load_options import LoadOptions
from app.core.pairs import Method
from app.core.tuning import CacheType, Tuning
from app.core.tunings import Gain, MeasuredTuning
from app.engine.tuning_key import tuning_key
from app.gguf.load_plan import Verdict
from app.ui.load.panel import LoadPanel
from app.ui.pair_controller import Unloaded
from app.ui.theme import DARK, LIGHT
from app.workers.load_planning import LoadAnswer
from tests.gguf_architectures import Architecture, write_architecture
from tests.gguf_factory import TINY, write_gemma4, write_gemma4_assistant, write_llama

GIB = 2**30
RAM = Device("CPU", "a processor", "cpu", 16 * GIB, 32 * GIB)
GPUS = (
    Device("CUDA0", "a large card", "gpu", 22 * GIB, 24 * GIB),
    Device("CUDA1", "a small card", "gpu", 7 * GIB, 8 * GIB),
)
LLAMA_8B = Architecture("llama", 4096, 32, 32, 8, 128, 14336, vocabulary=512, context=131072)


@pytest.fixture
def devices() -> list[Device]:
    return [RAM]


@pytest.fixture(autouse=True)
def _made_up_devices(monkeypatch: pytest.MonkeyPatch, devices: list[Device]) -> None:
    monkeypatch.setattr(bootstrap, "probe_devices", lambda: tuple(devices))


@pytest.fixture
def panel(parts) -> LoadPanel:
    return parts.loading


@pytest.fixture
def answers(parts) -> list[LoadAnswer]:
    heard: list[LoadAnswer] = []
    parts.plans.planned.connect(heard.append)
    return heard


@pytest.fixture
def large(tmp_path: Path) -> Path:
    return write_architecture(tmp_path / "Llama-8B.gguf", LLAMA_8B)


def opened(qtbot, panel, answers, target=None, drafter=None):
    """Open the panel and wait for its first plan."""
    panel.open(target, drafter)
    return planned(qtbot, answers)


def planned(qtbot, answers):
    """Return the newest plan."""
    qtbot.waitUntil(lambda: bool(answers))
    found = answers[-1]
    answers.clear()
    return found.plan


def change(panel, **options):
    """Do as if the user had chosen these."""
    panel.dialog.use(replace(panel.dialog.form.options, **options))


def test_it_opens_for_the_loaded_pair_and_says_what_it_takes(qtbot, parts, panel, answers):
    parts.window.header.load_button.click()
    plan = planned(qtbot, answers)
    assert plan.verdict is Verdict.FITS
    assert plan.method is Method.MTP
    dialog = panel.dialog
    assert dialog.isVisible()
    assert dialog.chosen[:2] == (parts.pairs.info.spec.target, parts.pairs.info.spec.drafter)
    assert dialog.plan.verdict.text() == "Fits, 2,048 tokens of context."
    assert dialog.plan.bars.names[0].text() == "RAM"
    assert "free" in dialog.plan.bars.bars[0].accessibleDescription()
    assert "2 threads" in dialog.now.text() or "Loaded now" in dialog.now.text()
    assert dialog.form.gpu.absent.isVisible()
    assert not dialog.form.gpu.layers.isVisible()


def test_what_is_chosen_is_loaded_and_remembered(qtbot, parts, panel, answers, script):
    opened(qtbot, panel, answers)
    change(panel, threads=1, cache_type=CacheType.Q8_0, context_length=512, idle_minutes=3)
    planned(qtbot, answers)
    loads = len(script.specs)
    panel.dialog.load.click()
    qtbot.waitUntil(lambda: len(script.specs) > loads and parts.pairs.info is not None)
    spec = script.specs[-1]
    assert (spec.threads, spec.context_length) == (1, 512)
    assert spec.tuning == Tuning(cache_type=CacheType.Q8_0)
    panel.dialog.close()
    change(panel, threads=None)
    opened(qtbot, panel, answers)
    assert panel.dialog.form.options == LoadOptions(
        threads=1, cache_type=CacheType.Q8_0, context_length=512, idle_minutes=3
    )
    assert "512 tokens of context, weights as in the file, cache in q8_0" in (
        panel.dialog.now.text()
    )


def test_the_bar_moves_with_the_sliders(qtbot, panel, answers, large, devices):
    devices += GPUS[:1]
    opened(qtbot, panel, answers, large)
    form = panel.dialog.form
    taken = []
    for place in (0, 10, 33):
        form.gpu.layers.slider.setValue(place + 1)
        taken.append([one.parts.total for one in planned(qtbot, answers).devices])
        assert form.gpu.layers.value == place
    assert taken[0][0] > taken[1][0] > taken[2][0]
    assert taken[0][1] < taken[1][1] < taken[2][1]
    form.context.field.setValue(8192)
    longer = planned(qtbot, answers)
    assert longer.context_length == 8192
    assert longer.devices[1].parts.total > taken[2][1]
    assert form.context.slider.value() > 0


def test_what_does_not_fit_cannot_be_loaded_and_an_offer_can(qtbot, panel, answers, large):
    opened(qtbot, panel, answers, large)
    panel.dialog.form.context.field.setValue(131072)
    qtbot.waitUntil(lambda: bool(panel.dialog.plan.offers))
    assert panel.dialog.plan.verdict.text().startswith("Too large. This needs")
    assert not panel.dialog.load.isEnabled()
    words = [button.text() for button in panel.dialog.plan.offers]
    shorter = next(place for place, text in enumerate(words) if text.startswith("Context of"))
    answers.clear()
    panel.dialog.plan.offers[shorter].click()
    assert planned(qtbot, answers).loadable
    assert panel.dialog.load.isEnabled()
    assert f"{panel.dialog.form.context.value:,}" in words[shorter]


def test_several_gpus_are_chosen_and_share_as_told(qtbot, panel, answers, large, devices, script):
    devices += GPUS
    opened(qtbot, panel, answers, large)
    gpu = panel.dialog.form.gpu
    assert [box.isChecked() for box in gpu.used] == [True, True]
    assert gpu.placing == ((), ())
    gpu.shares[0].setValue(3)
    gpu.shares[1].setValue(1)
    plan = planned(qtbot, answers)
    while answers:
        plan = planned(qtbot, answers)
    assert panel.dialog.form.options.split == (3.0, 1.0)
    gpu.used[1].setChecked(False)
    assert gpu.placing == (("CUDA0",), (3.0,))
    qtbot.waitUntil(lambda: bool(answers) and len(answers[-1].plan.devices) == 2)
    assert plan is not None


def test_flash_attention_off_and_quantized_values_are_explained(qtbot, panel, answers):
    opened(qtbot, panel, answers)
    change(panel, cache_type=CacheType.Q8_0, flash_attention=False)
    plan = planned(qtbot, answers)
    assert plan.verdict is Verdict.IMPOSSIBLE
    assert "need flash attention" in panel.dialog.plan.verdict.text()
    assert not panel.dialog.load.isEnabled()
    panel.dialog.plan.offers[0].click()
    assert planned(qtbot, answers).loadable
    assert panel.dialog.form.cache.flash_attention is None
    assert "automatic switches it on" in panel.dialog.form.cache.note.text()


def test_by_hand_wins_over_what_was_measured_and_it_says_so(
    qtbot, parts, panel, answers, profile, script
):
    spec = parts.pairs.info.spec
    found = MeasuredTuning(Tuning(threads=1), Gain(1.2, 1.3, 1.2), date(2026, 11, 24))
    tunings.remember(profile.tunings_file, tuning_key(spec), found)
    opened(qtbot, panel, answers)
    dialog = panel.dialog
    assert dialog.why.text() == "Set up as measured on 2026-11-24: 1 thread (1.20x)."
    assert not dialog.use_measured.isVisible()
    change(panel, threads=2)
    assert dialog.why.text() == (
        "By hand: 2 threads. What was measured on 2026-11-24 (1 thread, 1.20x) is not used "
        "beside it."
    )
    planned(qtbot, answers)
    dialog.load.click()
    qtbot.waitUntil(lambda: parts.pairs.info is not None and script.specs[-1].threads == 2)
    assert parts.pairs.info.measured is None
    dialog.use_measured.click()
    assert dialog.form.options.threads is None
    planned(qtbot, answers)
    dialog.load.click()
    qtbot.waitUntil(lambda: parts.pairs.info is not None and parts.pairs.info.measured == found)
    assert script.specs[-1].tuning == Tuning(threads=1)


def test_other_files_bring_their_own_options_and_drafters(qtbot, parts, panel, answers, tmp_path):
    target = write_gemma4(tmp_path / "gemma.gguf", TINY)
    drafter = write_gemma4_assistant(tmp_path / "mtp-gemma.gguf", TINY)
    parts.pairs.options.keep(target, drafter, LoadOptions(threads=1))
    opened(qtbot, panel, answers, target)
    files = panel.dialog.form.files
    offered = [files.drafters.itemText(index) for index in range(files.drafters.count())]
    assert offered == ["No drafter", "mtp-gemma.gguf"]
    assert panel.dialog.form.options == LoadOptions()
    files.drafters.setCurrentIndex(1)
    files.drafters.activated.emit(1)
    assert planned(qtbot, answers).method is Method.MTP
    assert panel.dialog.form.options == LoadOptions(threads=1)
    assert panel.dialog.form.context.field.maximum() == TINY.context


def test_files_that_do_not_go_together_and_missing_ones_are_told(qtbot, panel, answers, tmp_path):
    llama = write_llama(tmp_path / "llama.gguf", TINY)
    opened(qtbot, panel, answers, llama, write_gemma4_assistant(tmp_path / "a.gguf", TINY))
    assert "the target is llama" in panel.dialog.plan.verdict.text()
    assert not panel.dialog.load.isEnabled()
    panel.open(tmp_path / "none.gguf")
    qtbot.waitUntil(lambda: "cannot be read" in panel.dialog.plan.verdict.text())
    assert not panel.dialog.load.isEnabled()


def test_unloading_by_menu_and_button(qtbot, parts, panel, answers, script):
    opened(qtbot, panel, answers)
    panel.dialog.unload.click()
    qtbot.waitUntil(lambda: isinstance(parts.pairs.state, Unloaded))
    assert script.closed == 1
    assert panel.dialog.now.text() == "Unloaded. The next question loads it again."
    assert not panel.unload_action.isEnabled()
    assert not panel.dialog.unload.isEnabled()
    assert "unloaded" in parts.window.header._drafter.whole_text


def test_the_next_question_loads_again_by_itself(qtbot, parts, panel, script):
    panel.unload_action.trigger()
    qtbot.waitUntil(lambda: isinstance(parts.pairs.state, Unloaded))
    loads = len(script.specs)
    parts.chat.submit("hello")
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert len(script.specs) == loads + 1
    assert parts.chat.conversation.entries[-1].text == script.answer


def test_an_idle_pair_is_unloaded_unless_something_is_under_way(qtbot, parts, panel, script):
    spec = parts.pairs.info.spec
    timer = panel.idle.timer
    assert not timer.isActive()
    parts.pairs.open_with(spec.target, spec.drafter, LoadOptions(idle_minutes=2))
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    assert timer.isActive()
    assert timer.interval() == 2 * 60_000
    script.delay = 0.01
    parts.chat.submit("hello")
    assert not timer.isActive()
    timer.timeout.emit()
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert parts.pairs.info is not None
    assert timer.isActive()
    timer.timeout.emit()
    qtbot.waitUntil(lambda: isinstance(parts.pairs.state, Unloaded))
    assert "while idle" in parts.pairs.state.why
    assert not timer.isActive()


def test_another_pair_in_mid_conversation_keeps_it(qtbot, parts, panel, answers, script, tmp_path):
    parts.chat.submit("first")
    qtbot.waitUntil(lambda: not parts.chat.busy)
    other = write_llama(tmp_path / "other.gguf", TINY)
    opened(qtbot, panel, answers, other)
    panel.dialog.load.click()
    qtbot.waitUntil(lambda: parts.pairs.info is not None and script.specs[-1].target == other)
    parts.chat.submit("second")
    qtbot.waitUntil(lambda: not parts.chat.busy)
    assert [one.content for one in script.requests[-1].messages] == [
        "first",
        script.answer,
        "second",
    ]
    assert len(parts.chat.conversation.entries) == 4


def test_loading_shows_how_far_it_is_and_can_be_cancelled(qtbot, parts, panel, answers, script):
    opened(qtbot, panel, answers)
    script.load_seconds = 0.5
    panel.dialog.load.click()
    qtbot.waitUntil(lambda: panel.dialog.progress.value() > 0)
    assert panel.dialog.progress.isVisible()
    assert panel.dialog.now.text().startswith("Loading foretoken-mini-target.gguf: weights")
    panel.dialog.cancel.click()
    script.load_seconds = 0.0
    qtbot.waitUntil(lambda: isinstance(parts.pairs.state, Unloaded))
    assert "cancelled" in panel.dialog.now.text()
    assert not panel.dialog.progress.isVisible()


def test_options_that_do_not_load_are_not_kept(qtbot, parts, panel, answers, script):
    opened(qtbot, panel, answers)
    spec = parts.pairs.info.spec
    change(panel, threads=1)
    planned(qtbot, answers)
    script.fail_load = ("No memory.", "Close something.")
    with qtbot.waitSignal(parts.pairs.load_failed):
        panel.dialog.load.click()
    script.fail_load = None
    assert parts.pairs.options.of(spec.target, spec.drafter) == LoadOptions()


def test_what_a_start_loads_is_a_setting(panel, parts, qtbot, answers):
    opened(qtbot, panel, answers)
    choice = panel.dialog.start_with
    choice.setCurrentIndex(choice.findData("nothing"))
    choice.activated.emit(choice.currentIndex())
    assert parts.settings.current.start_with == "nothing"


def test_all_is_reached_by_keyboard_and_has_a_name(qtbot, panel, answers, large, devices):
    devices += GPUS
    opened(qtbot, panel, answers, large)
    kinds = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox)
    for part in (one for kind in kinds for one in panel.dialog.findChildren(kind)):
        inner = part.parent() is not None and isinstance(part.parent(), QComboBox | QScrollArea)
        if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and not inner:
            assert part.accessibleName() or getattr(part, "text", str)(), part
    form = panel.dialog.form
    form.context.slider.setFocus()
    QTest.keyClick(form.context.slider, Qt.Key.Key_Right)
    assert form.context.value == 256
    QTest.keyClick(form.context.slider, Qt.Key.Key_End)
    assert form.context.value == 131072
    QTest.keyClick(panel.dialog, Qt.Key.Key_Escape)
    assert not panel.dialog.isVisible()


def test_a_plan_that_nobody_waits_for_is_not_shown(qtbot, panel, answers):
    panel.open()
    panel.dialog.close()
    qtbot.wait(100)
    assert not answers


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_bars_follow_the_theme(qtbot, panel, answers, theme, parts):
    opened(qtbot, panel, answers)
    scheme = Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light
    parts.themes.apply(scheme)
    assert panel.dialog.plan.bars.bars[0]._theme == theme
