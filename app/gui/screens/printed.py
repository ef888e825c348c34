"""What the print preview shows: a document, statement or report, drawn for a size of paper."""

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.domain.report import Wish
from app.gui.desk import Desk
from app.gui.papers import paper_of
from app.gui.screens.report_saving import STATEMENT, pages, unheard

if TYPE_CHECKING:
    from app.domain.sheet import StatementSheet
    from app.queries.mail import Addresses


_MANY: Final = 1000  # rows of a statement: more take longer than a blink


_LONG: Final = 400  # lines of a document; more take longer than a moment


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

    def message(self, drawn: Drawn) -> bytes:
        """A message to whom it concerns, with what was drawn attached."""


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A document by its id."""

    desk: Desk
    id: str

    def is_long(self) -> bool:
        from app.queries import sheets

        return len(self.desk.ask(sheets.sheet, self.id).lines) > _LONG

    def draw(self, paper: str, progress: Any) -> Drawn:
        from app.paper import documents, names
        from app.paper.words import mail as words
        from app.queries import sheets

        progress(0, 1)  # a document is drawn in one go
        sheet = self.desk.ask(sheets.sheet, self.id)
        title = words.subject(sheet)  # in the document's language, as all else on it
        return Drawn(
            title,
            sheet.number or title,
            names.file_name(sheet),
            documents.render(sheet, paper),
            paper,
            documents.missing_glyphs(sheet),
        )

    def message(self, drawn: Drawn) -> bytes:
        from app.paper.words import mail as words
        from app.queries import mail, sheets

        sheet = self.desk.ask(sheets.sheet, self.id)
        they = self.desk.ask(mail.of_document, self.id)
        body = words.body(sheet, they.sender_name)
        return _message(drawn, they, words.subject(sheet), body)


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
        file = names.report_name(first)
        return Drawn(first.title, first.title, file, content, paper, tuple(sorted(missing)))

    def message(self, drawn: Drawn) -> bytes:
        from app.paper.words import mail as words
        from app.queries import mail

        us = self.desk.ask(mail.ours)
        return _message(drawn, us, drawn.title, words.letter("en", drawn.title, us.sender_name))


@dataclass(frozen=True, slots=True)
class PrintedStatement:
    """A statement of account, as it is wished for."""

    desk: Desk
    wish: Wish

    def is_long(self) -> bool:
        return len(self._sheet().rows) > _MANY

    def draw(self, paper: str, progress: Any) -> Drawn:
        from app.paper import names, statement

        sheet = self._sheet()
        progress(1, 2)
        name = names.statement_name(sheet, "")
        content = statement.render_statement(sheet, paper)
        file = names.statement_name(sheet)
        return Drawn(name, name, file, content, paper, statement.missing_glyphs(sheet))

    def message(self, drawn: Drawn) -> bytes:
        from app.domain.kinds import SIDES
        from app.paper.words import mail as words
        from app.queries import mail

        sheet = self._sheet()
        they = self.desk.ask(mail.of_party, SIDES[sheet.side], self.wish.party or "")
        what = words.statement_subject(sheet)
        return _message(drawn, they, what, words.letter(sheet.language, what, they.sender_name))

    def _sheet(self) -> "StatementSheet":
        from app.queries import statement_sheets

        return self.desk.ask(statement_sheets.of_wish, self.wish)


def printed_report(desk: Desk, name: str, wish: Wish) -> Printed:
    """A report as it goes on paper: a statement of account is a document of its own there."""
    return PrintedStatement(desk, wish) if name == STATEMENT else PrintedReport(desk, name, wish)


def _message(drawn: Drawn, they: "Addresses", subject: str, body: str) -> bytes:
    from app.exchange.message import Attachment, Letter, write_eml

    attached = (Attachment(drawn.file, drawn.content),)
    return write_eml(
        Letter(subject, body, they.to, they.to_name, they.sender, they.sender_name, attached)
    )


def send(desk: Desk, id_: str) -> None:
    """A document as a message in the mail program. What has signs that no font can print is shown
    first: the preview says which, and sends it, too."""
    printed = PrintedDocument(desk, id_)
    drawn = printed.draw(paper_of(desk.memory), unheard)
    if drawn.missing:
        desk.preview(id_)
    else:
        desk.post(message_name(drawn), printed.message(drawn))


def message_name(drawn: Drawn) -> str:
    """The name of the message's file: that of the paper in it."""
    return f"{drawn.file.removesuffix('.pdf')}.eml"
