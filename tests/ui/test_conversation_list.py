"""The sidebar's rows stand in their order, and change only where something changed."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.core.conversations import ConversationSummary, Folder, TitleSource
from app.ui.conversations.list_model import ConversationList, Role, RowKind
from app.workers.storage_requests import Page

NOW = datetime.now().replace(hour=12, minute=0)


def summary(name: str, days_ago: int = 0, minute: int = 0) -> ConversationSummary:
    when = (NOW - timedelta(days=days_ago) + timedelta(minutes=minute)).timestamp()
    return ConversationSummary(name, name.title(), TitleSource.WORDS, None, False, when, when)


@pytest.fixture
def model(qtmodeltester):
    made = ConversationList()
    qtmodeltester.check(made, force_py=True)
    return made


def rows(model):
    return [model.index(at).data() for at in range(model.rowCount())]


def take(model, *conversations, folders=(), folder_id=None, offset=0, more=False):
    model.take(Page(tuple(conversations), tuple(folders), folder_id, offset, more))


def test_conversations_stand_under_their_days(model):
    take(
        model, summary("b", 0, 1), summary("a"), summary("y", 1), summary("w", 5), summary("o", 99)
    )
    assert rows(model) == [
        *["Today", "B", "A"],
        *["Yesterday", "Y"],
        *["Last 7 days", "W"],
        *["Older", "O"],
    ]
    assert not model.flags(model.index(0)) & model.flags(model.index(1)).ItemIsSelectable


def test_pinned_ones_come_first_and_folders_next(model):
    pinned = replace(summary("p", 40), pinned=True)
    take(model, pinned, summary("a"), folders=[Folder("f", "Work")])
    assert rows(model) == ["Pinned", "P", "Work", "Today", "A"]


def test_a_folder_opens_and_asks_for_what_is_in_it(qtbot, model):
    take(model, summary("a"), folders=[Folder("f", "Work")])
    with qtbot.waitSignal(model.page_wanted) as asked:
        model.toggle("f")
    assert asked.args == ["f", 0]
    take(model, replace(summary("in"), folder_id="f"), folders=[Folder("f", "Work")], folder_id="f")
    assert rows(model) == ["Work", "In", "Today", "A"]
    assert model.index(1).data(Role.DEPTH) == 1
    model.toggle("f")
    assert rows(model) == ["Work", "Today", "A"]


def test_what_is_new_moves_to_the_top(model):
    take(model, summary("b", 0, 1), summary("a"), summary("y", 1))
    model.put(replace(summary("y"), updated=summary("y", 0, 2).updated))
    assert rows(model) == ["Today", "Y", "B", "A"]
    model.drop(["b"])
    assert rows(model) == ["Today", "Y", "A"]


def test_moving_into_a_closed_folder_takes_it_from_the_list(model):
    take(model, summary("a"), summary("b", 0, 1), folders=[Folder("f", "Work")])
    model.put(replace(summary("a"), folder_id="f"))
    assert rows(model) == ["Work", "Today", "B"]


def test_only_what_differs_is_touched(qtbot, model):
    take(model, *[summary(f"c{n}", 0, n) for n in range(30)])
    inserted, removed = [], []
    model.rowsInserted.connect(lambda _p, first, last: inserted.append((first, last)))
    model.rowsRemoved.connect(lambda _p, first, last: removed.append((first, last)))
    model.drop(["c29"])
    assert (inserted, removed) == ([], [(1, 1)])


def test_further_pages_are_asked_for_once(qtbot):
    model = ConversationList()  # the model tester would ask, too
    asked = []
    model.page_wanted.connect(lambda folder, offset: asked.append((folder, offset)))
    take(model, summary("a"), more=True)
    assert model.canFetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    assert asked == [("", 1)]
    take(model, summary("z", 50), offset=1)
    assert not model.canFetchMore(model.index(-1))
    assert rows(model)[-1] == "Z"


def test_names_are_changed_in_place(qtbot, model):
    take(model, summary("a"), folders=[Folder("f", "Work")])
    with qtbot.waitSignal(model.renamed) as renamed:
        assert model.setData(model.index_of("a"), "  My boats ")
    assert renamed.args == ["a", "My boats"]
    with qtbot.waitSignal(model.folder_renamed) as folder:
        assert model.setData(model.folder_index("f"), "Play")
    assert folder.args == [Folder("f", "Play")]
    assert not model.setData(model.index_of("a"), "  ")
    assert model.index(0).data(Role.KIND) == RowKind.FOLDER.value
