"""Words are found wherever they were said, the newest first."""

import pytest

from app.core.conversations import MessageState, StoredConversation, StoredMessage
from app.store.chat_store import ChatStore
from app.store.search import match_expression, search
from tests.store.test_chat_store import BOATS, summary


@pytest.fixture
def store(tmp_path):
    made = ChatStore(tmp_path / "c.sqlite3")
    made.save(BOATS)
    tea = StoredMessage("t", None, "user", "Tell me about (green) tea: " + "leaf " * 60 + "water")
    made.save(StoredConversation(summary("tea", title="Tea"), (tea,), "t"))
    yield made
    made.close()


def found(store, text):
    return [hit.message_id or hit.title for hit in search(store.connection, text)]


def test_titles_come_first(store):
    assert found(store, "boats") == ["Boats", "a", "q"]
    assert found(store, "tea") == ["Tea", "t"]


def test_every_word_must_occur_and_the_last_may_be_unfinished(store):
    assert found(store, "sailing bo") == ["a"]
    assert found(store, "sailing tea") == []
    assert found(store, "bo ") == []


def test_accents_and_case_do_not_matter(store):
    assert found(store, "BOTE") == ["a"]


def test_quoted_words_follow_each_other(store):
    assert found(store, '"about green"') == ["t"]
    assert found(store, '"green about"') == []


@pytest.mark.parametrize(
    "text", ["", " ", '"', "AND", "NEAR(", "a OR", "*", "-x", "col:", '""', "(tea", "^", "🙂", "'"]
)
def test_nothing_typed_is_an_operator(store, text):
    found(store, text)


def test_words_that_look_like_operators_are_words():
    assert match_expression("not near") == '"not" "near"*'
    assert match_expression('say "so so" now ') == '"say" "so so" "now"'


def test_hits_are_marked_in_their_surroundings(store):
    hit = next(h for h in search(store.connection, "water") if h.message_id == "t")
    start, end = hit.marks[0]
    assert hit.excerpt[start:end] == "water"
    assert hit.excerpt.startswith("…")
    assert (hit.role, hit.title) == ("user", "Tea")


def test_an_answer_is_found_once_it_has_ended(store):
    answer = StoredMessage("a9", "t", "assistant", "", MessageState.STREAMING)
    store.add_turn("tea", (answer,))
    store.save_partial("a9", "A samovar")
    assert found(store, "samovar") == []
    ended = StoredMessage("a9", "t", "assistant", "A samovar boils.", finished=1.0)
    store.finish(ended)
    assert found(store, "samovar") == ["a9"]
    store.finish(StoredMessage("a9", "t", "assistant", "A kettle boils.", finished=2.0))
    assert (found(store, "samovar"), found(store, "kettle")) == ([], ["a9"])


def test_what_was_deleted_is_not_found(store):
    store.delete(["tea"])
    assert found(store, "tea") == []
    store.remove_messages("boats", ["a"], "q")
    assert found(store, "sailing") == []
