"""The text of a PDF, read by pypdf in a process of its own.

A file from anywhere may keep a reader busy for hours or fill the memory; a process can be ended.
"""

import contextlib
import logging
import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from app.core.attachments import MAX_CHARACTERS
from app.core.errors import AppError

PAGE_PATIENCE_SECONDS: Final = 30.0
"""How long one page may take; beginning to read counts as one."""

POLL_SECONDS: Final = 0.1
MAX_MEMORY: Final = 2 * 2**30
MAX_PAGES: Final = 20_000

_MET_IN_DAMAGED_FILES: Final = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError),
    *(RecursionError, MemoryError, NotImplementedError, OSError),
)
"""What pypdf does not say in words of its own."""

_PROTECTED: Final = "protected"
_DAMAGED: Final = "damaged"
_LARGE: Final = "large"


def pdf_text(
    path: Path, name: str, cancel: threading.Event, told: Callable[[int, int], None]
) -> str:
    """Return the text of all pages; `told` hears which of how many is read.

    Raises AppError for a file that is protected, damaged, without text, or takes too long.
    """
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=read_pages, args=(there, str(path)), daemon=True)
    process.start()
    there.close()
    try:
        pages = _received(here, name, cancel, told)
    finally:
        here.close()
        process.kill()
        process.join()
        process.close()
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise AppError(
            f"{name} holds no text: its pages are pictures, as scanners make them.",
            "Have a program for text recognition (OCR) read it first.",
        )
    return text


def _received(
    pipe: Connection, name: str, cancel: threading.Event, told: Callable[[int, int], None]
) -> list[str]:
    pages: list[str] = []
    heard = time.monotonic()
    while True:
        if cancel.is_set():
            raise AppError(f"{name} was not read.")
        if not pipe.poll(POLL_SECONDS):
            if time.monotonic() - heard > PAGE_PATIENCE_SECONDS:
                raise AppError(
                    f"Page {len(pages) + 1} of {name} takes too long to read.",
                    "Print it to a new PDF, or attach the part of it that matters.",
                )
            continue
        try:
            said: tuple[int, str] | str = pipe.recv()
        except (EOFError, OSError):
            raise _problem(_DAMAGED, name) from None
        if isinstance(said, str):
            if said:
                raise _problem(said, name)
            return pages
        heard = time.monotonic()
        count, text = said
        pages.append(text)
        told(len(pages), count)


def _problem(kind: str, name: str) -> AppError:
    if kind == _PROTECTED:
        return AppError(
            f"{name} is protected by a password.", "Save it without one, and attach that."
        )
    if kind == _LARGE:
        return AppError(
            f"{name} holds more text than can be sent.", "Attach the part of it that matters."
        )
    return AppError(
        f"{name} is a damaged PDF, or one of a kind that cannot be read.",
        "Print it to a new PDF, and attach that.",
    )


def read_pages(pipe: Connection, path: str) -> None:
    """Send (how many pages, text) for each page, then "" or what is wrong; runs in the child."""
    _bound_memory()
    logging.disable(logging.CRITICAL)
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 - only this process needs it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            pipe.send(_PROTECTED)
            return
        count = len(reader.pages)
        left = MAX_CHARACTERS
        for number in range(count):
            text = reader.pages[number].extract_text().strip()
            text = text.encode("utf-8", errors="replace").decode("utf-8")
            left -= len(text)
            if left < 0 or number >= MAX_PAGES:
                pipe.send(_LARGE)
                return
            pipe.send((count, text))
        pipe.send("")
    except (PyPdfError, *_MET_IN_DAMAGED_FILES):
        pipe.send(_DAMAGED)


def _bound_memory() -> None:
    """Let this process have only so much memory, where the system can say so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
