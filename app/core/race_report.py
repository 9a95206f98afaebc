"""A race as one self-contained HTML page: nothing is loaded from anywhere."""

import html
import json
from string import Template

from app.core.paths import resources
from app.core.race import Lap, RaceResult
from app.core.race_words import entrant_names, memory_words, pair_name, text_words, verdict
from app.core.speculation import Origin
from app.core.trace import Trace

BAR, ROW, LABEL, VALUE = 640, 22, 210, 90
"""Pixels: the longest bar, a row, room for names, room for figures."""

READING_SECONDS = 12.0
"""A replay that is over sooner is offered slowed down to about this."""


def race_page(result: RaceResult) -> str:
    """Return the page."""
    template = Template((resources() / "race" / "report.html").read_text(encoding="utf-8"))
    names = [html.escape(name) for name in entrant_names(result)]
    traces = [result.middle_lap(entrant).trace for entrant in (0, 1)]
    lanes = json.dumps([_rounds(trace) for trace in traces])
    return template.substitute(
        title=html.escape(" against ".join(entrant_names(result))),
        verdict=html.escape(verdict(result)),
        memory=html.escape(memory_words(result)),
        texts=html.escape(text_words(result)),
        warning=_warning(result),
        chart=_chart(result),
        paces=_paces(result),
        first=names[0],
        second=names[1],
        text_first=_text(traces[0]),
        text_second=_text(traces[1]),
        table=_table(result),
        settings=_settings(result),
        prompt=html.escape(result.plan.prompt),
        data=lanes,
    )


def _rounds(trace: Trace) -> list[tuple[float, int, int]]:
    """Return (seconds since decoding began, pieces shown, tokens emitted) of each round."""
    return [
        (round(one.elapsed_seconds, 6), len(one.pieces), one.emitted_tokens) for one in trace.rounds
    ]


def _text(trace: Trace) -> str:
    pieces = [piece for one in trace.rounds for piece in one.pieces]
    return "".join(
        f'<span class="{piece.origin}">{html.escape(piece.text)}</span>'
        if piece.origin is not Origin.PLAIN
        else f"<span>{html.escape(piece.text)}</span>"
        for piece in pieces
    )


def _warning(result: RaceResult) -> str:
    machine = result.machine
    if not machine.busy:
        return ""
    return (
        f"<p><strong>The machine was not quiet: {machine.load:.1f} processes wanted to compute "
        f"on {machine.cores} cores. Measure again when nothing else runs.</strong></p>"
    )


def _paces(result: RaceResult) -> str:
    """Return the options: as measured, and slowed down where that is over in a blink."""
    longest = max(result.middle_lap(entrant).seconds for entrant in (0, 1))
    slow = min(1.0, longest / READING_SECONDS)
    options = [(1.0, "as measured"), (0.25, "a quarter")]
    if slow < 0.25:
        options.append((slow, f"1/{1 / slow:,.0f}, to read along"))
    chosen = options[-1][0] if slow < 0.25 else 1.0
    return "".join(
        f'<option value="{rate:.6f}"{" selected" if rate == chosen else ""}>{words}</option>'
        for rate, words in options
    )


def _chart(result: RaceResult) -> str:
    names = entrant_names(result)
    longest = max(lap.seconds for lap in result.laps) or 1.0
    colours = ("var(--muted)", "var(--accent)")
    rows: list[str] = []
    laps = sorted(result.laps, key=lambda lap: (lap.repeat, lap.entrant))
    for index, lap in enumerate(laps):
        y = index * ROW + (index // 2) * 8
        width = BAR * lap.seconds / longest
        rows.append(
            f'<text x="0" y="{y + 15}">{html.escape(_short(names[lap.entrant]))}</text>'
            f'<rect x="{LABEL}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}" '
            f'fill="{colours[lap.entrant]}"/>'
            f'<text x="{LABEL + width + 8:.1f}" y="{y + 15}">{lap.seconds:.3f} s</text>'
        )
    height = len(laps) * ROW + len(laps) // 2 * 8
    words = html.escape(verdict(result))
    return (
        f'<svg role="img" aria-label="{words}" viewBox="0 0 {LABEL + BAR + VALUE} {height}" '
        f'width="100%">{"".join(rows)}</svg>'
    )


def _short(name: str) -> str:
    return name if len(name) <= 28 else name[:27] + "…"


def _table(result: RaceResult) -> str:
    names = entrant_names(result)
    head = ("run", "seconds", "tokens", "tok/s", "acceptance rate", "tokens a round")
    rows = "".join(_lap_row(names[lap.entrant], lap) for lap in result.laps)
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"


def _lap_row(name: str, lap: Lap) -> str:
    finished = lap.trace.finished
    if finished is None:
        return ""
    statistics = finished.statistics
    rate, length = statistics.acceptance_rate, statistics.mean_acceptance_length
    cells = (
        html.escape(f"{lap.repeat + 1}. {name}"),
        f"{lap.seconds:.3f}",
        f"{lap.emitted:,}",
        f"{statistics.tokens_per_second or 0:,.1f}",
        "–" if rate is None else f"{rate:.3f}",
        "–" if length is None else f"{length:.2f}",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _settings(result: RaceResult) -> str:
    plan, machine, infos = result.plan, result.machine, result.infos
    sampling = plan.sampling
    if sampling.greedy:
        how = "temperature 0 (greedy)"
    else:
        how = (
            f"temperature {sampling.temperature:g}, top-k {sampling.top_k}, "
            f"top-p {sampling.top_p:g}, min-p {sampling.min_p:g}, seed {sampling.seed}"
        )
    rows = [
        ("pair", " against ".join(dict.fromkeys(pair_name(info) for info in infos))),
        ("sampling", how),
        ("tokens", f"at most {plan.max_tokens:,} an answer, {plan.repeats} repeats, alternating"),
        ("context", f"{infos[1].context_length:,} tokens, computed on the {infos[1].device}"),
        ("processor", f"{machine.processor}, {machine.cores} cores"),
        ("memory", f"{machine.memory_bytes / 2**30:.0f} GiB"),
        ("system", machine.system),
        ("versions", ", ".join(f"{name} {version}" for name, version in machine.versions)),
        ("measured", result.started),
    ]
    cells = "".join(
        f'<tr><td>{name}</td><td style="text-align:left">{html.escape(value)}</td></tr>'
        for name, value in rows
    )
    return f"<table><tbody>{cells}</tbody></table>"
