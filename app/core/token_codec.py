"""A TokenMap as bytes, to be kept with its answer: columns, compressed."""

import json
import zlib
from array import array
from typing import Any, Final, cast

from app.core.token_map import Columns, TokenMap
from app.core.verification import Verify

VERSION: Final = 1
LARGEST: Final = 64 * 2**20
"""Bytes of columns that are read at most: a damaged entry must not fill the memory."""


def encode(tokens: TokenMap) -> bytes:
    """Return the map as bytes, empty for one without tokens."""
    if not len(tokens):
        return b""
    columns = tokens.columns()
    head = {
        "version": VERSION,
        "rule": tokens.rule.value,
        "greedy": tokens.greedy,
        "ended": columns.ended,
        "length": columns.length,
        "texts": columns.texts,
        "numbers": [[name, values.typecode, len(values)] for name, values in columns.numbers],
    }
    parts = [json.dumps(head, ensure_ascii=False).encode()]
    parts += [values.tobytes() for _, values in columns.numbers]
    body = b"".join(len(part).to_bytes(4, "little") + part for part in parts)
    return zlib.compress(body, 6)


def decode(data: bytes) -> TokenMap:
    """Return the map behind `data`; an empty one for what cannot be read."""
    try:
        parts = _parts(data)
        head = cast(dict[str, Any], json.loads(parts[0]))
        if head["version"] != VERSION:
            return TokenMap()
        numbers: list[tuple[str, array[Any]]] = []
        for (name, typecode, count), part in zip(head["numbers"], parts[1:], strict=True):
            if typecode not in ("B", "H", "I", "f"):
                return TokenMap()
            values: array[Any] = array(typecode, part)
            if len(values) != count:
                return TokenMap()
            numbers.append((name, values))
        columns = Columns(int(head["length"]), bool(head["ended"]), list(head["texts"]), numbers)
        return TokenMap.of(columns, Verify(head["rule"]), greedy=bool(head["greedy"]))
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, OverflowError):
        return TokenMap()


def _parts(data: bytes) -> list[bytes]:
    body = zlib.decompressobj().decompress(data, LARGEST)
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        size = int.from_bytes(body[at : at + 4], "little")
        parts.append(body[at + 4 : at + 4 + size])
        at += 4 + size
    return parts
