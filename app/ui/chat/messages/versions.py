"""Which version of a message is shown, and the way to the others, beside its author."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui.chat.conversation import Entry
from app.ui.chat.messages.acts import Act, hint, words
from app.ui.chat.messages.places import MessagePlaces
from app.ui.chat.transcript import Transcript

GAP = 8


class VersionStrip(QWidget):
    """An arrow to either side of "2/3".

    Signals:
        stepped(Entry, int): show the version this many places further on.
    """

    stepped = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versionStrip")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.entry: Entry | None = None
        self.label = QLabel(self)
        self.label.setObjectName("muted")
        self.before = self._arrow(Act.PREVIOUS, Qt.ArrowType.LeftArrow, -1)
        self.after = self._arrow(Act.NEXT, Qt.ArrowType.RightArrow, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self.before, self.label, self.after):
            row.addWidget(part)

    def _arrow(self, act: Act, arrow: Qt.ArrowType, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setFixedSize(20, 20)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Left and Alt+Right do the same
        button.setAccessibleName(words(act))
        button.setToolTip(hint(act))
        button.clicked.connect(lambda _checked=False: self.stepped.emit(self.entry, by))
        return button

    def show_entry(self, entry: Entry, *, quiet: bool) -> None:
        """Show which version this is; steps are possible while it is `quiet`."""
        self.entry = entry
        self.label.setText(f"{entry.version}/{entry.versions}")
        told = self.tr("Version {n} of {all}").format(n=entry.version, all=entry.versions)
        self.label.setAccessibleName(told)
        self.before.setEnabled(quiet and entry.version > 1)
        self.after.setEnabled(quiet and entry.version < entry.versions)
        self.adjustSize()


class VersionStrips(QObject):
    """Keeps a strip beside each author that can be seen and whose message has versions.

    Signals:
        stepped(Entry, int): see VersionStrip.
    """

    stepped = Signal(object, int)

    def __init__(self, transcript: Transcript, places: MessagePlaces) -> None:
        super().__init__(transcript)
        self._transcript, self._places = transcript, places
        self._quiet = True
        self.strips: list[VersionStrip] = []

    def set_quiet(self, quiet: bool) -> None:
        """Allow steps or not."""
        self._quiet = quiet
        self.place()

    @Slot()
    def place(self) -> None:
        """Put strips where they belong now."""
        wanted: list[int] = []
        if any(passage.entry.versions > 1 for passage in self._transcript.passages):
            wanted = [n for n in self._places.visible() if self._places.entry(n).versions > 1]
        while len(self.strips) < len(wanted):
            strip = VersionStrip(self._transcript.viewport())
            strip.stepped.connect(self.stepped)
            self.strips.append(strip)
        for strip, index in zip(self.strips, wanted, strict=False):
            line = self._places.author_line(index)
            strip.show_entry(self._places.entry(index), quiet=self._quiet)
            strip.move(line.right() + GAP, line.center().y() - strip.height() // 2)
            strip.show()
        for strip in self.strips[len(wanted) :]:
            strip.hide()
