"""`foretoken models pair`: which drafters go with a target, and what speaks for and against one."""

import argparse
import dataclasses
import json
from pathlib import Path
from typing import Any

from app.cli.gguf_files import GgufFiles, NamedFile
from app.cli.inspect import check_lines
from app.cli.library_access import scanned
from app.cli.tables import printable, size_text
from app.core import learnt
from app.core.paths import Profile
from app.engine.pair_fit import free_memory
from app.gguf.capabilities import refuse_unloadable
from app.gguf.doctor import Room, examine
from app.gguf.pairing import PairReport
from app.gguf.proposals import Proposal, Standing
from app.hub.drafter_search import Wanted, open_search


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "pair",
        help="find drafters for a target, or check one",
        description="Check a target and a drafter against each other and this machine's memory, "
        "or, without a drafter, propose drafters: from the target's file, its repository, this "
        "machine and the catalogue. Files on the hub are looked into, not downloaded.",
    )
    parser.add_argument("target", metavar="TARGET", help="a path, or OWNER/NAME:PATH on the hub")
    parser.add_argument("drafter", nargs="?", metavar="DRAFTER", help="the same")
    parser.add_argument("--ctx", type=int, metavar="N", help="context length in tokens")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Examine or propose; 1 when nothing fits. Raises AppError."""
    room = Room(free_memory(), args.ctx)
    with GgufFiles(args) as files:
        target = files.read(args.target)
        if args.drafter is not None:
            drafter = files.read(args.drafter)
            return _examine(args, target, drafter, room)
        refuse_unloadable(target.capabilities)
        proposals = _propose(args, files, target, room)
    fitting = [p for p in proposals if p.standing is Standing.FITS]
    if args.json:
        rows = [_record(proposal) for proposal in proposals]
        print(json.dumps({"target": str(target.file), "proposals": rows}, indent=1))
    else:
        print(printable(_text(proposals)))
    return 0 if fitting else 1


def _examine(args: argparse.Namespace, target: NamedFile, drafter: NamedFile, room: Room) -> int:
    report = examine(target.capabilities, drafter.capabilities, room)
    if args.json:
        record = {"target": str(target.file), "drafter": str(drafter.file)} | _report(report)
        print(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        method = report.method
        head = f"These files pair by the method {method}." if method else "These do not pair."
        print(printable("\n".join([head, *check_lines(report)])))
    return 0 if report.method else 1


def _propose(
    args: argparse.Namespace, files: GgufFiles, target: NamedFile, room: Room
) -> tuple[Proposal, ...]:
    profile, library = Profile(args.profile), scanned(args)
    here = library.find(target.file.absolute()) if isinstance(target.file, Path) else None
    wanted = Wanted(
        target.capabilities,
        target.file,
        target.siblings,
        library.files,
        room,
        learnt.load(profile.learnt_file),
        repo_id=here.origin.repo_id if here else "",
    )
    found: tuple[Proposal, ...] = ()
    for proposals in open_search(files.hub, files.reader).find(wanted):
        found = proposals
    return found


def _text(proposals: tuple[Proposal, ...]) -> str:
    if not proposals:
        return "No drafter is known for this target. Name one to have it checked."
    lines: list[str] = []
    for proposal in proposals:
        size = f", {size_text(proposal.size)}" if proposal.size else ""
        lines.append(f"{proposal.standing}: {proposal.title} ({proposal.origin}{size})")
        if proposal.file is not None:
            lines.append(f"  {proposal.file}")
        lines.append(f"  {proposal.method}: {proposal.reason}")
        lines += [f"  {text}" for text in (proposal.note,) if text]
        lines += [f"  {proposal.speedup.sentence}"] if proposal.speedup else []
    best = proposals[0]
    if best.standing is Standing.FITS and best.report is not None:
        lines += ["", f"{best.title}, check by check:", *check_lines(best.report)]
    return "\n".join(lines)


def _report(report: PairReport) -> dict[str, Any]:
    return {
        "method": report.method,
        "checks": [dataclasses.asdict(check) for check in report.checks],
    }


def _record(proposal: Proposal) -> dict[str, Any]:
    record = {
        "title": proposal.title,
        "method": proposal.method,
        "origin": proposal.origin,
        "file": str(proposal.file) if proposal.file is not None else None,
        "size": proposal.size,
        "standing": proposal.standing,
        "reason": proposal.reason,
        "replaces": proposal.replaces,
        "note": proposal.note,
        "speedup": dataclasses.asdict(proposal.speedup) if proposal.speedup else None,
    }
    return record | (_report(proposal.report) if proposal.report else {"checks": None})
