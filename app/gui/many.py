"""Many documents as one job: into one PDF, one PDF or message each, or to the printer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refused, Unavailable
from app.gui import messages, printing
from app.gui.desk import Batch, Desk, Printable
from app.gui.jobs import Job, Progress
from app.gui.perform import tell_unavailable

if TYPE_CHECKING:
    from app.book.book import Book
    from app.domain.sheet import Sheet

ONE, EACH, MAIL, PRINTER = "one", "each", "mail", "printer"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document, and the signs in it that no font can print."""

    name: str
    signs: tuple[str, ...]


class Many(QObject):
    """Runs one batch after the other beside the user's work, and says where the files are."""

    def __init__(
        self,
        window: QWidget,
        run: Callable[[Job], object],
        tell: Callable[[str], None],
        tell_place: Callable[..., None],
    ) -> None:
        super().__init__(window)
        self._window, self._run, self._tell, self._tell_place = window, run, tell, tell_place
        self._jobs: set[Job] = set()
        self._printer: QPrinter | None = None  # the print dialog holds no reference to it

    def start(self, desk: Desk, batch: Batch) -> None:
        """Does what was asked for; a printer is asked about first."""
        book, on = desk.book, desk.today()
        if batch.way == PRINTER:
            self._printer = printer = printing.a_printer(batch.of.title, batch.paper)
            printing.ask(self._window, printer, lambda: self._draw_for(printer, book, on, batch))
            return
        write = {ONE: _write_one, EACH: _write_each, MAIL: _write_messages}[batch.way]
        told = [0]
        title = self.tr("Saving documents: {title}").format(title=batch.of.title)
        job = Job(title, write, None, book=book, on=on, batch=batch, told=told)
        job.done.connect(lambda path: self._end(job, self._say_saved(batch, path)))
        job.cancelled.connect(lambda: self._end(job, self._say_stopped(batch, told[0])))
        self._begin(job)

    def leave(self) -> None:
        """The book is closed: what is half done is given up, and nobody is told of it."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    # To the printer: first all pages are drawn, then they are sent

    def _draw_for(self, printer: QPrinter, book: "Book", on: date, batch: Batch) -> None:
        title = self.tr("Drawing documents: {title}").format(title=batch.of.title)
        job = Job(title, _draw, None, book=book, on=on, batch=batch)
        job.done.connect(
            lambda content: self._end(job, lambda: self._send(printer, batch, content))
        )
        job.cancelled.connect(lambda: self._end(job, self._say_stopped(batch, 0)))
        self._begin(job)

    def _send(self, printer: QPrinter, batch: Batch, content: bytes) -> None:
        title = self.tr("Printing pages: {title}").format(title=batch.of.title)
        job = Job(title, _print, None, printer=printer, content=content)
        said = self.tr("Sent to the printer: {title}, documents: {count}.")
        said = said.format(title=batch.of.title, count=f"{len(batch.asked):n}")
        job.done.connect(lambda _nothing: self._end(job, lambda: self._tell(said)))
        job.cancelled.connect(lambda: self._end(job, self._say_stopped(batch, 0)))
        self._begin(job)

    def _begin(self, job: Job) -> None:
        job.failed.connect(lambda error: self._end(job, lambda: self._refuse(error)))
        self._jobs.add(job)
        self._run(job)

    def _end(self, job: Job, say: Callable[[], object]) -> None:
        if job in self._jobs:
            self._jobs.discard(job)
            say()

    # What is said at the end

    def _say_saved(self, batch: Batch, path: Path) -> Callable[[], None]:
        count = f"{len(batch.asked):n}"
        if batch.way == ONE:
            said = self.tr("{file} is saved, documents in it: {count}. {folder}")
            said = said.format(file=path.name, count=count, folder=path.parent)
            return lambda: self._tell_place(said, path.parent)
        said = self.tr("PDFs saved: {count}. {folder}")
        if batch.way == MAIL:
            said = self.tr("Messages saved, to be opened and sent: {count}. {folder}")
        return lambda: self._tell_place(said.format(count=count, folder=path), path)

    def _say_stopped(self, batch: Batch, done: int) -> Callable[[], None]:
        if batch.way in {EACH, MAIL} and done:
            said = self.tr("Stopped. Files saved before that: {count}. {folder}")
            said = said.format(count=f"{done:n}", folder=batch.folder)
            return lambda: self._tell_place(said, batch.folder, sign="warning")
        if batch.way == PRINTER:
            return lambda: self._tell(self.tr("Printing is stopped."))
        return lambda: self._tell(self.tr("Stopped: nothing is saved."))

    def _refuse(self, error: object) -> None:
        if isinstance(error, Refused):  # a draft was deleted meanwhile
            first = error.problems[0]
            error = Unavailable(first.message, first.hint)
        if isinstance(error, Unavailable):
            tell_unavailable(self._window, error)


# On the pool's thread


def lacking(
    progress: Progress, book: "Book", on: date, of: Printable, asks: Callable[[], tuple[Any, ...]]
) -> tuple[tuple[Any, ...], tuple[Lacking, ...]]:
    """What is asked for, and what of it has a sign that no font can print."""
    from app.paper.sheets import missing_glyphs
    from app.paper.words import mail

    wanted, found = asks(), []
    for done, one in enumerate(wanted, 1):
        sheet = book.ask(on, of.sheet, one)
        if signs := missing_glyphs(sheet):
            name = f"{mail.subject(sheet)} {sheet.party_name}"
            found.append(Lacking(" ".join(name.split()), signs))
        progress(done, len(wanted))
    return wanted, tuple(found)


def _fetch(book: "Book", on: date, batch: Batch) -> Callable[[int], "Sheet"]:
    return lambda place: book.ask(on, batch.of.sheet, batch.asked[place])


def _draw(progress: Any, book: "Book", on: date, batch: Batch) -> bytes:
    from app.paper.batch import render_all

    places, fetch = range(len(batch.asked)), _fetch(book, on, batch)
    title = batch.of.title
    return render_all(fetch, places, page=batch.paper, progress=progress, title=title)


def _write_one(progress: Progress, book: "Book", on: date, batch: Batch, told: list[int]) -> Path:
    from app.paper.batch import write_one

    del told  # nothing is there before all is
    return write_one(batch.folder, batch.file, _draw(progress, book, on, batch))


def _write_each(progress: Progress, book: "Book", on: date, batch: Batch, told: list[int]) -> Path:
    from app.paper.batch import write_all

    def watched(done: int, total: int) -> None:
        told[0] = done
        progress(done, total)

    places, fetch = range(len(batch.asked)), _fetch(book, on, batch)
    write_all(fetch, places, batch.folder, page=batch.paper, progress=watched)
    return batch.folder


def _write_messages(
    progress: Progress, book: "Book", on: date, batch: Batch, told: list[int]
) -> Path:
    from app.paper.batch import write_one
    from app.paper.names import file_name
    from app.paper.sheets import render

    progress(0, len(batch.asked))
    for done, one in enumerate(batch.asked, 1):
        sheet, they = book.ask(on, batch.of.sheet, one), book.ask(on, batch.of.addresses, one)
        file = file_name(sheet)
        content = messages.message_of(sheet, file, render(sheet, batch.paper), they)
        write_one(batch.folder, messages.message_name(file), content)
        told[0] = done
        progress(done, len(batch.asked))
    return batch.folder


def _print(progress: Progress, printer: QPrinter, content: bytes) -> None:
    from app.gui.pdf_file import Pdf

    pdf = Pdf(content)
    try:
        wanted = printing.sheets(printer, pdf.count)
        printing.print_pages(progress, printer, pdf, wanted)
    finally:
        pdf.close()
