"""What is chosen is deleted, and nothing else."""

import pytest

from app.core import erasure
from app.core.erasure import Erasable, erase
from app.core.paths import Profile


@pytest.fixture
def profile(tmp_path):
    made = Profile(tmp_path / "profile")
    for file in (
        made.conversations_file,
        made.conversations_file.with_name("conversations.sqlite3-wal"),
        made.settings_file,
        made.settings_file.with_suffix(".damaged.json"),
        made.load_options_file,
        made.learnt_file,
        made.tunings_file,
        made.baselines_file,
        made.logs / "foretoken.log",
        made.logs / "foretoken.log.1",
        made.library_file,
        made.downloads_file,
        made.models() / "model.gguf",
    ):
        file.write_text("x")
    made.headers.mkdir(exist_ok=True)
    (made.headers / "header").write_text("x")
    return made


def files(profile):
    return {path.name for path in profile.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        (Erasable.CONVERSATIONS, {"conversations.sqlite3", "conversations.sqlite3-wal"}),
        (Erasable.SETTINGS, {"settings.json", "settings.damaged.json", "load_options.json"}),
        (Erasable.LEARNT, {"learnt.json", "tunings.json", "baselines.json"}),
        (Erasable.LOGS, {"foretoken.log", "foretoken.log.1", "header"}),
        (Erasable.MODELS, {"model.gguf", "library.json", "downloads.json"}),
    ],
)
def test_each_kind_deletes_its_own(profile, kind, gone):
    before = files(profile)
    assert erase(profile, {kind}) == ()
    assert before - files(profile) == gone


def test_all_of_it_leaves_no_file(profile):
    assert erase(profile, Erasable) == ()
    assert files(profile) == set()


def test_nothing_chosen_deletes_nothing(profile):
    before = files(profile)
    assert erase(profile, ()) == ()
    assert files(profile) == before


def test_what_a_link_leads_to_stays(profile, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.gguf").write_text("x")
    (profile.models() / "linked").symlink_to(outside)
    assert erase(profile, {Erasable.MODELS}) == ()
    assert (outside / "precious.gguf").exists()


def test_what_cannot_be_deleted_is_told_and_the_rest_goes(profile, monkeypatch):
    stubborn = profile.learnt_file
    delete = erasure._delete

    def refuse(path):
        if path == stubborn:
            raise PermissionError(path)
        delete(path)

    monkeypatch.setattr(erasure, "_delete", refuse)
    assert erase(profile, {Erasable.LEARNT}) == (stubborn,)
    assert not profile.tunings_file.exists()
