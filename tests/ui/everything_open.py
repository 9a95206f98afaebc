"""All pages and windows there are, open and filled, over the scripted engine."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QDialog, QWidget

from app import bootstrap
from app.ui.settings.dialog import SettingsDialog
from app.ui.speed.terms_dialog import TermsDialog
from tests.race_results import race_result


@dataclass
class Everything:
    """The window, which shows one page after the other, and the dialogs by name."""

    parts: bootstrap.Parts
    dialogs: dict[str, QDialog | QWidget] = field(default_factory=dict)

    def pages(self) -> dict[str, Callable[[], None]]:
        """Return what brings each page of the window to the front."""
        window, models = self.parts.window, self.parts.models
        views = models.views

        def show(view: QWidget) -> Callable[[], None]:
            def bring() -> None:
                models.show()
                views.page.show_view(view)

            return bring

        return {
            "conversation": window.pages.go_home,
            "find": show(views.find),
            "installed": show(views.installed),
            "downloads": show(views.downloads),
        }

    @property
    def windows(self) -> dict[str, QWidget]:
        """All of them by name."""
        return {"window": self.parts.window, **self.dialogs}

    def close(self) -> None:
        """Close the dialogs."""
        for dialog in self.dialogs.values():
            dialog.close()


def open_everything(parts: bootstrap.Parts, wait_until: Callable[[Callable[[], bool]], None]):
    """Answer once with tokens by origin, then open each page and window; return them."""
    chat, window = parts.chat, parts.window
    chat.show_origins(True)
    chat.submit("Tell me about the harbour.")
    wait_until(lambda: not chat.busy)
    opened = Everything(parts)
    for bring in opened.pages().values():
        bring()
    window.pages.go_home()
    window.chat_view.transcript.tokens.enter()
    parts.loading.open()
    wait_until(parts.loading.dialog.load.isEnabled)
    parts.traces.replay.trigger()
    parts.tools.open_race()
    parts.tools.race.view.show_result(race_result())
    parts.tools.open_tune()
    parts.shelf.search.begin()
    token = None if window.make_token_field is None else window.make_token_field()
    dialogs = {
        "load": parts.loading.dialog,
        "trace": parts.traces.viewers[-1],
        "race": parts.tools.race,
        "tune": parts.tools.tune,
        "search": parts.shelf.search,
        "settings": SettingsDialog(parts.settings.current, window, token),
        "terms": TermsDialog(window),
        "shortcuts": parts.access.shortcuts_dialog(),
    }
    for name, dialog in dialogs.items():
        opened.dialogs[name] = dialog
        dialog.show()
    return opened
