"""`foretoken models search|show`, the whole program against a hub over real sockets."""

import json

import pytest

from app.__main__ import main
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

FILES = (
    ServedFile("gemma-4-12b-Q4_K_M.gguf", length=7_000_000, seed=1),
    ServedFile("MTP/gemma-4-12B-MTP-F16.gguf", length=900, seed=2),
    ServedFile("config.json", b"{}", lfs=False),
)
GEMMA = Repository(
    "unsloth/gemma-4-12b-GGUF",
    FILES,
    card="# Gemma\n\nA \x1b[31mmodel\x1b[0m.",
    licence="gemma",
    downloads=12345,
    gguf=(("total", 12_000_000_000), ("architecture", "gemma4")),
)


@pytest.fixture
def server(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("HF_TOKEN", raising=False)
    gated = Repository("meta/llama-GGUF", FILES[:1], gated="auto", downloads=5)
    with HubServer(GEMMA, gated) as running:
        monkeypatch.setenv("HF_ENDPOINT", running.url)
        yield running


@pytest.fixture
def models(server, tmp_path):
    return lambda *words: main(["--profile", str(tmp_path / "profile"), "models", *words])


def test_search_is_a_table(models, capsys):
    assert models("search", "gemma") == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split()[0] == "repository"
    assert row.split() == [
        *("unsloth/gemma-4-12b-GGUF", "12,345", "0", "2026-01-01", "gemma"),
        *("~7.3", "GB", "in", "MTP/"),
    ]


def test_search_as_json_with_filters(models, capsys):
    assert models("search", "--json", "--with-drafter", "--fits", "8GB", "--limit", "1") == 0
    found = json.loads(capsys.readouterr().out)
    (row,) = found["results"]
    assert row["repo_id"] == GEMMA.repo_id
    assert row["smallest_bytes_estimated"] == 7_350_000_000
    assert row["drafter"] == "folder"
    assert (found["page"], found["more"]) == (1, True)


def test_further_pages(models, capsys):
    assert models("search", "--limit", "1", "--page", "2") == 0
    told = capsys.readouterr()
    assert "meta/llama-GGUF" in told.out
    assert "(gated)" in told.out
    assert models("search", "--limit", "1", "--page", "9") == 1
    assert capsys.readouterr().out == ""


def test_nothing_found(models, capsys):
    assert models("search", "no such thing", "--json") == 1
    assert json.loads(capsys.readouterr().out)["results"] == []


def test_show_says_licence_files_and_page(models, server, capsys):
    assert models("show", f"{server.url}/{GEMMA.repo_id}") == 0
    text = capsys.readouterr().out
    assert "Gemma Terms of Use, https://ai.google.dev/gemma/terms" in text
    assert f"revision   {GEMMA.commit}" in text
    assert "7.0 MB" in text
    assert FILES[0].sha256[:12] in text
    assert "config.json" not in text


def test_a_strangers_card_cannot_steer_the_terminal(models, capsys):
    assert models("show", GEMMA.repo_id, "--card", "--files") == 0
    text = capsys.readouterr().out
    assert "config.json" in text
    assert "# Gemma" in text
    assert "\x1b" not in text


def test_show_as_json(models, capsys):
    assert models("show", GEMMA.repo_id, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["revision"] == GEMMA.commit
    assert found["files"][1]["sha256"] == FILES[0].sha256
    assert found["card"].startswith("# Gemma")


def test_a_gated_repository_is_shown_with_what_to_do(models, server, capsys):
    assert models("show", "meta/llama-GGUF") == 0
    text = capsys.readouterr().out
    assert "asks who downloads it. Accept the terms at" in text
    assert f"{server.url}/meta/llama-GGUF" in text


def test_what_goes_wrong_is_a_sentence_and_exit_code_2(models, server, capsys, monkeypatch):
    assert models("show", "o/none") == 2
    assert "has no repository o/none" in capsys.readouterr().err
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert models("search") == 2
    assert "Offline mode is on" in capsys.readouterr().err
    monkeypatch.setenv("HF_ENDPOINT", "nowhere")
    assert models("search") == 2


@pytest.mark.parametrize("words", [["--fits", "big"], ["--limit", "0"], ["--sort", "size"]])
def test_wrong_arguments(models, words):
    with pytest.raises(SystemExit) as got:
        models("search", *words)
    assert got.value.code == 2


def test_help_names_the_verbs(models, capsys):
    with pytest.raises(SystemExit):
        models("--help")
    assert "search" in capsys.readouterr().out
