"""The stage of the tour and of the picture tests: a window with a book of its own, and hands."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from app.domain.errors import present
from app.gui import theme
from app.gui.desk import Desk
from app.gui.filter_line import FilterLine
from app.gui.outside import Outside
from app.gui.palette import Palette
from app.gui.screen import Screen
from app.gui.settings import Settings
from app.gui.window import Window

W = TypeVar("W", bound=QWidget)

TODAY: Final = date(2026, 11, 30)  # the business date of the tour: the end of the sample's story
SIZE: Final = QSize(1280, 800)


@dataclass(frozen=True, slots=True)
class Props:
    """What every scene may use: the sample book and an empty one, closed, and a folder for
    copies."""

    sample: Path
    empty: Path
    folder: Path
    outside: Outside


def props(folder: Path, outside: Outside, sample: Path) -> Props:
    """Makes what is missing: the empty book, and today as of the tour."""
    fixed = replace(outside, today=lambda: TODAY)
    empty = folder / "empty.avoir"
    fixed.new_book(
        empty, name="Northwind Traders", currency="USD", chart="standard", on=TODAY
    ).close()
    return Props(sample, empty, folder, fixed)


class Stage:
    """One window for one scene. `close` it when the picture is taken."""

    def __init__(self, props: Props, name: str, book: Path | None, page: str = "") -> None:
        self.props = props
        self.folder = props.folder / name
        self.folder.mkdir()
        self.settings = Settings(self.folder / "settings")
        self.window = Window(self.settings, props.outside, self.folder / "drafts")
        self.window.resize(SIZE)
        self.window.show()
        if book is not None:
            mine = self.folder / book.name
            shutil.copyfile(book, mine)
            self.settings.of_book(str(mine)).put("page", page)
            self.window.open(mine)
            self.window.resize(SIZE)
        self.settle()

    @property
    def desk(self) -> Desk:
        """The desk of the open book."""
        return present(self.window.desk, "the scene has a book")

    @property
    def screen(self) -> Screen:
        """The page that is shown."""
        found = (one for one in self.window.findChildren(Screen) if one.isVisible())
        return present(next(found, None), "a page is shown")

    def settle(self) -> None:
        """Lets Qt catch up."""
        for _ in range(3):
            QApplication.processEvents()

    def show(self, kind: str, ref: str | None = None) -> None:
        """Turns to a page."""
        self.desk.show(kind, ref)
        self.settle()

    def act(self, name: str) -> None:
        """Does what a menu offers: an act of the page, or of the window."""
        self.window.act(name)
        self.settle()

    def find(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """The widget of that name which is shown: in the open dialog, else on the page."""
        area = within or self.dialog or self.window
        found = (one for one in area.findChildren(kind, name) if one.isVisible())
        return present(next(found, None), f"{name} is shown")

    def fill(self, **values: Any) -> None:
        """Puts values into the fields by the domain's names; "__" stands for a dot."""
        for name, value in values.items():
            editor: Any = self.find(QWidget, name.replace("__", "."))
            editor.set_value(value)
            editor.settled.emit(editor.value())
        self.settle()

    def filter(self, words: str) -> None:
        """Narrows the list that is shown."""
        line = self.find(FilterLine, "filter")
        line.setText(words)
        line.settle()
        self.settle()

    def press(self, name: str) -> None:
        """Presses a button."""
        self.find(QPushButton, name).click()
        self.settle()

    @property
    def dialog(self) -> QWidget | None:
        """What is open over the window."""
        tops = (
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog | Palette) and one.isVisible()
        )
        return next(tops, None)

    def picture(self) -> QImage:
        """The window, and over it what is open, as a person sees them together."""
        self.settle()
        image = self.window.grab().toImage()
        dialog = self.dialog
        if dialog is None:
            return image
        over, painter = dialog.grab().toImage(), QPainter(image)
        where = dialog.pos() - self.window.pos()
        if isinstance(dialog, QDialog):
            room = self.window.size() - dialog.size()
            where = QPoint(room.width() // 2, room.height() // 3)
            painter.fillRect(image.rect(), QColor(0, 0, 0, 60))
        painter.drawImage(where, over)
        painter.setPen(QPen(theme.look().color("edge"), 1))
        painter.drawRect(where.x() - 1, where.y() - 1, over.width() + 1, over.height() + 1)
        painter.end()
        return image

    def close(self) -> None:
        """Takes everything down."""
        while (dialog := self.dialog) is not None:
            dialog.close()
            self.settle()
        self.window.close_book(ask=False)
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.settle()


@dataclass(frozen=True, slots=True)
class Scene:
    """A name for the picture, how to get there, on which book, at which text size."""

    name: str
    play: Callable[[Stage], None]
    book: Literal["sample", "empty", ""] = "sample"
    text: float = 1.0
    page: str = ""  # the kind of the page to begin with; "": the first
