"""Which files of a repository are meant: a quant or a file, with its shards and its drafter."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from app.core.downloads import JobFile
from app.core.errors import AppError
from app.core.repositories import RepoDetails, RepoFile
from app.gguf.classification import Use, classify_name
from app.hub.file_names import quant_of
from app.hub.library.names import group_shards

USUAL_QUANTS: Final = ("Q4_K_M", "Q4_K_XL", "Q4_0", "MXFP4", "Q5_K_M", "Q8_0")
"""Taken when none is named, the first there is."""

DRAFTER_QUANTS: Final = ("Q8_0", "F16", "BF16", "Q4_0")
"""A drafter is small: the best there is costs little and is accepted more often."""

Model = tuple[RepoFile, ...]
"""A file, or all shards of one model in order."""


def choose_target(found: RepoDetails, wanted: str) -> Model:
    """Return the model named by path, file name or quant; "" is a usual quant. Raises AppError."""
    models = _models(found.gguf_files)
    if wanted.lower().endswith(".gguf"):
        return _by_path(found, models, wanted)
    targets = [model for model in models if is_target(model)]
    if not targets:
        raise AppError(
            f"{found.repo_id} holds no GGUF of a chat model.",
            "Search for another repository; drafters and other files can be named one by one.",
        )
    if wanted:
        chosen = [model for model in targets if _is_named(model, wanted)]
    else:
        chosen = _first_usual(targets, USUAL_QUANTS) if len(targets) > 1 else targets
    if len(chosen) != 1:
        count = len(chosen) or "none"
        raise AppError(
            f"{wanted or 'A usual quant'} names {count} of the models in {found.repo_id}.",
            f"Name one: {_listed(targets)}.",
        )
    return chosen[0]


def choose_drafter(found: RepoDetails, wanted: str) -> Model:
    """Return the drafter of this name, "" the best one; empty if there is none. Raises AppError."""
    models = _models(found.gguf_files)
    if wanted:
        return _by_path(found, models, wanted)
    drafters = [model for model in models if _use(model) is Use.DRAFTER]
    usual = _first_usual(drafters, DRAFTER_QUANTS)
    return usual[0] if usual else drafters[0] if drafters else ()


def is_target(model: Model) -> bool:
    """Whether its name is that of a model which a drafter may go with."""
    return _use(model) is Use.TARGET


def job_files(found: RepoDetails, model: Model, *, is_drafter: bool = False) -> tuple[JobFile, ...]:
    """Return files to download, at the commit that was looked at."""
    return tuple(
        JobFile(found.repo_id, found.revision, file.path, file.size, file.sha256, is_drafter)
        for file in model
    )


def _models(files: Iterable[RepoFile]) -> list[Model]:
    by_path = {Path(file.path): file for file in files}
    return [tuple(by_path[path] for path in shards) for shards in group_shards(by_path)]


def _use(model: Model) -> Use:
    return classify_name(model[0].path).use


def _by_path(found: RepoDetails, models: Sequence[Model], wanted: str) -> Model:
    named = [m for m in models if any(wanted == file.path for file in m)] or [
        m for m in models if any(wanted == PurePosixPath(file.path).name for file in m)
    ]
    if len(named) != 1:
        raise AppError(
            f"{found.repo_id} has {'no' if not named else 'more than one'} file {wanted}.",
            f"Name one: {_listed(models)}.",
        )
    return named[0]


def _is_named(model: Model, wanted: str) -> bool:
    """Whether a quant is meant; "UD-Q4_K_XL" names one maker's, "Q4_K_XL" that one too."""
    name = PurePosixPath(model[0].path).name.upper()
    quant = quant_of(model[0].path)
    wanted = wanted.upper()
    return wanted == quant or (wanted.endswith(quant) and bool(quant) and wanted in name)


def _first_usual(models: Sequence[Model], quants: Sequence[str]) -> list[Model]:
    for quant in quants:
        if chosen := [model for model in models if quant_of(model[0].path) == quant]:
            return chosen[:1]
    return []


def _listed(models: Sequence[Model]) -> str:
    return ", ".join(model[0].path for model in models) or "it holds no GGUF"
