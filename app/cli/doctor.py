"""`foretoken doctor`: what this machine has, what it lacks, and whether an answer comes out."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from app.cli import hub_check, system_libraries
from app.cli.examination import Report, SelfTest, examine
from app.cli.qt_check import QtReport
from app.core.paths import Profile
from app.engine.devices import BackendReport


def add_parser(subparsers: Any) -> None:
    """Add the verb."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "doctor",
        help="say what this machine has and lacks",
        description="Say what this machine has and lacks; exit code 1 when something is missing.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Examine the machine, tell, and return 1 when something is missing."""
    report = examine(Profile(args.profile))
    wrong = problems(report)
    if args.json:
        print(json.dumps({**asdict(report), "problems": wrong}, indent=1))
    else:
        print("\n".join([*lines(report), "", *(wrong or ["Nothing is missing."])]))
    return 1 if wrong else 0


def problems(report: Report) -> list[str]:
    """Return one sentence for each thing that is wrong, with what to do."""
    found: list[str] = []
    if report.missing_libraries:
        packages = " ".join(system_libraries.package_names(report.missing_libraries))
        found.append(f"System libraries are missing: apt-get install {packages}")
    if not report.qt.version:
        found.append("Qt is not installed: install PySide6-Essentials, or no window can open.")
    elif report.qt.plugins and report.qt.plugins[0].problem:
        plugin = report.qt.plugins[0]
        found.append(f"No window can open, Qt's {plugin.name} plugin fails: {plugin.problem}")
    if report.llama_problem:
        found.append(report.llama_problem)
    if report.self_test.problem:
        found.append(f"The embedded pair does not answer: {report.self_test.problem}")
    if report.hub.problem:
        found.append(report.hub.problem)
    return found


def lines(report: Report) -> list[str]:
    """Return the report as text, a line for each thing."""
    free = report.available_memory
    memory = f", {_gibibytes(free)} of memory available" if free is not None else ""
    rows = [
        ("Foretoken", report.version),
        ("Python", report.python),
        ("System", f"{report.system}, {report.cores} cores{memory}"),
        ("Qt", _qt(report.qt)),
        *_llama(report.llama),
        ("Self-test", _self_test(report.self_test)),
        ("Hub", hub_check.line(report.hub)),
    ]
    return [f"{name:<10} {value}" for name, value in rows]


def _qt(qt: QtReport) -> str:
    plugins = [f"{p.name} {'fails: ' + p.problem if p.problem else 'loads'}" for p in qt.plugins]
    return ", ".join([qt.version, *plugins]) if qt.version else "not installed"


def _llama(llama: BackendReport | None) -> list[tuple[str, str]]:
    if llama is None:
        return [("llama.cpp", "does not load")]
    gpu = "can use a GPU" if llama.offloads else "built without a GPU back end"
    build = f"llama-cpp-python {llama.package_version}, ggml {llama.ggml_version}, {gpu}"
    devices = [
        f"{d.name} ({d.kind}, {d.description}): "
        f"{_gibibytes(d.free_bytes)} of {_gibibytes(d.total_bytes)} free"
        for d in llama.devices
    ]
    return [
        ("llama.cpp", build),
        ("Back ends", ", ".join(llama.backends)),
        *(("Device", device) for device in devices),
        ("Features", ", ".join(llama.features)),
    ]


def _self_test(test: SelfTest) -> str:
    if test.problem:
        return "failed"
    speed = f"{test.tokens_per_second:.0f} tok/s" if test.tokens_per_second else "no speed"
    drafted = "" if test.acceptance_rate is None else f", {test.acceptance_rate:.0%} accepted"
    return f"{test.method}, {test.completion_tokens} tokens, {speed}{drafted}: {test.text!r}"


def _gibibytes(size: int) -> str:
    return f"{size / 2**30:.1f} GiB"
