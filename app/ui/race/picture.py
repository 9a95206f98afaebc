"""A finished race as one picture to share."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from app.core.race import RaceResult
from app.core.race_words import pair_name
from app.ui.race import wording
from app.ui.race.chart import chart_height, paint_chart
from app.ui.theme import Theme

WIDTH, MARGIN, SCALE = 960, 32, 2


def race_picture(result: RaceResult, theme: Theme) -> QImage:
    """Return the picture, twice as fine as its 960 pixels of width."""
    lines = _lines(result)
    bars = chart_height(result)
    height = 2 * MARGIN + 84 + bars + 24 + 20 * len(lines)
    image = QImage(WIDTH * SCALE, height * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(QColor(theme.window))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_head(painter, result, theme)
    body = QFont(QGuiApplication.font())
    body.setPixelSize(13)
    painter.setFont(body)
    top = MARGIN + 84
    paint_chart(painter, QRectF(MARGIN, top, WIDTH - 2 * MARGIN, bars), result, theme)
    top += bars + 24
    painter.setPen(QColor(theme.muted))
    for number, line in enumerate(lines):
        area = QRectF(MARGIN, top + 20 * number, WIDTH - 2 * MARGIN, 20)
        room = int(area.width())
        painter.drawText(
            area, painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
        )
    painter.end()
    return image


def _paint_head(painter: QPainter, result: RaceResult, theme: Theme) -> None:
    wide = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    head = QFont(QGuiApplication.font())
    head.setPixelSize(24)
    head.setBold(True)
    painter.setFont(head)
    painter.setPen(QColor(theme.text))
    room = WIDTH - 2 * MARGIN
    words = wording.verdict(result)
    if painter.fontMetrics().horizontalAdvance(words) > room:
        head.setPixelSize(18)
        painter.setFont(head)
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(MARGIN, MARGIN - 6, room, 36), wide, words)
    small = QFont(QGuiApplication.font())
    small.setPixelSize(14)
    painter.setFont(small)
    painter.setPen(QColor(theme.muted))
    painter.drawText(QRectF(MARGIN, MARGIN + 32, room, 24), wide, wording.spread(result))


def _lines(result: RaceResult) -> list[str]:
    machine, plan = result.machine, result.plan
    info = result.infos[1]
    pair = pair_name(info)
    prompt = " ".join(plan.prompt.split())
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions)
    lines = [
        wording.memory(result),
        wording.texts(result),
        wording.prompt_line(prompt),
        wording.settings_line(pair, plan),
        f"{machine.processor}, {wording.cores(machine.cores)}, {machine.system}",
        f"{versions}, {result.started}",
    ]
    if machine.busy and machine.load is not None:
        lines.insert(0, wording.busy(machine.load, machine.cores))
    return [line for line in lines if line]
