"""The load panel's window: a form, what it would take, and the buttons that do it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.load_options import LoadOptions
from app.core.settings import StartWith
from app.core.tunings import MeasuredTuning
from app.ui.load.force import loaded_words, why_words
from app.ui.load.form import LoadForm
from app.ui.load.plan_view import PlanView
from app.ui.pair_controller import Loading, PairState, Ready, Unloaded
from app.ui.theme import Theme
from app.ui.wording import percent


class LoadDialog(QDialog):
    """Shows and asks; app.ui.load.panel does what is asked.

    Signals:
        load_asked(), unload_asked(), cancel_asked(): by their buttons.
        start_chosen(str): what a start is to load, a StartWith.
    """

    load_asked = Signal()
    unload_asked = Signal()
    cancel_asked = Signal()
    start_chosen = Signal(str)

    def __init__(self, theme: Theme, cores: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Load a pair"))
        self.setObjectName("loadPanel")
        self.resize(760, 680)
        self.form = LoadForm(cores, self)
        self.plan = PlanView(theme, self)
        self.now, self.why = QLabel(self), QLabel(self)
        for label in (self.now, self.why):
            label.setObjectName("muted")
            label.setWordWrap(True)
        self.use_measured = QPushButton(self.tr("Use measured settings"), self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(self.tr("Loading"))
        self.start_with = QComboBox(self)
        self.load = QPushButton(self.tr("&Load"), self)
        self.unload = QPushButton(self.tr("U&nload"), self)
        self.cancel = QPushButton(self.tr("Cancel loading"), self)
        self.defaults = QPushButton(self.tr("&Defaults"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self._connect()
        self._show_progress(None)

    def _lay_out(self) -> None:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.form)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(area, 1)
        column.addWidget(self._line())
        column.addWidget(self.plan)
        force = QHBoxLayout()
        force.addWidget(self.why, 1)
        force.addWidget(self.use_measured)
        column.addLayout(force)
        column.addWidget(self.now)
        column.addWidget(self.progress)
        column.addWidget(self._line())
        column.addLayout(self._start_row())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.defaults, self.unload, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.load)
        column.addLayout(buttons)
        self.load.setObjectName("primary")
        self.load.setDefault(True)
        for button in (self.unload, self.cancel, self.defaults, self.close_button):
            button.setAutoDefault(False)
        self.use_measured.setAutoDefault(False)

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setObjectName("muted")
        return line

    def _start_row(self) -> QHBoxLayout:
        label = QLabel(self.tr("When Foretoken &starts, load"), self)
        label.setBuddy(self.start_with)
        label.setContentsMargins(0, 0, 4, 0)
        self.start_with.setAccessibleName(self.tr("What a start loads"))
        for choice, words in (
            (StartWith.LAST, self.tr("the last pair")),
            (StartWith.EMBEDDED, self.tr("the built-in pair")),
            (StartWith.NOTHING, self.tr("nothing, until a question is asked")),
        ):
            self.start_with.addItem(words, choice.value)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.start_with)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.load.clicked.connect(self.load_asked)
        self.unload.clicked.connect(self.unload_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.close_button.clicked.connect(self.close)
        self.defaults.clicked.connect(self._use_defaults)
        self.use_measured.clicked.connect(self._leave_to_measurement)
        self.plan.offer_taken.connect(self.use)
        self.start_with.activated.connect(self._choose_start)

    @property
    def chosen(self) -> tuple[Path, Path | None, LoadOptions] | None:
        """Target, drafter and options; None while there is no target."""
        pair = self.form.files.pair
        return None if pair is None else (*pair, self.form.options)

    @Slot(object)
    def use(self, options: LoadOptions) -> None:
        """Show these options and plan them."""
        self.form.fill(options)
        self.form.changed.emit()

    @Slot()
    def _use_defaults(self) -> None:
        self.use(LoadOptions())

    @Slot()
    def _leave_to_measurement(self) -> None:
        self.use(self.form.options.measurable)

    @Slot(int)
    def _choose_start(self, index: int) -> None:
        self.start_chosen.emit(self.start_with.itemData(index))

    def show_force(self, measured: MeasuredTuning | None) -> None:
        """Say what will be in force with the options as they are, and why."""
        options = self.form.options
        self.why.setText(why_words(options, measured))
        self.use_measured.setVisible(measured is not None and options != options.measurable)

    def show_state(self, state: PairState) -> None:
        """Say what is loaded or on its way."""
        match state:
            case Ready():
                self.now.setText(loaded_words(state.info))
            case Loading():
                doing = state.doing or self.tr("starting")
                self.now.setText(
                    self.tr("Loading {name}: {doing}, {done}").format(
                        name=state.spec.target.name, doing=doing, done=percent(state.fraction)
                    )
                )
            case Unloaded():
                self.now.setText(state.why)
            case _:
                self.now.setText(state.title)
        self._show_progress(state.fraction if isinstance(state, Loading) else None)
        self.unload.setEnabled(isinstance(state, Ready))

    def _show_progress(self, fraction: float | None) -> None:
        self.progress.setVisible(fraction is not None)
        self.cancel.setVisible(fraction is not None)
        self.progress.setValue(round(1000 * (fraction or 0.0)))
