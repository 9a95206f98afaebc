"""Model files are found in every layout, shards as one, and each file once."""

import hashlib

from app.core.library import FileOrigin, Place
from app.hub.library.places import Layout, Root
from app.hub.library.walk import find_models
from tests.model_caches import write_hub_cache, write_ollama


def _found(place, folder, layout):
    return {found.name: found for found in find_models(Root(place, folder, layout))}


def test_a_plain_folder_is_walked_to_its_depths(tmp_path):
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    for name in ("a.gguf", "deep/B.GGUF", "deep/deeper/c.gguf", "notes.txt", "d.gguf.part"):
        (tmp_path / name).write_bytes(b"x")
    assert set(_found(Place.LINKED, tmp_path, Layout.PLAIN)) == {"a.gguf", "B.GGUF", "c.gguf"}


def test_shards_are_one_model_and_companions_are_found(tmp_path):
    names = [f"big-0000{n}-of-00003.gguf" for n in (3, 1, 2)]
    for name in (*names, "big-00001-of-00002.gguf", "imatrix_unsloth.dat", "settings.dat"):
        (tmp_path / name).write_bytes(b"x")
    found = list(find_models(Root(Place.LINKED, tmp_path)))
    assert sorted((one.name, len(one.paths)) for one in found) == [
        ("big.gguf", 1),
        ("big.gguf", 3),
        ("imatrix_unsloth.dat", 1),
    ]
    three = next(one for one in found if len(one.paths) == 3)
    assert [path.name for path in three.paths] == sorted(names)


def test_a_folder_linked_into_itself_ends(tmp_path):
    (tmp_path / "a.gguf").write_bytes(b"x")
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(list(find_models(Root(Place.LINKED, tmp_path)))) == 1


def test_owner_and_repository_are_read_from_the_path(tmp_path):
    path = tmp_path / "unsloth" / "gemma-GGUF" / "MTP" / "head.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    (tmp_path / "loose.gguf").write_bytes(b"x")
    found = _found(Place.LM_STUDIO, tmp_path, Layout.OWNER_AND_REPOSITORY)
    assert found["head.gguf"].origin == FileOrigin("unsloth/gemma-GGUF", path="MTP/head.gguf")
    assert found["loose.gguf"].origin == FileOrigin()


def test_a_hub_cache_gives_repository_commit_and_hash(tmp_path):
    write_hub_cache(tmp_path, "unsloth/Qwen3-GGUF", {"sub/q.gguf": b"model", "README.md": b""})
    (found,) = _found(Place.HUGGING_FACE, tmp_path, Layout.HUB_CACHE).values()
    assert found.origin == FileOrigin("unsloth/Qwen3-GGUF", "a" * 40, "sub/q.gguf")
    assert found.sha256 == (hashlib.sha256(b"model").hexdigest(),)


def test_one_blob_under_two_commits_is_one_file_and_the_branch_s_commit_wins(tmp_path):
    files = {"q.gguf": b"model"}
    write_hub_cache(tmp_path, "a/b", files, commit="0" * 40, branch=None)
    write_hub_cache(tmp_path, "a/b", files, commit="f" * 40)
    write_hub_cache(tmp_path, "a/b", {"q.gguf": b"older"}, commit="1" * 40, branch=None)
    found = list(find_models(Root(Place.HUGGING_FACE, tmp_path, Layout.HUB_CACHE)))
    assert [one.origin.revision for one in found] == ["f" * 40, "1" * 40]


def test_a_hub_cache_without_links_gives_no_hash(tmp_path):
    write_hub_cache(tmp_path, "a/b", {"q.gguf": b"model"}, links=False)
    (found,) = find_models(Root(Place.HUGGING_FACE, tmp_path, Layout.HUB_CACHE))
    assert found.sha256 == ("",)


def test_a_link_to_nothing_is_still_found_for_the_scan_to_judge(tmp_path):
    snapshot = write_hub_cache(tmp_path, "a/b", {"q.gguf": b"model"})
    (snapshot / "q.gguf").resolve().unlink()
    (found,) = find_models(Root(Place.HUGGING_FACE, tmp_path, Layout.HUB_CACHE))
    assert found.paths == (snapshot / "q.gguf",)


def test_ollama_models_are_named_as_ollama_names_them(tmp_path):
    blob = write_ollama(tmp_path, "library/llama3.2:1b", b"model", projector=b"eyes")
    write_ollama(tmp_path, "someone/tuned:latest", b"other")
    write_ollama(tmp_path, "unsloth/gemma-GGUF:Q4_K_M", b"third", host="hf.co")
    found = _found(Place.OLLAMA, tmp_path, Layout.OLLAMA)
    assert set(found) == {
        "llama3.2:1b",
        "llama3.2:1b (projector)",
        "someone/tuned:latest",
        "hf.co/unsloth/gemma-GGUF:Q4_K_M",
    }
    assert found["llama3.2:1b"].paths == (blob,)
    assert found["llama3.2:1b"].sha256 == (hashlib.sha256(b"model").hexdigest(),)
    assert found["hf.co/unsloth/gemma-GGUF:Q4_K_M"].origin.repo_id == "unsloth/gemma-GGUF"


def test_one_ollama_blob_with_two_names_is_one_model(tmp_path):
    write_ollama(tmp_path, "library/llama3.2:1b", b"model")
    write_ollama(tmp_path, "library/llama3.2:latest", b"model")
    assert list(_found(Place.OLLAMA, tmp_path, Layout.OLLAMA)) == ["llama3.2:1b"]


def test_a_damaged_manifest_and_a_missing_blob_are_passed_over(tmp_path):
    write_ollama(tmp_path, "library/gone:1b", b"gone").unlink()
    broken = tmp_path / "manifests" / "registry.ollama.ai" / "library" / "broken" / "latest"
    broken.parent.mkdir(parents=True)
    broken.write_text('{"layers": [{"mediaType": "application/vnd.ollama.image.model", ')
    write_ollama(tmp_path, "library/good:1b", b"good")
    assert list(_found(Place.OLLAMA, tmp_path, Layout.OLLAMA)) == ["good:1b"]
