"""Search results page by page."""

from PySide6.QtCore import QModelIndex, Qt

from app.core.repositories import DrafterPlace, Gate, RepoSummary, SearchPage, SearchQuery
from app.ui.library.find.results_model import SUMMARY, ResultsModel

QUERY = SearchQuery("x")
ROOT = QModelIndex()


def page(number: int, more: bool, *names: str) -> SearchPage:
    found = tuple(RepoSummary(f"maker/{name}") for name in names)
    return SearchPage(QUERY, found, number, more, len(found))


def test_qt_finds_no_fault_with_it(qtmodeltester):
    model = ResultsModel()
    model.show_page(page(0, True, "a", "b"))
    qtmodeltester.check(model)
    model.show_page(page(1, False, "c"))
    model.show_page(page(0, False))


def test_the_next_page_is_asked_for_once_and_added(qtbot):
    model, asked = ResultsModel(), []
    model.more_wanted.connect(lambda: asked.append(1))
    model.show_page(page(0, True, "a", "b"))
    assert model.canFetchMore(ROOT)
    model.fetchMore(ROOT)
    model.fetchMore(ROOT)
    assert asked == [1] and not model.canFetchMore(ROOT)
    model.show_page(page(1, False, "b", "c"))
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["maker/a", "maker/b", "maker/c"]
    assert not model.canFetchMore(ROOT)


def test_a_page_that_failed_can_be_asked_for_again(qtbot):
    model = ResultsModel()
    model.show_page(page(0, True, "a"))
    model.fetchMore(ROOT)
    model.forget_request()
    assert model.canFetchMore(ROOT)


def test_a_screen_reader_hears_what_the_eye_sees(qtbot):
    found = RepoSummary(
        "maker/m", 12_345, gate=Gate.AUTO, licence="gemma", drafter=DrafterPlace.FOLDER
    )
    model = ResultsModel()
    model.show_page(SearchPage(QUERY, (found,), 0, False, 1))
    index = model.index(0, 0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    for word in ("m", "with drafter", "gated", "Gemma", "12\u202fk downloads"):
        assert word in words
    assert index.data(SUMMARY) is found
    assert (model.row_of("maker/m"), model.row_of("maker/none")) == (0, -1)
