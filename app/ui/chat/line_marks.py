"""What origins add to one line of an answer, measured once."""

from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF

from app.core.speculation import Origin
from app.ui.chat.gaps import Gap
from app.ui.origin_style import UNDERLINE_DROP, UNDERLINE_HEIGHT, underline


@dataclass(slots=True)
class LineMarks:
    """Tints, underlines and ghosts of a line whose baseline is at the height `baseline`.

    A ghost is the left edge of its gap, and the gap.
    """

    baseline: float
    tints: dict[Origin, list[QRectF]] = field(default_factory=dict)
    underlines: dict[Origin, list[QLineF]] = field(default_factory=dict)
    ghosts: list[tuple[float, Gap]] = field(default_factory=list)

    def add(self, origin: Origin, left: float, right: float, ascent: float) -> None:
        """Add a token that stands between two places; its letters are up to `ascent` high."""
        self.tints.setdefault(origin, []).append(box(left, right, self.baseline, ascent))
        strokes = underline(origin, self.baseline, left, right)
        self.underlines.setdefault(origin, []).extend(strokes)


def box(left: float, right: float, baseline: float, ascent: float) -> QRectF:
    """Return the area of text between two places, with the room for its underline."""
    height = ascent + UNDERLINE_DROP + UNDERLINE_HEIGHT
    return QRectF(left, baseline - ascent, right - left, height)
