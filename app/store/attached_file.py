"""Reads a file that is to be sent along: its kind told from its bytes, its size bounded."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.core.attachments import MAX_CHARACTERS, Attachment, shown_name
from app.core.errors import AppError
from app.core.text_decoding import BinaryError, decode_text
from app.store.pdf_text import pdf_text

MAX_TEXT_BYTES: Final = 4 * MAX_CHARACTERS
MAX_PDF_BYTES: Final = 256 * 2**20
PDF_MARK: Final = b"%PDF-"
PDF_MARK_WITHIN: Final = 1024
"""Readers accept what stands before the mark of a PDF (ISO 32000, annex H)."""

KINDS: Final = "Attach a text, code, Markdown or PDF file."

_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_IMAGE_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tiff"})


def read_attachment(
    path: Path,
    cancel: threading.Event,
    told: Callable[[int, int], None] = lambda _page, _pages: None,
) -> Attachment:
    """Read a text or a PDF; `told` hears which page of how many is read.

    Raises AppError that says what is wrong with the file, or that reading was cancelled.
    """
    name = shown_name(path.name)
    try:
        if not path.is_file():
            raise AppError(f"{name} is no file.", KINDS)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(PDF_MARK_WITHIN)
            if PDF_MARK in head:
                if size > MAX_PDF_BYTES:
                    raise _too_large(name, size, MAX_PDF_BYTES)
                return Attachment(name, pdf_text(path, name, cancel, told), size)
            _refuse_image(name, path, head)
            data = head + file.read(MAX_TEXT_BYTES + 1 - len(head))
    except OSError as problem:
        raise AppError(f"{name} cannot be read: {problem.strerror or problem}.") from problem
    if cancel.is_set():
        raise AppError(f"{name} was not read.")
    if len(data) > MAX_TEXT_BYTES:
        raise _too_large(name, size, MAX_TEXT_BYTES)
    return _text(name, data, size)


def _text(name: str, data: bytes, size: int) -> Attachment:
    try:
        found = decode_text(data)
    except BinaryError as problem:
        raise AppError(f"{name} is no text, so the model cannot read it.", KINDS) from problem
    if not found.text.strip():
        raise AppError(f"{name} is empty.", KINDS)
    if len(found.text) > MAX_CHARACTERS:
        raise AppError(
            f"{name} has {len(found.text):,} characters; at most {MAX_CHARACTERS:,} can be sent.",
            "Attach the part of it that matters.",
        )
    return Attachment(name, found.text, size, found.note)


def _refuse_image(name: str, path: Path, head: bytes) -> None:
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    # Two letters alone are no mark: a text may begin with BM.
    marked = webp or (head.startswith(_IMAGES) and b"\0" in head[:64])
    if marked or path.suffix.lower() in _IMAGE_SUFFIXES:
        raise AppError(f"{name} is an image; Foretoken lets models read text only.", KINDS)


def _too_large(name: str, size: int, most: int) -> AppError:
    return AppError(
        f"{name} has {size / 2**20:,.0f} MiB; at most {most // 2**20:,} MiB can be read.",
        "Attach the part of it that matters.",
    )
