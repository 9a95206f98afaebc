"""`models rm` says what goes, deletes only what it may, and frees what it said."""

import io

import pytest

from tests.gguf_factory import write_llama
from tests.model_caches import write_hub_cache


class Terminal(io.StringIO):
    """Somebody who types an answer."""

    def isatty(self):
        return True


@pytest.fixture
def answer(monkeypatch):
    def type_in(text):
        monkeypatch.setattr("sys.stdin", Terminal(f"{text}\n"))

    return type_in


def test_it_deletes_without_asking_when_told(verbs):
    path = write_llama(verbs.models / "one.gguf")
    size = path.stat().st_size
    record = verbs.json("rm", "one.gguf", "--yes")
    assert (record["done"], record["freed"], record["paths"]) == (True, size, [str(path)])
    assert not path.exists()
    assert verbs.json("list")["files"] == []


def test_it_asks_and_takes_no_for_an_answer(verbs, answer):
    path = write_llama(verbs.models / "one.gguf")
    answer("n")
    code, out, _ = verbs("rm", "one")
    assert code == 1
    assert str(path) in out
    assert "This frees" in out
    assert path.exists()
    answer("y")
    assert verbs("rm", "one")[0] == 0
    assert not path.exists()


def test_where_nobody_can_be_asked_nothing_goes(verbs, monkeypatch):
    path = write_llama(verbs.models / "one.gguf")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code, _, err = verbs("rm", "one")
    assert code == 2
    assert "--yes" in err
    assert path.exists()


def test_a_dry_run_only_says(verbs):
    path = write_llama(verbs.models / "one.gguf")
    record = verbs.json("rm", "one", "--dry-run")
    assert (record["done"], record["freed"]) == (False, path.stat().st_size)
    assert path.exists()


def test_files_of_others_need_a_word_of_their_own(verbs, answer):
    content = write_llama(verbs.home / "source").read_bytes()
    cache = verbs.home / ".cache/huggingface/hub"
    snapshot = write_hub_cache(cache, "a/b", {"q.gguf": content})
    code, _, err = verbs("rm", "q.gguf", "--yes")
    assert code == 2
    assert "belong to Hugging Face cache" in err
    assert (snapshot / "q.gguf").exists()
    answer("y")
    code, out, _ = verbs("rm", "q.gguf")
    assert code == 0
    assert "Hugging Face cache will not have it any more." in out
    assert not list(cache.rglob("*.gguf"))


def test_linked_files_and_folders_are_forgotten_and_stay(verbs):
    folder = verbs.home / "disk"
    folder.mkdir()
    write_llama(folder / "one.gguf")
    loose = write_llama(verbs.home / "loose.gguf")
    verbs("import", folder, loose)
    code, out, _ = verbs("rm", "loose.gguf")
    assert code == 0
    assert "only linked" in out
    code, _, err = verbs("rm", "one.gguf", "--yes")
    assert code == 2
    assert "linked folder" in err
    code, out, _ = verbs("rm", folder)
    assert code == 0
    assert "not be listed" in out
    assert verbs.json("list")["files"] == []
    assert loose.exists()
    assert (folder / "one.gguf").exists()
