"""A home without other programs' models, and a hub of our own that serves the built-in pair."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.paths import embedded_drafter, embedded_target
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

PAIR = "foretoken/Mini-GGUF"
GATED = "careful/Gated-GGUF"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home; nothing of this machine's caches is found."""
    found = tmp_path / "home"
    found.mkdir()
    for name in ("HF_HOME", "HF_TOKEN", "OLLAMA_MODELS", "LLAMA_CACHE", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in (
        ("HOME", found),
        ("XDG_CACHE_HOME", found / "cache"),
        ("XDG_DATA_HOME", found / "data"),
        ("XDG_CONFIG_HOME", found / "config"),
    ):
        folder.mkdir(exist_ok=True)  # the trash is below the data's, and not made with it
        monkeypatch.setenv(name, str(folder))
    return found


def repositories() -> list[Repository]:
    """Return the pair, a gated copy of its target, and sixty others to page through."""
    target = ServedFile.copy_of(embedded_target(), "mini-Q8_0.gguf")
    drafter = ServedFile.copy_of(embedded_drafter(), "mtp-mini-Q8_0.gguf")
    card = "# Foretoken Mini\n\nA tiny pair.\n\n![logo](http://127.0.0.1:9/logo.png)\n"
    others = [
        Repository(
            f"maker/other-{number:02d}-GGUF",
            (ServedFile(f"other-{number}-Q4_K_M.gguf", length=5000 + number),),
            downloads=900 - number,
        )
        for number in range(60)
    ]
    return [
        Repository(PAIR, (target, drafter), card=card, downloads=1000, languages=("en",)),
        Repository(GATED, (target,), gated="auto", licence="gemma", downloads=950),
        *others,
    ]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """Return the hub that the window asks."""
    with HubServer(*repositories()) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server
