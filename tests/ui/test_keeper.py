"""What happens in the chat is in the store at once, and comes back with the next start."""

import time

import pytest

from app.core.conversations import MessageState
from app.store.chat_store import ChatStore
from tests.scripted_engine import ANSWER


def ask(qtbot, parts, text):
    parts.chat.submit(text)
    qtbot.waitUntil(lambda: not parts.chat.busy, timeout=10_000)


def kept(profile):
    """Read the database as another process would find it."""
    store = ChatStore(profile.conversations_file)
    try:
        return [whole for one in store.all_ids() if (whole := store.load(one)) is not None]
    finally:
        store.connection.close()


@pytest.fixture
def started(parts):
    parts.shelf.start()
    return parts


def test_a_question_and_its_answer_are_kept(qtbot, started, profile):
    ask(qtbot, started, "Tell me of the harbour.")
    name = started.shelf.keeper.current_id
    started.storage.shutdown()
    (conversation,) = kept(profile)
    assert conversation.summary.conversation_id == name
    assert conversation.summary.title == "Tell me of the harbour."
    question, answer = conversation.messages
    assert (question.text, answer.text) == ("Tell me of the harbour.", ANSWER)
    assert answer.state is MessageState.DONE
    assert answer.turn is not None and answer.turn.statistics is not None
    assert answer.turn.statistics.draft_tokens > 0
    assert answer.origins


def test_a_streaming_answer_is_kept_every_second(qtbot, started, script, profile):
    script.delay = 0.1
    started.chat.submit("x")
    qtbot.wait(1500)
    received = started.chat.turns.received
    time.sleep(0.2)
    found = kept(profile)[0].messages[-1]  # opening it marks it as cut, as after a crash
    assert found.state is MessageState.STOPPED
    assert found.text and received.startswith(found.text)
    started.chat.stop()
    qtbot.waitUntil(lambda: not started.chat.busy)


def test_closing_keeps_what_came_of_an_answer(qtbot, started, script, profile):
    script.delay = 0.05
    started.chat.submit("x")
    qtbot.waitUntil(lambda: len(started.chat.turns.received) > 30)
    came = started.chat.turns.received
    started.window.close()
    started.close()
    answer = kept(profile)[0].messages[-1]
    assert (answer.text, answer.state) == (came, MessageState.STOPPED)


def test_conversations_are_opened_from_the_list(qtbot, started):
    ask(qtbot, started, "First of all")
    first = started.shelf.keeper.current_id
    started.chat.new_conversation()
    assert started.shelf.keeper.current_id == ""
    ask(qtbot, started, "Second thing")
    started.shelf.sidebar.chosen.emit(first)
    qtbot.waitUntil(lambda: started.shelf.keeper.current_id == first)
    assert [e.text for e in started.chat.conversation.entries] == ["First of all", ANSWER]
    assert "First of all" in started.window.chat_view.transcript.toPlainText()
    ask(qtbot, started, "And then?")
    contents = [m.content for m in started.chat.last_request.messages]
    assert contents == ["First of all", ANSWER, "And then?"]


def test_branches_come_back(qtbot, started):
    ask(qtbot, started, "One")
    name = started.shelf.keeper.current_id
    question, answer = started.chat.conversation.entries
    started.chat.answer_again(answer)
    qtbot.waitUntil(lambda: not started.chat.busy)
    started.chat.ask_otherwise(question, "Two")
    qtbot.waitUntil(lambda: not started.chat.busy)
    shown = started.chat.conversation.entries
    assert [e.text for e in shown] == ["Two", ANSWER]
    assert (shown[0].version, shown[0].versions) == (2, 2)
    started.chat.step(shown[0], -1)
    shown = started.chat.conversation.entries
    assert (shown[1].version, shown[1].versions) == (2, 2)
    started.chat.new_conversation()
    started.shelf.keeper.open(name)
    qtbot.waitUntil(lambda: started.shelf.keeper.current_id == name)
    back = started.chat.conversation.entries
    assert [e.message_id for e in back] == [e.message_id for e in shown]


