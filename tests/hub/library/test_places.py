"""Other programs' folders are found as those programs find them, on each system."""

import json
from pathlib import Path

import pytest

from app.core.library import Place
from app.hub.library.places import Layout, Machine, find_roots


def _folders(tmp_path, made, system="linux", environment=None):
    """Return (place, path below home) of what is found when these folders exist."""
    for name in made:
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    machine = Machine(tmp_path, environment or {}, system, tmp_path)
    roots = find_roots(machine, tmp_path / "models")
    return {(root.place, root.folder.relative_to(tmp_path).as_posix()) for root in roots}


@pytest.mark.parametrize(
    ("system", "folder", "place"),
    [
        ("linux", ".cache/huggingface/hub", Place.HUGGING_FACE),
        ("darwin", ".cache/huggingface/hub", Place.HUGGING_FACE),
        ("win32", ".cache/huggingface/hub", Place.HUGGING_FACE),
        ("linux", ".lmstudio/models", Place.LM_STUDIO),
        ("linux", ".cache/lm-studio/models", Place.LM_STUDIO),
        ("win32", ".lmstudio/models", Place.LM_STUDIO),
        ("linux", ".ollama/models", Place.OLLAMA),
        ("darwin", ".ollama/models", Place.OLLAMA),
        ("linux", "usr/share/ollama/.ollama/models", Place.OLLAMA),
        ("linux", ".cache/llama.cpp", Place.LLAMA_CPP),
        ("darwin", "Library/Caches/llama.cpp", Place.LLAMA_CPP),
        ("win32", "AppData/Local/llama.cpp", Place.LLAMA_CPP),
    ],
)
def test_the_usual_folders_are_found(tmp_path, system, folder, place):
    assert _folders(tmp_path, [folder], system) == {(place, folder)}


@pytest.mark.parametrize(
    ("variable", "inside", "place"),
    [
        ("HF_HOME", "/hub", Place.HUGGING_FACE),
        ("HF_HUB_CACHE", "", Place.HUGGING_FACE),
        ("OLLAMA_MODELS", "", Place.OLLAMA),
        ("LLAMA_CACHE", "", Place.LLAMA_CPP),
    ],
)
def test_variables_move_them(tmp_path, variable, inside, place):
    folder = f"elsewhere{inside}"
    environment = {variable: str(tmp_path / "elsewhere")}
    assert _folders(tmp_path, [folder], environment=environment) == {(place, folder)}


def test_a_home_is_known_in_variables(tmp_path):
    environment = {"OLLAMA_MODELS": "~/big"}
    assert _folders(tmp_path, ["big"], environment=environment) == {(Place.OLLAMA, "big")}


def test_lm_studio_s_own_choice_of_a_folder_counts(tmp_path):
    (tmp_path / "studio").mkdir()
    (tmp_path / ".lmstudio-home-pointer").write_text(str(tmp_path / "studio"))
    settings = {"downloadsFolder": str(tmp_path / "disk")}
    (tmp_path / "studio" / "settings.json").write_text(json.dumps(settings))
    assert _folders(tmp_path, ["disk", "studio/models"]) == {
        (Place.LM_STUDIO, "disk"),
        (Place.LM_STUDIO, "studio/models"),
    }


def test_damaged_settings_of_lm_studio_are_passed_over(tmp_path):
    (tmp_path / ".lmstudio").mkdir()
    (tmp_path / ".lmstudio" / "settings.json").write_text("[[[")
    assert _folders(tmp_path, [".lmstudio/models"]) == {(Place.LM_STUDIO, ".lmstudio/models")}


def test_one_folder_by_two_names_is_looked_through_once(tmp_path):
    cache = tmp_path / "hub"
    cache.mkdir()
    environment = {"HF_HUB_CACHE": str(cache), "LLAMA_CACHE": str(cache)}
    machine = Machine(tmp_path, environment, "linux", tmp_path)
    roots = find_roots(machine, tmp_path / "models")
    assert [(root.place, root.layout) for root in roots] == [
        (Place.HUGGING_FACE, Layout.HUB_CACHE),
        (Place.LLAMA_CPP, Layout.PLAIN),
    ]


def test_linked_folders_come_last(tmp_path):
    for name in ("models", "mine", ".ollama/models"):
        (tmp_path / name).mkdir(parents=True)
    machine = Machine(tmp_path, {}, "linux", tmp_path)
    linked = [tmp_path / "mine", Path("/nowhere/at/all")]
    roots = find_roots(machine, tmp_path / "models", linked)
    assert [root.place for root in roots] == [Place.FORETOKEN, Place.OLLAMA, Place.LINKED]
