"""A sweep as a table, a record, and one sentence."""

import dataclasses
from typing import Any

from app.core.race_words import pair_name
from app.core.sweep import PLAIN, SweepResult

ALL = "all"
"""The column of all kinds together."""


def sweep_record(result: SweepResult) -> dict[str, Any]:
    """Return what is printed as JSON: by way, by kind, and the best of each."""
    ways = result.plan.ways
    return {
        "pair": pair_name(result.info),
        "method": str(result.info.method),
        "machine": dataclasses.asdict(result.machine),
        "measured": result.started,
        "repeats": result.plan.repeats,
        "max_tokens": result.plan.max_tokens,
        "temperature": result.plan.sampling.temperature,
        "ways": {
            way.name: {
                **{kind: dataclasses.asdict(result.cell(kind, way)) for kind in result.kinds},
                ALL: dataclasses.asdict(result.overall(way)),
            }
            for way in ways
        },
        "best": {
            **{kind: result.best(kind).name for kind in result.kinds},
            ALL: result.best().name,
        },
    }


def sweep_table(result: SweepResult) -> str:
    """Return a table of speeds as multiples of plain decoding, the best of each column marked."""
    kinds = (*result.kinds, ALL)
    width = max(len(way.name) for way in result.plan.ways) + 2
    lines = [" " * width + "".join(f"{kind:>13}" for kind in kinds) + "     accepted"]
    for way in result.plan.ways:
        overall = result.overall(way)
        cells = (*(result.cell(kind, way) for kind in result.kinds), overall)
        row = f"{way.name:<{width}}"
        for kind, cell in zip(kinds, cells, strict=True):
            best = result.best(None if kind == ALL else kind) == way
            row += f"{cell.ratio:>11.2f}{' *' if best else '  '}"
        rate = overall.acceptance_rate
        lines.append(row + ("            –" if rate is None else f"{rate:>13.2f}"))
    return "\n".join([pair_name(result.info), *lines, "", sweep_words(result)])


def sweep_words(result: SweepResult) -> str:
    """Say in a sentence or two what is best."""
    best = result.best()
    if best == PLAIN:
        words = "Plain decoding is the fastest here, over all kinds of text."
    else:
        cell = result.overall(best)
        words = (
            f"Over all kinds of text {best.name} is the fastest: {cell.ratio:.2f}x of plain "
            f"decoding ({cell.low:.2f}x to {cell.high:.2f}x)."
        )
    others = [
        f"{result.best(kind).name} for {kind}" for kind in result.kinds if result.best(kind) != best
    ]
    return words + (f" By kind: {', '.join(others)}." if others else "")
