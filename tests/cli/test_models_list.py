"""`models list` shows what is here and whose, hides what cannot be loaded, and adds up."""

from app.core.paths import Profile
from app.hub.library import index
from tests.gguf_factory import TINY, write_gemma4, write_gemma4_assistant, write_llama
from tests.model_caches import write_hub_cache, write_ollama


def test_an_empty_library_says_so(verbs):
    code, out, _ = verbs("list")
    assert (code, out.splitlines()[0]) == (0, "There are no models here yet.")


def test_every_place_is_listed_with_its_disk_use(verbs):
    content = write_llama(verbs.models / "own.gguf").read_bytes()
    write_hub_cache(verbs.home / ".cache/huggingface/hub", "a/b", {"q.gguf": content})
    write_ollama(verbs.home / "ollama", "library/tiny:latest", content)
    code, out, _ = verbs("list")
    assert code == 0
    rows = {line.split()[0]: line for line in out.splitlines() if line and line[0] != " "}
    assert rows["own.gguf"].endswith("Foretoken")
    assert rows["q.gguf"].endswith("Hugging Face cache")
    assert rows["tiny:latest"].endswith("Ollama")
    record = verbs.json("list")
    sizes = {place["place"]: place["size"] for place in record["places"]}
    assert sizes == dict.fromkeys(("Foretoken", "Hugging Face cache", "Ollama"), len(content))
    assert record["size"] == 3 * len(content)


def test_what_cannot_be_loaded_is_counted_and_shown_when_asked(verbs):
    (verbs.models / "page.gguf").write_text("<html>")
    _, out, _ = verbs("list")
    assert "1 more file not shown" in out
    _, out, _ = verbs("list", "--all")
    assert "page.gguf" in out
    assert "unusable" in out


def test_words_narrow_the_list(verbs):
    write_llama(verbs.models / "one small.gguf")
    write_llama(verbs.models / "two small.gguf")
    _, out, _ = verbs("list", "SMALL", "two")
    assert "two small.gguf" in out
    assert "one small.gguf" not in out


def test_paths_are_shown_when_asked(verbs):
    path = write_llama(verbs.models / "one.gguf")
    _, out, _ = verbs("list", "--paths")
    assert str(path) in out


def test_pairs_are_listed(verbs):
    target = write_gemma4(verbs.models / "t.gguf")
    drafter = write_gemma4_assistant(verbs.models / "d.gguf", TINY)
    index.remember_loaded(Profile(verbs.profile).library_file, target, drafter)
    _, out, _ = verbs("list")
    assert "t.gguf + d.gguf  (loaded before)" in out
    (pair,) = verbs.json("list")["pairs"]
    assert (pair["target"], pair["drafter"]) == (str(target), str(drafter))


def test_duplicates_are_found_by_content(verbs):
    content = write_llama(verbs.models / "one.gguf").read_bytes()
    (verbs.models / "two.gguf").write_bytes(content)
    write_llama(verbs.models / "other.gguf", seed=3)
    _, out, _ = verbs("list", "--duplicates")
    assert "more than needed" in out
    (group,) = verbs.json("list", "--duplicates")["duplicates"]
    assert group["wasted"] == len(content)
    assert [path.rsplit("/", 1)[-1] for path in group["paths"]] == ["one.gguf", "two.gguf"]


def test_a_strangers_name_steers_no_terminal(verbs):
    write_llama(verbs.models / "\x1b[2Jevil.gguf")
    _, out, _ = verbs("list")
    assert "\x1b" not in out
    assert "evil.gguf" in out
