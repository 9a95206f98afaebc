"""What a measurement of a pair's settings holds for, told without loading llama.cpp."""

import importlib.metadata
import importlib.util
import zlib
from pathlib import Path

from app.core.pairs import PairSpec
from app.core.tunings import TuningKey
from app.engine.machine import this_machine
from app.engine.pair_name import pair_name


def tuning_key(spec: PairSpec) -> TuningKey:
    """Return what a measurement of this pair on this machine is kept for. Raises OSError."""
    machine = this_machine()
    name = f"{machine.processor}, {machine.cores} cores, llama-cpp-python {_build()}"
    if spec.devices:
        shares = ":".join(f"{share:g}" for share in spec.split)
        name += f", on {' '.join(spec.devices)}" + (f" as {shares}" if shares else "")
    return TuningKey(pair_name(spec), name, spec.gpu_layers)


def _build() -> str:
    """Return llama-cpp-python's version and a sum over its libraries' names and sizes.

    The same version may be built for a GPU or for other instructions, and then differs in them.
    """
    found = importlib.util.find_spec("llama_cpp")
    if found is None or found.origin is None:
        return "missing"
    libraries = sorted((Path(found.origin).parent / "lib").glob("*"))
    listing = ";".join(f"{file.name} {file.stat().st_size}" for file in libraries)
    version = importlib.metadata.version("llama-cpp-python")
    return f"{version} ({zlib.crc32(listing.encode()):08x})"
