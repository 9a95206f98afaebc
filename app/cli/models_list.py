"""`foretoken models list`: what is on this machine, whose it is, and which pairs are known."""

import argparse
import dataclasses
import json
import threading
from typing import Any

from app.cli.library_access import BytesLine, file_record, folders_of, pair_record, scanned
from app.cli.tables import printable, size_text, table
from app.core.library import Duplicates, InstalledPair, Library, LibraryFile, LibraryKind
from app.hub.library.duplicates import bytes_to_read, candidates, find_duplicates
from app.hub.library.verifying import Watch


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "list",
        help="list the models on this machine",
        description="List the models on this machine: Foretoken's own, linked ones, and those of "
        "the Hugging Face cache, LM Studio, Ollama and llama.cpp. Nothing is copied.",
    )
    parser.add_argument("text", nargs="*", metavar="WORD", help="only names with these words")
    parser.add_argument("--all", action="store_true", help="files that cannot be loaded, too")
    parser.add_argument("--paths", action="store_true", help="with their paths")
    parser.add_argument(
        "--duplicates", action="store_true", help="compare files of the same size by SHA-256"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Scan and print. Raises AppError."""
    library = scanned(args)
    groups = _duplicates(args, library) if args.duplicates else None
    shown = [file for file in library.files if _is_wanted(file, args)]
    if args.json:
        print(json.dumps(_record(library, shown, groups), indent=1))
    else:
        print(printable(_text(library, shown, groups, paths=args.paths)))
    return 0


def _is_wanted(file: LibraryFile, args: argparse.Namespace) -> bool:
    if not all(word.lower() in file.name.lower() for word in args.text):
        return False
    return bool(args.all or args.text or args.json or file.missing or file.is_usable)


def _duplicates(args: argparse.Namespace, library: Library) -> tuple[Duplicates, ...]:
    line = BytesLine(bytes_to_read(candidates(library.files)))
    try:
        watch = Watch(threading.Event(), line.more)
        return find_duplicates(folders_of(args).index, library.files, watch)
    finally:
        line.clear()


def _record(
    library: Library, shown: list[LibraryFile], groups: tuple[Duplicates, ...] | None
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "files": [file_record(file) for file in shown],
        "pairs": [pair_record(pair) for pair in library.pairs],
        "folders": [str(folder) for folder in library.folders],
        "places": [dataclasses.asdict(use) | {"place": use.place.value} for use in library.uses],
        "size": library.size,
    }
    if groups is not None:
        record["duplicates"] = [
            {"paths": [str(file.path) for file in group.files], "wasted": group.wasted}
            for group in groups
        ]
    return record


def _text(
    library: Library,
    shown: list[LibraryFile],
    groups: tuple[Duplicates, ...] | None,
    *,
    paths: bool,
) -> str:
    texts = [_files(shown, paths=paths) if shown else "There are no models here yet."]
    if hidden := len(library.files) - len(shown):
        files = "1 more file" if hidden == 1 else f"{hidden} more files"
        texts[0] += f"\n{files} not shown: see --all."
    if library.pairs:
        texts.append("Pairs:\n" + "\n".join(_pair(library, pair) for pair in library.pairs))
    uses = [f"  {use.place:<20} {size_text(use.size):>9}" for use in library.uses]
    texts.append("\n".join([f"On the disk: {size_text(library.size)}", *uses]))
    if groups is not None:
        texts.append(_groups(groups))
    return "\n\n".join(texts)


def _files(shown: list[LibraryFile], *, paths: bool) -> str:
    heads = ["name", "kind", "quant", "size", "place"] + (["path"] if paths else [])
    rows = [
        [file.name, _kind(file), file.details.quantization, size_text(file.size), file.place]
        + ([str(file.path)] if paths else [])
        for file in shown
    ]
    return table(heads, rows, "   r")


def _kind(file: LibraryFile) -> str:
    if file.missing:
        return "missing"
    if file.details.kind is LibraryKind.UNUSABLE:
        return "unusable"
    return file.details.label or file.details.kind


def _pair(library: Library, pair: InstalledPair) -> str:
    def name(path: Any) -> str:
        file = library.find(path)
        return file.name if file else path.name

    second = f" + {name(pair.drafter)}" if pair.drafter else ""
    return f"  {name(pair.target)}{second}  ({pair.source})"


def _groups(groups: tuple[Duplicates, ...]) -> str:
    if not groups:
        return "No file is here twice."
    lines: list[str] = []
    for group in groups:
        lines.append(f"The same, {size_text(group.wasted)} more than needed:")
        lines += [f"  {file.path}" for file in group.files]
    return "\n".join(lines)
