"""Backups from the window: one now, one a day by itself, and a book made of one.

Nothing is backed up when a book is closed: that would keep whoever closes it waiting. While a book
is open and has changed since a backup that is a day old, or has none, one is made beside the work.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.domain.errors import Unavailable
from app.gui.chores import Chore
from app.gui.desk import Desk
from app.gui.jobs import Job
from app.gui.notices import Notices
from app.gui.outside import Outside

_DAILY: Final = timedelta(days=1)
_NAME: Final = "backup"  # of its notice: the next one takes its place


class Backing(Chore):
    """`opened` is given what was restored."""

    def __init__(
        self,
        outside: Outside,
        window: QWidget,
        notices: Notices,
        run: Callable[[Job], object],
        opened: Callable[[Path], object],
    ) -> None:
        super().__init__(outside, window, notices, run)
        self._opened = opened
        self._failed = False  # a disk that is not there is told once, not every minute

    def watch(self, desk: Desk) -> None:
        super().watch(desk)
        self._failed = False

    # Making one

    def now(self) -> None:
        """Makes one because the user wants it, and says where it is."""
        if self._is_free:
            self._begin(self._made(), self._say_where, self._refuse)

    def daily(self) -> None:
        """Makes one if there is something to keep that no backup of the last day has."""
        if self._is_free and not self._failed and self._is_due(self.desk):
            self._begin(self._made(), self._say_done, self._warn)

    def _is_due(self, desk: Desk) -> bool:
        from app.book import backup
        from app.queries import closing

        newest = backup.newest(desk.book.path)
        if newest is not None and self._outside.clock() - newest.at < _DAILY:
            return False
        try:
            return desk.ask(closing.changes_since, newest) > 0
        except Unavailable:  # the book is busy or gone: whoever works in it is told that
            return False

    def _made(self) -> Job:
        from app.book import backup

        book, now = self.desk.book.path, self._outside.clock()
        return Job(self.tr("Backing up"), backup.back_up, self, book=book, folder=None, now=now)

    def _end(self) -> None:
        """Whether or not there is one more: everybody looks again."""
        self.desk.backed_up.emit()

    def _say_done(self, _path: Path) -> None:
        self.desk.tell(self.tr("Backed up."))

    def _say_where(self, path: Path) -> None:
        said = self.tr("Backed up, opened and checked: {path}").format(path=path)
        notice = self._notices.say(_NAME, "backup", "positive", said)
        notice.offer_folder(path.parent)

    def _warn(self, error: Exception) -> None:
        """Nobody asked for it, so nobody is stopped."""
        self._failed = True
        if isinstance(error, Unavailable):
            said = self.tr("Today's backup could not be made. {why}")
            why = " ".join(filter(None, (error.message, error.hint)))
            self._notices.say(_NAME, "warning", "warning", said.format(why=why))

    # Restoring

    def choose(self, book: Path | None = None) -> None:
        """Asks which backup, of this book or of the one that is open, and for the name of the book
        to make of it."""
        from app.book import backup

        start = Path.home()
        if book is None and self._desk is not None:
            book = self._desk.book.path
        if book is not None:
            mine = backup.folder_of(book)
            start = mine if mine.is_dir() else mine.parent
        kinds = self.tr("Backups (*{ending})").format(ending=backup.ENDING)
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a backup"), str(start), kinds
        )
        if name:
            self.restore(Path(name))

    def restore(self, path: Path) -> None:
        """Asks for the name of the book to make of this backup, makes it and opens it."""
        from app.book import backup

        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Keep the restored book as"), str(_own_name(path)),
            self.tr("Books (*{ending})").format(ending=backup.ENDING),
            options=QFileDialog.Option.DontConfirmOverwrite,  # it never overwrites
        )  # fmt: skip
        if not name:
            return
        to = Path(name if name.endswith(backup.ENDING) else f"{name}{backup.ENDING}")
        job = Job(self.tr("Restoring"), backup.restore, self, backup=path, to=to)
        job.done.connect(self._opened)
        job.failed.connect(self._refuse)
        if self._desk is None:  # the page with the jobs is not shown yet
            QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
            for end in (job.done, job.failed, job.cancelled):
                end.connect(lambda *_news: QApplication.restoreOverrideCursor())
        self._run(job)


def _own_name(path: Path) -> Path:
    """A name for the book, beside the folder of its backups: none of a backup."""
    from app.book import backup

    book, minute = backup.named(path) or (path.stem, "")
    folder = path.absolute().parent
    if folder == backup.folder_of(folder.with_name(f"{book}{backup.ENDING}")):
        folder = folder.parent
    return folder / f"{book} ({minute or 'restored'}){backup.ENDING}"
