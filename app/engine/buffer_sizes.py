"""What llama.cpp's log says it allocated, part by part.

Lines as written by src/llama-model.cpp, llama-kv-cache*.cpp, llama-memory-recurrent.cpp and
llama-context.cpp. A mapped file's buffer spans everything between its first and its last tensor,
also tensors that were copied elsewhere (to a GPU, or repacked for the CPU): those bytes count once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from app.gguf.memory import Part

_BUFFER: Final = re.compile(
    r"(?P<buffer>\S+)\s+(?P<what>model|KV|compute|output|RS|DSV4)(?: \S+ state)?"
    r"\s+buffer size\s*=\s*(?P<size>[\d.]+) MiB"
)
_FILE: Final = re.compile(r"print_info: file size\s*=\s*(?P<size>[\d.]+) (?P<unit>[MG])iB")
_UNUSED: Final = re.compile(r"model has unused tensor \S+ \(size = (?P<bytes>\d+) bytes\)")
_SUMMARY: Final = re.compile(r"llama_kv_cache: size =\s*(?P<size>[\d.]+) MiB")
_CACHE: Final = re.compile(r"creating\s+(?P<kind>non-SWA|SWA) KV cache")
_NEW_CONTEXT: Final = "constructing llama_context"
_RESERVING: Final = "sched_reserve: reserving"
_MAPPED: Final = "_Mapped"


def tells_sizes(line: str) -> bool:
    """Whether `read_sizes` looks at a line."""
    if _NEW_CONTEXT in line or _RESERVING in line:
        return True
    patterns = (_BUFFER, _FILE, _UNUSED, _SUMMARY, _CACHE)
    return "size" in line and any(pattern.search(line) for pattern in patterns)


def read_sizes(lines: Iterable[str], weights_at_most: int | None = None) -> dict[str, int]:
    """Return bytes by part, of one model and the contexts made of it.

    A simulated load allocates nothing: it says how large its caches would be in their summaries,
    and its weights are the file's. `weights_at_most` caps what several buffers claim of one file;
    without it the file's own size does.
    """
    reader = _Reader()
    for line in lines:
        reader.hear(line)
    return reader.sizes(weights_at_most)


class _Reader:
    def __init__(self) -> None:
        self._file = 0
        self._mapped = 0
        self._copied = 0
        self._sizes: defaultdict[Part, int] = defaultdict(int)
        self._compute = 0
        self._part = Part.CACHE
        self._unsized_cache = False

    def hear(self, line: str) -> None:
        if _NEW_CONTEXT in line:
            self._close_context()
        elif _RESERVING in line:
            self._compute = 0  # a second time replaces the first
        elif found := _CACHE.search(line):
            self._part = Part.WINDOW_CACHE if found["kind"] == "SWA" else Part.CACHE
        elif found := _FILE.search(line):
            self._file = _bytes(found["size"]) * (1024 if found["unit"] == "G" else 1)
        elif found := _UNUSED.search(line):
            self._file -= int(found["bytes"])
        elif found := _SUMMARY.search(line):
            if self._unsized_cache:
                self._sizes[self._part] += _bytes(found["size"])
            self._unsized_cache = False
        elif found := _BUFFER.search(line):
            self._add(found["buffer"], found["what"], _bytes(found["size"]))

    def _add(self, buffer: str, what: str, size: int) -> None:
        match what:
            case "model" if buffer.endswith(_MAPPED):
                self._mapped += size
            case "model":
                self._copied += size
            case "KV":
                self._sizes[self._part] += size
                self._unsized_cache = size == 0
            case "RS" | "DSV4":
                self._sizes[Part.STATES] += size
            case "output":
                self._sizes[Part.OUTPUT] += size
            case _:
                self._compute += size

    def _close_context(self) -> None:
        self._sizes[Part.COMPUTE] += self._compute
        self._compute = 0
        self._part = Part.CACHE

    def sizes(self, weights_at_most: int | None) -> dict[str, int]:
        self._close_context()
        weights = self._mapped + self._copied
        if not weights:
            weights = self._file
        elif self._mapped and self._copied:
            limit = self._file if weights_at_most is None else weights_at_most
            weights = min(weights, limit) if limit else weights
        found = {Part.WEIGHTS: weights} | self._sizes
        return {part.value: found[part] for part in Part if found.get(part)}


def _bytes(mebibytes: str) -> int:
    return round(float(mebibytes) * 2**20)
