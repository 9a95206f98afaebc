"""The window bench as text: every figure with its unit, unknown ones said to be unknown."""

from typing import Any

from app.cli.window_report import window_report

SPREAD = {"count": 1200, "p50": 0.08, "p95": 0.97, "p99": 3.2, "max": 4.6}


def answer(rate: float | None, same: bool = True) -> dict[str, Any]:
    return {"acceptance_rate": rate, "same_text": same}


RECORD: dict[str, Any] = {
    "first_paint_seconds": 0.384,
    "first_token_seconds": 0.871,
    "event_loop_gaps_ms": SPREAD,
    "repaint_ms": SPREAD | {"count": 90},
    "window_process_cpu": 0.076,
    "panel_cpu": 0.021,
    "panel_turns_ms": SPREAD | {"count": 75},
    "window_tokens_per_second": 185.57,
    "headless_tokens_per_second": 197.21,
    "window_to_headless": 0.94098,
    "ratios": [0.95, 0.975, 0.99],
    "origins": True,
    "answers": [answer(0.8), answer(0.6, same=False)],
}


def line(text: str, name: str) -> str:
    return next(one for one in text.splitlines() if one.strip().startswith(name))


def test_every_figure_is_told_with_its_unit() -> None:
    text = window_report(RECORD)
    assert "0.38 s after the process started" in line(text, "first paint")
    assert "0.87 s" in line(text, "first token")
    assert "185.6 tok/s" in line(text, "in window")
    assert "197.2 tok/s" in line(text, "headless")
    assert "0.941" in line(text, "ratio")
    assert "3 pairs (0.950 to 0.990), origins shown" in line(text, "ratio")
    assert "0.700" in line(text, "acceptance")
    assert "0.1 ms median, p95 1.0, p99 3.2, max 4.6  (1,200 ticks" in line(text, "loop gaps")
    assert "(90 repaints)" in line(text, "repaints")
    assert "7.6 %" in line(text, "CPU")
    assert "2.1 % of a core while decoding" in line(text, "panel")
    assert "max 4.6  (75 turns" in line(text, "panel turns")
    assert "1 of 2 answers" in line(text, "texts")


def test_what_was_not_measured_is_said_to_be_unknown() -> None:
    unknown = dict.fromkeys(
        (
            "first_paint_seconds",
            "window_tokens_per_second",
            "window_to_headless",
            "window_process_cpu",
            "panel_cpu",
        )
    )
    text = window_report(RECORD | unknown | {"ratios": [], "answers": [answer(None)]})
    assert "acceptance" not in text
    for name in ("first paint", "in window", "ratio", "CPU", "panel"):
        assert "unknown" in line(text, name)
