"""What a bare machine lacks to run Foretoken from a checkout, and how it is installed.

System packages come through apt-get, uv through private_uv.py; the program's own packages are
left to `uv run`. Standard library only.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass

import private_uv
from private_uv import ROOT, SetUpError

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app.cli import system_libraries

LLAMA = "llama-cpp-python"
CORE_MINUTES = 10
"""What compiling llama.cpp takes on one core."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What was found.

    Attributes:
        uv: a uv new enough, None if there is none.
        has_venv: this Python can make environments with pip in them.
        has_compiler: C and C++.
        must_build: llama.cpp is going to be compiled.
        missing_libraries: shared library -> Debian package.
    """

    uv: str | None
    has_venv: bool
    has_compiler: bool
    must_build: bool
    missing_libraries: dict[str, str]


def prepare() -> tuple[str, dict[str, str]]:
    """Install what is missing; return uv and what to add to its environment.

    Raises SetUpError.
    """
    machine = probe()
    if packages := packages_needed(machine):
        install_packages(packages)
    uv = machine.uv or private_uv.install_uv()
    if machine.must_build and not private_uv.holds_wheel(uv, LLAMA, pinned_llama()):
        print(announcement(os.cpu_count() or 1), flush=True)
    return uv, private_uv.environment()


def probe() -> Machine:
    """Look at the machine; changes nothing."""
    uv = private_uv.find_uv()
    compilers = (os.getenv("CC", "cc"), os.getenv("CXX", "c++"))
    return Machine(
        uv=uv,
        has_venv=importlib.util.find_spec("ensurepip") is not None,
        has_compiler=all(shutil.which(name.split()[0]) for name in compilers),
        must_build=not has_llama()
        and not (uv and private_uv.holds_wheel(uv, LLAMA, pinned_llama())),
        missing_libraries=system_libraries.missing(),
    )


def packages_needed(machine: Machine) -> list[str]:
    """Return the Debian packages to install (CMake and Ninja come from PyPI while building)."""
    packages = system_libraries.package_names(machine.missing_libraries)
    if machine.must_build and not machine.has_compiler:
        packages.append("g++")
    if machine.uv is None and not machine.has_venv:
        packages.append(f"python3.{sys.version_info.minor}-venv")
    return sorted(packages)


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, through sudo if not root. Raises SetUpError."""
    print(f"Missing on this machine: {' '.join(packages)}.", flush=True)
    by_hand = f"apt-get update && apt-get install {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise SetUpError(
            "This system has no apt-get: install them with its own package manager (the names are "
            "Debian's), then run this again."
        )
    is_root = os.geteuid() == 0
    if not is_root and shutil.which("sudo") is None:
        raise SetUpError(f"Only root can install them: run `{by_hand}` as root, then this again.")
    apt = [*([] if is_root else ["sudo"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        line = [*apt, "-qq", *arguments]
        print(f"Running {' '.join(line)}", flush=True)
        if subprocess.run(line, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            raise SetUpError(f"That failed. Run `{by_hand}` as root, then this again.")


def announcement(cores: int) -> str:
    """Return what to say before the one long wait."""
    minutes = max(1, round(CORE_MINUTES / cores))
    return (
        f"llama.cpp is compiled for this machine now, once: about {minutes} "
        f"minute{'s'[: minutes > 1]} on {cores} core{'s'[: cores > 1]}."
    )


def pinned_llama() -> str:
    """Return the version of llama-cpp-python that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pin = f"{LLAMA}=="
    return next(d for d in project["dependencies"] if d.startswith(pin)).removeprefix(pin)


def has_llama() -> bool:
    """Say whether the project's environment has the right llama.cpp."""
    pattern = f"lib/python*/site-packages/llama_cpp_python-{pinned_llama()}.dist-info"
    return any((ROOT / ".venv").glob(pattern))
