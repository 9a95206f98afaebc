"""`foretoken models show`: one repository of the hub, before anything is downloaded."""

import argparse
import dataclasses
import json
from typing import Any

from app.cli.hub_access import hub_of
from app.cli.tables import printable, size_text, table
from app.core.repositories import RepoDetails
from app.hub.repository import details
from app.hub.search import words_of


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "show",
        help="say what a repository holds, its licence and its terms",
        description="Say what a repository of the hub holds, before anything is downloaded.",
    )
    parser.add_argument("repository", metavar="OWNER/NAME", help="or its address")
    parser.add_argument("--revision", metavar="REV", help="a commit, branch or tag")
    parser.add_argument("--files", action="store_true", help="all files, not the GGUFs alone")
    parser.add_argument("--card", action="store_true", help="the model card too")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask and print. Raises AppError."""
    with hub_of(args) as hub:
        found = details(hub.client, words_of(args.repository), args.revision)
    if args.json:
        print(json.dumps(_record(found), ensure_ascii=False, indent=1))
    else:
        print(_text(found, every_file=args.files, card=args.card))
    return 0


def _record(found: RepoDetails) -> dict[str, Any]:
    record = dataclasses.asdict(found)
    summary = record.pop("summary")
    summary["smallest_bytes_estimated"] = summary.pop("smallest") or None
    return summary | record


def _text(found: RepoDetails, *, every_file: bool, card: bool) -> str:
    row = found.summary
    licence = found.licence_name or "not said"
    facts = [
        ("moved", f"was {found.asked_as}" if found.asked_as else ""),
        ("licence", licence + (f", {found.licence_link}" if found.licence_link else "")),
        ("access", f"{found.access_problem} {found.access_hint}".strip()),
        ("model", _model(found)),
        ("made from", ", ".join(found.base_models)),
        ("languages", ", ".join(row.languages)),
        ("popular", f"{row.downloads:,} downloads a month, {row.likes:,} likes"),
        ("updated", row.updated[:10]),
        ("revision", found.revision),
        ("page", found.url),
    ]
    lines = [found.repo_id, *(f"  {name:<10} {value}" for name, value in facts if value)]
    files = found.files if every_file else found.gguf_files
    rows = [(file.path, size_text(file.size), file.sha256[:12]) for file in files]
    shown = table(("file", "size", "sha256"), rows, " r") if rows else "It holds no GGUF file."
    texts = ["\n".join(lines), shown]
    if card:
        texts.append(found.card or found.card_problem or "It has no model card.")
    return printable("\n\n".join(texts))


def _model(found: RepoDetails) -> str:
    row = found.summary
    words = [
        row.architecture,
        f"{row.parameters / 1e9:.1f} B parameters" if row.parameters else "",
        f"context {row.context_length:,}" if row.context_length else "",
    ]
    return ", ".join(word for word in words if word)
