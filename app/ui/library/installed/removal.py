"""Deleting models: at once where it can be undone, after a question where it cannot."""

from PySide6.QtCore import QObject, Slot

from app.core.library import Place, Removal
from app.core.library_events import FilesRemoved, LibraryRefused
from app.ui.library.installed.controller import LibraryController
from app.ui.library.installed.rows import place_words
from app.ui.notice import Action, Notice, NoticeBar
from app.ui.wording import size


class RemovalFlow(QObject):
    """Says in a notice bar what was removed, and offers to undo it."""

    def __init__(
        self, controller: LibraryController, bar: NoticeBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._controller, self._bar = controller, bar
        self._in_trash: set[int] = set()
        self._stayed: list[LibraryRefused] = []
        controller.removal_planned.connect(self._take_plan)
        controller.removed.connect(self._take_result)
        controller.refused.connect(self._take_refusal)

    @Slot(object)
    def _take_plan(self, removal: Removal) -> None:
        self._stayed.clear()
        if not removal.files:
            title = self.tr("Nothing was deleted.")
            self._bar.show_notice(Notice("info", title, " ".join(removal.kept)))
        elif removal.owners:
            self._ask(removal)
        else:
            self._controller.remove(removal)

    def _ask(self, removal: Removal) -> None:
        """Ask first: another program would miss it."""
        owners = " and ".join(place_words(place) for place in removal.owners)
        title = self.tr("{what} belongs to {owners}, which would lose it.").format(
            what=_names(removal), owners=owners
        )
        go = Action(self.tr("Delete it there too"), lambda: self._go(removal))
        self._bar.show_notice(Notice("info", title, " ".join(removal.kept), (go,)))

    def _go(self, removal: Removal, *, for_good: bool = False) -> None:
        self._bar.clear()
        self._controller.remove(removal, for_good=for_good)

    @Slot(object)
    def _take_refusal(self, refusal: LibraryRefused) -> None:
        self._stayed.append(refusal)
        self._bar.show_notice(Notice("error", refusal.title, refusal.hint))

    @Slot(object)
    def _take_result(self, removed: FilesRemoved) -> None:
        removal = removed.removal
        if self._stayed and len(removed.in_trash) < len(removal.paths):
            self._offer_for_good(removal)
            return
        undo = Action(self.tr("Undo"), lambda: self._undo(removed))
        self._bar.show_notice(
            Notice("info", self._done_words(removed), " ".join(removal.kept), (undo,))
        )

    def _offer_for_good(self, removal: Removal) -> None:
        """What could not go to the trash can still be deleted, which nobody can undo."""
        first = self._stayed[0]
        go = Action(self.tr("Delete for good"), lambda: self._go(removal, for_good=True))
        self._bar.show_notice(Notice("error", first.title, first.hint, (go,)))

    def _done_words(self, removed: FilesRemoved) -> str:
        removal = removed.removal
        names = _names(removal)
        if removed.in_trash:
            words = self.tr("{what} is in the trash; {size} will be free once it is emptied.")
            return words.format(what=names, size=size(removal.freed))
        if removal.paths:
            words = self.tr("{what} is deleted; {size} are free again.")
            return words.format(what=names, size=size(removal.freed))
        if all(file.place is Place.LINKED and not file.missing for file in removal.files):
            return self.tr("{what} is no longer listed; the file stays.").format(what=names)
        return self.tr("{what} is forgotten.").format(what=names)

    def _undo(self, removed: FilesRemoved) -> None:
        self._bar.clear()
        self._controller.restore(removed)


def _names(removal: Removal) -> str:
    names = [file.name for file in removal.files]
    return names[0] if len(names) == 1 else f"{names[0]} + {len(names) - 1}"
