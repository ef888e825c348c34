"""Backups from the window: one now, one a day by itself, and a book made of one.

Nothing is backed up when a book is closed: that would keep whoever closes it waiting. While a book
is open and has changed since a backup that is a day old, or has none, one is made beside the work.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.domain.errors import Unavailable
from app.gui.desk import Desk
from app.gui.jobs import Job
from app.gui.notices import Notices
from app.gui.outside import Outside
from app.gui.perform import tell_unavailable

_DAILY: Final = timedelta(days=1)
_NAME: Final = "backup"  # of its notice: the next one takes its place


class Backing(QObject):
    """Starts the jobs and tells how they ended. `opened` is given what was restored."""

    def __init__(
        self,
        outside: Outside,
        window: QWidget,
        notices: Notices,
        run: Callable[[Job], object],
        opened: Callable[[Path], object],
    ) -> None:
        super().__init__(window)
        self._outside, self._window, self._notices = outside, window, notices
        self._run, self._opened = run, opened
        self._desk: Desk | None = None
        self._job: Job | None = None
        self._failed = False  # a disk that is not there is told once, not every minute

    def watch(self, desk: Desk) -> None:
        """From now on backs up this book."""
        self._desk, self._failed = desk, False

    def leave(self) -> None:
        """The book is closed; what is half done is given up, so that nobody waits for it."""
        self._desk = None
        if self._job is not None:
            self._job.cancel()

    # Making one

    def now(self) -> None:
        """Makes one because the user wants it, and says where it is."""
        if (job := self._make()) is not None:
            job.done.connect(self._say_where)
            job.failed.connect(self._refuse)
            self._run(job)

    def daily(self) -> None:
        """Makes one if there is something to keep that no backup of the last day has."""
        if self._failed or self._desk is None or not self._is_due(self._desk):
            return
        if (job := self._make()) is not None:
            job.done.connect(lambda _path: self._tell(self.tr("Backed up.")))
            job.failed.connect(self._warn)
            self._run(job)

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

    def _make(self) -> Job | None:
        """None while one is being made, and without a book."""
        from app.book import backup

        if self._desk is None or self._job is not None:
            return None
        job = self._job = Job(
            self.tr("Backing up"), backup.back_up, self,
            book=self._desk.book.path, folder=None, now=self._outside.clock(),
        )  # fmt: skip
        for end in (job.done, job.failed, job.cancelled):
            end.connect(lambda *_news: self._end())
        return job

    def _end(self) -> None:
        """Whether or not there is one more: everybody looks again."""
        self._job = None
        if self._desk is not None:
            self._desk.backed_up.emit()

    def _tell(self, sentence: str) -> None:
        if self._desk is not None:
            self._desk.tell(sentence)

    def _say_where(self, path: Path) -> None:
        if self._desk is None:
            return
        said = self.tr("Backed up, opened and checked: {path}").format(path=path)
        notice = self._notices.say(_NAME, "backup", "positive", said)
        notice.offer_folder(path.parent)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Unavailable):
            tell_unavailable(self._window, error)

    def _warn(self, error: Exception) -> None:
        """Nobody asked for it, so nobody is stopped."""
        self._failed = True
        if isinstance(error, Unavailable) and self._desk is not None:
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
