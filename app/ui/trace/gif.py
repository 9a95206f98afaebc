"""Animated GIFs, written a picture at a time: Qt writes none, Pillow compresses each part.

Only what changed since the picture before is stored, in one palette for all (GIF89a).
"""

import io
import struct
from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from PIL import Image, ImageChops
from PySide6.QtGui import QImage

COLOURS = 256
_COLOUR_BITS = 8
MAX_HUNDREDTHS = 65535
"""Of a picture: what the file has room for."""
_FORMAT = QImage.Format.Format_RGB888


def palette_of(pictures: Iterable[QImage]) -> bytes:
    """Return the COLOURS commonest colours of `pictures` as a GIF's colour table."""
    common: Counter[tuple[int, ...]] = Counter()
    for picture in pictures:
        image = _pillow(picture)
        for count, colour in image.getcolors(image.width * image.height) or ():
            common[tuple(colour)] += count  # pyright: ignore[reportArgumentType] - RGB has three
    table = b"".join(bytes(colour) for colour, _ in common.most_common(COLOURS))
    return table.ljust(3 * COLOURS, b"\0")


class GifWriter:
    """Writes to `out`, open for binary; all pictures have this size."""

    def __init__(self, out: BinaryIO, width: int, height: int, palette: bytes) -> None:
        self._out = out
        self._palette = Image.new("P", (1, 1))
        self._palette.putpalette(palette)
        self._before: Image.Image | None = None
        self._debt = 0.0
        flags = 0x80 | (_COLOUR_BITS - 1) << 4 | (_COLOUR_BITS - 1)
        out.write(b"GIF89a" + struct.pack("<HHBBB", width, height, flags, 0, 0) + palette)
        out.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0")  # again and again

    def add(self, picture: QImage, seconds: float) -> None:
        """Show `picture` for `seconds`, rounded to hundredths so that the sum stays right."""
        now = _pillow(picture)
        box = None
        if self._before is not None:
            box = ImageChops.difference(self._before, now).getbbox() or (0, 0, 1, 1)
        self._before = now
        left, top, right, bottom = box or (0, 0, now.width, now.height)
        self._debt += 100 * seconds
        hundredths = min(MAX_HUNDREDTHS, max(2, round(self._debt)))
        self._debt = max(-50.0, min(50.0, self._debt - hundredths))
        part = now.crop((left, top, right, bottom))
        part = part.quantize(palette=self._palette, dither=Image.Dither.NONE)
        keep = 1 << 2  # the next picture is painted over this one
        self._out.write(b"\x21\xf9\x04" + struct.pack("<BHBB", keep, hundredths, 0, 0))
        size = (right - left, bottom - top)
        self._out.write(struct.pack("<BHHHHB", 0x2C, left, top, *size, 0) + _compressed(part))

    def close(self) -> None:
        """End the file."""
        self._out.write(b"\x3b")


def _pillow(picture: QImage) -> Image.Image:
    plain = picture.convertToFormat(_FORMAT)
    size = (plain.width(), plain.height())
    raw = bytes(plain.constBits())
    return Image.frombytes("RGB", size, raw, "raw", "RGB", plain.bytesPerLine(), 1)


def _compressed(part: Image.Image) -> bytes:
    """Return the image data of `part` as it stands in a GIF: code size and blocks."""
    whole = io.BytesIO()
    part.save(whole, "GIF", optimize=False, interlace=False)
    data = whole.getvalue()
    at = 13 + _table_bytes(data[10])
    while data[at] == 0x21:  # extensions: a label, then blocks up to an empty one
        at = _past_blocks(data, at + 2)
    at += 10
    start = at + _table_bytes(data[at - 1])
    return data[start : _past_blocks(data, start + 1)]


def _table_bytes(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _past_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
