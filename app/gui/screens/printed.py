"""What the print preview shows: a document or a report, drawn for a size of paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication

from app.domain.report import Report, Wish
from app.gui.desk import Desk
from app.gui.screens.report_saving import pages, unheard


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF and what to say of it."""

    title: str  # over the pages
    name: str  # as the printer and the status bar call it
    file: str  # the name it is saved under
    content: bytes
    paper: str
    missing: tuple[str, ...]  # signs that no font can print


class Printed(Protocol):
    """Something that can be previewed, saved and printed."""

    def is_long(self) -> bool:
        """Whether drawing it takes so long that it is done beside the user's work."""

    def draw(self, paper: str, progress: Any) -> Drawn:
        """Asks for it and draws it. `progress(done, total)` may raise to cancel."""


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A document by its id."""

    desk: Desk
    id: str

    def is_long(self) -> bool:
        return False

    def draw(self, paper: str, progress: Any) -> Drawn:
        from app.paper import documents, names, words
        from app.queries import sheets

        del progress  # a few pages at most
        sheet = self.desk.ask(sheets.sheet, self.id)
        number = sheet.number or QCoreApplication.translate("Printed", "draft")
        title = words.title_of(sheet)
        return Drawn(
            f"{title} {number}",
            number,
            names.file_name(sheet),
            documents.render(sheet, paper),
            paper,
            documents.missing_glyphs(sheet),
        )


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report by its name, as it is wished for."""

    desk: Desk
    name: str
    wish: Wish

    def is_long(self) -> bool:
        return next(pages(self.desk, self.name, self.wish, unheard)).next is not None

    def draw(self, paper: str, progress: Any) -> Drawn:
        from app.paper import names, report

        found = pages(self.desk, self.name, self.wish, progress)
        first = next(found)
        missing: set[str] = set()

        def watched() -> Iterator[Report]:
            for page in _again(first, found):
                missing.update(report.missing_glyphs([page]))
                yield page

        content = report.render(watched(), paper, made_on=self.desk.today())
        file = names.report_name(first)
        return Drawn(first.title, first.title, file, content, paper, tuple(sorted(missing)))


def _again(first: Report, rest: Iterator[Report]) -> Iterator[Report]:
    yield first
    yield from rest
