"""Figures as words: one place for how numbers are said in the window."""

from PySide6.QtCore import QCoreApplication

from app.core.depth_changes import DepthChange, Why
from app.core.events import FinishReason, GenerationFinished
from app.core.pairs import Method
from app.ui.access.marked import marked


def _tr(text: str, n: int = -1) -> str:
    return QCoreApplication.translate("wording", text, None, n)


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


def size(number: int) -> str:
    """Return bytes as 12 B, 940 KB, 6.2 MB or 12 GB, in units of 1,000."""
    if number < 1000:
        return _tr("{n} B").format(n=number)
    value, unit = number / 1e3, _tr("{n} KB")
    if value >= 999.5:
        value, unit = value / 1e3, _tr("{n} MB")
    if value >= 999.5:
        value, unit = value / 1e3, _tr("{n} GB")
    return unit.format(n=f"{value:.1f}" if value < 9.95 else f"{value:,.0f}")


def seconds(value: float) -> str:
    """Return 34 ms, 0.42 s, 12 s or 3 min 20 s."""
    if value < 0.0995:
        return _tr("{n} ms").format(n=f"{1000 * value:.0f}") if value >= 0.0005 else _tr("0 s")
    if value >= 119.5:
        whole = round(value)
        return _tr("{m} min {s} s").format(m=whole // 60, s=whole % 60)
    digits = 0 if value >= 9.95 else 1 if value >= 0.995 else 2
    return _tr("{n} s").format(n=f"{value:.{digits}f}")


def age(value: float) -> str:
    """Return how long ago: just now, 12 min ago, 3 h ago, 5 days ago."""
    if value < 90:
        return _tr("just now")
    if value < 5400:
        return _tr("{n} min ago").format(n=round(value / 60))
    if value < 129_600:
        return _tr("{n} h ago").format(n=round(value / 3600))
    days = round(value / 86_400)
    return _tr("{n} days ago", days).format(n=days)


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


_REASONS: dict[Why, str] = {
    Why.BEGINNING: marked("wording", "plain is timed first"),
    Why.TRIAL: marked("wording", "trying depth {after}"),
    Why.COMPARISON: marked("wording", "timing plain again, to compare"),
    Why.FASTER: marked("wording", "depth {after}, {speedup}x of plain expected"),
    Why.BACK: marked("wording", "back to {after}: depth {before} gave {speedup}x of plain"),
    Why.ALL_SLOWER: marked("wording", "off: all depths are slower, the best {speedup}x"),
    Why.NO_GAIN: marked("wording", "off: no depth gains enough, the best {speedup}x"),
    Why.NO_DRAFTS: marked("wording", "off: there is nothing to draft with"),
}


def depth_reason(change: DepthChange) -> str:
    """Say why the depth is what it is from then on."""
    return _tr(_REASONS[change.why]).format(
        before=change.before, after=change.after, speedup=f"{change.speedup:.2f}"
    )


_ENDINGS: dict[FinishReason, str] = {
    "stop": "",
    "stop_string": "",
    "length": marked("wording", "Ended at the length limit"),
    "context": marked(
        "wording", "The context is full: start a new conversation, or raise its length in Settings"
    ),
    "cancelled": marked("wording", "Stopped"),
}


def answer_note(finished: GenerationFinished) -> str:
    """Return the line below a finished answer: how it ended and what it cost."""
    statistics = finished.statistics
    ending = _ENDINGS[finished.finish_reason]
    parts = [_tr(ending)] if ending else []
    if finished.left_out:
        parts.append(
            _tr("Without the oldest {n} questions and answers: the context is full").format(
                n=finished.left_out
            )
            if finished.left_out > 1
            else _tr("Without the oldest question and its answer: the context is full")
        )
    parts.append(
        _tr("{n} tokens", statistics.completion_tokens).format(
            n=count(statistics.completion_tokens)
        )
    )
    if statistics.tokens_per_second is not None:
        parts.append(rate(statistics.tokens_per_second))
    if statistics.acceptance_rate is not None:
        parts.append(_tr("{p} accepted").format(p=percent(statistics.acceptance_rate)))
    if statistics.cached_tokens:
        fresh = statistics.prompt_tokens - statistics.cached_tokens
        parts.append(
            _tr("read {n} of {total} prompt tokens").format(
                n=count(fresh), total=count(statistics.prompt_tokens)
            )
        )
    return "  ·  ".join(parts)


def time_left(seconds: float) -> str:
    """Say how long it still takes, "" below two seconds."""
    if seconds < 2:
        return ""
    if seconds < 90:
        return _tr("about {n} s left").format(n=round(seconds))
    return _tr("about {n} min left").format(n=round(seconds / 60))


def kind_name(name: str) -> str:
    """Return a kind of prompts in the window's language."""
    return {
        "chat": _tr("Chat"),
        "code": _tr("Code"),
        "code edit": _tr("Code edit"),
        "summary": _tr("Summary"),
        "list": _tr("List"),
        "translation": _tr("Translation"),
        "maths": _tr("Maths"),
    }.get(name, name)
