"""What `bench --window` found, as text."""

from collections.abc import Mapping, Sequence
from typing import Any


def window_report(record: Mapping[str, Any]) -> str:
    """Return the lines printed when no JSON is asked for."""
    answers: Sequence[Mapping[str, Any]] = record["answers"]
    same = sum(row["same_text"] for row in answers)
    accepted = [row["acceptance_rate"] for row in answers if row["acceptance_rate"] is not None]
    lines = [
        f"  first paint  {_seconds(record['first_paint_seconds'])} after the process started",
        f"  first token  {_seconds(record['first_token_seconds'])}",
        f"  in window    {_speed(record['window_tokens_per_second'])}",
        f"  headless     {_speed(record['headless_tokens_per_second'])}",
        f"  ratio        {_ratio(record)}",
        f"  loop gaps    {_spread(record['event_loop_gaps_ms'], 'ticks of 5 ms')}",
        f"  repaints     {_spread(record['repaint_ms'], 'repaints')}",
        f"  CPU          {_share(record['window_process_cpu'])} of a core for the window's process",
        f"  panel        {_share(record['panel_cpu'])} of a core while decoding",
        f"  panel turns  {_spread(record['panel_turns_ms'], 'turns with 2,000 rounds shown')}",
        f"  texts        the same as headless for {same} of {len(answers)} answers",
    ]
    if accepted:
        lines.insert(5, f"  acceptance   {sum(accepted) / len(accepted):10.3f}  mean of answers")
    return "\n".join(lines)


def _seconds(value: float | None) -> str:
    return f"{value:10.2f} s" if value is not None else "   unknown  "


def _speed(value: float | None) -> str:
    return f"{value:10.1f} tok/s, median of answers" if value is not None else "   unknown"


def _ratio(record: Mapping[str, Any]) -> str:
    ratios: Sequence[float] = record["ratios"]
    if not ratios:
        return "   unknown"
    shown = "shown" if record["origins"] else "hidden"
    return (
        f"{record['window_to_headless']:10.3f}  in the window / headless, median of "
        f"{len(ratios)} pairs ({ratios[0]:.3f} to {ratios[-1]:.3f}), origins {shown}"
    )


def _share(value: float | None) -> str:
    return f"{100 * value:10.1f} %" if value is not None else "   unknown"


def _spread(found: Mapping[str, float], what: str) -> str:
    """Return late or long milliseconds as median and tail."""
    tail = ", ".join(f"{name} {found[name]:.1f}" for name in ("p95", "p99", "max"))
    return f"{found['p50']:10.1f} ms median, {tail}  ({found['count']:,} {what})"
