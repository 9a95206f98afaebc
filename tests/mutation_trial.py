"""Loads damaged GGUFs as the window and the command do: `python -m tests.mutation_trial`.

Every file must end in a clear error or a correct load; the engine's child may die, we may not.
`--keep DIR` keeps the files over which it died, to look for the check that would have refused them.
"""

import argparse
import json
import random
import shutil
import struct
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.core.errors import AppError
from app.core.events import (
    GenerateRequest,
    GenerationFailed,
    GenerationFinished,
    PairLoaded,
    PairLoadFailed,
)
from app.core.messages import Message
from app.core.pairs import PairSpec
from app.engine.host import EngineHost
from app.gguf.header import read_file_header
from tests import gguf_factory

HOSTILE = (0, 1, 0xFFFF, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1)
SMALL = (*range(9), 31, 32, 33, 48, 63, 64, 65, 96, 127, 128, 256, 511, 512, 513, 1024)
KINDS = ("bits", "bits", "length", "truncated", "block", "number", "number")


class Victim:
    """A sound file, and where in its header damage tells most."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        header = read_file_header(path)
        self.header_size = header.data_offset
        self._words = (
            self.data.index(b"tokenizer.ggml.tokens"),
            self.data.index(b"tokenizer.ggml.bos_token_id"),
        )
        self.numbers = [
            self.data.index(key.encode()) + len(key) + 4
            for key, value in header.metadata.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        ]

    def place(self, chance: random.Random) -> int:
        """Return a position in the header: half the time one that is not in the word lists."""
        at = chance.randrange(self.header_size - 8)
        while chance.random() < 0.5 and self._words[0] <= at < self._words[1]:
            at = chance.randrange(self.header_size - 8)
        return at

    def mutate(self, chance: random.Random) -> tuple[str, bytes]:
        """Return (kind of damage, damaged copy)."""
        kind = chance.choice(KINDS)
        data = bytearray(self.data)
        at = self.place(chance)
        if kind == "bits":
            for _ in range(chance.randint(1, 8)):
                data[self.place(chance)] ^= 1 << chance.randrange(8)
        elif kind == "length":
            data[at : at + 8] = struct.pack("<Q", chance.choice(HOSTILE))
        elif kind == "truncated":
            del data[chance.randrange(len(data)) :]
        elif kind == "number":
            at = chance.choice(self.numbers)
            data[at : at + 4] = struct.pack("<I", chance.choice(HOSTILE + SMALL) % 2**32)
        else:
            size = min(chance.randint(4, 256), self.header_size - at)
            data[at : at + size] = chance.randbytes(size)
        return kind, bytes(data)


def outcome(host: EngineHost, target: Path, drafter: Path | None) -> str:
    """Load and, if that works, answer a few tokens; return what came of it."""
    *_, last = host.load(PairSpec(target, drafter, threads=1, context_length=256))
    if isinstance(last, PairLoadFailed):
        assert last.title, "an error without a sentence"
        return "child died, told" if "stopped while loading" in last.title else "clear error"
    assert isinstance(last, PairLoaded)
    request = GenerateRequest("t", (Message("user", "hello"),), max_tokens=8)
    events = [event for batch in host.stream(request) for event in batch]
    if isinstance(events[-1], GenerationFinished):
        return "loaded and answered"
    assert isinstance(events[-1], GenerationFailed)
    assert events[-1].title, "an error without a sentence"
    return "child died, told" if events[-1].engine_died else "clear error in the answer"


def write_victims(folder: Path) -> tuple[tuple[Victim, Victim], ...]:
    """Write a pair of each kind: (target, drafter)."""
    gemma = gguf_factory.write_gemma4(folder / "gemma.gguf")
    assistant = gguf_factory.write_gemma4_assistant(folder / "assistant.gguf", gguf_factory.TINY)
    llama = gguf_factory.write_llama(folder / "llama.gguf", seed=1)
    draft = gguf_factory.write_llama(folder / "draft.gguf", seed=2)
    return (Victim(gemma), Victim(assistant)), (Victim(llama), Victim(draft))


def trial(count: int, seed: int, keep: Path | None) -> dict[str, object]:
    """Damage and load `count` files; return what became of them."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name:
        pairs = write_victims(Path(name))
        damaged = Path(name) / "damaged.gguf"
        host = EngineHost()
        for number in range(count):
            pair, part = chance.choice(pairs), chance.randrange(2)
            victim = pair[part]
            kind, data = victim.mutate(chance)
            damaged.write_bytes(data)
            target, drafter = (pair[i].path if i != part else damaged for i in range(2))
            started = time.perf_counter()
            try:
                found = outcome(host, target, drafter)
            except AppError as problem:
                found = f"escaped: {problem}"
            slowest = max(slowest, time.perf_counter() - started)
            counts[found] += 1
            kinds[kind] += 1
            if keep and found.startswith(("child died", "escaped")):
                shutil.copy(damaged, keep / f"{seed}-{number}-{victim.path.name}")
        host.close()
    return {"outcomes": counts, "damage": kinds, "slowest_seconds": slowest}


def main() -> int:
    """Run the trial and print counts as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    args = parser.parse_args()
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    print(json.dumps(trial(args.count, args.seed, args.keep)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
