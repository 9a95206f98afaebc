"""Reads from a model's files what the library keeps of them."""

from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.library import FileDetails, LibraryKind
from app.gguf.capabilities import Capabilities, describe, refuse_unloadable
from app.gguf.header import read_file_header
from app.gguf.prediction import heads_are_usable
from app.gguf.roles import Role
from app.hub.library.names import is_imatrix

READING: Final = 1
"""Raised whenever this file learns to tell more: what was read by an older one is read again."""

_KINDS: Final = {
    Role.TARGET: LibraryKind.TARGET,
    Role.ASSISTANT: LibraryKind.DRAFTER,
    Role.EAGLE3: LibraryKind.DRAFTER,
    Role.MTP_HEAD: LibraryKind.DRAFTER,
    Role.PROJECTOR: LibraryKind.COMPANION,
    Role.IMATRIX: LibraryKind.COMPANION,
    Role.ADAPTER: LibraryKind.COMPANION,
}


def read_details(paths: tuple[Path, ...]) -> FileDetails:
    """Return what a model's files say of it; one that cannot be used comes with its reason."""
    if is_imatrix(paths[0].name):
        reason = f"{paths[0].name} is a table for making quantized files."
        return FileDetails(LibraryKind.COMPANION, Role.IMATRIX.value, reason, reading=READING)
    try:
        found = describe(paths[0])
        others = sum(_weights(path) for path in paths[1:])
    except AppError as problem:
        return FileDetails(LibraryKind.UNUSABLE, reason=str(problem), reading=READING)
    reason = _reason(found)
    kind = _KINDS.get(found.role, LibraryKind.UNUSABLE)
    if reason and kind is not LibraryKind.COMPANION:
        kind = LibraryKind.UNUSABLE
    return FileDetails(
        kind=kind,
        role=found.role.value,
        reason=reason,
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


def _weights(path: Path) -> int:
    return sum(tensor.elements for tensor in read_file_header(path).tensors)


def _reason(found: Capabilities) -> str:
    try:
        refuse_unloadable(found)
    except AppError as problem:
        return str(problem)
    return ""
