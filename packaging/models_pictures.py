"""Takes pictures of every step from an empty profile to a chat, and of empty and error states.

    QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/models_pictures.py OUT [--theme light|dark]

The hub is the tests' own, on this machine; it serves the built-in pair under another name. Threads,
sockets, downloads and the engine are the real ones.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from pictures import settle, wait_for
from private_uv import ROOT

sys.path.insert(0, str(ROOT))

from PySide6.QtCore import Qt

from app import bootstrap
from app.core.paths import Profile, embedded_drafter, embedded_target
from app.ui.library.token_field import TokenField
from app.ui.settings.dialog import SettingsDialog
from tests.hub_server.repos import Repository, ServedFile
from tests.hub_server.server import HubServer

PAIR = "foretoken/Mini-GGUF"
GATED = "careful/Gated-12B-GGUF"
CARD = """# Foretoken Mini

A tiny pair for *demonstration*: it writes plain English and knows next to nothing.

![logo](https://example.com/logo.png)

## Files

| file | what |
|---|---|
| target | writes |
| drafter | guesses ahead of it |

- See [the paper](https://arxiv.org/abs/2211.17192).
- Trained on regular stories.

```python
print("hello")
```
"""


def repositories() -> list[Repository]:
    """Return the pair, a gated one, one with files of many kinds, and others to page through."""
    target = embedded_target().read_bytes()
    pair = Repository(
        PAIR,
        (
            ServedFile("mini-Q8_0.gguf", target),
            ServedFile.copy_of(embedded_drafter(), "mtp-mini-Q8_0.gguf"),
            ServedFile("imatrix.gguf", b"GGUF\x03\x00\x00\x00" + bytes(64)),
            ServedFile("broken-Q4_K_M.gguf", b"not a GGUF at all"),
        ),
        card=CARD,
        downloads=123_456,
        likes=77,
        updated="2026-11-20T00:00:00.000Z",
        languages=("en",),
    )
    gated = Repository(
        GATED,
        (ServedFile("gated-Q8_0.gguf", target),),
        licence="gemma",
        gated="auto",
        downloads=9_999_999,
        likes=3210,
    )
    makers = ("harbour", "lantern", "meadow")
    others = [
        Repository(
            f"{makers[number % 3]}/story-{number}b-it-GGUF",
            (ServedFile(f"story-{number}-Q4_K_M.gguf", length=5000 + number),),
            downloads=5000 - number,
            likes=number,
            licence=("mit", "apache-2.0", "other", "")[number % 4],
        )
        for number in range(60)
    ]
    return [pair, gated, *others]


class Walk:
    """Walks the steps in one theme."""

    def __init__(self, parts: bootstrap.Parts, hub: HubServer, out: Path, theme: str) -> None:
        self.parts, self.hub = parts, hub
        self._out, self._theme = out, theme
        self.views = parts.models.views

    def shoot(self, name: str, dialog: SettingsDialog | None = None) -> None:
        """Save a picture of the window, or of a dialog of its own."""
        settle(0.3)
        (dialog or self.parts.window).grab().save(str(self._out / f"{self._theme}-{name}.png"))

    def wait_for_pair(self, target: str) -> None:
        """Wait until a target of this name is loaded."""
        pairs = self.parts.pairs
        wait_for(lambda: pairs.info is not None and pairs.info.spec.target.name == target, target)

    def choose(self, repo_id: str) -> None:
        """Make this result the current one and wait for all about it."""
        results = self.views.find.results.list
        model = results.model()
        row = next(r for r in range(model.rowCount()) if model.index(r, 0).data() == repo_id)
        results.setCurrentIndex(model.index(row, 0))
        primary = self.views.actions.primary
        wait_for(
            lambda: (
                self.views.choice.details is not None
                and self.views.choice.details.repo_id == repo_id
                and ("(" in primary.text() or "Load" in primary.text())
            ),
            f"the details of {repo_id}",
        )
        settle(1.0)

    def empty_states(self) -> None:
        """Nothing installed, nothing on its way."""
        self.parts.models.show()
        self.views.page.show_view(self.views.installed)
        self.shoot("01-installed-empty")
        self.views.page.show_view(self.views.downloads)
        self.shoot("02-downloads-empty")
        self.views.page.show_view(self.views.find)

    def find(self) -> None:
        """Search and look at the pair from all sides."""
        results = self.views.find.results
        wait_for(lambda: results.shows_results, "search results")
        self.shoot("03-search")
        self.choose(PAIR)
        self.shoot("04-pair")
        tabs = self.views.find.details.tabs
        for number, name in ((1, "05-card"), (2, "06-files")):
            tabs.setCurrentIndex(number)
            self.shoot(name)
        tabs.setCurrentIndex(0)
        self.choose(GATED)
        self.shoot("07-gated")
        self.choose(PAIR)

    def download(self) -> None:
        """Fetch it slowly enough to be seen, pause, go on."""
        self.hub.hub.rate.set(1_500_000)
        self.views.actions.primary.click()
        wait_for(lambda: self.views.actions.strip.bar.value() > 300, "a third of the download")
        self.shoot("08-downloading")
        self.views.page.show_view(self.views.downloads)
        self.shoot("09-downloads")
        row = next(iter(self.views.downloads.rows.values()))
        row.strip.pause.click()
        wait_for(row.strip.resume.isVisible, "the pause")
        self.shoot("10-paused")
        self.hub.hub.rate.set(0)
        row.strip.resume.click()
        wait_for(row.strip.load.isVisible, "the end of the download")
        self.shoot("11-downloaded")
        self.views.page.show_view(self.views.find)
        wait_for(lambda: "Load" in self.views.actions.primary.text(), "the library")
        self.shoot("12-ready")

    def installed(self) -> None:
        """What is here, its metadata, deleting with undo."""
        self.views.page.show_view(self.views.installed)
        table = self.views.installed.table
        wait_for(lambda: table.model().rowCount() == 2, "the installed files")
        table.choose_row(0)
        settle(1.0)
        self.shoot("13-installed")
        self.views.installed.strip.remove.click()
        wait_for(self.views.installed.notice.isVisible, "the removal")
        self.shoot("14-deleted")
        notice = self.views.installed.notice.notice
        if notice is not None and notice.actions:
            notice.actions[0].run()
        wait_for(lambda: table.model().rowCount() == 2, "the files again")

    def errors(self) -> None:
        """Offline, and nothing found."""
        self.views.page.show_view(self.views.find)
        self.parts.settings.update(hub_offline=True)
        wait_for(lambda: not self.views.find.results.shows_results, "offline mode")
        self.shoot("15-offline")
        self.parts.settings.update(hub_offline=False)
        wait_for(lambda: self.views.find.results.shows_results, "results again")
        self.views.find.bar.words.setText("no such model")
        self.views.find.bar.chosen.emit()
        wait_for(lambda: not self.views.find.results.shows_results, "no results")
        self.shoot("16-nothing-found")
        self.views.find.bar.words.clear()
        wait_for(lambda: self.views.find.results.shows_results, "results once more")

    def settings(self) -> None:
        """The settings' page of models."""
        dialog = SettingsDialog(
            self.parts.settings.current, self.parts.window, TokenField(self.parts.model_threads.hub)
        )
        dialog.tabs.setCurrentWidget(dialog.hub)
        dialog.show()
        self.shoot("17-settings", dialog)
        dialog.close()
        dialog.deleteLater()

    def chat(self) -> None:
        """Load the pair and ask it."""
        self.choose(PAIR)
        self.views.actions.primary.click()
        self.wait_for_pair("mini-Q8_0.gguf")
        self.parts.chat.submit("I would like a story about an owl named Ben.")
        wait_for(lambda: not self.parts.chat.busy, "the answer")
        self.shoot("18-chat")


def main() -> None:
    """Parse the command line and take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--size", default="1180x760")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    bootstrap.application()
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    for theme in [args.theme] if args.theme else schemes:
        with tempfile.TemporaryDirectory() as folder, HubServer(*repositories()) as hub:
            os.environ |= {
                "HF_ENDPOINT": hub.url,
                "HOME": folder,
                "XDG_CACHE_HOME": folder,
                "XDG_DATA_HOME": folder,
            }
            parts = bootstrap.build(Profile(Path(folder, "profile")))
            try:
                parts.window.resize(*map(int, args.size.split("x")))
                parts.start([])
                parts.themes.apply(schemes[theme])
                walk = Walk(parts, hub, args.out, theme)
                walk.wait_for_pair("foretoken-mini-target.gguf")
                walk.empty_states()
                walk.find()
                walk.download()
                walk.installed()
                walk.errors()
                walk.settings()
                walk.chat()
            finally:
                parts.window.close()
                parts.close()


if __name__ == "__main__":
    main()
