"""Lays out files as other programs do: hub caches, Ollama's store."""

import hashlib
import json
import os
from pathlib import Path


def write_hub_cache(
    cache: Path,
    repo_id: str,
    files: dict[str, bytes],
    commit: str = "a" * 40,
    branch: str | None = "main",
    links: bool = True,
) -> Path:
    """Write `models--owner--name` as huggingface_hub does; return the snapshot's folder.

    Without `links` files lie in the snapshot itself, as on systems that have no symbolic links.
    """
    repository = cache / f"models--{repo_id.replace('/', '--')}"
    snapshot = repository / "snapshots" / commit
    (repository / "blobs").mkdir(parents=True, exist_ok=True)
    if branch is not None:
        (repository / "refs").mkdir(exist_ok=True)
        (repository / "refs" / branch).write_text(commit)
    for name, content in files.items():
        path = snapshot / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not links:
            path.write_bytes(content)
            continue
        blob = repository / "blobs" / hashlib.sha256(content).hexdigest()
        blob.write_bytes(content)
        path.symlink_to(os.path.relpath(blob, path.parent))
    return snapshot


def write_ollama(
    store: Path,
    name: str,
    model: bytes,
    projector: bytes | None = None,
    host: str = "registry.ollama.ai",
) -> Path:
    """Write a model as `ollama pull` does; `name` is "namespace/model:tag". Return its blob."""
    layers = [_layer(store, "model", model)]
    if projector is not None:
        layers.append(_layer(store, "projector", projector))
    layers.append(_layer(store, "template", b"{{ .Prompt }}"))
    config = _layer(store, "config", b"{}")
    model_name, _, tag = name.partition(":")
    path = store / "manifests" / host / model_name / tag
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"schemaVersion": 2, "config": config, "layers": layers}))
    return store / "blobs" / layers[0]["digest"].replace(":", "-")


def _layer(store: Path, kind: str, content: bytes) -> dict:
    digest = hashlib.sha256(content).hexdigest()
    blobs = store / "blobs"
    blobs.mkdir(parents=True, exist_ok=True)
    (blobs / f"sha256-{digest}").write_bytes(content)
    media = f"application/vnd.ollama.image.{kind}"
    return {"mediaType": media, "digest": f"sha256:{digest}", "size": len(content)}
