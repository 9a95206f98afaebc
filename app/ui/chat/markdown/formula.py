"""LaTeX formulae as pictures; what cannot be drawn shows its source."""

import logging
import re
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

log = logging.getLogger(__name__)

LONGEST = 2_000
"""Characters; longer ones are shown as they are written."""

LARGEST = 4_000
"""Pixels; a picture larger than this is not drawn."""

DEEPEST = 40
"""Braces inside braces: the renderer calls itself for each."""

_BOX = re.compile(r'<svg[^>]*? viewBox="[-0-9.e]+ ([-0-9.e]+) ([0-9.e]+) ([0-9.e]+)"')
"""Top (the base line is at 0), width and height."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An SVG formula; sizes are in pixels at the text's size. `descent`: below the base line."""

    svg: str
    width: float
    height: float
    descent: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A formula that stands on a line of text.

    Attributes:
        middle: whether Qt is to centre it on the letters (AlignMiddle), else it is to keep the
            font's descent free below the base line (AlignBaseline); the picture is padded so that
            its base line is the text's.
    """

    image: QImage
    width: float
    height: float
    middle: bool


def draw(latex: str, size: float, colour: str, *, display: bool) -> Drawn | None:
    """Return `latex` as SVG, None if it cannot be drawn."""
    if not latex or len(latex) > LONGEST or _depth(latex) > DEEPEST:
        return None
    # Their font takes a quarter of a second to read: only conversations with formulae wait for it.
    from ziafont.config import config  # noqa: PLC0415
    from ziamath.zmath import Latex  # noqa: PLC0415

    config.svg2 = False  # outlines in place: Qt's SVG knows few of SVG 2's references
    try:
        svg = Latex(latex, size=size, color=colour, inline=not display).svg()
    except (Exception, RecursionError) as problem:  # noqa: BLE001 - it raises whatever it meets
        log.debug("a formula cannot be drawn: %s", problem)
        return None
    box = _BOX.search(svg)
    if box is None:
        return None
    top, width, height = map(float, box.groups())
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        return None
    return Drawn(svg, width, height, max(0.0, height + top))


def picture(drawn: Drawn, metrics: QFontMetricsF, ratio: float) -> Picture:
    """Paint a formula for a line whose font has these metrics, at `ratio` pixels a pixel."""
    middle = drawn.descent > metrics.descent()
    top = bottom = 0.0
    if middle:  # Qt then puts (height - x-height / 2) / 2 below the base line
        half = metrics.xHeight() / 2
        pad = 2 * drawn.descent + half - drawn.height
        top, bottom = max(0.0, pad), max(0.0, -pad)
    else:
        bottom = metrics.descent() - drawn.descent
    height = drawn.height + top + bottom
    image = QImage(
        max(1, round(drawn.width * ratio)),
        max(1, round(height * ratio)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(QByteArray(drawn.svg.encode()))
    renderer.render(painter, QRectF(0, top, drawn.width, drawn.height))
    painter.end()
    return Picture(image, drawn.width, height, middle)


def _depth(latex: str) -> int:
    depth = deepest = 0
    for letter in latex:
        depth += (letter == "{") - (letter == "}")
        deepest = max(deepest, depth)
    return deepest