def test_a_cut_answer_goes_on(qtbot, started, script):
    script.delay = 0.03
    started.chat.submit("x")
    qtbot.waitUntil(lambda: len(started.chat.conversation.entries[-1].text) > 20)
    started.chat.stop()
    qtbot.waitUntil(lambda: not started.chat.busy)
    cut = started.chat.conversation.entries[-1]
    script.delay, script.answer = 0.0, " and so on."
    started.chat.go_on(cut)
    qtbot.waitUntil(lambda: not started.chat.busy)
    longer = started.chat.conversation.entries[-1]
    assert longer.text == cut.text + " and so on."
    assert (longer.version, longer.versions) == (2, 2)
    assert started.chat.last_request.continues == cut.text
    assert longer.tokens.length == len(longer.text)
    assert longer.tokens.start(len(cut.tokens)) == len(cut.text)


def test_removed_messages_come_back(qtbot, started):
    ask(qtbot, started, "One")
    ask(qtbot, started, "Two")
    removed, leaf = [], started.chat.conversation.leaf_id
    started.chat.messages_removed.connect(removed.append)
    started.chat.remove(started.chat.conversation.entries[2])
    assert [e.text for e in started.chat.conversation.entries] == ["One", ANSWER]
    started.chat.put_back(removed[0], leaf)
    assert [e.text for e in started.chat.conversation.entries] == ["One", ANSWER, "Two", ANSWER]


def test_drafts_stay_with_their_conversations(qtbot, started):
    ask(qtbot, started, "One")
    first = started.shelf.keeper.current_id
    edit = started.window.chat_view.composer.edit
    edit.setPlainText("half a thought")
    started.chat.new_conversation()
    assert edit.toPlainText() == ""
    ask(qtbot, started, "Two")
    started.shelf.keeper.open(first)
    qtbot.waitUntil(lambda: started.shelf.keeper.current_id == first)
    assert edit.toPlainText() == "half a thought"


def test_what_was_typed_into_nothing_yet_stays(started):
    edit = started.window.chat_view.composer.edit
    edit.setPlainText("a first thought")
    started.chat.new_conversation()
    assert edit.toPlainText() == "a first thought"


def test_a_deleted_conversation_can_be_brought_back(qtbot, started):
    ask(qtbot, started, "One")
    name = started.shelf.keeper.current_id
    started.shelf.sidebar.delete_wanted.emit(name)
    assert started.chat.conversation.entries == []
    bar = started.window.chat_view.notice
    assert "Deleted" in bar.notice.title
    assert started.shelf.model.rowCount() == 0
    bar.notice.actions[0].run()
    qtbot.waitUntil(lambda: started.shelf.model.rowCount() == 2)


def test_a_copy_is_a_conversation_of_its_own(qtbot, started):
    ask(qtbot, started, "One")
    started.shelf.sidebar.duplicate_wanted.emit(started.shelf.keeper.current_id)
    qtbot.waitUntil(lambda: started.shelf.model.rowCount() == 3)
    assert started.shelf.model.index(1).data() == "One (copy)"


def test_temporary_conversations_are_kept_nowhere(qtbot, started, profile):
    started.chat.new_temporary()
    ask(qtbot, started, "Secret")
    assert started.shelf.model.rowCount() == 0
    started.storage.shutdown()
    assert kept(profile) == []


def test_search_leads_to_the_message(qtbot, started):
    ask(qtbot, started, "Where are lighthouses?")
    started.chat.new_conversation()
    ask(qtbot, started, "Other")
    search = started.shelf.search
    search.begin()
    search.field.setText("lighthou")
    qtbot.waitUntil(lambda: search.hits.rowCount() == 2)
    qtbot.keyClick(search.field, "\r")
    qtbot.waitUntil(lambda: "lighthouses" in started.window.chat_view.transcript.toPlainText())
    assert not search.isVisible()
