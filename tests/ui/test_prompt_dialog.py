"""A conversation's own prompt and settings: edited, sent, kept, and passed on as presets."""

import dataclasses

import pytest
from PySide6.QtWidgets import QDialog

from app.core.thinking import Thinking, ThinkingMarks
from app.core.usual_sampling import FAMILIES
from app.ui.prompt.dialog import PromptDialog

MARKS = ThinkingMarks("<think>", "</think>")


@pytest.fixture
def dialog(parts) -> PromptDialog:
    return parts.prompt.dialog()


def test_what_is_not_ticked_shows_the_usual_value_and_sets_nothing(dialog) -> None:
    temperature = dialog.sampling.values[0]
    assert dialog.settings == ()
    assert not temperature.box.isEnabled()
    temperature.tick.setChecked(True)
    temperature.box.setValue(0.35)
    assert dialog.settings == (("temperature", 0.35),)
    temperature.tick.setChecked(False)
    assert temperature.box.value() == 0.0
    assert dialog.settings == ()


def test_the_next_answer_is_asked_for_with_it_and_it_is_kept(qtbot, parts, script) -> None:
    parts.chat.submit("Hello")
    qtbot.waitUntil(lambda: parts.chat.idle)
    parts.chat.set_prompt("Be a sailor.", (("temperature", 0.4), ("thinking", 1.0)))
    parts.chat.submit("And now?")
    qtbot.waitUntil(lambda: parts.chat.idle)
    asked = script.requests[-1]
    assert asked.messages[0].content == "Be a sailor."
    assert asked.sampling.temperature == 0.4
    assert asked.thinking is None, "the scripted target knows no thinking"
    name = parts.chat.conversation.conversation_id
    assert asked.conversation == name
    parts.chat.new_conversation()
    assert parts.chat.conversation.system_prompt == ""
    parts.shelf.keeper.open(name)
    qtbot.waitUntil(lambda: parts.chat.conversation.conversation_id == name)
    assert parts.chat.conversation.system_prompt == "Be a sailor."
    assert dict(parts.chat.conversation.settings) == {"temperature": 0.4, "thinking": 1.0}


def test_the_makers_sampling_is_in_force_until_the_user_chooses(qtbot, parts, script) -> None:
    state = parts.pairs.state
    able = Thinking(MARKS, MARKS, "enable_thinking", usual=False)
    info = dataclasses.replace(state.info, sampling=FAMILIES["gemma4"], thinking=able)
    parts.pairs._state = dataclasses.replace(state, info=info)
    parts.chat.set_prompt("", (("thinking", 1.0),))
    parts.chat.submit("Hello")
    qtbot.waitUntil(lambda: parts.chat.idle)
    assert script.requests[-1].sampling.temperature == 1.0
    assert script.requests[-1].thinking is True
    parts.settings.update(temperature=0.2, own_sampling=True)
    parts.chat.submit("And now?")
    qtbot.waitUntil(lambda: parts.chat.idle)
    assert script.requests[-1].sampling.temperature == 0.2


def test_presets_are_saved_chosen_exported_imported_and_deleted(dialog, profile, tmp_path) -> None:
    dialog.prompt.setPlainText("Be a sailor.")
    dialog.sampling.values[1].tick.setChecked(True)
    dialog.presets.save("  Sailor ")
    shown = dialog.shown("Sailor")
    assert dialog.presets.list.currentText() == "Sailor"
    dialog.presets.export(tmp_path / "out.json")
    dialog.presets.delete()
    assert dialog.presets.list.count() == 1
    dialog.prompt.setPlainText("")
    dialog.presets.bring(tmp_path / "out.json")
    dialog.presets._activated(1)
    assert dialog.shown("Sailor") == shown
    (tmp_path / "bad.json").write_text("[]")
    dialog.presets.bring(tmp_path / "bad.json")
    assert "holds no presets" in dialog.presets.problem.text()
    assert dialog.presets.list.count() == 2


def test_thinking_can_be_switched_only_where_the_model_can(parts) -> None:
    dialog = parts.prompt.dialog()
    assert not dialog.thinking.isEnabled()
    assert "does not mark" in dialog.thinking.toolTip()


def test_ok_puts_it_in_force_and_cancel_does_not(parts, monkeypatch) -> None:
    def edited(answer: int):
        def run(dialog: PromptDialog) -> int:
            dialog.prompt.setPlainText("Be brief.")
            return answer

        return run

    monkeypatch.setattr(PromptDialog, "exec", edited(QDialog.DialogCode.Rejected))
    parts.prompt.edit()
    assert parts.chat.conversation.system_prompt == ""
    monkeypatch.setattr(PromptDialog, "exec", edited(QDialog.DialogCode.Accepted))
    parts.prompt.edit()
    assert parts.chat.conversation.system_prompt == "Be brief."
