"""`foretoken models import`: takes files and folders into the library, linked unless copied."""

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import Any

from app.cli.library_access import BytesLine, file_record, folders_of
from app.cli.tables import printable, size_text
from app.core.errors import AppError
from app.core.library import LibraryFile
from app.hub.library import importing


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "import",
        help="take files and folders into the library",
        description="Take GGUF files and folders into the library. They stay where they are; a "
        "folder is looked through again at every scan.",
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    parser.add_argument("--copy", action="store_true", help="copy into the models folder")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take in and print; 1 when something was refused. Raises AppError."""
    refused: list[tuple[Path, AppError]] = []
    taken: list[LibraryFile] = []
    intake = importing.look_at(args.paths, lambda path, problem: refused.append((path, problem)))
    folders, cancel = folders_of(args), threading.Event()
    if args.copy:
        line = BytesLine(intake.size)
        try:
            importing.copy(folders, intake, cancel, line.more, taken.append)
        finally:
            line.clear()
    else:
        importing.link(folders, intake, cancel, taken.append)
    if args.json:
        print(json.dumps(_record(taken, refused), indent=1))
    else:
        for file in taken:
            print(printable(_line(file)))
        for _, problem in refused:
            print(printable(f"foretoken: {problem}"), file=sys.stderr)
    return 1 if refused else 0


def _line(file: LibraryFile) -> str:
    what = file.details.label or file.details.kind
    text = f"{file.name}: {what}, {size_text(file.size)}, {file.place}"
    return f"{text}. {file.details.reason}" if file.details.reason else text


def _record(
    taken: list[LibraryFile], refused: list[tuple[Path, AppError]]
) -> dict[str, list[dict[str, Any]]]:
    return {
        "files": [file_record(file) for file in taken],
        "refused": [
            {"path": str(path), "title": problem.title, "hint": problem.hint}
            for path, problem in refused
        ],
    }
