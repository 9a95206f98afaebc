"""Edits and new answers are branches; one of them is shown."""

import pytest

from app.core.conversations import StoredMessage
from app.core.message_tree import MessageTree


def message(name: str, parent: str | None, text: str = "") -> StoredMessage:
    return StoredMessage(name, parent, "user" if name.startswith("q") else "assistant", text)


@pytest.fixture
def tree() -> MessageTree:
    """q1 - a1 - q2 - a2, beside a1 another answer b1, beside q2 an edit r2 with its answer c2."""
    made = MessageTree()
    for name, parent in [("q1", None), ("a1", "q1"), ("q2", "a1"), ("a2", "q2")]:
        made.append(message(name, parent))
    for name, parent in [("b1", "q1"), ("q2b", "a1"), ("c2", "q2b")]:
        made.append(message(name, parent))
    return made


def names(path):
    return [each.message_id for each in path]


def test_the_newest_branch_is_shown(tree):
    assert names(tree.path()) == ["q1", "a1", "q2b", "c2"]


def test_versions_are_counted_and_walked(tree):
    assert tree.siblings("a1") == ("a1", "b1")
    assert tree.siblings("q2b") == ("q2", "q2b")
    assert tree.step("q2b", -1) == "q2"
    assert names(tree.path()) == ["q1", "a1", "q2", "a2"]
    assert tree.step("a1", 1) == "b1"
    assert names(tree.path()) == ["q1", "b1"]
    assert tree.step("b1", 1) is None
    assert names(tree.path()) == ["q1", "b1"]


def test_removing_a_version_shows_the_one_beside_it(tree):
    assert tree.remove("q2b") == ("q2b", "c2")
    assert names(tree.path()) == ["q1", "a1", "q2", "a2"]
    assert tree.remove("q2") == ("q2", "a2")
    assert names(tree.path()) == ["q1", "a1"]
    assert tree.children("a1") == ()


def test_removing_what_is_not_shown_changes_nothing_else(tree):
    tree.remove("b1")
    assert names(tree.path()) == ["q1", "a1", "q2b", "c2"]


def test_removing_all_empties_the_tree(tree):
    gone = tree.remove("q1")
    assert set(gone) == {"q1", "a1", "q2", "a2", "b1", "q2b", "c2"}
    assert (len(tree), tree.leaf_id, tree.path()) == (0, None, ())


def test_a_kept_leaf_is_shown_again():
    made = MessageTree([message("q1", None), message("a1", "q1"), message("b1", "q1")], "a1")
    assert names(made.path()) == ["q1", "a1"]
    assert MessageTree([message("q1", None)], "gone").leaf_id == "q1"


def test_a_message_whose_parent_is_lost_begins_a_tree():
    made = MessageTree([message("q1", None), message("q9", "lost")])
    assert made.children(None) == ("q1", "q9")
    assert names(made.path()) == ["q9"]


def test_a_message_is_replaced_in_its_place(tree):
    tree.replace(message("a1", "q1", "better"))
    assert tree["a1"].text == "better"
    with pytest.raises(ValueError):
        tree.replace(message("a1", None))
    with pytest.raises(ValueError):
        tree.append(message("a1", "q1"))
