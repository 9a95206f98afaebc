"""Pictures of formulae, each drawn once, and a document that loads no others."""

from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QByteArray, QObject, QUrl
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QTextDocument

from app.ui.chat.markdown.formula import Picture, draw, picture

SCHEME = "formula"

_serials = count(1)


@dataclass(frozen=True, slots=True)
class FormulaLook:
    """How a formula is drawn: for which font, in which colour, and whether on a line of its own."""

    font: QFont
    colour: str
    display: bool

    @property
    def size(self) -> float:
        """The size of its letters, in pixels."""
        return QFontMetricsF(self.font).height() * 0.9


class FormulaPictures:
    """Pictures by name; `ratio` is how many pixels the screen has for one of Qt's.

    What cannot be drawn is remembered too.
    """

    def __init__(self, ratio: float = 1.0) -> None:
        self.ratio = ratio
        self._made: dict[tuple[str, float, str, bool, float], tuple[str, Picture] | None] = {}
        self._images: dict[str, QImage] = {}

    def picture(self, latex: str, look: FormulaLook) -> tuple[str, Picture] | None:
        """Return a picture of `latex` and its name, None if it cannot be drawn."""
        key = latex, look.size, look.colour, look.display, self.ratio
        if key not in self._made:
            self._made[key] = self._make(latex, look)
        return self._made[key]

    def _make(self, latex: str, look: FormulaLook) -> tuple[str, Picture] | None:
        drawn = draw(latex, look.size, look.colour, display=look.display)
        if drawn is None:
            return None
        made = picture(drawn, QFontMetricsF(look.font), self.ratio)
        name = f"{SCHEME}:{next(_serials)}"
        self._images[name] = made.image
        return name, made

    def image(self, name: str) -> QImage | None:
        """Return the picture of this name, None if there is none."""
        return self._images.get(name)

    def forget(self) -> None:
        """Forget all: the document is empty."""
        self._made.clear()
        self._images.clear()


class ClosedDocument(QTextDocument):
    """A document that shows formulae and loads nothing, from no file and no network."""

    def __init__(self, pictures: FormulaPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002, N802
        """Return a formula's picture; of everything else, nothing."""
        address = name.toString() if isinstance(name, QUrl) else name
        image = self._pictures.image(address)
        return QByteArray(b" ") if image is None else image
