"""huggingface_hub's account of a repository, as a row of ours."""

from datetime import UTC
from typing import TYPE_CHECKING, Any, cast

from app.core.repositories import Gate, RepoSummary
from app.hub import file_names

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

LICENCE_TAG = "license:"


def summary_of(model: "ModelInfo") -> RepoSummary:
    """Return what a list shows of a repository; whatever the hub left out is empty."""
    tags = texts(model.tags)
    paths = tuple(file.rfilename for file in model.siblings or ())
    files = tuple(path for path in paths if file_names.is_gguf(path))
    read = cast(dict[str, Any], getattr(model, "gguf", None) or {})
    architecture, parameters = str(read.get("architecture") or ""), _count(read.get("total"))
    updated = model.last_modified
    return RepoSummary(
        repo_id=model.id,
        downloads=model.downloads or 0,
        likes=model.likes or 0,
        updated=updated.astimezone(UTC).isoformat(timespec="seconds") if updated else "",
        licence=licence_of(model),
        gate=_gate(model.gated),
        tags=tags,
        languages=texts(card_value(model, "language")),
        architecture=architecture,
        parameters=parameters,
        context_length=_count(read.get("context_length")),
        gguf_files=files,
        drafter=file_names.drafter_place(model.id, files, architecture),
        smallest=file_names.smallest_size(files, parameters),
    )


def licence_of(model: "ModelInfo") -> str:
    """Return the hub's word for the licence; "" unknown."""
    tagged = [tag.removeprefix(LICENCE_TAG) for tag in texts(model.tags) if LICENCE_TAG in tag]
    named = tagged or texts(card_value(model, "license"))
    return named[0] if named else ""


def card_value(model: "ModelInfo", name: str) -> object:
    """Return a value of the card's front matter, None without one."""
    return model.card_data.get(name) if model.card_data is not None else None


def texts(value: object) -> tuple[str, ...]:
    """Return what people write as one text or a list of them; others are left out."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(text for text in cast(list[object], value) if isinstance(text, str))
    return ()


def _gate(said: object) -> Gate:
    if not said:
        return Gate.OPEN
    return Gate.MANUAL if said == "manual" else Gate.AUTO


def _count(value: object) -> int:
    return value if type(value) is int and value > 0 else 0
