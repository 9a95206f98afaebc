"""Files that are traps, and what llama.cpp makes of them without anybody's checks."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path

from tests.gguf_eagle3 import write_eagle3
from tests.gguf_factory import (
    PLANTED_TARGET,
    TINY,
    write_gemma4,
    write_gemma4_assistant,
    write_llama,
)
from tests.gguf_pairs import truncate
from tests.gguf_qwen35 import SIDECAR, STRIPPED, WHOLE, write_qwen35
from tests.gguf_rewrite import damage, rewrite
from tests.trap_probe import REFUSED

PROBE = Path(__file__).with_name("trap_probe.py")
SMALLER = replace(TINY, width=32)
SIX = replace(TINY, layers=6)


class Outcome(Enum):
    """What llama.cpp makes of it alone."""

    DIES = "dies"
    REFUSES = "refuses"
    SILENT = "silent"


FILES: dict[str, Callable[[Path], Path]] = {
    "llama": write_llama,
    "gemma": write_gemma4,
    "assistant": lambda path: write_gemma4_assistant(path, TINY),
    "wide assistant": lambda path: write_gemma4_assistant(path, replace(TINY, width=96)),
    "foreign assistant": lambda path: write_gemma4_assistant(path, TINY, dialect=5),
    "foreign draft": lambda path: write_llama(path, SMALLER, dialect=5),
    "qwen": write_qwen35,
    "two heads": lambda path: write_qwen35(path, extent=replace(WHOLE, declared=2)),
    "stripped": lambda path: write_qwen35(path, extent=STRIPPED),
    "foreign head": lambda path: write_qwen35(path, extent=SIDECAR, dialect=5),
    "planted": lambda path: write_llama(path, PLANTED_TARGET),
    "no layers": lambda path: rewrite(write_llama(path), {"llama.block_count": 0}),
    "100000 layers": lambda path: rewrite(write_llama(path), {"llama.block_count": 100_000}),
    "no window": lambda path: rewrite(
        write_gemma4(path), {"gemma4.attention.sliding_window_pattern": [False, False]}
    ),
    "no window assistant": lambda path: rewrite(
        write_gemma4_assistant(path, TINY),
        {"gemma4-assistant.attention.sliding_window_pattern": [False, False]},
    ),
    "other kind": lambda path: rewrite(
        write_gemma4(path, SIX), {"gemma4.attention.shared_kv_layers": 2}
    ),
    "more heads": lambda path: rewrite(
        write_gemma4(path, SIX),
        {
            "gemma4.attention.shared_kv_layers": 4,
            "gemma4.attention.head_count_kv": [1, 1, 2, 2, 2, 2],
        },
        drop=tuple(f"blk.{layer}.attn_{part}." for layer in range(2, 6) for part in "kv"),
    ),
    "two eagles": lambda path: rewrite(
        write_eagle3(path), {"eagle3.block_count": 2}, repeat=("blk.0.", "blk.1.")
    ),
    "far end": lambda path: rewrite(write_llama(path), {"tokenizer.ggml.eos_token_id": 512}),
    "not a number": lambda path: damage(write_llama(path), "blk.1.ffn_down"),
    "empty": lambda path: _bytes(path, b""),
    "page": lambda path: _bytes(path, b"<!doctype html><html></html>"),
    "cut": lambda path: truncate(write_llama(path)),
    "wrong magic": lambda path: _bytes(path, b"GGML" + write_llama(path).read_bytes()[4:]),
    "wrong counts": lambda path: _bytes(
        path, write_llama(path).read_bytes()[:8] + b"\xff" * 15 + b"\x7f"
    ),
    "odd width": lambda path: rewrite(write_llama(path), {"llama.embedding_length": 96}),
    "unknown": lambda path: rewrite(
        write_llama(path),
        {
            "general.architecture": "llama99",
            "llama99.block_count": 2,
            "llama99.embedding_length": 64,
            "llama99.context_length": 2048,
        },
    ),
    "vocabulary": lambda path: rewrite(write_llama(path), {}, drop=("blk", "output", "token_embd")),
    "missing": lambda path: path,
    "folder": lambda path: path.mkdir() or path,
}


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


class Shelf:
    """Writes each file when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[str, Path] = {}

    def paths(self, *names: str) -> list[Path]:
        """Return where they lie."""
        for name in names:
            if name not in self._written:
                path = self._folder / f"{name.replace(' ', '-')}.gguf"
                self._written[name] = FILES[name](path)
        return [self._written[name] for name in names]


def outcome(trap: str, *files: Path) -> Outcome:
    """Return what llama.cpp does without anybody's checks."""
    done = subprocess.run(
        [sys.executable, str(PROBE), trap, *map(str, files)],
        capture_output=True,
        text=True,
        env=os.environ | {"GGML_NO_BACKTRACE": "1"},
        check=False,
    )
    if done.returncode in (-signal.SIGABRT, -signal.SIGSEGV):
        return Outcome.DIES
    found = {REFUSED: Outcome.REFUSES, 0: Outcome.SILENT}.get(done.returncode)
    assert found is not None, done.stderr
    return found
