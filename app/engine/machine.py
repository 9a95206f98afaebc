"""Asks the system what it is."""

import importlib.metadata
import os
import platform
from pathlib import Path

import app
from app.core.machine import Machine


def this_machine() -> Machine:
    """Return what this process runs on, and how busy it is."""
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else _all_cores(),
        memory_bytes=_memory(),
        system=f"{platform.system()} {platform.release()}".strip(),
        versions=(
            ("Foretoken", app.__version__),
            ("llama-cpp-python", importlib.metadata.version("llama-cpp-python")),
            ("Python", platform.python_version()),
        ),
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    )


def _all_cores() -> int:
    return os.cpu_count() or 1


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
