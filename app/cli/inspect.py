"""`foretoken inspect`: what a GGUF is, and whether two of them pair, check by check."""

import argparse
import dataclasses
import json
from typing import Any

from app.cli import memory_report
from app.cli.gguf_files import GgufFiles
from app.cli.memory_report import MemoryReport, memory_record, memory_text, report_memory
from app.core.errors import AppError
from app.core.hub_files import HubFile
from app.core.pairs import Method
from app.gguf.capabilities import Capabilities, refuse_unloadable
from app.gguf.eagle3 import Eagle3
from app.gguf.pairing import PairReport, check_pair
from app.gguf.prediction import heads_are_usable
from app.gguf.roles import Role


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "inspect", help="say what a GGUF is, and whether two pair"
    )
    parser.add_argument("file", metavar="FILE", help="a path, or OWNER/NAME:PATH on the hub")
    parser.add_argument("other", nargs="?", metavar="FILE2", help="the same")
    parser.add_argument("--json", action="store_true")
    memory_report.add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Inspect and print; 1 when two files do not pair. Raises AppError."""
    with GgufFiles(args) as named:
        found = [named.read(name) for name in (args.file, args.other) if name is not None]
    if args.memory and any(isinstance(file.file, HubFile) for file in found):
        raise AppError(
            "Memory is measured of files on this machine only.",
            "`foretoken models pair` estimates it for files on the hub.",
        )
    files = [file.capabilities for file in found]
    report = _paired(*files) if len(files) == 2 else None
    memory = _memory(files, report, args.ctx) if args.memory else None
    if args.json:
        record = _record(files, report)
        record["memory"] = memory_record(memory) if memory else None
        print(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        texts = [_text(file) for file in files]
        texts += [_verdict(report)] if report else []
        texts += [memory_text(memory)] if memory else []
        print("\n\n".join(texts))
    return 0 if report is None or report.method is not None else 1


def _paired(one: Capabilities, other: Capabilities) -> PairReport:
    return check_pair(*_in_order(one, other))


def _in_order(one: Capabilities, other: Capabilities) -> tuple[Capabilities, Capabilities]:
    """Return target and drafter, whichever came first."""
    backwards = one.role is not Role.TARGET or (
        other.role is Role.TARGET and other.parameters > one.parameters
    )
    return (other, one) if backwards else (one, other)


def _memory(
    files: list[Capabilities], report: PairReport | None, length: int | None
) -> MemoryReport:
    if report is None:
        target, drafter = files[0], None
        method = Method.MTP if heads_are_usable(target.layout) else Method.OFF
    else:
        target, drafter = _in_order(*files)
        method = report.method or Method.OFF
    refuse_unloadable(target)
    if target.role is not Role.TARGET:
        raise AppError(
            f"What {target.path.name} needs depends on its target.", "Name the target first."
        )
    return report_memory(target, drafter if method is not Method.OFF else None, method, length)


def _problem(file: Capabilities) -> str:
    try:
        refuse_unloadable(file)
    except AppError as problem:
        return str(problem)
    return ""


def _record(files: list[Capabilities], report: PairReport | None) -> dict[str, Any]:
    hidden = {"path", "vocabulary", "attention", "chat_template", "shard", "problems", "layout"}
    rows: list[dict[str, Any]] = []
    for file in files:
        row = {
            field.name: getattr(file, field.name)
            for field in dataclasses.fields(file)
            if field.name not in hidden
        }
        extra = {
            "path": str(file.path),
            "vocabulary_size": file.vocabulary_size,
            "vocabulary_fingerprint": file.vocabulary.fingerprint,
            "sliding_window": file.attention.sliding_window,
            "has_chat_template": file.chat_template is not None,
            "eagle3": dataclasses.asdict(file.eagle3) if file.eagle3 else None,
            "problem": _problem(file),
        }
        rows.append(row | extra)
    pair = None
    if report is not None:
        checks = [dataclasses.asdict(check) for check in report.checks]
        pair = {"method": report.method, "checks": checks}
    return {"files": rows, "pair": pair}


def _text(file: Capabilities) -> str:
    rows = [
        ("kind", f"{file.role} (architecture {file.architecture})"),
        ("size", f"{file.parameters:,} parameters, {file.file_size / 1e6:,.1f} MB, "
                 f"mostly {file.quantization}"),
        ("layers", f"{file.layers} of width {file.width}"),
        ("vocabulary", f"{file.vocabulary_size:,} tokens, {file.vocabulary.fingerprint}"),
        ("context", f"{file.context_length:,} tokens"),
        ("template", "has a chat template" if file.chat_template else "no chat template"),
    ]  # fmt: skip
    if file.role is Role.ASSISTANT:
        rows.append(("made for", f"targets of width {file.width_out}"))
    if file.eagle3 is not None:
        rows += _eagle3_rows(file, file.eagle3)
    if file.nextn_layers and file.role in (Role.TARGET, Role.MTP_HEAD):
        there = "really in the file" if file.has_nextn else "but stripped from the file"
        rows.append(("MTP heads", f"{file.nextn_layers} declared, {there}"))
        if file.has_nextn and file.heads_problem:
            rows.append(("", file.heads_problem))
    if file.shard is not None:
        rows.append(("part", f"{file.shard.number} of {file.shard.parts}"))
    if problem := _problem(file):
        rows.append(("problem", problem))
    return "\n".join([f"{file.path.name}: {file.name}"] + [f"  {k:<11}{v}" for k, v in rows])


def _eagle3_rows(file: Capabilities, made: Eagle3) -> list[tuple[str, str]]:
    layers = ", ".join(map(str, made.target_layers)) or "none"
    parts = [
        ("its own " if own else "the target's ") + part
        for part, own in (("embeddings", made.own_embedding), ("output head", made.own_head))
    ]
    return [
        ("made for", f"targets of width {made.target_width}, whose layers {layers} it reads"),
        ("proposes", f"{made.draft_vocabulary:,} of {file.vocabulary_size:,} tokens"),
        ("uses", " and ".join(parts)),
    ]


def _verdict(report: PairReport) -> str:
    method = report.method
    head = f"These files pair by the method {method}." if method else "These files do not pair."
    return "\n".join([head, *check_lines(report)])


def check_lines(report: PairReport) -> list[str]:
    """Return a line for every check, with what to do about those that failed."""
    return [
        f"  {'ok  ' if check.passed else 'FAIL'} {check.name:<16}{check.value}"
        + ("" if check.passed else f" {check.advice}")
        for check in report.checks
    ]
