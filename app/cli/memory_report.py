"""`foretoken inspect --memory`: estimated from headers, simulated and measured, side by side."""

import argparse
from dataclasses import asdict, dataclass
from typing import Any

from app.core.errors import AppError
from app.core.events import PairLoaded, PairLoadFailed
from app.core.pairs import DEFAULT_CONTEXT_LENGTH, Method, PairSpec
from app.engine.host import EngineHost
from app.engine.pair_fit import fit_files, free_memory
from app.engine.process_memory import ProcessMemory, process_memory
from app.engine.simulated_memory import Simulation, simulate
from app.gguf.capabilities import Capabilities
from app.gguf.fit import Fit, FreeMemory
from app.gguf.memory import Part, Sizes, estimate_pair
from app.gguf.pair_plan import plan_pair
from app.gguf.roles import Role


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """What a pair needs for one context length.

    Attributes:
        simulated, measured: () where they could not be had; the problems say why.
        process: of the engine that held the pair, right after loading.
        refusal: why it is not going to be loaded, "" if it fits.
    """

    context_length: int
    method: Method
    free: FreeMemory
    fit: Fit | None
    refusal: str
    estimated: Sizes
    simulated: Sizes = ()
    simulation_problem: str = ""
    measured: Sizes = ()
    measurement_problem: str = ""
    process: ProcessMemory | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--memory", action="store_true", help="what they need: estimated, simulated, measured"
    )
    parser.add_argument("--ctx", type=int, metavar="N", help="context length for --memory")


def report_memory(
    target: Capabilities, drafter: Capabilities | None, method: Method, length: int | None
) -> MemoryReport:
    """Estimate, simulate and, if the pair fits, load it and measure. Raises AppError for --ctx."""
    longest = target.context_length or DEFAULT_CONTEXT_LENGTH
    if length is not None and not 0 < length <= longest:
        raise AppError(f"--ctx {length} is out of range.", f"Use 1 to {longest}.")
    spec = PairSpec(
        target.path, drafter.path if drafter else None, method=method, context_length=length
    )
    free, fit, refusal = free_memory(), None, ""
    try:
        fit = fit_files(spec, free, target, drafter, method)
    except AppError as problem:
        refusal = str(problem)
    length = fit.context_length if fit else length or min(DEFAULT_CONTEXT_LENGTH, longest)
    layouts = target.layout, drafter.layout if drafter else None
    plan = plan_pair(*layouts, method, length)
    simulation = Simulation(
        target.path,
        drafter.path if drafter else None,
        plan,
        mtp=method is Method.MTP,
        borrows=drafter is not None and drafter.role in (Role.ASSISTANT, Role.EAGLE3),
        gpu_layers=fit.gpu_layers if fit else 0,
    )
    simulated, simulation_problem = _try(lambda: simulate(simulation))
    measured: Sizes = ()
    measurement_problem, process = refusal and "it does not fit", None
    if fit:
        (measured, process), measurement_problem = _measure(spec)
    return MemoryReport(
        context_length=length,
        method=method,
        free=free,
        fit=fit,
        refusal=refusal,
        estimated=estimate_pair(*layouts, plan).sizes(),
        simulated=simulated,
        simulation_problem=simulation_problem,
        measured=measured,
        measurement_problem=measurement_problem,
        process=process,
    )


def memory_record(report: MemoryReport) -> dict[str, Any]:
    """Return the report for JSON, sizes in bytes by part."""
    record = asdict(report)
    for name in ("estimated", "simulated", "measured"):
        record[name] = dict(record[name]) or None
    return record


def memory_text(report: MemoryReport) -> str:
    """Return the report as a table."""
    columns = [dict(sizes) for sizes in (report.estimated, report.simulated, report.measured)]
    parts = list(dict.fromkeys(part for column in columns for part in column))
    head = f"memory for a context of {report.context_length:,} tokens, method {report.method}"
    lines = [head, f"  {'':24}{'estimated':>12}{'simulated':>12}{'measured':>12}"]
    lines += [_row(part, [column.get(part) for column in columns]) for part in parts]
    lines.append(_row("in all", [sum(column.values()) or None for column in columns]))
    if report.measured:
        lines.append(
            "  output: measured with the one row that it starts with, estimated with all that it "
            "grows to"
        )
    if any(part.endswith(Part.CHECKPOINTS) for part in parts):
        lines.append(
            "  checkpoints: copies of the states, none before a conversation, estimated with as "
            "many as it may leave"
        )
    if report.process is not None:
        process = report.process
        lines.append(
            f"  the engine's process: {_megabytes(process.resident)} resident, of which "
            f"{_megabytes(process.private)} its own, the rest mapped files"
        )
    for what, problem in (
        ("not simulated", report.simulation_problem),
        ("not measured", report.measurement_problem),
    ):
        lines += [f"  {what}: {problem}"] if problem else []
    return "\n".join([*lines, *_verdict(report)])


def _verdict(report: MemoryReport) -> list[str]:
    free = [f"{_megabytes(report.free.ram)} of RAM"]
    free += [f"{_megabytes(size)} on a GPU" for size in report.free.gpus]
    lines = [f"  free: {', '.join(free)}"]
    if report.fit is None:
        return [*lines, f"  does not fit: {report.refusal}"]
    layers = f", {report.fit.gpu_layers} layers on the GPU" if report.free.gpus else ""
    return [*lines, f"  fits with a context of {report.fit.context_length:,} tokens{layers}"]


def _measure(spec: PairSpec) -> tuple[tuple[Sizes, ProcessMemory | None], str]:
    engine = EngineHost()
    try:
        for event in engine.load(spec):
            if isinstance(event, PairLoaded):
                pid = engine.process_id
                return (event.info.memory, process_memory(pid) if pid else None), ""
            if isinstance(event, PairLoadFailed):
                return ((), None), f"{event.title} {event.hint}".strip()
    finally:
        engine.close()
    return ((), None), "the engine stopped while loading"


def _try(attempt: Any) -> tuple[Sizes, str]:
    try:
        return attempt(), ""
    except AppError as problem:
        return (), problem.title


def _row(name: str, sizes: list[int | None]) -> str:
    return f"  {name:24}" + "".join(f"{_megabytes(s) if s else '-':>12}" for s in sizes)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
