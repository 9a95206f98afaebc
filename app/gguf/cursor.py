"""Reads GGUF's primitive values in order, and believes no length before it fits the file."""

import struct
from typing import Final

from app.core.errors import AppError
from app.gguf.faults import Fault, GgufError
from app.gguf.source import ByteSource

WINDOW: Final = 1 << 20
"""Bytes read at a time from a source that gives them for little."""

LARGEST: Final = 4 << 20
"""Bytes asked for at a time where every request counts: between two the user can give up."""

LONGEST_HEADER: Final = 256 << 20
"""Bytes; the longest real ones have 20 MB, and a hostile one is not read into memory."""

_LENGTH: Final = struct.Struct("<Q")


class ShortReadError(AppError):
    """The source gave fewer bytes than its size promises."""


class Cursor:
    """A position in a byte source, with a window of bytes around it.

    Every reader raises AppError when the file ends first. `name` is for the sentences.

    A frugal source is asked for no byte beyond those that are sure to be wanted: the value in hand
    and what was promised to follow it.
    """

    def __init__(self, source: ByteSource, name: str) -> None:
        self.name = name
        self.size = source.size
        self.position = 0
        self._source = source
        self._frugal = source.frugal
        self._window = b""
        self._start = 0
        self._promised = 0

    @property
    def remaining(self) -> int:
        """Bytes from here to the end."""
        return self.size - self.position

    def promise(self, following: int) -> None:
        """Say that at least so many bytes follow the value that is read next."""
        self._promised = following

    def damaged(self, what: str) -> AppError:
        """Return the error that says what does not make sense."""
        return GgufError(Fault.DAMAGED, f"{self.name} is damaged: {what}.", "Download it again.")

    def incomplete(self, what: str) -> AppError:
        """Return the error for a file that ends too early, or lies about its length."""
        title = f"{self.name} is incomplete or damaged: {what}."
        return GgufError(Fault.INCOMPLETE, title, "Download it again.")

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        if count > self.remaining:
            raise self.incomplete("it ends inside its header")
        if self.position + count > LONGEST_HEADER:
            raise self.damaged(f"its header would be longer than {LONGEST_HEADER >> 20} MB")
        begin = self.position - self._start
        if begin + count > len(self._window):
            self._fill(count)
            begin = 0
        self.position += count
        return self._window[begin : begin + count]

    def unpack(self, layout: struct.Struct) -> tuple[int | float | bool, ...]:
        """Return the values of a struct."""
        return layout.unpack(self.take(layout.size))

    def integer(self, size: int) -> int:
        """Return an unsigned little-endian number of `size` bytes."""
        return int.from_bytes(self.take(size), "little")

    def text(self, what: str, errors: str = "replace") -> str:
        """Return a string."""
        length = self.integer(8)
        if length > self.remaining:
            raise self.damaged(f"{what} would be {length} bytes long")
        return self.take(length).decode("utf-8", errors)

    def texts(self, count: int, what: str) -> list[str]:
        """Return `count` strings; a call of `text` for each of 262,144 tokens would take a second.

        Bytes that are not UTF-8 survive as surrogates, so that different texts stay different.
        """
        found: list[str] = []
        after_all = self._promised
        add, unpack = found.append, _LENGTH.unpack_from
        while len(found) < count:
            begin = self.position - self._start
            window = self._window
            end = len(window)
            while len(found) < count and begin + 8 <= end:
                after = begin + 8 + unpack(window, begin)[0]
                if after > end:
                    break
                add(window[begin + 8 : after].decode("utf-8", "surrogateescape"))
                begin = after
            self.position = self._start + begin
            if len(found) < count:
                self._promised = after_all + _LENGTH.size * (count - len(found) - 1)
                add(self.text(what, "surrogateescape"))
        self._promised = after_all
        return found

    def _fill(self, count: int) -> None:
        ahead = self._promised if self._frugal else WINDOW - count
        wanted = min(max(count, min(count + ahead, LARGEST)), self.remaining)
        window = self._source.read(self.position, wanted)
        if len(window) < count:
            raise ShortReadError(
                f"{self.name} became shorter while it was read.", "Wait for its download to end."
            )
        self._window, self._start = window, self.position
