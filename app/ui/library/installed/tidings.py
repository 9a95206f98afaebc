"""What the library found out or could not do, said in a notice bar."""

from PySide6.QtCore import QObject, Slot

from app.core.library_events import DuplicatesFound, FileVerified, LibraryRefused
from app.ui.library.installed.controller import LibraryController
from app.ui.notice import Notice, NoticeBar
from app.ui.wording import size

MOST_NAMES = 5


class Tidings(QObject):
    """Turns a LibraryController's answers into notices."""

    def __init__(
        self, controller: LibraryController, bar: NoticeBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bar = bar
        controller.verified.connect(self._tell_verified)
        controller.duplicates_found.connect(self._tell_duplicates)
        controller.refused.connect(self._tell_refused)
        controller.failed.connect(self._tell_failure)

    @Slot(object)
    def _tell_verified(self, event: FileVerified) -> None:
        found = event.verification
        kind = "info" if found.matches else "error"
        self._bar.show_notice(Notice(kind, found.sentence, found.hint))

    @Slot(object)
    def _tell_duplicates(self, event: DuplicatesFound) -> None:
        groups = event.groups
        title = self.tr("No file is here twice.")
        if groups:
            wasted = size(sum(group.wasted for group in groups))
            title = self.tr(
                "{n} models are here more than once; {size} could be freed.", "", len(groups)
            ).format(n=len(groups), size=wasted)
        names = "; ".join(group.files[0].name for group in groups[:MOST_NAMES])
        self._bar.show_notice(Notice("info", title, names))

    @Slot(object)
    def _tell_refused(self, refusal: LibraryRefused) -> None:
        self._bar.show_notice(Notice("error", refusal.title, refusal.hint))

    @Slot(str, str)
    def _tell_failure(self, title: str, hint: str) -> None:
        self._bar.show_notice(Notice("error", title, hint))
