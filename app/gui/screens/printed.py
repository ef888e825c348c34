"""What the print preview shows: a document, statement or report, drawn for a size of paper."""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.domain.report import Wish
from app.gui import messages
from app.gui.desk import Desk, Printable
from app.gui.papers import paper_of
from app.gui.screens.report_saving import STATEMENT, pages, unheard

if TYPE_CHECKING:
    from app.domain.sheet import Sheet

_LONG: Final = 400  # lines or rows; more take longer than a moment


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF and what to say of it."""

    title: str  # over the pages
    file: str  # the name it is saved under
    content: bytes
    paper: str
    missing: tuple[str, ...]  # signs that no font can print

    @property
    def name(self) -> str:
        """As the printer and the status bar call it."""
        return Path(self.file).stem


class Printed(Protocol):
    """Something that can be previewed, saved and printed."""

    def is_long(self) -> bool:
        """Whether drawing it takes so long that it is done beside the user's work."""

    def draw(self, paper: str, progress: Any) -> Drawn:
        """Asks for it and draws it. `progress(done, total)` may raise to cancel."""

    def message(self, drawn: Drawn) -> bytes:
        """A message to whom it concerns, with what was drawn attached."""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A document by its id, or a statement of account as it is wished for."""

    desk: Desk
    of: Printable
    asked: Any

    def is_long(self) -> bool:
        from app.domain.sheet import DocumentSheet

        sheet = self._sheet()
        return len(sheet.lines if isinstance(sheet, DocumentSheet) else sheet.rows) > _LONG

    def draw(self, paper: str, progress: Any) -> Drawn:
        from app.paper import names, sheets

        progress(0, 1)  # it is drawn in one go
        sheet = self._sheet()
        content, missing = sheets.render(sheet, paper), sheets.missing_glyphs(sheet)
        return Drawn(sheets.name_of(sheet), names.file_name(sheet), content, paper, missing)

    def message(self, drawn: Drawn) -> bytes:
        they = self.desk.ask(self.of.addresses, self.asked)
        return messages.message_of(self._sheet(), drawn.file, drawn.content, they)

    def _sheet(self) -> "Sheet":
        return self.desk.ask(self.of.sheet, self.asked)


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
        every = report.watched(chain((first,), found), missing)
        content = report.render(every, paper, made_on=self.desk.today())
        return Drawn(first.title, names.report_name(first), content, paper, tuple(sorted(missing)))

    def message(self, drawn: Drawn) -> bytes:
        from app.paper.words import mail as words
        from app.queries import mail

        us = self.desk.ask(mail.ours)
        body = words.letter("en", drawn.title, us.sender_name)
        return messages.message(drawn.file, drawn.content, us, drawn.title, body)


def printed_document(desk: Desk, id_: str) -> Printed:
    """A document as it goes on paper."""
    return PrintedSheet(desk, documents(), id_)


def printed_report(desk: Desk, name: str, wish: Wish) -> Printed:
    """A report as it goes on paper: a statement of account is a document of its own there."""
    if name == STATEMENT:
        return PrintedSheet(desk, statements(), wish)
    return PrintedReport(desk, name, wish)


def documents(title: str = "") -> Printable:
    """Credit memos, vendor credits and invoices, each by its id."""
    from app.queries import mail, sheets

    return Printable(title, sheets.sheet, mail.of_document)


def statements(title: str = "") -> Printable:
    """Statements of account, each by what is wished for."""
    from app.queries import mail, statement_sheets

    return Printable(title, statement_sheets.of_wish, mail.of_statement)


def send(desk: Desk, id_: str) -> None:
    """A document as a message in the mail program. What has signs that no font can print is shown
    first: the preview says which, and sends it, too."""
    printed = printed_document(desk, id_)
    drawn = printed.draw(paper_of(desk.memory), unheard)
    if drawn.missing:
        desk.preview(id_)
    else:
        desk.post(messages.message_name(drawn.file), printed.message(drawn))
