"""Where models lie on this machine: Foretoken's folder, linked ones, and other programs' caches.

Sources: huggingface_hub/constants.py; llama.cpp common/hf-cache.cpp and fs_get_cache_directory
(its newer releases share the Hugging Face cache, or keep that layout in LLAMA_CACHE); Ollama
envconfig and docs/faq; LM Studio's lms (findLMStudioHome).
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final, cast

from app.core.library import Place

_SETTINGS_LIMIT: Final = 1 << 20
"""Bytes of another program's settings that are read."""


class Layout(Enum):
    """How files lie in a folder."""

    PLAIN = auto()
    OWNER_AND_REPOSITORY = auto()
    """`owner/repository/path in it`, as in Foretoken's folder and in LM Studio's."""
    HUB_CACHE = auto()
    """`models--owner--repository/snapshots/commit/path`, links to `blobs/sha256`."""
    OLLAMA = auto()
    """`manifests/host/namespace/model/tag` name `blobs/sha256-…`."""


@dataclass(frozen=True, slots=True)
class Root:
    """One folder to look through."""

    place: Place
    folder: Path
    layout: Layout = Layout.PLAIN


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides where other programs keep their files; `system` as in sys.platform.

    Attributes:
        root: of the file system, where services keep theirs.
    """

    home: Path
    environment: Mapping[str, str]
    system: str
    root: Path = Path("/")

    @classmethod
    def here(cls) -> "Machine":
        """Return this one."""
        return cls(Path.home(), os.environ, sys.platform)

    def folder(self, variable: str) -> Path | None:
        """Return the folder that a variable names, None if it is not set."""
        value = self.environment.get(variable, "").strip()
        if not value:
            return None
        return self.home / value[2:] if value.startswith("~/") else Path(value)


def find_roots(machine: Machine, models: Path, linked: Iterable[Path] = ()) -> tuple[Root, ...]:
    """Return the folders that exist, each once; a file in two of them belongs to the first."""
    roots = [
        Root(Place.FORETOKEN, models, Layout.OWNER_AND_REPOSITORY),
        *(Root(Place.HUGGING_FACE, path, Layout.HUB_CACHE) for path in _hub_caches(machine)),
        *(Root(Place.LM_STUDIO, path, Layout.OWNER_AND_REPOSITORY) for path in _studio(machine)),
        *(Root(Place.OLLAMA, path, Layout.OLLAMA) for path in _ollama(machine)),
        *_llama_cpp(machine),
        *(Root(Place.LINKED, path) for path in linked),
    ]
    found: dict[tuple[Path, Layout], Root] = {}
    for root in roots:
        if _is_folder(root.folder):
            found.setdefault((root.folder.resolve(), root.layout), root)
    return tuple(found.values())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _cache(machine: Machine) -> Path:
    return machine.folder("XDG_CACHE_HOME") or machine.home / ".cache"


def _hub_caches(machine: Machine) -> Iterator[Path]:
    for variable, inside in (
        ("HF_HUB_CACHE", ""),
        ("HUGGINGFACE_HUB_CACHE", ""),
        ("HF_HOME", "hub"),
    ):
        if folder := machine.folder(variable):
            yield folder / inside
    yield _cache(machine) / "huggingface" / "hub"
    yield machine.home / ".cache" / "huggingface" / "hub"


def _llama_cpp(machine: Machine) -> Iterator[Root]:
    folders = [_llama_cpp_default(machine)]
    if folder := machine.folder("LLAMA_CACHE"):
        folders.insert(0, folder)
    for path in folders:
        yield Root(Place.LLAMA_CPP, path, Layout.HUB_CACHE)
        yield Root(Place.LLAMA_CPP, path, Layout.PLAIN)


def _llama_cpp_default(machine: Machine) -> Path:
    if machine.system == "win32":
        local = machine.folder("LOCALAPPDATA") or machine.home / "AppData" / "Local"
        return local / "llama.cpp"
    if machine.system == "darwin":
        return machine.home / "Library" / "Caches" / "llama.cpp"
    return _cache(machine) / "llama.cpp"


def _ollama(machine: Machine) -> Iterator[Path]:
    chosen = machine.folder("OLLAMA_MODELS")
    if chosen is not None:
        yield chosen
    yield machine.home / ".ollama" / "models"
    if chosen is None and machine.system.startswith("linux"):
        # Where its installer's service and the packages of distributions keep them.
        yield machine.root / "usr/share/ollama/.ollama/models"
        yield machine.root / "var/lib/ollama/.ollama/models"
        yield machine.root / "var/lib/ollama"


def _studio(machine: Machine) -> Iterator[Path]:
    homes = [machine.home / ".lmstudio", machine.home / ".cache" / "lm-studio"]
    pointer = _read(machine.home / ".lmstudio-home-pointer").strip()
    if pointer:
        homes.insert(0, Path(pointer))
    for home in homes:
        chosen = _studio_setting(home / "settings.json")
        if chosen is not None:
            yield chosen
        yield home / "models"


def _studio_setting(path: Path) -> Path | None:
    """Return the folder that was chosen for models, None if it was left as it is."""
    try:
        raw: Any = json.loads(_read(path) or "{}")
    except (ValueError, RecursionError):
        return None
    folder = cast(dict[str, Any], raw).get("downloadsFolder") if isinstance(raw, dict) else None
    return Path(folder) if isinstance(folder, str) and folder else None


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_SETTINGS_LIMIT)
    except (OSError, ValueError):
        return ""
