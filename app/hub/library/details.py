"""Reads from a model's files what the library keeps of them."""

from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.library import FileDetails, LibraryKind
from app.gguf.classification import Classification, Use, classify_name, inspect_file
from app.gguf.header import read_file_header
from app.gguf.prediction import heads_are_usable
from app.gguf.roles import Role
from app.hub.library.names import is_imatrix

READING: Final = 2
"""Raised whenever this file learns to tell more: what was read by an older one is read again."""

_KINDS: Final = {
    Use.TARGET: LibraryKind.TARGET,
    Use.DRAFTER: LibraryKind.DRAFTER,
    Use.COMPANION: LibraryKind.COMPANION,
}


def read_details(paths: tuple[Path, ...]) -> FileDetails:
    """Return what a model's files say of it; one that cannot be used comes with its reason."""
    if is_imatrix(paths[0].name):
        return _unread(classify_name(paths[0].name))
    looked = inspect_file(paths[0])
    found = looked.capabilities
    if found is None:
        return _unread(looked.classification)
    try:
        others = sum(_weights(path) for path in paths[1:])
    except AppError as problem:
        return FileDetails(LibraryKind.UNUSABLE, reason=str(problem), reading=READING)
    kind = _KINDS.get(looked.classification.use, LibraryKind.UNUSABLE)
    return FileDetails(
        kind=kind,
        role=found.role.value,
        label=looked.classification.label,
        reason=_reason(looked.classification),
        name=found.name,
        architecture=found.architecture,
        quantization=found.quantization,
        parameters=found.parameters + others,
        context_length=found.context_length,
        width=found.width,
        width_out=found.width_out,
        vocabulary=found.vocabulary.fingerprint,
        vocabulary_size=found.vocabulary.size,
        has_heads=found.role is Role.TARGET and heads_are_usable(found.layout),
        has_template=found.chat_template is not None,
        reading=READING,
    )


def _unread(found: Classification) -> FileDetails:
    kind = _KINDS.get(found.use, LibraryKind.UNUSABLE)
    role = found.role or (Role.IMATRIX if kind is LibraryKind.COMPANION else None)
    return FileDetails(
        kind, role.value if role else "", found.label, _reason(found), reading=READING
    )


def _reason(found: Classification) -> str:
    """Return why a file is not loaded; nothing of one that can be."""
    usable = found.use in (Use.TARGET, Use.DRAFTER)
    return "" if usable else f"{found.reason} {found.advice}".strip()


def _weights(path: Path) -> int:
    return sum(tensor.elements for tensor in read_file_header(path).tensors)
