"""What the trace window says: paces, kinds, and one line about an answer."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.pairs import Method
from app.core.trace import Trace
from app.core.trace_playback import Pace
from app.core.trace_runs import Kind
from app.ui.wording import method_name, percent, rate


def _tr(text: str) -> str:
    return QCoreApplication.translate("trace", text)


@dataclass(frozen=True, slots=True)
class NamedPace:
    """A pace, its name for a command line, and as a choice in the window."""

    name: str
    pace: Pace
    choice: str


def paces() -> tuple[NamedPace, ...]:
    """Return what can be chosen, fastest first."""
    return (
        NamedPace("real", Pace(1.0), _tr("Real time")),
        NamedPace("1/4", Pace(0.25), _tr("Slow motion 1/4")),
        NamedPace("1/10", Pace(0.1), _tr("Slow motion 1/10")),
        NamedPace("1/100", Pace(0.01), _tr("Slow motion 1/100")),
        NamedPace("3-rounds", Pace(round_seconds=1 / 3), _tr("Three rounds a second")),
        NamedPace("1-round", Pace(round_seconds=1.0), _tr("One round a second")),
    )


def shown_at(pace: Pace, trace: Trace) -> str:
    """Say how fast the replay is and what was measured: the two are never the same figure."""
    if pace.round_seconds is not None:
        each = round(1 / pace.round_seconds)
        one, several = _tr("shown at 1 round a second"), _tr("shown at {n} rounds a second")
        shown = several.format(n=each) if each > 1 else one
    else:
        shown = _tr("shown at {x}x").format(x=f"{pace.factor:g}")
    measured = _tr("measured {rate}").format(rate=rate(trace.tokens_per_second))
    return f"{shown}; {measured}"


def kind_words() -> dict[Kind, str]:
    """Return the kinds that a legend explains."""
    return {
        Kind.ACCEPTED: _tr("accepted"),
        Kind.RECOVERED: _tr("recovered"),
        Kind.BONUS: _tr("bonus"),
        Kind.REJECTED: _tr("rejected"),
    }


def pair_words(trace: Trace) -> str:
    """Return target and drafter by name."""
    info = trace.info
    names = [info.name]
    if info.drafter_name:
        file = info.spec.drafter
        same = info.drafter_name == info.name and file is not None
        names.append(file.stem if same and file is not None else info.drafter_name)
    return " + ".join(names)


def setting_words(trace: Trace) -> str:
    """Return how it was decoded, and on what."""
    request, sampling = trace.request, trace.request.sampling
    method = trace.info.method if request.method is Method.AUTO else request.method
    if trace.finished is not None:
        method = trace.finished.method
    parts = [method_name(method)]
    if method not in (Method.OFF, Method.NGRAM):
        automatic = _tr("depth auto")
        fixed = _tr("depth {n}").format(n=request.depth)
        parts.append(automatic if request.depth is None else fixed)
    warm = _tr("temperature {t}").format(t=f"{sampling.temperature:g}")
    parts += [_tr("greedy") if sampling.greedy else warm, trace.info.device]
    return " · ".join(parts)


def outcome_words(trace: Trace) -> str:
    """Return the answer's figures."""
    drafted = sum(one.draft_tokens for one in trace.rounds)
    kept = sum(one.accepted_tokens for one in trace.rounds)
    written = sum(len(one.pieces) for one in trace.rounds)
    parts = [
        _tr("{n} tokens in {rounds} rounds").format(
            n=f"{written:,}", rounds=f"{len(trace.rounds):,}"
        )
    ]
    if drafted:
        parts.append(_tr("{p} of draft tokens accepted").format(p=percent(kept / drafted)))
    if trace.cut:
        parts.append(_tr("cut: the answer had more rounds"))
    if trace.finished is None:
        parts.append(_tr("the answer failed"))
    return " · ".join(parts)


def round_words(number: int, total: int) -> str:
    """Return which round is shown, counted from 1; 0 is before the first."""
    if not number:
        return _tr("Before the first of {total} rounds").format(total=f"{total:,}")
    return _tr("Round {n} of {total}").format(n=f"{number:,}", total=f"{total:,}")
