"""`foretoken models verify`: reads files through and compares their SHA-256."""

import argparse
import json
import threading
from typing import Any

from app.cli.library_access import BytesLine, chosen, folders_of, scanned
from app.cli.tables import printable
from app.core.errors import AppError
from app.core.library import Verification
from app.hub.library.verifying import Watch, verify


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "verify",
        help="check that files are what they should be",
        description="Read files through and compare their SHA-256 with what the hub said, or with "
        "what it was at the first reading. Exit code 1 if one differs.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="of a model, or its path")
    parser.add_argument("--all", action="store_true", help="every model of the library")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check and print; 1 when a file is not what it should be. Raises AppError."""
    if not args.names and not args.all:
        raise AppError("No model is named.", "Name one, or check --all of them.")
    library = scanned(args)
    files = list(library.files) if args.all else chosen(library, args.names)
    line = BytesLine(sum(file.size for file in files))
    found: list[Verification] = []

    def report(verification: Verification) -> None:
        found.append(verification)
        if not args.json:
            line.clear()
            print(printable(_text(verification)), flush=True)

    try:
        verify(folders_of(args).index, files, Watch(threading.Event(), line.more), report)
    finally:
        line.clear()
    if args.json:
        print(json.dumps([_record(one) for one in found], indent=1))
    return 0 if all(one.matches for one in found) else 1


def _text(found: Verification) -> str:
    mark = "ok  " if found.matches else "FAIL"
    return f"{mark} {found.sentence} {found.hint}".rstrip()


def _record(found: Verification) -> dict[str, Any]:
    return {
        "path": str(found.file.path),
        "name": found.file.name,
        "matches": found.matches,
        "first_time": found.first_time,
        "sentence": found.sentence,
        "hint": found.hint,
    }
