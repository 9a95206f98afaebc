"""`foretoken models rm`: deletes models after saying what goes, what stays and whose it is."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from app.cli.library_access import chosen, folders_of, scanned
from app.cli.tables import printable, size_text
from app.core.errors import AppError
from app.core.library import Removal
from app.hub.library import index, removing


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "rm",
        help="delete models",
        description="Delete models, after asking. Linked files and folders are forgotten, not "
        "deleted.",
    )
    parser.add_argument(
        "names", nargs="+", metavar="NAME", help="of a model, or its path, or a linked folder's"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--others", action="store_true", help="with --yes: files of other programs, too"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and stop")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Plan, ask, delete; 1 when the answer was no. Raises AppError."""
    library = scanned(args)
    folders = [one for one in library.folders if one in map(_absolute, args.names)]
    names = [name for name in args.names if _absolute(name) not in folders]
    removal = removing.plan_removal(library, chosen(library, names))
    if names and not removal.files:
        raise AppError("Nothing can be deleted.", " ".join(removal.kept))
    if not args.json:
        print(printable(_plan(removal, folders)))
    done = not args.dry_run and (not removal.paths or _is_wanted(removal, args))
    if done:
        _delete(removal, folders, args)
    if args.json:
        print(json.dumps(_record(removal, folders) | {"done": done}, indent=1))
    elif done and removal.paths:
        print(f"Freed {size_text(removal.freed)}.")
    return 0 if done or args.dry_run else 1


def _is_wanted(removal: Removal, args: argparse.Namespace) -> bool:
    """Return whether to go on. Raises AppError where nobody can be asked."""
    if args.yes:
        if removal.owners and not args.others:
            owners = " and ".join(removal.owners)
            raise AppError(
                f"Nothing was deleted: these files belong to {owners}.",
                "Add --others to delete them all the same.",
            )
        return True
    if args.json or not sys.stdin.isatty():
        raise AppError("Nothing was deleted: nobody can be asked here.", "Add --yes.")
    return input("Delete? [y/N] ").strip().lower() in ("y", "yes")


def _absolute(name: str) -> Path:
    return Path(name).absolute()


def _delete(removal: Removal, linked: list[Path], args: argparse.Namespace) -> None:
    folders = folders_of(args)
    for folder in linked:
        index.forget_folder(folders.index, folder)
    try:
        removing.delete(removal)
        removing.remove_empty_folders(folders.models, removal.paths)
    finally:
        removing.forget(folders.index, removal)


def _plan(removal: Removal, linked: list[Path]) -> str:
    lines = [f"{file.name} ({file.place}, {size_text(file.size)})" for file in removal.files]
    lines += [f"  {path}" for path in removal.paths]
    lines += removal.kept
    lines += [f"{owner} will not have it any more." for owner in removal.owners]
    lines += [f"{folder} will not be listed any more; its files stay." for folder in linked]
    if removal.paths:
        lines.append(f"This frees {size_text(removal.freed)}.")
    return "\n".join(lines)


def _record(removal: Removal, linked: list[Path]) -> dict[str, Any]:
    return {
        "folders": [str(folder) for folder in linked],
        "names": [file.name for file in removal.files],
        "paths": [str(path) for path in removal.paths],
        "freed": removal.freed,
        "owners": [owner.value for owner in removal.owners],
        "kept": list(removal.kept),
    }
