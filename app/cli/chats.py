"""`foretoken chats list|export|import`: kept conversations without a window."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from app.cli.tables import printable, table
from app.core.errors import AppError
from app.core.paths import Profile
from app.store.chat_store import ChatStore
from app.store.exchange.exporting import export_json, export_markdown
from app.store.exchange.importing import import_file
from app.store.exchange.watch import Watch


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "chats",
        help="list, export and import conversations",
        description="List, export and import the conversations of a profile.",
    )
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    shown: argparse.ArgumentParser = actions.add_parser("list", help="name all conversations")
    shown.add_argument("--json", action="store_true", help="one JSON object a line")
    shown.set_defaults(act=_list)
    export: argparse.ArgumentParser = actions.add_parser(
        "export", help="write conversations", description="Write conversations to a file."
    )
    export.add_argument("out", type=Path, metavar="OUT", help="a file; for Markdown also a folder")
    export.add_argument("--id", action="append", metavar="ID", help="only this one (repeatable)")
    export.add_argument("--format", choices=["json", "markdown"], default="json")
    export.set_defaults(act=_export)
    imports: argparse.ArgumentParser = actions.add_parser(
        "import",
        help="read conversations",
        description="Read what Foretoken, ChatGPT or the llama.cpp web UI exported.",
    )
    imports.add_argument("file", type=Path, metavar="FILE")
    imports.set_defaults(act=_import)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it, and return the exit code. Raises AppError."""
    with _store(Profile(args.profile)) as store:
        return int(args.act(args, store))


@contextmanager
def _store(profile: Profile) -> Iterator[ChatStore]:
    """Open the conversations, also while a window has them."""
    store = ChatStore(profile.conversations_file, guest=True)
    if store.set_aside is not None:
        print(f"the damaged file is kept as {store.set_aside}", file=sys.stderr)
    try:
        yield store
    finally:
        store.close()


def _list(args: argparse.Namespace, store: ChatStore) -> int:
    rows: list[tuple[str, ...]] = []
    for name in store.all_ids():
        one = store.load(name)
        if one is None:
            continue
        about = one.summary
        if args.json:
            record = {
                "id": about.conversation_id,
                "title": about.title,
                "created": about.created,
                "updated": about.updated,
                "messages": len(one.messages),
            }
            print(json.dumps(record, ensure_ascii=False))
        when = f"{datetime.fromtimestamp(about.updated):%Y-%m-%d %H:%M}"
        rows.append((about.conversation_id, when, str(len(one.messages)), printable(about.title)))
    if not args.json:
        print(table(("id", "updated", "messages", "title"), rows, "  r"))
    return 0


def _export(args: argparse.Namespace, store: ChatStore) -> int:
    names = args.id or store.all_ids()
    for name in names:
        if store.load(name) is None:
            raise AppError(
                f"There is no conversation {name}.", "`foretoken chats list` names them."
            )
    write = export_json if args.format == "json" else export_markdown
    count = write(store, names, args.out, Watch())
    print(f"{count} conversations written to {args.out}")
    return 0


def _import(args: argparse.Namespace, store: ChatStore) -> int:
    done = import_file(store, args.file, Watch())
    print(f"{done.new} imported, {done.known} were there already, {done.refused} not readable")
    if done.problem:
        print(f"first problem: {done.problem}", file=sys.stderr)
    return 0
