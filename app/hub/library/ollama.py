"""Ollama's store: manifests that name blobs. Layout: ollama manifest/paths.go, docs/faq."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from app.core.library import FileOrigin

_MEDIA: Final = "application/vnd.ollama.image."
_KINDS: Final = {f"{_MEDIA}model": "", f"{_MEDIA}projector": " (projector)"}
_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_HUB_HOSTS: Final = ("hf.co", "huggingface.co")
_LONGEST: Final = 1 << 20
"""Bytes of a manifest; a real one has about a thousand."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One model as Ollama names it: `name` with its tag; `blobs` are all files it needs."""

    name: str
    path: Path
    origin: FileOrigin
    models: tuple[tuple[str, Path], ...]
    blobs: frozenset[Path]


def read_models(store: Path) -> Iterator[tuple[str, FileOrigin, Path]]:
    """Yield (name, origin, blob) for each model and projector; a blob of two names once."""
    seen: set[Path] = set()
    for manifest in read_manifests(store):
        for name, blob in manifest.models:
            if blob not in seen and blob.is_file():
                seen.add(blob)
                yield name, manifest.origin, blob


def read_manifests(store: Path) -> Iterator[Manifest]:
    """Yield what `manifests/host/namespace/model/tag` say; damaged ones are passed over."""
    folder = store / "manifests"
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            parts = path.relative_to(folder).parts
            if len(parts) == 4:
                layers = _layers(path)
                yield _manifest(store, path, parts, layers)


def _manifest(
    store: Path, path: Path, parts: tuple[str, ...], layers: list[tuple[str, str]]
) -> Manifest:
    host, namespace, model, tag = parts
    name = f"{model}:{tag}"
    if host != "registry.ollama.ai":
        name = f"{host}/{namespace}/{name}"
    elif namespace != "library":
        name = f"{namespace}/{name}"
    origin = FileOrigin(f"{namespace}/{model}") if host in _HUB_HOSTS else FileOrigin()
    blobs = [(kind, store / "blobs" / digest.replace(":", "-")) for kind, digest in layers]
    models = tuple((name + _KINDS[kind], blob) for kind, blob in blobs if kind in _KINDS)
    return Manifest(name, path, origin, models, frozenset(blob for _, blob in blobs))


def _layers(path: Path) -> list[tuple[str, str]]:
    """Return (media type, digest) of a manifest's layers and its configuration."""
    try:
        with path.open(encoding="utf-8") as file:
            raw: Any = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(raw, dict):
        return []
    manifest = cast(dict[str, Any], raw)
    layers = manifest.get("layers")
    rows = [*(cast(list[Any], layers) if isinstance(layers, list) else ()), manifest.get("config")]
    found: list[tuple[str, str]] = []
    for row in rows:
        match row:
            case {"mediaType": str(kind), "digest": str(digest)} if _DIGEST.fullmatch(digest):
                found.append((kind, digest))
            case _:
                pass
    return found
