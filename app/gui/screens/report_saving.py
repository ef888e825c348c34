"""Saving a report: PDF, spreadsheet, CSV or JSON, under a name that says what it is."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Refused, Unavailable
from app.domain.report import Report, Wish
from app.gui.desk import Desk
from app.gui.jobs import Job, Progress
from app.gui.papers import paper_of
from app.gui.perform import tell_unavailable
from app.gui.words import QT_TRANSLATE_NOOP
from app.paper import names

STATEMENT: Final = "statement"  # the report that is a document on paper


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file a report is saved as."""

    suffix: str
    text: str  # in English; see `label`

    @property
    def label(self) -> str:
        """What it is called in the user's language."""
        return QCoreApplication.translate("report", self.text)

    @property
    def filter(self) -> str:
        """As a file dialog lists it."""
        return f"{self.label} (*.{self.suffix})"


FORMATS: Final = (
    Format("xlsx", QT_TRANSLATE_NOOP("report", "Spreadsheet")),
    Format("pdf", QT_TRANSLATE_NOOP("report", "PDF")),
    Format("csv", QT_TRANSLATE_NOOP("report", "CSV")),
    Format("json", QT_TRANSLATE_NOOP("report", "JSON")),
)


def formats_of(desk: Desk, name: str) -> tuple[Format, ...]:
    """What a report can be saved as. As JSON it is the answer to a question that scripts may ask;
    about what only figures lead to they have none."""
    return tuple(one for one in FORMATS if one.suffix != "json" or desk.answers(name))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The report that is to be saved."""

    name: str
    wish: Wish
    shown: Report  # its first page


class Saving(QObject):
    """Asks for a file, writes it, and says where it is. What is written in several pages is
    written beside the user's work."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent
        self._memory = desk.memory.shelf("reports")

    def ask(self, wanted: Wanted, format: Format | None) -> None:
        """Asks where to save; the system's dialog itself asks before it replaces a file. Without
        a format, the one that was saved as last is offered first."""
        offered = formats_of(self._desk, wanted.name)
        last = next((one for one in offered if one.suffix == self._memory.get("format")), None)
        first = format or last or offered[0]
        dialog = QFileDialog(self._parent, self.tr("Save report as"))
        dialog.setObjectName("save_report")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([one.filter for one in ((format,) if format else offered)])
        dialog.selectNameFilter(first.filter)
        dialog.setDefaultSuffix(first.suffix)  # so that the dialog knows the name it asks about
        dialog.selectFile(f"{self._stem(wanted)}.{first.suffix}")

        def turn(chosen: str) -> None:
            suffix = next(one.suffix for one in offered if one.filter == chosen)
            dialog.setDefaultSuffix(suffix)
            names = dialog.selectedFiles()
            if names:
                dialog.selectFile(f"{Path(names[0]).stem}.{suffix}")

        dialog.filterSelected.connect(turn)
        dialog.fileSelected.connect(lambda name: self.save(wanted, Path(name)))
        dialog.open()

    def _stem(self, wanted: Wanted) -> str:
        """What the file is called, without its suffix: a statement as the document it is."""
        if wanted.name == STATEMENT:
            from app.queries.statement_sheets import of_wish

            return Path(names.file_name(self._desk.ask(of_wish, wanted.wish))).stem
        return names.report_name(wanted.shown, "")

    def save(self, wanted: Wanted, path: Path) -> None:
        """Writes the file; what it is follows from its name."""
        offered = formats_of(self._desk, wanted.name)
        suffix = path.suffix.lstrip(".").lower()
        last = str(self._memory.get("format"))
        by_suffix = {one.suffix: one for one in offered}
        known = by_suffix.get(suffix) or by_suffix.get(last) or offered[0]
        if known.suffix != suffix:
            path = path.with_name(f"{path.name}.{known.suffix}")
        self._memory.put("format", known.suffix)
        work = partial(_write, self._desk, wanted, path, known.suffix)
        if wanted.shown.next is None:
            try:
                missing = work(progress=unheard)
            except (Refused, Unavailable) as error:
                self._tell_failed(error)
            else:
                self._tell_saved(path, missing)
            return
        job = Job(self.tr("Saving {file}").format(file=path.name), work, self)
        job.done.connect(lambda missing: self._tell_saved(path, missing))
        job.failed.connect(self._tell_failed)
        self._desk.run(job)

    def _tell_saved(self, path: Path, missing: tuple[str, ...]) -> None:
        said = self.tr("{file} is saved in {folder}.")
        said = said.format(file=path.name, folder=path.parent)
        if missing:
            more = self.tr("No font can print these; a question mark stands for each: {signs}")
            said = f"{said} {more.format(signs='  '.join(missing))}"
        self._desk.tell(said)

    def _tell_failed(self, error: object) -> None:
        match error:
            case Unavailable():
                tell_unavailable(self._parent, error)
            case Refused():
                first = error.problems[0]
                tell_unavailable(self._parent, Unavailable(first.message, first.hint))


def unheard(_done: int, _total: int) -> None:
    """Nobody watches the progress of one page."""


def _write(desk: Desk, wanted: Wanted, path: Path, suffix: str, progress: Any) -> tuple[str, ...]:
    """Writes beside the file first: what fails or is given up leaves the file before as it was.
    Answers the signs that no font can print. Unavailable: the folder cannot be written."""
    writers: dict[str, Callable[[Desk, Wanted, Any, Progress], tuple[str, ...] | None]] = {
        "xlsx": _write_xlsx, "pdf": _write_pdf, "csv": _write_csv, "json": _write_json,
    }  # fmt: skip
    try:
        beside = path.with_name(f".{path.name}.part")
        try:
            with beside.open("wb") as file:
                missing = writers[suffix](desk, wanted, file, progress)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        said = f"{path.name} cannot be written: {error.strerror}."
        raise Unavailable(said, "Choose a folder that you may write in.")
    return missing or ()


def pages(desk: Desk, name: str, wish: Wish, progress: Any) -> Iterator[Report]:
    """Every page of a report, one at a time."""
    from app.queries import catalogue

    for count, page in enumerate(catalogue.pages(desk.ask, name, wish), 1):
        yield page
        progress(count, count + (page.next is not None))


def _write_xlsx(desk: Desk, wanted: Wanted, file: Any, progress: Any) -> None:
    from app.exchange import spreadsheet

    found = pages(desk, wanted.name, wanted.wish, progress)
    spreadsheet.write_xlsx(found, file, made_on=desk.today())


def _write_csv(desk: Desk, wanted: Wanted, file: Any, progress: Any) -> None:
    from app.exchange import spreadsheet

    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    spreadsheet.write_csv(pages(desk, wanted.name, wanted.wish, progress), text)
    text.flush()
    text.detach()


def _write_pdf(desk: Desk, wanted: Wanted, file: Any, progress: Any) -> tuple[str, ...]:
    if wanted.name == STATEMENT:
        from app.paper import sheets
        from app.queries.statement_sheets import of_wish

        sheet = desk.ask(of_wish, wanted.wish)
        file.write(sheets.render(sheet, paper_of(desk.memory)))
        return sheets.missing_glyphs(sheet)
    from app.paper import report

    missing: set[str] = set()
    found = report.watched(pages(desk, wanted.name, wanted.wish, progress), missing)
    file.write(report.render(found, paper_of(desk.memory), made_on=desk.today()))
    return tuple(sorted(missing))


def _write_json(desk: Desk, wanted: Wanted, file: Any, _progress: Any) -> None:
    answer = desk.answer(wanted.name, wanted.wish)
    file.write(answer.encode())
