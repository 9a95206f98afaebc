"""Which programs made a result, for whoever reads it elsewhere."""

import importlib.metadata
import platform
from dataclasses import dataclass
from functools import cache

import app

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MadeWith:
    """Versions of this program and of llama-cpp-python, and the system they ran on."""

    foretoken: str = UNKNOWN
    llama_cpp_python: str = UNKNOWN
    system: str = UNKNOWN


@cache
def made_here() -> MadeWith:
    """Return what runs now."""
    try:
        binding = importlib.metadata.version("llama-cpp-python")
    except importlib.metadata.PackageNotFoundError:
        binding = UNKNOWN
    return MadeWith(app.__version__, binding, f"{platform.system()} {platform.machine()}")
