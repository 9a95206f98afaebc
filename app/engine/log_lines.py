"""llama.cpp's own log: kept short, forwarded to logging, read for measured buffer sizes."""

import ctypes
import logging
import re
from collections import deque
from typing import Any, Final

import llama_cpp
import llama_cpp.llama_cpp as bindings

log = logging.getLogger("llama.cpp")
log.addHandler(logging.NullHandler())  # without a log file its warnings belong to nobody's screen

_BUFFER_LINE: Final = re.compile(
    r"(?P<device>\S+)\s+(?P<part>model|KV|compute|output|RS)\s+buffer size\s*=\s*"
    r"(?P<mebibytes>[\d.]+)\s*MiB"
)
_PARTS: Final = {
    "model": "weights",
    "KV": "KV cache",
    "RS": "rollback states",
    "compute": "compute",
    "output": "compute",
}
_WARNING_LEVELS: Final = frozenset({3, 4})  # GGML_LOG_LEVEL_WARN, GGML_LOG_LEVEL_ERROR


_lines: deque[str] = deque(maxlen=2000)


@bindings.llama_log_callback
def _receive(level: int, text: bytes, _user: Any) -> None:
    line = text.decode(errors="replace").rstrip("\n")
    if line:
        _lines.append(line)
        log.log(logging.WARNING if level in _WARNING_LEVELS else logging.DEBUG, "%s", line)


class LogLines:
    """Reads llama.cpp's log, which is one per process.

    llama.cpp calls back until the process ends, so the callback is the module's and never freed.
    """

    def __init__(self) -> None:
        llama_cpp.llama_log_set(_receive, ctypes.c_void_p())

    def forget(self) -> None:
        """Drop what was said so far, to read only what is said from here on."""
        _lines.clear()

    def buffer_sizes(self) -> dict[str, int]:
        """Return bytes by part ("weights", "KV cache", "compute", ...) said since `forget`."""
        sizes: dict[str, int] = {}
        for line in _lines:
            found = _BUFFER_LINE.search(line)
            if found:
                part = _PARTS[found["part"]]
                sizes[part] = sizes.get(part, 0) + int(float(found["mebibytes"]) * 2**20)
        return sizes
