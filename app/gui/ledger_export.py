"""The whole journal as a file for beancount, ledger or hledger, written beside the user's work."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Unavailable
from app.gui.desk import Desk
from app.gui.jobs import Job, Progress
from app.gui.notices import Notices
from app.gui.perform import tell_unavailable

if TYPE_CHECKING:
    from app.book.book import Book
    from app.exchange.plaintext import PlainText

_NAME: Final = "exported"  # of its notice: the next one takes its place


class LedgerExport(QObject):
    """Asks for a file, writes it, and says where it is."""

    def __init__(self, window: QWidget, notices: Notices, run: Callable[[Job], object]) -> None:
        super().__init__(window)
        self._window, self._notices, self._run = window, notices, run
        self._jobs: set[Job] = set()

    def ask(self, desk: Desk) -> None:
        """Asks for the program and the file."""
        from app.exchange.plaintext import FORMATS

        kinds = {f"{one.program} (*{one.ending})": one for one in FORMATS.values()}
        first = next(iter(kinds.values()))
        book = desk.book.path
        name, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the ledger"),
            str(book.with_name(f"{book.stem}{first.ending}")), ";;".join(kinds),
            options=QFileDialog.Option.DontConfirmOverwrite,  # it never overwrites
        )  # fmt: skip
        if name:
            path = Path(name)
            by_name = {one.ending: one for one in kinds.values()}
            chosen = by_name.get(path.suffix) or kinds.get(kind, first)
            if chosen.ending != path.suffix:
                path = path.with_name(path.name + chosen.ending)
            self.save(desk, chosen, path)

    def save(self, desk: Desk, kind: "PlainText", path: Path) -> None:
        """Writes the file, with Cancel under the pages."""
        title = self.tr("Exporting {file}").format(file=path.name)
        facts = {"book": desk.book, "on": desk.today(), "program": kind.program, "path": path}
        job = Job(title, _write, self, **facts)
        job.done.connect(lambda count: self._say_where(job, count, path))
        job.failed.connect(lambda error: self._refuse(job, error))
        for end in (job.done, job.failed, job.cancelled):
            end.connect(lambda *_news: self._jobs.discard(job))
        self._jobs.add(job)
        self._run(job)

    def leave(self) -> None:
        """The book is closed: what is half written is given up, and nobody is told of it."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _say_where(self, job: Job, count: int, path: Path) -> None:
        if job in self._jobs:
            said = self.tr("The ledger is exported, entries: {count}. {path}")
            said = said.format(count=count, path=path)
            notice = self._notices.say(_NAME, "export", "positive", said)
            notice.offer_folder(path.parent)

    def _refuse(self, job: Job, error: Exception) -> None:
        if job in self._jobs and isinstance(error, Unavailable):
            tell_unavailable(self._window, error)


def _write(progress: Progress, book: "Book", on: date, program: str, path: Path) -> int:
    """On the pool's thread. The count of entries. Unavailable: as `save`, and what the disk
    refuses."""
    from app.exchange.plaintext import save
    from app.queries import journal_export

    write = partial(save, program=program, path=path, progress=progress)
    try:
        return book.ask(on, journal_export.read, write)
    except OSError as error:
        raise Unavailable(
            f"{path.name} cannot be written: {error.strerror}.",
            "Choose a folder that you may write in, with room for it.",
        ) from error
