"""Pictures of a replay for export: the text so far, the rounds, and what the figures are."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from app.core.race_words import pair_name
from app.core.trace import Trace
from app.core.trace_playback import Pace, Timeline
from app.core.trace_runs import Stand, runs
from app.ui.theme import Theme
from app.ui.trace import marks, words
from app.ui.trace.flow import TextFlow
from app.ui.trace.strip_picture import StripPicture

MARGIN = 24.0
TOP = 76.0
STRIP_HEIGHT = 56.0
TEXT_PIXELS, SMALL_PIXELS = 17, 13

FILM_SIZE = QSize(760, 440)


class Film:
    """A trace at a pace, as pictures of one `size`.

    Attributes:
        frames: which stands are shown, and how long each.
    """

    def __init__(self, trace: Trace, pace: Pace, theme: Theme, size: QSize = FILM_SIZE) -> None:
        self._trace, self._pace, self._theme, self.size = trace, pace, theme, size
        self.frames = tuple(Timeline(trace, pace).frames())
        self._flow = TextFlow(
            tuple(runs(trace)), _font(TEXT_PIXELS), theme, size.width() - 2 * MARGIN
        )
        self._strip = StripPicture(trace.rounds, theme)

    def picture(self, stand: Stand) -> QImage:
        """Return what is shown at `stand`."""
        image = QImage(self.size, QImage.Format.Format_RGB32)
        image.fill(QColor(self._theme.window))
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        width, height = float(self.size.width()), float(self.size.height())
        self._paint_head(painter, stand, width)
        foot = height - MARGIN
        self._paint_foot(painter, foot, width)
        strip = QRectF(MARGIN, foot - 52 - STRIP_HEIGHT, width - 2 * MARGIN, STRIP_HEIGHT)
        self._strip.paint(painter, stand, strip)
        self._paint_text(painter, stand, QRectF(MARGIN, TOP, strip.width(), strip.top() - 12 - TOP))
        painter.end()
        return image

    def _paint_head(self, painter: QPainter, stand: Stand, width: float) -> None:
        right = width - 2 * MARGIN
        self._write(painter, QRectF(MARGIN, 14, right, 22), pair_name(self._trace.info), bold=True)
        number = words.round_words(stand.latest + 1, len(self._trace.rounds))
        self._write(painter, QRectF(MARGIN, 14, right, 22), number, right=True)
        self._write(painter, QRectF(MARGIN, 36, right, 20), words.setting_words(self._trace))
        painter.fillRect(QRectF(0, 63, width, 1), QColor(self._theme.hairline))

    def _paint_foot(self, painter: QPainter, foot: float, width: float) -> None:
        painter.setFont(_font(SMALL_PIXELS))
        left = QPointF(MARGIN, foot - 22)
        marks.legend(painter, self._theme, words.kind_words(), left)
        line = QRectF(MARGIN, foot - 12, width - 2 * MARGIN, 20)
        self._write(painter, line, words.shown_at(self._pace, self._trace))
        self._write(painter, line, words.outcome_words(self._trace), right=True)

    def _paint_text(self, painter: QPainter, stand: Stand, where: QRectF) -> None:
        """Paint the lines that fit, the last one shown among them."""
        step = self._flow.step
        fits = int(where.height() / step)
        lines = round(self._flow.bottom_at(stand) / step)
        top = max(0, lines - fits) * step
        painter.save()
        painter.translate(where.left(), where.top() - top)
        painter.setClipRect(QRectF(-4, top - 4, where.width() + 8, fits * step + 4))
        self._flow.paint(painter, stand, top, top + fits * step)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        where: QRectF,
        text: str,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> None:
        font = _font(TEXT_PIXELS - 2 if bold else SMALL_PIXELS)
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text if bold else self._theme.muted))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        room = where.width() * (0.55 if right else 0.7 if bold else 1.0)
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, short)


def _font(pixels: int) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    return font
