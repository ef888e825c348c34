"""Opening and making books for the window. What goes wrong is one dialog, with ways out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from app.domain.errors import Unavailable
from app.gui.dialogs.new_book import NewBookDialog
from app.gui.icons import pixmap
from app.gui.outside import Outside
from app.gui.theme import look

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book

_ENDING: Final = ".avoir"
_SAMPLE: Final = "Sample"


class Opening(QObject):
    """Asks for a file, opens it, and hands the open book to `opened`."""

    backup_chosen = Signal(object)  # a Path: nobody works in a backup itself
    backup_wanted = Signal(object)  # a Path: of this book, which cannot be opened

    def __init__(
        self, outside: Outside, window: QWidget, opened: Callable[["Book"], object]
    ) -> None:
        super().__init__(window)
        self._outside, self._window, self._opened = outside, window, opened
        self._folder = str(Path.home())

    def choose(self) -> None:
        """Asks which book to open."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open book"), self._folder, self._kinds()
        )
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> bool:
        """Opens a book; when that can't be, says why and offers what else to do."""
        from app.book import backup

        if backup.is_backup(path):
            self.backup_chosen.emit(path)
            return False
        try:
            book = self._outside.open_book(path)
            self._own(book)
        except Unavailable as error:
            self._refuse(error, path)
            return False
        self._folder = str(path.absolute().parent)
        self._opened(book)
        return True

    def make(self) -> None:
        """Asks for what a new book needs, and makes it."""
        dialog = NewBookDialog(self._outside, Path(self._folder), self._window)
        dialog.made.connect(self._take_new)
        dialog.open()

    def sample(self) -> None:
        """Makes the sample book in a folder of the user's choice, and opens it."""
        start = str(Path(self._folder) / f"{_SAMPLE}{_ENDING}")
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Where to keep the sample book"), start, self._kinds()
        )
        if not name:
            return
        path = with_ending(name)
        try:
            book = self._outside.sample(path)
            self._own(book)
        except Unavailable as error:
            self._refuse(error)
        else:
            self._folder = str(path.absolute().parent)
            self._opened(book)

    def _take_new(self, book: "Book") -> None:
        self._own(book)
        self._folder = str(book.path.absolute().parent)
        self._opened(book)

    def _own(self, book: "Book") -> None:
        from app.book import owner

        try:
            owner.claim(book.path, self._outside.clock())
        except Unavailable:
            book.close()
            raise

    def _kinds(self) -> str:
        return self.tr("Books (*{ending})").format(ending=_ENDING)

    def _refuse(self, error: Unavailable, path: Path | None = None) -> None:
        """The sentence and the ways out; the dialog is gone before another opens."""
        from app.book import backup

        box = QMessageBox(self._window)
        box.setObjectName("cannot_open")
        box.setIconPixmap(pixmap("warning", look().scale.px(28), "warning"))
        box.setWindowTitle("Avoir")
        box.setText(error.message)
        box.setInformativeText(error.hint or "")
        role = QMessageBox.ButtonRole
        ways: dict[QPushButton, Callable[[], object]] = {
            box.addButton(self.tr("Choose another…"), role.AcceptRole): self.choose,
            box.addButton(self.tr("New book…"), role.ActionRole): self.make,
            box.addButton(self.tr("Close"), role.RejectRole): lambda: None,
        }
        if path is not None and backup.backups(path):
            offer = box.addButton(self.tr("Restore a backup…"), role.ActionRole)
            ways[offer] = lambda: self.backup_wanted.emit(path)
            box.setDefaultButton(offer)
        for button, way in ways.items():
            button.clicked.connect(lambda _checked=False, way=way: later(way))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def with_ending(name: str) -> Path:
    """The path with .avoir at its end."""
    return Path(name if name.endswith(_ENDING) else f"{name}{_ENDING}")


def later(run: Callable[[], object]) -> None:
    """Runs in the next turn of the event loop, when the dialog that asked has closed."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, run)
