"""llama.cpp's own log: forwarded to logging, and read for measured buffer sizes."""

import ctypes
import logging
from typing import Any, Final

import llama_cpp
import llama_cpp.llama_cpp as bindings

from app.engine.buffer_sizes import read_sizes, tells_sizes

log = logging.getLogger("llama.cpp")
log.addHandler(logging.NullHandler())  # without a log file its warnings belong to nobody's screen

_WARNING_LEVELS: Final = frozenset({3, 4})  # GGML_LOG_LEVEL_WARN, GGML_LOG_LEVEL_ERROR

_lines: list[str] = []
"""Only those about sizes: a large model's loading is thousands of lines."""


@bindings.llama_log_callback
def _receive(level: int, text: bytes, _user: Any) -> None:
    line = text.decode(errors="replace").rstrip("\n")
    if line:
        if tells_sizes(line):
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

    def buffer_sizes(self, weights_at_most: int | None = None) -> dict[str, int]:
        """Return bytes by part ("weights", "KV cache", "compute", ...) said since `forget`.

        `weights_at_most`: see `buffer_sizes.read_sizes`.
        """
        return read_sizes(_lines, weights_at_most)
