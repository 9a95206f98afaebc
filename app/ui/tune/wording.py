"""A sweep as the window words it."""

from PySide6.QtCore import QCoreApplication

from app.core.pairs import Method
from app.core.sweep import PLAIN, Cell, SweepResult, Way
from app.ui.wording import percent, rate


def _tr(text: str) -> str:
    return QCoreApplication.translate("tune", text)


def way_name(way: Way) -> str:
    """Return what a way to decode is called."""
    if way.method is Method.OFF:
        return _tr("Plain decoding")
    if way.method is Method.NGRAM:
        return _tr("Prompt lookup")
    depth = _tr("Depth auto") if way.depth is None else _tr("Depth {n}").format(n=way.depth)
    if way.confidence == 0:
        return depth
    return _tr("{depth}, stop below {p}").format(depth=depth, p=percent(way.confidence))


def cell_words(cell: Cell) -> str:
    """Say what one figure rests on."""
    lines = [
        _tr("{x}x of plain decoding ({low}x to {high}x)").format(
            x=f"{cell.ratio:.2f}", low=f"{cell.low:.2f}", high=f"{cell.high:.2f}"
        ),
        rate(cell.tokens_per_second),
        _tr("{n} tokens for each pass").format(n=f"{cell.tokens_per_round:.2f}"),
    ]
    if cell.acceptance_rate is not None:
        lines.append(_tr("{p} of draft tokens accepted").format(p=percent(cell.acceptance_rate)))
    return "\n".join(lines)


def verdict(result: SweepResult) -> str:
    """Say what is best over all kinds measured."""
    best = result.best()
    if best == PLAIN:
        return _tr("Plain decoding is the fastest here")
    return _tr("{way} is the fastest here: {x}x of plain decoding").format(
        way=way_name(best), x=f"{result.overall(best).ratio:.2f}"
    )


def exceptions(result: SweepResult, kind_name: dict[str, str]) -> str:
    """Say on which kinds of text another way is better, "" if on none."""
    best = result.best()
    others = [
        _tr("{kind}: {way}").format(kind=kind_name.get(kind, kind), way=way_name(result.best(kind)))
        for kind in result.kinds
        if result.best(kind) != best
    ]
    return _tr("Another way is faster for {list}.").format(list="; ".join(others)) if others else ""
