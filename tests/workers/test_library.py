"""The library's thread answers every request by events, gives up when told, and ends."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QThread

from app.core.library import LibraryKind, Place
from app.core.library_events import (
    DraftersFound,
    DuplicatesFound,
    FilesRemoved,
    FileVerified,
    FindDrafters,
    FindDuplicates,
    ForgetFolder,
    ImportFiles,
    LibraryChanged,
    LibraryDone,
    LibraryFailed,
    LibraryFileFound,
    LibraryProgress,
    LibraryRefused,
    MetadataFound,
    PlanRemoval,
    ReadMetadata,
    RememberPair,
    RemovalPlanned,
    RemoveFiles,
    RestoreFiles,
    ScanLibrary,
    VerifyFiles,
)
from app.hub.library.places import Machine
from app.hub.library.scan import LibraryFolders
from app.workers import library_jobs
from app.workers.library import LibraryThread
from tests.gguf_factory import TINY, write_gemma4, write_gemma4_assistant, write_llama


class Asker:
    """Asks the thread and collects what comes until the request has ended."""

    def __init__(self, qtbot, thread):
        self._qtbot = qtbot
        self.thread = thread
        self.events = []
        thread.happened.connect(self.events.append)

    def __call__(self, request):
        self.events.clear()
        with self._qtbot.waitSignal(
            self.thread.happened,
            check_params_cb=lambda event: isinstance(event, LibraryDone | LibraryFailed),
        ):
            self.thread.ask(request)
        return list(self.events)

    def one(self, request, kind):
        """Return the only answer of a kind."""
        (event,) = [event for event in self(request) if isinstance(event, kind)]
        return event


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with a trash of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    return tmp_path


@pytest.fixture
def folders(home):
    (home / "models").mkdir()
    machine = Machine(home, {}, "linux", home)
    return LibraryFolders(home / "library.json", home / "models", machine)


@pytest.fixture
def ask(qtbot, folders):
    thread = LibraryThread(folders)
    yield Asker(qtbot, thread)
    thread.shutdown()


def test_a_scan_says_at_once_what_is_known_and_then_what_it_finds(ask, folders):
    path = write_llama(folders.models / "chat.gguf")
    events = ask(ScanLibrary("1"))
    kinds = [type(event) for event in events if not isinstance(event, LibraryProgress)]
    assert kinds == [LibraryChanged, LibraryFileFound, LibraryChanged, LibraryDone]
    assert {event.request_id for event in events} == {"1"}
    assert [file.path for file in events[-2].library.files] == [path]
    assert [type(event) for event in ask(ScanLibrary("2"))][-2:] == [LibraryChanged, LibraryDone]


def test_work_is_done_off_the_gui_thread(ask, folders, monkeypatch):
    write_llama(folders.models / "chat.gguf")
    names = []
    real = library_jobs.scan

    def named(*args):
        names.append(QThread.currentThread().objectName())
        return real(*args)

    monkeypatch.setattr(library_jobs, "scan", named)
    ask(ScanLibrary("1"))
    assert names == ["library"]


def test_pairs_from_before_there_was_a_library_are_taken_in_once(ask, folders, home):
    target = write_gemma4(home / "t.gguf")
    drafter = write_gemma4_assistant(home / "d.gguf", TINY)
    events = ask(ScanLibrary("1", recent=((str(target), str(drafter)), ("", ""))))
    library = events[-2].library
    assert [(pair.target, pair.drafter) for pair in library.pairs] == [(target, drafter)]
    assert {file.place for file in library.files} == {Place.LINKED}
    assert {file.details.kind for file in library.files} == {
        LibraryKind.TARGET,
        LibraryKind.DRAFTER,
    }


def test_a_loaded_pair_is_remembered(ask, folders):
    target = write_gemma4(folders.models / "t.gguf")
    ask(ScanLibrary("1"))
    changed = ask.one(RememberPair("2", target=target), LibraryChanged)
    assert [pair.target for pair in changed.library.pairs] == [target]


def test_dropped_files_are_linked_and_what_is_no_model_refused(ask, home):
    folder = home / "disk"
    folder.mkdir()
    write_llama(folder / "one.gguf")
    (home / "notes.txt").write_text("hello")
    events = ask(ImportFiles("1", paths=(folder, home / "notes.txt")))
    refused = next(event for event in events if isinstance(event, LibraryRefused))
    assert refused.path.name == "notes.txt"
    library = next(event for event in events if isinstance(event, LibraryChanged)).library
    assert [file.name for file in library.files] == ["one.gguf"]
    changed = ask.one(ForgetFolder("2", folder=folder), LibraryChanged)
    assert (changed.library.files, changed.library.folders) == ((), ())
    assert (folder / "one.gguf").exists()


def test_a_copy_tells_how_far_it_is(ask, home, folders):
    path = write_llama(home / "one.gguf")
    events = ask(ImportFiles("1", paths=(path,), copy=True))
    last = [event for event in events if isinstance(event, LibraryProgress)][-1]
    assert (last.done, last.total, last.is_bytes) == (path.stat().st_size,) * 2 + (True,)
    assert next(folders.models.rglob("one.gguf"))


def test_what_goes_to_the_trash_can_be_had_back(ask, folders):
    folder = folders.models / "owner" / "repo"
    folder.mkdir(parents=True)
    path = write_llama(folder / "chat.gguf")
    ask(ScanLibrary("1"))
    planned = ask.one(PlanRemoval("2", paths=(path,)), RemovalPlanned).removal
    assert planned.freed == path.stat().st_size
    removed = ask.one(RemoveFiles("3", removal=planned), FilesRemoved)
    assert not folder.exists()
    (was,) = removed.in_trash
    assert was[0] == path
    assert was[1].exists()
    events = ask(RestoreFiles("4", removal=planned, in_trash=removed.in_trash))
    library = next(event for event in events if isinstance(event, LibraryChanged)).library
    assert [file.path for file in library.files] == [path]
    assert path.exists()
    assert not list((was[1].parent.parent / "info").iterdir())


def test_what_cannot_go_to_the_trash_is_refused_and_stays(ask, folders):
    path = write_llama(folders.models / "chat.gguf")
    ask(ScanLibrary("1"))
    planned = ask.one(PlanRemoval("2", paths=(path,)), RemovalPlanned).removal
    there = replace(planned, paths=(path.with_name("gone.gguf"),))
    refused = ask.one(RemoveFiles("3", removal=there), LibraryRefused)
    assert "trash" in refused.title
    assert path.exists()


def test_removing_for_good_leaves_no_trash(ask, folders, home):
    path = write_llama(folders.models / "chat.gguf")
    ask(ScanLibrary("1"))
    planned = ask.one(PlanRemoval("2", paths=(path,)), RemovalPlanned).removal
    removed = ask.one(RemoveFiles("3", removal=planned, for_good=True), FilesRemoved)
    assert removed.in_trash == ()
    assert not path.exists()
    assert not (home / "data" / "Trash").exists()


def test_verifying_reports_each_file_and_how_far_it_is(ask, folders):
    path = write_llama(folders.models / "chat.gguf")
    ask(ScanLibrary("1"))
    events = ask(VerifyFiles("2", paths=(path,)))
    found = next(event for event in events if isinstance(event, FileVerified)).verification
    assert (found.matches, found.first_time) == (True, True)
    assert [event.done for event in events if isinstance(event, LibraryProgress)][-1] == (
        path.stat().st_size
    )
    changed = next(event for event in events if isinstance(event, LibraryChanged))
    assert changed.library.files[0].is_verified


def test_duplicates_and_drafters_are_answered(ask, folders):
    target = write_gemma4(folders.models / "t.gguf")
    write_gemma4_assistant(folders.models / "d.gguf", TINY)
    (folders.models / "copy.gguf").write_bytes(target.read_bytes())
    ask(ScanLibrary("1"))
    found = ask.one(FindDuplicates("2"), DuplicatesFound)
    assert [[file.name for file in group.files] for group in found.groups] == [
        ["copy.gguf", "t.gguf"]
    ]
    drafters = ask.one(FindDrafters("3", target=target), DraftersFound).drafters
    assert [file.name for file in drafters] == ["d.gguf"]


def test_metadata_comes_as_rows(ask, folders):
    path = write_llama(folders.models / "chat.gguf")
    rows = ask.one(ReadMetadata("1", path=path), MetadataFound).metadata
    assert ("general.architecture", "string", "llama") in [
        (row.key, row.kind, row.value) for row in rows.keys
    ]
    assert rows.tensors


def test_what_cannot_be_done_is_said(ask, folders):
    failed = ask.one(ReadMetadata("1", path=folders.models / "no.gguf"), LibraryFailed)
    assert "no file" in failed.title


def test_a_request_given_up_before_its_turn_does_nothing(ask, folders):
    cancel = threading.Event()
    cancel.set()
    assert ask(ScanLibrary("1", cancel)) == [LibraryDone("1", cancelled=True)]


def test_closing_gives_up_what_is_in_hand_and_in_the_queue(ask, folders, monkeypatch):
    path = folders.models / "chat.gguf"
    write_llama(path)
    ask(ScanLibrary("1"))
    started = threading.Event()

    def endless(index, files, watch, report):
        started.set()
        assert watch.cancel.wait(20)

    monkeypatch.setattr(library_jobs, "verify", endless)
    waiting = ScanLibrary("3")
    ask.thread.ask(VerifyFiles("2", paths=(path,)))
    ask.thread.ask(waiting)
    assert started.wait(20)
    ask.thread.shutdown()
    assert waiting.cancel.is_set()


def test_a_bug_is_reported_and_the_request_ends(qtbot, ask, monkeypatch):
    def broken(*_):
        raise RuntimeError("oops")

    monkeypatch.setattr(library_jobs, "scan", broken)
    with qtbot.waitSignal(ask.thread.crashed) as got:
        events = ask(ScanLibrary("1"))
    assert "oops" in got.args[0]
    assert isinstance(events[-1], LibraryFailed)
