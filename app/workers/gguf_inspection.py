"""Says what a GGUF file can be used for, and which drafters lie beside it."""

from pathlib import Path

from app.gguf.capabilities import describe, refuse_unloadable
from app.gguf.pairing import find_drafters_beside
from app.gguf.roles import Role
from app.workers.gguf_files import FileReport


def inspect_file(path: Path) -> FileReport:
    """Read the header of `path`; raises AppError for a file that nothing here can load."""
    capabilities = describe(path)
    refuse_unloadable(capabilities)
    if capabilities.role in (Role.ASSISTANT, Role.EAGLE3, Role.MTP_HEAD):
        return FileReport(path, "drafter")
    return FileReport(path, "target", drafters=find_drafters_beside(path))
