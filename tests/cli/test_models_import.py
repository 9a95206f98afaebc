"""`models import` links, copies when asked, and says what it refused."""

from tests.gguf_factory import write_llama


def test_files_are_linked(verbs):
    path = write_llama(verbs.home / "one.gguf")
    code, out, _ = verbs("import", path)
    assert code == 0
    assert out.startswith("one.gguf: chat model, ")
    (file,) = verbs.json("list")["files"]
    assert (file["path"], file["place"]) == (str(path), "linked")


def test_a_relative_path_is_kept_whole(verbs, monkeypatch):
    path = write_llama(verbs.home / "one.gguf")
    monkeypatch.chdir(verbs.home)
    verbs("import", "one.gguf")
    assert verbs.json("list")["files"][0]["path"] == str(path)


def test_copies_lie_in_the_models_folder_with_their_hash(verbs):
    path = write_llama(verbs.home / "one.gguf")
    code, _, _ = verbs("import", "--copy", path)
    assert code == 0
    (file,) = verbs.json("list")["files"]
    assert file["place"] == "Foretoken"
    assert file["path"].startswith(str(verbs.models))
    assert len(file["parts"][0]["sha256"]) == 64


def test_what_is_refused_is_said_and_the_rest_taken(verbs):
    path = write_llama(verbs.home / "one.gguf")
    (verbs.home / "notes.txt").write_text("hello")
    code, out, err = verbs("import", verbs.home / "notes.txt", path)
    assert code == 1
    assert "one.gguf" in out
    assert "notes.txt is not a GGUF file." in err
    record = verbs.json("import", verbs.home / "notes.txt", path)
    assert [one["path"] for one in record["refused"]] == [str(verbs.home / "notes.txt")]


def test_an_unusable_file_is_linked_with_its_reason(verbs):
    path = verbs.home / "page.gguf"
    path.write_text("<html>")
    code, out, _ = verbs("import", path)
    assert code == 0
    assert "is a web page" in out
