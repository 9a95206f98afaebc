"""Figures as words: one place for how numbers are said in the window."""

from PySide6.QtCore import QCoreApplication

from app.core.events import DepthControl, FinishReason, GenerationFinished
from app.core.pairs import Method
from app.core.stats import Statistics


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)


def count(number: int) -> str:
    """Return 1,940 for 1940."""
    return f"{number:,}"


def rate(tokens_per_second: float | None) -> str:
    """Return tokens per second with the digits that mean something, "–" for none yet."""
    if tokens_per_second is None:
        return "–"
    digits = 1 if tokens_per_second < 9.95 else 0
    return _tr("{rate} tok/s").format(rate=f"{tokens_per_second:,.{digits}f}")


def percent(fraction: float | None) -> str:
    """Return 78 % for 0.78, "–" for none yet."""
    return "–" if fraction is None else f"{100 * fraction:.0f}\u202f%"


def milliseconds(seconds: float) -> str:
    """Return 18 ms or 0.42 ms."""
    value = 1000 * seconds
    digits = 0 if value >= 9.95 else 1 if value >= 0.995 else 2
    return _tr("{value} ms").format(value=f"{value:,.{digits}f}")


def method_name(method: Method) -> str:
    """Return how the window calls a method."""
    return {
        Method.OFF: _tr("Plain decoding"),
        Method.DRAFT: _tr("Draft model"),
        Method.MTP: _tr("Multi-token prediction"),
        Method.EAGLE3: _tr("EAGLE-3"),
        Method.NGRAM: _tr("Prompt lookup"),
        Method.AUTO: _tr("Automatic"),
    }[method]


def depth_choice(control: DepthControl) -> str:
    """Say in one sentence what the depth controller came to; "" while it knows nothing yet."""
    if control.speedup is None:
        return ""
    if control.learnt.depth == 0:
        return _tr("Speculation is off for now: plain decoding is faster here")
    return _tr("Depth {n}: {x}x of plain decoding expected").format(
        n=control.learnt.depth, x=f"{control.speedup:.2f}"
    )


def headline(statistics: Statistics, control: DepthControl | None = None) -> str:
    """Say in one sentence what speculation does, or what it is expected to bring."""
    if control is not None and (chosen := depth_choice(control)):
        return chosen
    acceptance, length = statistics.acceptance_rate, statistics.mean_acceptance_length
    if acceptance is None or length is None:
        if statistics.rounds:
            return _tr("Plain decoding: one token for each pass of the target")
        return ""
    return _tr("{acceptance} of draft tokens accepted: {length} tokens for each pass").format(
        acceptance=percent(acceptance), length=f"{length:.1f}"
    )


_ENDINGS: dict[FinishReason, str] = {
    "stop": "",
    "stop_string": "",
    "length": "Ended at the length limit",
    "context": "The context is full: start a new conversation, or raise its length in Settings",
    "cancelled": "Stopped",
}


def answer_note(finished: GenerationFinished) -> str:
    """Return the line below a finished answer: how it ended and what it cost."""
    statistics = finished.statistics
    ending = _ENDINGS[finished.finish_reason]
    parts = [_tr(ending)] if ending else []
    parts.append(_tr("{n} tokens").format(n=count(statistics.completion_tokens)))
    if statistics.tokens_per_second is not None:
        parts.append(rate(statistics.tokens_per_second))
    if statistics.acceptance_rate is not None:
        parts.append(_tr("{p} accepted").format(p=percent(statistics.acceptance_rate)))
    return "  ·  ".join(parts)
