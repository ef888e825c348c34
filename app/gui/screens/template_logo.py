"""The logo of a template: chosen from the files, checked, and shown as on paper."""

import base64
import errno
import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.commands.logos import check_logo
from app.domain.errors import Refused
from app.gui.flow import FlowLayout
from app.gui.perform import told
from app.gui.theme import grid, look

_LOGO: Final = QSize(168, 64)  # px at 100 %
_MOST_READ: Final = 50_000_000  # bytes of a file that is far too large anyway


class LogoField(QWidget):
    """A logo as a whole file that was checked; its value is base64 text, "" for none."""

    changed = Signal(object)
    settled = Signal(object)
    refused = Signal(str)  # why a file is no logo; "" when one is taken

    def __init__(self) -> None:
        super().__init__()
        self._data, self._text = b"", ""
        self.picture = LogoPicture()
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setObjectName("choose_logo")
        self.choose.setAccessibleName(self.tr("Choose a logo"))
        self.choose.clicked.connect(lambda _checked=False: self.ask())
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setObjectName("remove_logo")
        self.remove.setProperty("kind", "quiet")
        self.remove.setAccessibleName(self.tr("Remove the logo"))
        self.remove.clicked.connect(lambda _checked=False: self.set_data(b""))
        row = FlowLayout(self, grid(2))
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.picture, self.choose, self.remove):
            row.addWidget(part)
        self.setFocusProxy(self.choose)
        self.setAcceptDrops(True)
        self._show()

    @property
    def data(self) -> bytes:
        """The file, empty for none."""
        return self._data

    def value(self) -> str:
        """The file as base64 text."""
        return self._text

    def set_value(self, value: object) -> None:
        """Shows a file that is given as base64 text."""
        self.set_data(base64.b64decode(str(value or "")))

    def set_data(self, data: bytes) -> None:
        """Shows a file; an empty one is none."""
        if data == self._data:
            return
        self._data, self._text = data, base64.b64encode(data).decode("ascii")
        if not data and self.remove.hasFocus():
            self.choose.setFocus()
        self._show()
        self.changed.emit(self.value())
        self.settled.emit(self.value())

    def ask(self) -> None:
        """Lets the user choose a file, and takes it if it may be a logo."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a logo"), "", self.tr("Pictures (*.png *.jpg *.jpeg *.svg)")
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Takes a file if it may be a logo; else says why not."""
        try:
            data = _read(path)
            check_logo(data)
        except OSError as error:
            said = self.tr("{file} cannot be read: {reason}.")
            self.refused.emit(said.format(file=path.name, reason=error.strerror))
        except Refused as refused:
            self.refused.emit(told(refused.problems[0]))
        else:
            self.refused.emit("")
            self.set_data(data)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    def _show(self) -> None:
        self.picture.show_file(self._data)
        self.remove.setEnabled(bool(self._data))


class LogoPicture(QWidget):
    """A logo on white, as on paper; or a quiet place for one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("logo_picture")
        self._image = QImage()
        self._fit()

    @property
    def has_image(self) -> bool:
        """Whether there is something to see."""
        return not self._image.isNull()

    def show_file(self, data: bytes) -> None:
        """Shows a PNG, JPEG or SVG; nothing for an empty one."""
        self._image = picture_of(data)
        none, some = self.tr("No logo"), self.tr("The logo")
        self.setAccessibleName(some if self.has_image else none)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, now = QPainter(self), look()
        place = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(now.color("hairline"))
        painter.setBrush(QColor("#ffffff") if self.has_image else now.color("raised"))
        painter.drawRect(place)
        if self.has_image:
            inside = self.rect().adjusted(grid(2), grid(2), -grid(2), -grid(2))
            size = self._image.size().scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio)
            where = QRect(QPoint(0, 0), size)
            where.moveCenter(inside.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(where, self._image)
        else:
            painter.setPen(now.color("muted"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tr("No logo"))
        painter.end()

    def _fit(self) -> None:
        scale = look().scale
        self.setFixedSize(scale.px(_LOGO.width()), scale.px(_LOGO.height()))


def picture_of(data: bytes) -> QImage:
    """A checked logo as a picture, large enough for the screen; none for an empty file."""
    if not data:
        return QImage()
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)  # a photo may say that it lies
        return reader.read()
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=data.decode("utf-8-sig"),
        skip_system_fonts=True,
        dpi=96.0,
        width=2 * _LOGO.width(),
        height=2 * _LOGO.height(),
    )
    return QImage.fromData(drawn)


def _read(path: Path) -> bytes:
    """As much of a file as a logo may have, and more. OSError: it cannot be read."""
    if path.is_fifo():  # would keep the window waiting for whoever writes into it
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with path.open("rb") as file:
        return file.read(_MOST_READ)
