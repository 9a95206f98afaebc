"""Films and tables as files, made in small steps; what was begun and given up leaves nothing."""

import contextlib
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.core.errors import AppError
from app.core.saving import check_writable, save_text, unwritable
from app.core.trace import Trace
from app.core.trace_csv import csv_text
from app.ui.trace.film import Film

PALETTE_SAMPLES = 6
"""Pictures whose colours a GIF is made of."""


def export_gif(film: Film, path: Path) -> Generator[float]:
    """Write `film` as an animated GIF; yield the share that is done. Raises AppError."""
    from app.ui.trace.gif import GifWriter, palette_of  # noqa: PLC0415 - Pillow is needed here only

    frames = film.frames
    step = max(1, len(frames) // PALETTE_SAMPLES)
    samples = [film.picture(frame.stand) for frame in frames[::-1][::step]]
    with _whole_file(path) as out:
        writer = GifWriter(out, film.size.width(), film.size.height(), palette_of(samples))
        for index, frame in enumerate(frames):
            writer.add(film.picture(frame.stand), frame.seconds)
            yield (index + 1) / len(frames)
        writer.close()


def export_pngs(film: Film, folder: Path) -> Generator[float]:
    """Write every picture of `film` into `folder`, made if need be, in order of their names.

    Yields the share that is done. Raises AppError.
    """
    made: list[Path] = []
    done = False
    try:
        folder.mkdir(exist_ok=True)
        for index, frame in enumerate(film.frames):
            path = folder / f"frame-{index + 1:04}.png"
            made.append(path)
            if not film.picture(frame.stand).save(str(path)):
                raise AppError(f"{path} cannot be written.", "Choose another folder.")
            yield (index + 1) / len(film.frames)
        done = True
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    finally:
        if not done:
            for path in made:
                path.unlink(missing_ok=True)


def export_csv(trace: Trace, path: Path) -> Generator[float]:
    """Write `trace` as a table, a line a round. Raises AppError."""
    save_text(path, csv_text(trace))
    yield 1.0


@contextmanager
def _whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when all of it is written, and not before."""
    check_writable(path)
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as out:
            yield out
        os.replace(partial, path)
    except OSError as problem:
        raise unwritable(path, problem) from problem
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
