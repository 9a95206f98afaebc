"""What this machine is, told without loading llama.cpp into the process that asks."""

import importlib.metadata
import importlib.util
import os
import platform
import zlib
from pathlib import Path
from typing import Final

_CPU_INFO: Final = Path("/proc/cpuinfo")
_CPUS: Final = Path("/sys/devices/system/cpu")


def usable_cores() -> int:
    """Return how many CPU cores this process may use, hardware threads counted one by one."""
    return max(1, len(_usable()))


def _usable() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def physical_cores() -> int | None:
    """Return how many cores they are without hardware threads; None where nothing says so."""
    cores: set[str] = set()
    for cpu in _usable():
        try:
            cores.add((_CPUS / f"cpu{cpu}/topology/thread_siblings_list").read_text())
        except OSError:
            return None
    return len(cores)


def thread_counts(usable: int, physical: int | None) -> tuple[int, ...]:
    """Return the numbers of threads worth trying instead of `usable`, the largest first."""
    counts = {physical} if physical is not None and physical < usable else set[int]()
    half = usable // 2
    while half >= 1:
        counts.add(half)
        half //= 2
    return tuple(sorted(counts, reverse=True))


def machine_name() -> str:
    """Return processor, usable cores and build of llama.cpp: what speeds depend on."""
    return f"{_processor()}, {usable_cores()} cores, llama.cpp {_build()}"


def _processor() -> str:
    try:
        for line in _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _build() -> str:
    """Return llama-cpp-python's version and a sum over its libraries' names and sizes.

    The same version may be built for a GPU or for other instructions, and then differs in them.
    """
    found = importlib.util.find_spec("llama_cpp")
    if found is None or found.origin is None:
        return ""
    libraries = sorted((Path(found.origin).parent / "lib").glob("*"))
    listing = ";".join(f"{file.name} {file.stat().st_size}" for file in libraries)
    version = importlib.metadata.version("llama-cpp-python")
    return f"{version} ({zlib.crc32(listing.encode()):08x})"
