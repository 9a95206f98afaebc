"""`models pair` checks a pair or proposes drafters, for files here and on the hub."""

import json

import pytest

from app.core.hub_files import HubFile, read_hub_file
from tests import gguf_headers as headers
from tests.classified_files import made
from tests.gguf_pairs import write_gemma_pair
from tests.hub_server.repos import Repository
from tests.hub_server.server import HubServer

REPO = "unsloth/gemma-4-12b-it-GGUF"
TARGET, DRAFTER = "gemma-4-12b-it-Q4_K_M.gguf", "MTP/gemma-4-12B-it-MTP-F16.gguf"


@pytest.fixture
def hub(monkeypatch):
    files = tuple(made()[path].served(path) for path in (TARGET, DRAFTER))
    with HubServer(Repository(REPO, files)) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.url)
        monkeypatch.delenv("HF_TOKEN", raising=False)
        yield running


def test_a_pair_here_is_checked_one_check_a_line(verbs):
    pair = write_gemma_pair(verbs.home)
    code, out, _ = verbs("pair", *pair)
    assert code == 0
    assert out.startswith("These files pair by the method mtp.\n  ok   target")
    assert "ok   memory" in out
    code, out, _ = verbs("pair", pair.drafter, pair.target)
    assert code == 1
    assert "FAIL target" in out


def test_a_pair_on_the_hub_is_checked_without_downloading(verbs, hub):
    record = verbs.json("pair", f"{REPO}:{TARGET}", f"{REPO}:{DRAFTER}", "--ctx", 2048)
    checks = {check["name"]: check for check in record["checks"]}
    assert checks["width"]["passed"]
    assert "2,048 tokens" in checks["memory"]["value"] or not checks["memory"]["passed"]
    assert hub.hub.body_bytes < sum(len(made()[path].beginning) for path in (TARGET, DRAFTER)) + 1


def test_drafters_are_proposed_for_a_target_on_the_hub(verbs, hub):
    record = verbs.json("pair", f"{REPO}:{TARGET}", "--ctx", 512)
    (found,) = record["proposals"]
    assert (found["file"], found["origin"]) == (f"{REPO}:{DRAFTER}", "same repository")
    assert found["method"] == "mtp"
    if found["standing"] == "fits":
        assert found["speedup"]["source"] == "published"
        assert found["speedup"]["sentence"].startswith("Estimate: others measured")
    _, out, _ = verbs("pair", f"{REPO}:{TARGET}")
    assert f"  {REPO}:{DRAFTER}" in out


def test_a_target_without_any_known_drafter(verbs, hub):
    stranger = headers.model(verbs.home, headers.LLAMA_1B, "Stranger").write(verbs.home / "s.gguf")
    code, out, _ = verbs("pair", stranger)
    assert (code, out.strip()) == (
        1,
        "No drafter is known for this target. Name one to have it checked.",
    )


def test_what_is_not_there_is_said(verbs, hub):
    code, _, err = verbs("pair", f"{REPO}:nothing.gguf")
    assert code == 2
    assert f"{REPO} has no file nothing.gguf." in err
    code, _, err = verbs("pair", verbs.home / "absent.gguf")
    assert "There is no file" in err


def test_inspect_reads_files_on_the_hub(verbs, hub, capsys):
    from app.__main__ import main

    assert main(["--profile", str(verbs.profile), "inspect", f"{REPO}:{TARGET}", "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert (file["architecture"], file["path"]) == ("gemma4", TARGET)
    words = ["inspect", f"{REPO}:{TARGET}", "--memory"]
    assert main(["--profile", str(verbs.profile), *words]) == 2
    assert "on this machine only" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("owner/repo:file.gguf", HubFile("owner/repo", "file.gguf")),
        ("owner/repo-GGUF:MTP/file.gguf", HubFile("owner/repo-GGUF", "MTP/file.gguf")),
        ("folder/file.gguf", None),
        ("C:\\models\\file.gguf", None),
        ("/home/me/owner/repo:file.gguf", None),
    ],
)
def test_how_a_file_on_the_hub_is_written(text, found):
    assert read_hub_file(text) == found
