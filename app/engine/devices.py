"""What llama.cpp can compute on here: its build, its back ends, their devices and free memory."""

import ctypes
import importlib
import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.devices import KINDS, Device
from app.core.errors import AppError


@dataclass(frozen=True, slots=True)
class BackendReport:
    """What this build of llama.cpp is and finds.

    Attributes:
        package_version: of llama-cpp-python. ggml_version: with the commit it was built from.
        backends: as ggml names them ("CPU", "CUDA", "Metal", ...).
        features: instruction sets and options in use, as llama.cpp words them.
        offloads: layers can be put on a GPU.
    """

    package_version: str
    ggml_version: str
    backends: tuple[str, ...]
    features: tuple[str, ...]
    offloads: bool
    devices: tuple[Device, ...]


def backend_report() -> BackendReport:
    """Ask llama.cpp what it is and what it finds.

    A GPU stays open in the process that asks, so a window should not. Raises AppError when
    llama.cpp's libraries do not load.
    """
    try:
        # Imported here: where its libraries do not load, saying so is this function's job.
        llama_cpp: Any = importlib.import_module("llama_cpp")
        registry, base = _libraries()
    except (ImportError, OSError, RuntimeError) as problem:
        raise AppError(
            f"llama.cpp does not load: {problem}.",
            "Install the missing system libraries, or install llama-cpp-python again.",
        ) from problem
    features: str = llama_cpp.llama_print_system_info().decode()
    return BackendReport(
        package_version=importlib.metadata.version("llama-cpp-python"),
        ggml_version=f"{_text(base, 'ggml_version')()} ({_text(base, 'ggml_commit')()})",
        backends=_backends(registry, base),
        features=tuple(part.strip() for part in features.split("|") if part.strip()),
        offloads=bool(llama_cpp.llama_supports_gpu_offload()),
        devices=_devices(registry, base),
    )


def device_handles() -> dict[str, int]:
    """Return the addresses of all devices (ggml_backend_dev_t) by name; llama.cpp is loaded."""
    registry, base = _libraries()
    count, get = _listing(registry, "ggml_backend_dev")
    name = _text(base, "ggml_backend_dev_name", ctypes.c_void_p)
    handles = [get(index) for index in range(count())]
    return {name(handle): handle for handle in handles}


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    """Return ggml and ggml-base. Raises ImportError, OSError or RuntimeError."""
    llama_cpp: Any = importlib.import_module("llama_cpp")
    extensions: Any = importlib.import_module("llama_cpp._ctypes_extensions")
    folder = Path(llama_cpp.__file__).parent / "lib"
    return (
        extensions.load_shared_library("ggml", folder),
        extensions.load_shared_library("ggml-base", folder),
    )


def available_memory() -> int | None:
    """Return the bytes of RAM that programs can still have, None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes = dict(line.split(":", 1) for line in lines)
    return int(sizes["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in sizes else None


def _backends(registry: ctypes.CDLL, base: ctypes.CDLL) -> tuple[str, ...]:
    count, get = _listing(registry, "ggml_backend_reg")
    name = _text(base, "ggml_backend_reg_name", ctypes.c_void_p)
    return tuple(name(get(index)) for index in range(count()))


def _devices(registry: ctypes.CDLL, base: ctypes.CDLL) -> tuple[Device, ...]:
    count, get = _listing(registry, "ggml_backend_dev")
    return tuple(_device(base, get(index)) for index in range(count()))


def _device(base: ctypes.CDLL, handle: int) -> Device:
    size_pointer = ctypes.POINTER(ctypes.c_size_t)
    memory = ctypes.CFUNCTYPE(None, ctypes.c_void_p, size_pointer, size_pointer)
    kind_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(("ggml_backend_dev_type", base))
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    memory(("ggml_backend_dev_memory", base))(handle, ctypes.byref(free), ctypes.byref(total))
    number: int = kind_of(handle)
    kind = KINDS[number] if number < len(KINDS) else f"kind {number}"
    # ggml counts all RAM as free on Linux.
    available = available_memory() if kind == "cpu" else None
    return Device(
        name=_text(base, "ggml_backend_dev_name", ctypes.c_void_p)(handle),
        description=_text(base, "ggml_backend_dev_description", ctypes.c_void_p)(handle).strip(),
        kind=kind,
        free_bytes=free.value if available is None else min(available, total.value),
        total_bytes=total.value,
    )


def _listing(library: ctypes.CDLL, prefix: str) -> tuple[Callable[[], int], Callable[[int], int]]:
    count = ctypes.CFUNCTYPE(ctypes.c_size_t)((f"{prefix}_count", library))
    get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_size_t)((f"{prefix}_get", library))
    return count, get


def _text(library: ctypes.CDLL, function: str, *arguments: Any) -> Callable[..., str]:
    """Bind a C function that returns a string."""
    bound = ctypes.CFUNCTYPE(ctypes.c_char_p, *arguments)((function, library))
    return lambda *values: (bound(*values) or b"").decode(errors="replace")
