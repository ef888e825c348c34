"""One picture of many papers: their pages in rows, each with what it is below."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from app.gui.pdf_file import Pdf
from app.gui.tour_papers import Paper

_COLUMNS: Final = 6
_PAGE: Final = QSize(380, 538)  # px: A4 upright; what lies is as wide, and lower
_GAP: Final = 44
_CAPTION: Final = 52  # below a page
_HEADING: Final = 84  # above a group
_GROUND: Final = QColor("#e9e6df")
_SHADOW: Final = QColor(0, 0, 0, 26)
_INK: Final = QColor("#1d1c1a")
_MUTED: Final = QColor("#5f5b54")
_FONT: Final = "Roboto"

Picture = tuple[QImage, str, str]  # a page, its caption, and which page it is


def paper_wall(papers: Sequence[Paper]) -> QImage:
    """The first page of every paper, of long ones the last as well, group by group."""
    groups = [
        (name, [picture for paper in found for picture in _pictures(paper)])
        for name, found in groupby(papers, key=lambda paper: paper.group)
    ]
    rows = [(name, _rows(pictures)) for name, pictures in groups]
    cell = _PAGE.height() + _CAPTION + _GAP // 2
    height = _GAP + sum(_HEADING + len(found) * cell for _, found in rows)
    width = _GAP + _COLUMNS * (_PAGE.width() + _GAP)
    sheet = QImage(width, height + _GAP, QImage.Format.Format_RGB32)
    sheet.fill(_GROUND)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    top = _GAP // 2
    for name, found in rows:
        painter.setPen(_INK)
        painter.setFont(_font(30, QFont.Weight.Medium))
        painter.drawText(
            QRect(_GAP, top, width, _HEADING - 14), Qt.AlignmentFlag.AlignBottom, name
        )
        top += _HEADING
        for row in found:
            for column, picture in enumerate(row):
                _draw(painter, QPoint(_GAP + column * (_PAGE.width() + _GAP), top), picture)
            top += cell
    painter.end()
    return sheet


def _pictures(paper: Paper) -> list[Picture]:
    pdf = Pdf(paper.content)
    try:
        found = []
        for page in sorted({0, pdf.count - 1}):
            wide, high = pdf.size(page)
            image = pdf.image(page, 2 * min(_PAGE.width() / wide, _PAGE.height() / high))
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            small = image.scaled(_PAGE, keep, smooth.SmoothTransformation)
            said = f"page {page + 1} of {pdf.count}" if pdf.count > 1 else ""
            found.append((small, paper.caption, said))
        return found
    finally:
        pdf.close()


def _rows(pictures: list[Picture]) -> list[list[Picture]]:
    return [pictures[at : at + _COLUMNS] for at in range(0, len(pictures), _COLUMNS)]


def _draw(painter: QPainter, corner: QPoint, picture: Picture) -> None:
    image, caption, said = picture
    # What lies stands on the same ground line as what is upright.
    place = QRect(corner + QPoint(0, _PAGE.height() - image.height()), image.size())
    for spread in (6, 4, 2):
        painter.fillRect(place.adjusted(-spread, -spread + 3, spread, spread + 3), _SHADOW)
    painter.drawImage(place.topLeft(), image)
    left, top = place.left(), place.bottom() + 14
    painter.setPen(_INK)
    painter.setFont(_font(15))
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(caption, Qt.TextElideMode.ElideRight, _PAGE.width())
    line = QRect(left, top, _PAGE.width(), metrics.height())
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)
    painter.setPen(_MUTED)
    painter.setFont(_font(13))
    painter.drawText(line.translated(0, metrics.height()), Qt.AlignmentFlag.AlignLeft, said)


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont(_FONT)
    made.setPixelSize(size)
    made.setWeight(weight)
    return made
