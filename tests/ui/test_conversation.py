"""What the model reads of a conversation."""

from app.core.messages import Message
from app.ui.chat.conversation import Conversation, EntryState


def test_an_open_question_is_the_last_message():
    talk = Conversation()
    talk.ask("Hello?")
    assert talk.messages() == (Message("user", "Hello?"),)


def test_a_partial_answer_counts_a_failed_empty_one_does_not():
    talk = Conversation()
    _, first = talk.ask("one")
    first.text, first.state = "par", EntryState.FAILED
    _, second = talk.ask("two")
    second.state = EntryState.FAILED
    talk.ask("three")
    assert [m.content for m in talk.messages()] == ["one", "par", "three"]
    assert [m.role for m in talk.messages()] == ["user", "assistant", "user"]
