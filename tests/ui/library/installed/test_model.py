"""Installed models: sorting, filtering, what is marked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from app.core.library import (
    FileDetails,
    FilePart,
    InstalledPair,
    Library,
    LibraryFile,
    LibraryKind,
    PairSource,
    Place,
    PlaceUse,
)
from app.ui.library.installed.model import DRAFTER, FILE, NAME, SIZE, USED, InstalledModel
from app.ui.library.installed.rows import use_words
from app.ui.library.marks import Marks
from app.ui.theme_watcher import ThemeWatcher


def entry(
    name: str,
    size: int = 1000,
    kind: LibraryKind = LibraryKind.TARGET,
    *,
    sha256: str = "",
    missing: bool = False,
) -> LibraryFile:
    part = FilePart(Path("/models", name), size, inode=size, sha256=sha256)
    return LibraryFile(name, Place.FORETOKEN, (part,), details=FileDetails(kind), missing=missing)


LIBRARY = Library(
    (
        entry("b.gguf", 3000),
        entry("a.gguf", 2000, sha256="1" * 64),
        entry("copy of a.gguf", 2001, sha256="1" * 64),
        entry("gone.gguf", 1, missing=True),
        entry("mtp-b.gguf", 500, LibraryKind.DRAFTER),
    ),
    (
        InstalledPair(
            Path("/models/b.gguf"), Path("/models/mtp-b.gguf"), PairSource.LOADED, "2026-11-24"
        ),
    ),
    uses=(PlaceUse(Place.FORETOKEN, 4, 7000), PlaceUse(Place.OLLAMA, 1, 5_000_000)),
    size=5_007_000,
)


@pytest.fixture
def model(qtbot) -> InstalledModel:
    made = InstalledModel(Marks(ThemeWatcher()))
    made.show_library(LIBRARY)
    return made


def column(model: InstalledModel, number: int) -> list[str]:
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_qt_finds_no_fault_with_it(model, qtmodeltester):
    qtmodeltester.check(model)
    model.sort(SIZE, Qt.SortOrder.DescendingOrder)
    model.set_filter("a.gguf")
    model.show_library(Library())


def test_pairs_and_what_is_wrong_are_said(model):
    rows = {model.index(row, 0).data(FILE).name: row for row in range(model.rowCount())}
    assert model.index(rows["b.gguf"], DRAFTER).data() == "mtp-b.gguf"
    assert model.index(rows["b.gguf"], USED).data() == "2026-11-24"
    assert "missing" in model.index(rows["gone.gguf"], NAME).data()
    assert "2 times" in model.index(rows["a.gguf"], NAME).data()
    assert "2 times" in model.index(rows["copy of a.gguf"], NAME).data()


def test_sizes_are_sorted_as_numbers_and_a_selection_stays_with_its_row(model):
    kept = QPersistentModelIndex(model.index(model.row_of(LIBRARY.files[0]), NAME))
    model.sort(SIZE, Qt.SortOrder.DescendingOrder)
    sizes = [model.file(row).size for row in range(model.rowCount())]
    assert sizes == sorted(sizes, reverse=True)
    assert kept.data(FILE) is LIBRARY.files[0]


def test_all_words_of_a_filter_must_be_there(model):
    model.set_filter("COPY gguf")
    assert column(model, NAME)[0].startswith("copy of a.gguf") and model.rowCount() == 1
    model.set_filter("")
    assert model.rowCount() == model.whole_count == 5


def test_disk_use_is_told_by_place():
    assert use_words(LIBRARY) == "5 models, 5.0 MB:  Foretoken 7.0 KB  ·  Ollama 5.0 MB"
    assert use_words(Library()) == ""
