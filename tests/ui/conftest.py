"""A whole window over a scripted engine, and proof that no test leaves a thread running."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from shiboken6 import Shiboken

from app import bootstrap
from app.core.paths import Profile
from app.core.settings import Language
from app.ui.access.language import speak
from tests.scripted_engine import Script, ScriptedEngine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform complains of what no test can change."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            ignored = ("propagateSizeHints", r"does not support raise\(\)")
            item.add_marker(pytest.mark.qt_log_ignore(*ignored, extend=True))


@pytest.fixture(autouse=True)
def _no_dangling_threads() -> Iterator[None]:
    yield
    running = [
        thread.objectName()
        for thread in gc.get_objects()
        if isinstance(thread, QThread) and Shiboken.isValid(thread) and thread.isRunning()
    ]
    assert not running, f"threads left running: {running}"


@pytest.fixture(autouse=True)
def _english(qapp) -> None:
    """No test hears the language that another one chose."""
    speak(Language.ENGLISH)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile")


@pytest.fixture
def make_parts(qtbot, profile, script) -> Iterator[Callable[[], bootstrap.Parts]]:
    made: list[bootstrap.Parts] = []

    def make() -> bootstrap.Parts:
        parts = bootstrap.build(profile, lambda: ScriptedEngine(script))
        made.append(parts)
        return parts

    yield make
    for parts in made:
        parts.window.close()
        parts.close()
        parts.window.deleteLater()


@pytest.fixture
def parts(make_parts, qtbot) -> bootstrap.Parts:
    """A shown window with the scripted pair loaded."""
    parts = make_parts()
    parts.pairs.start()
    qtbot.waitUntil(lambda: parts.pairs.info is not None)
    parts.window.show()
    qtbot.waitExposed(parts.window)
    return parts
