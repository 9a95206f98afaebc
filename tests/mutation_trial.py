"""Loads damaged GGUFs as the window and the command do: `python -m tests.mutation_trial`.

Every file must end in a clear error or a correct load; the engine's child may die, we may not.
"""

import argparse
import json
import random
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


def mutate(whole: bytes, header_size: int, chance: random.Random) -> tuple[str, bytes]:
    """Return (kind of damage, damaged copy)."""
    kind = chance.choice(("bits", "bits", "length", "truncated", "block"))
    data = bytearray(whole)
    at = chance.randrange(header_size - 8)
    if kind == "bits":
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(header_size)] ^= 1 << chance.randrange(8)
    elif kind == "length":
        data[at : at + 8] = struct.pack("<Q", chance.choice(HOSTILE))
    elif kind == "truncated":
        del data[chance.randrange(len(data)) :]
    else:
        size = min(chance.randint(4, 256), header_size - at)
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


def main() -> int:
    """Run the trial and print counts as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = gguf_factory.write_gemma4(folder / "target.gguf")
        drafter = gguf_factory.write_gemma4_assistant(folder / "drafter.gguf", gguf_factory.TINY)
        host = EngineHost()
        for number in range(args.count):
            victim = drafter if number % 3 == 0 else target
            damaged = folder / "damaged.gguf"
            kind, data = mutate(victim.read_bytes(), read_file_header(victim).data_offset, chance)
            damaged.write_bytes(data)
            pair = (target, damaged) if victim is drafter else (damaged, drafter)
            started = time.perf_counter()
            try:
                counts[outcome(host, *pair)] += 1
            except AppError as problem:
                counts[f"escaped: {problem}"] += 1
            kinds[kind] += 1
            slowest = max(slowest, time.perf_counter() - started)
        host.close()
    print(json.dumps({"outcomes": counts, "damage": kinds, "slowest_seconds": slowest}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
