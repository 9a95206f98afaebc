"""What origins add to one line of an answer, measured once."""

from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF

from app.core.speculation import Origin
from app.ui.chat.gaps import Gap
from app.ui.origin_style import underline


@dataclass(slots=True)
class LineMarks:
    """Tints, underlines and ghosts of a line whose baseline is at the height `baseline`.

    A ghost is the left edge of its gap, and the gap.
    """

    baseline: float
    tints: dict[Origin, list[QRectF]] = field(default_factory=dict)
    underlines: dict[Origin, list[QLineF]] = field(default_factory=dict)
    ghosts: list[tuple[float, Gap]] = field(default_factory=list)

    def add(self, origin: Origin, box: QRectF) -> None:
        """Add a token that fills `box`."""
        self.tints.setdefault(origin, []).append(box)
        strokes = underline(origin, self.baseline, box.left(), box.right())
        self.underlines.setdefault(origin, []).extend(strokes)
