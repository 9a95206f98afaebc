"""Above the conversation: which pair answers, by which method, and what that does right now."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.pairs import Method, PairInfo
from app.core.settings import Settings
from app.ui.elided_label import ElidedLabel
from app.ui.folding_row import FoldingRow
from app.ui.pair_controller import Loading, PairState, Ready, Unloaded
from app.ui.speed.headline import headline
from app.ui.speed.history import SpeedHistory

NAMES_WIDTH = 60
MAX_CHOICE = 8
"""Depths on offer; deeper ones are for the command line."""


class Header(QFrame):
    """Names, method, depth, headline.

    Signals:
        method_chosen(str): a Method's value; "auto" means the pair's own.
        depth_chosen(int): draft tokens a round; 0 lets the program choose.
        models_wanted(): other models are to be found or chosen.
        load_asked(): the user wants to choose the pair and how it is loaded.
    """

    method_chosen = Signal(str)
    depth_chosen = Signal(int)
    models_wanted = Signal()
    load_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._target, self._drafter = ElidedLabel(self), ElidedLabel(self)
        self._headline = ElidedLabel(self)
        font = self._target.font()
        font.setBold(True)
        self._target.setFont(font)
        self._drafter.setObjectName("muted")
        self._headline.setObjectName("muted")
        self._headline.setAccessibleName(self.tr("What speculation does"))
        self.method_choice, self.depth_choice = QComboBox(self), QComboBox(self)
        self.method_choice.setAccessibleName(self.tr("Method"))
        self.depth_choice.setAccessibleName(self.tr("Draft depth"))
        self.depth_choice.setToolTip(
            self.tr(
                "Tokens the drafter guesses before each pass of the target. Auto measures what "
                "each depth brings here, and turns speculation off where plain decoding is faster."
            )
        )
        self.depth_choice.addItem(self.tr("depth auto"), 0)
        for depth in range(1, MAX_CHOICE + 1):
            self.depth_choice.addItem(self.tr("depth {n}").format(n=depth), depth)
        self.models = QPushButton(self.tr("Models"), self)
        self.models.setToolTip(self.tr("Find, download and choose models (Ctrl+Shift+M)"))
        self.models.clicked.connect(self.models_wanted)
        self.method_choice.activated.connect(self._choose_method)
        self.depth_choice.activated.connect(self._choose_depth)
        self.load_button = QPushButton(self.tr("Load…"), self)
        self.load_button.setAccessibleName(self.tr("Load options"))
        self.load_button.setToolTip(self.tr("Choose the pair and how it is loaded (Ctrl+L)"))
        self._lay_out()
        self.load_button.clicked.connect(self.load_asked)
        self.set_state(None, Settings())

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._target)
        names.addWidget(self._drafter)
        said, choices = QWidget(self), QWidget(self)
        words = QHBoxLayout(said)
        words.addLayout(names, 2)
        words.addWidget(self._headline, 3)
        buttons = QHBoxLayout(choices)
        for choice in (self.load_button, self.method_choice, self.depth_choice, self.models):
            buttons.addWidget(choice)
        for part in (words, buttons):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(8)
        said.setMinimumWidth(NAMES_WIDTH)
        row = FoldingRow(self)
        row.add(said, 1)
        row.add(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 16, 8)
        column.addWidget(row)

    def set_state(self, state: PairState | None, settings: Settings) -> None:
        """Show which pair is loaded or on its way, and the choices it leaves."""
        info: PairInfo | None = None
        match state:
            case Ready():
                info = state.info
                target = info.name
                drafter = self._drafter_words(info, lookup_first=settings.lookup)
            case Loading():
                target = state.spec.target.stem
                drafter = self.tr("loading")
            case Unloaded():
                target = state.spec.target.stem
                drafter = self.tr("unloaded; the next question loads it again")
            case _:
                target = self.tr("No model loaded")
                drafter = self.tr("open one with File > Open target")
        self._target.set_whole_text(target)
        self._drafter.set_whole_text(drafter)
        self._offer(info, settings)

    def _drafter_words(self, info: PairInfo, *, lookup_first: bool) -> str:
        if not info.drafter_name:
            return self.tr("no drafter")
        if info.method is Method.MTP and info.spec.drafter is None:
            return self.tr("drafted by its own MTP head")
        name, file = info.drafter_name, info.spec.drafter
        if name == info.name and file is not None:
            name = file.stem
        after_lookup, alone = (
            self.tr("drafted by lookup, then {name}"),
            self.tr("drafted by {name}"),
        )
        return (after_lookup if lookup_first else alone).format(name=name)

    def _offer(self, info: PairInfo | None, settings: Settings) -> None:
        for choice in (self.method_choice, self.depth_choice):
            choice.setVisible(info is not None)
        self.method_choice.clear()
        for words, method in self._methods(info):
            self.method_choice.addItem(words, method.value)
        last = self.method_choice.count() - 1
        own = last if info is None or info.method is Method.OFF else 0
        wanted = self.method_choice.findData(settings.method)
        self.method_choice.setCurrentIndex(own if wanted < 0 else wanted)
        self.method_choice.setEnabled(last > 0)
        hint = self.tr("How answers are decoded. Changes with the next answer.")
        reason = "".join(f"{line}\n" for line in self._reasons(info))
        self.method_choice.setToolTip(reason + hint)
        self.method_choice.setAccessibleDescription(reason + hint)
        self._has_drafter = info is not None and bool(info.drafter_name)
        self._enable_depth()
        self.depth_choice.setCurrentIndex(min(MAX_CHOICE, settings.depth))

    @staticmethod
    def _reasons(info: PairInfo | None) -> list[str]:
        """Return why the pair decodes as it does, and is set up as it is."""
        if info is None:
            return []
        return [info.reason, *([info.measured.sentence] if info.measured is not None else [])]

    def _methods(self, info: PairInfo | None) -> list[tuple[str, Method]]:
        """Return what can be chosen, the pair's own method (AUTO) first."""
        own = info.method if info is not None else Method.OFF
        drafted = {
            Method.MTP: self.tr("MTP"),
            Method.EAGLE3: self.tr("EAGLE-3"),
            Method.DRAFT: self.tr("Draft model"),
        }
        lookup, plain = self.tr("Lookup (n-gram)"), self.tr("Off (plain)")
        if own is Method.NGRAM:
            return [(lookup, Method.AUTO), (plain, Method.OFF)]
        offered = [(drafted[own], Method.AUTO)] if own in drafted else []
        if info is not None:
            offered.append((lookup, Method.NGRAM))
        return [*offered, (plain, Method.OFF)]

    def _enable_depth(self) -> None:
        """Lookup sets its own draft lengths, plain decoding has none."""
        own = self.method_choice.currentData() == Method.AUTO.value
        self.depth_choice.setEnabled(own and self._has_drafter)

    def redraw(self, history: SpeedHistory) -> None:
        """Say what speculation does in the running answer."""
        self._headline.set_whole_text(headline(history))

    def set_panel_shown(self, shown: bool) -> None:
        """Leave the headline to the panel while that can be seen."""
        self._headline.setVisible(not shown)

    @Slot(int)
    def _choose_method(self, index: int) -> None:
        self._enable_depth()
        self.method_chosen.emit(self.method_choice.itemData(index))

    @Slot(int)
    def _choose_depth(self, index: int) -> None:
        self.depth_chosen.emit(self.depth_choice.itemData(index))
