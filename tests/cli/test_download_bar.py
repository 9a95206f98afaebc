"""A download on one line."""

import pytest

from app.cli.download_bar import bar_text, duration
from app.core.downloads import DownloadProgress, JobState


def progress(state: JobState, title: str = "") -> DownloadProgress:
    return DownloadProgress("id", state, 25_000_000, 100_000_000, 5e6, 15.0, title, "", "a.gguf")


def test_a_running_download_says_how_far_how_fast_and_how_long() -> None:
    shown = bar_text(progress(JobState.RUNNING), 200)
    assert "25.0%" in shown
    assert "[######.................." in shown
    assert "25.0 MB of 100.0 MB" in shown
    assert "5.0 MB/s" in shown
    assert "0:15 left" in shown
    assert shown.endswith("a.gguf")


def test_what_it_waits_for_is_told() -> None:
    assert "waiting: It broke." in bar_text(progress(JobState.WAITING, "It broke."), 200)
    assert "SHA-256" in bar_text(progress(JobState.VERIFYING), 200)


def test_it_keeps_to_the_terminal() -> None:
    assert len(bar_text(progress(JobState.RUNNING), 30)) == 30


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.6, "1:00"), (750, "12:30"), (11100, "3:05:00")]
)
def test_durations(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown
