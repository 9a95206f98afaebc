"""The panel as a picture, and its rounds as a table, in files of the user's choice."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.ui.speed.round_row import RoundRow

SCALE = 2.0
"""Pixels a point of the picture, so that it stays sharp where it is shown larger."""

COLUMNS = (
    "round",
    "source",
    "draft_tokens",
    "accepted",
    "rejected",
    "recovered",
    "bonus",
    "plain",
    "draft_ms",
    "verify_ms",
    "overhead_ms",
    "elapsed_seconds",
    "context_tokens",
)


def rounds_csv(rows: Iterable[RoundRow]) -> str:
    """Return rounds as CSV, one a line below the names of the columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(
            (
                row.number,
                row.source.value,
                row.draft_tokens,
                row.accepted,
                row.rejected,
                row.recovered,
                row.bonus,
                row.plain,
                f"{1000 * row.draft_seconds:.4f}",
                f"{1000 * row.verify_seconds:.4f}",
                f"{1000 * row.overhead_seconds:.4f}",
                f"{row.elapsed_seconds:.6f}",
                row.context,
            )
        )
    return text.getvalue()


def save_rounds(rows: Iterable[RoundRow], path: Path) -> None:
    """Write `rounds_csv`. Raises AppError."""
    try:
        path.write_text(rounds_csv(rows), encoding="utf-8")
    except OSError as problem:
        raise _unwritable(path, problem.strerror) from problem


def save_picture(widget: QWidget, path: Path) -> None:
    """Write all of `widget` as a PNG, also what is scrolled out of sight. Raises AppError."""
    picture = QPixmap(widget.size() * SCALE)
    picture.setDevicePixelRatio(SCALE)
    widget.render(picture, QPoint())
    if not picture.save(str(path), "PNG"):
        raise _unwritable(path, None)


def _unwritable(path: Path, reason: str | None) -> AppError:
    detail = f": {reason}" if reason else ""
    return AppError(f"{path.name} cannot be written{detail}.", "Choose another folder.")
