"""Asks the system what it is."""

import importlib.metadata
import os
import platform
from pathlib import Path

import app
from app.core.machine import Machine

_CPUS = Path("/sys/devices/system/cpu")


def this_machine() -> Machine:
    """Return what this process runs on, and how busy it is."""
    return Machine(
        processor=_processor(),
        cores=usable_cores(),
        memory_bytes=_memory(),
        system=f"{platform.system()} {platform.release()}".strip(),
        versions=(
            ("Foretoken", app.__version__),
            ("llama-cpp-python", importlib.metadata.version("llama-cpp-python")),
            ("Python", platform.python_version()),
        ),
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    )


def usable_cores() -> int:
    """Return how many CPU cores this process may use, hardware threads counted one by one."""
    return max(1, len(_usable()))


def physical_cores() -> int | None:
    """Return how many cores they are without hardware threads; None where nothing says so."""
    cores: set[str] = set()
    for cpu in _usable():
        try:
            cores.add((_CPUS / f"cpu{cpu}/topology/thread_siblings_list").read_text())
        except OSError:
            return None
    return len(cores)


def _usable() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 0
