"""What the trace window says: paces, kinds, and one line about an answer."""

from collections import Counter

from PySide6.QtCore import QCoreApplication

from app.core.events import DraftVerified
from app.core.pairs import Method
from app.core.trace import Trace
from app.core.trace_playback import Pace
from app.core.trace_runs import NEWLINE_SIGN, Kind
from app.ui.wording import method_name, milliseconds, percent, rate


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("trace", text, None, n)


def pace_choices() -> dict[str, str]:
    """Return what the window calls the paces, by their names in PACES."""
    return {
        "real": _tr("Real time"),
        "1/4": _tr("Slow motion 1/4"),
        "1/10": _tr("Slow motion 1/10"),
        "1/100": _tr("Slow motion 1/100"),
        "3-rounds": _tr("Three rounds a second"),
        "1-round": _tr("One round a second"),
    }


def shown_at(pace: Pace, trace: Trace) -> str:
    """Say how fast the replay is and what was measured: the two are never the same figure."""
    if pace.round_seconds is not None:
        each = round(1 / pace.round_seconds)
        shown = _tr("shown at {n} rounds a second", each).format(n=each)
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


def setting_words(trace: Trace) -> str:
    """Return how it was decoded, and on what."""
    request, sampling = trace.request, trace.request.sampling
    method = trace.info.method if request.method is Method.AUTO else request.method
    if trace.finished is not None:
        method = trace.finished.method
    parts = [method_name(method)]
    if request.lookup and method not in (Method.OFF, Method.NGRAM):
        parts.append(_tr("lookup first"))
    if method not in (Method.OFF, Method.NGRAM):
        automatic = _tr("depth auto")
        fixed = _tr("depth {n}").format(n=request.depth)
        parts.append(automatic if request.depth is None else fixed)
    warm = _tr("temperature {t}").format(t=f"{sampling.temperature:g}")
    parts += [_tr("greedy") if sampling.greedy else warm, trace.info.device]
    if trace.machine is not None and trace.machine.processor:
        parts.append(trace.machine.processor)
    return " · ".join(parts)


def outcome_words(trace: Trace) -> str:
    """Return the answer's figures."""
    drafted = sum(one.draft_tokens for one in trace.rounds)
    kept = sum(one.accepted_tokens for one in trace.rounds)
    written = sum(len(one.pieces) for one in trace.rounds)
    parts = [
        _tr("{n} tokens", written).format(n=f"{written:,}"),
        _tr("{n} rounds", len(trace.rounds)).format(n=f"{len(trace.rounds):,}"),
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


def bar_words(one: DraftVerified) -> str:
    """Say what became of a round's tokens, and how long it took."""
    counts = Counter(Kind(piece.origin) for piece in one.pieces)
    counts[Kind.REJECTED] = one.draft_tokens - one.accepted_tokens
    words = {**kind_words(), Kind.PLAIN: _tr("plain")}
    parts = [f"{counts[kind]} {word}" for kind, word in words.items() if counts[kind]]
    times = _tr("draft {draft}, verify {verify}").format(
        draft=milliseconds(one.draft_seconds), verify=milliseconds(one.verify_seconds)
    )
    words = _tr("Round {n}: {what}; {times}.").format(
        n=f"{one.round_index + 1:,}", what=", ".join(parts) or _tr("nothing"), times=times
    )
    return words if one.depth_change is None else f"{words} {one.depth_change.reason}"


LONGEST_PROMPT = 500


def prompt_words(trace: Trace) -> str:
    """Return what was asked last, on one line."""
    request = trace.request
    asked = request.messages[-1].content if request.messages else request.raw_prompt or ""
    line = " ".join(asked[: 4 * LONGEST_PROMPT].split())
    return line if len(line) <= LONGEST_PROMPT else line[:LONGEST_PROMPT] + "…"


def visible(text: str) -> str:
    """Return a token's text with signs for what cannot be seen."""
    return text.replace("\n", NEWLINE_SIGN).replace("\t", "\N{RIGHTWARDS ARROW TO BAR}")


def precise(share: float | None) -> str:
    """Return 99.2 % for 0.9916, "–" for none; what rounds to 0 or 100 but is neither is told so."""
    if share is None:
        return "–"
    if 0.0 < share < 0.0005:
        return "<\u202f0.1\u202f%"
    if 0.9995 <= share < 1.0:
        return ">\u202f99.9\u202f%"
    return f"{100 * share:.1f}\u202f%"
