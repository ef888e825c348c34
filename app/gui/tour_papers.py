"""The papers of the tour: every kind of document and some reports of the sample book, as PDF."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.domain.kinds import SIDES, Kind, Status
from app.domain.money import Money
from app.domain.report import Wish
from app.domain.sheet import DocumentSheet, LineSheet, StatementSheet
from app.gui.stage import TODAY

if TYPE_CHECKING:
    from app.book.book import Book

_BEGINNING: Final = date(2026, 4, 1)  # of the statements
_LONG: Final = 60  # lines of an invoice that goes over pages
# Names that the book does not hold, in scripts that want fonts of the system: who, and in what.
_SCRIPTS: Final = (
    ("arabic", "شركة النور للإنارة", "شارع الملك فهد ٢١", "مصباح أرضي من خشب البلوط"),
    ("hebrew", "אור יהודה תאורה בע״מ", "רחוב הרצל 12", "מנורת רצפה מעץ אלון"),
    ("japanese", "株式会社 青山照明", "港区南青山 3-4-5", "オーク材フロアランプ"),
    ("chinese", "上海明月灯具有限公司", "南京西路 88 号", "橡木落地灯"),
    ("greek", "Φωτισμός Αιγαίου Α.Ε.", "Οδός Ερμού 17", "Φωτιστικό δαπέδου από δρυ"),
)
_REPORTS: Final = (
    ("credit-register", "credit_register", Wish(side="customer")),
    ("trial-balance", "trial_balance", Wish(last=TODAY)),
    ("account-register", "register", Wish(first=date(2026, 10, 1), account="1200")),
    ("ageing", "aging", Wish(side="customer")),
    ("journal", "journal", Wish(first=date(2026, 11, 1))),
    ("tax-summary", "tax_summary", Wish()),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF with the name of its file and what is said under its picture."""

    group: str
    name: str
    caption: str
    content: bytes


def papers(book: "Book") -> Iterator[Paper]:
    """Everything that Avoir prints, drawn from the sample book."""
    yield from _documents(book)
    yield from _languages(book)
    yield from _scripts(book)
    yield from _statements(book)
    yield from _reports(book)


def _documents(book: "Book") -> Iterator[Paper]:
    """Credit memos, vendor credit advices and invoices in every state worth seeing."""
    wanted = (
        (Kind.CREDIT_MEMO, Status.ISSUED), (Kind.CREDIT_MEMO, Status.PARTIALLY_APPLIED),
        (Kind.CREDIT_MEMO, Status.FULLY_APPLIED), (Kind.CREDIT_MEMO, Status.DRAFT),
        (Kind.VENDOR_CREDIT, Status.ISSUED), (Kind.INVOICE, Status.OPEN),
        (Kind.INVOICE, Status.PAID),
    )  # fmt: skip
    for kind, status in wanted:
        if sheet := _newest(book, kind, status):
            word = kind.value.replace("_", "-")
            yield _paper("Documents", f"{word}-{status.value.replace('_', '-')}", sheet)
    void = (sheet for sheet in _all(book, Kind.CREDIT_MEMO) if sheet.mark == "void")
    if sheet := next(void, None):
        yield _paper("Documents", "credit-memo-void", sheet)
    if sheet := _newest(book, Kind.INVOICE, Status.OPEN):
        draft = replace(sheet, number=None, mark="draft", uses=())
        yield _paper("Documents", "invoice-draft", draft)
        lines = tuple(
            replace(sheet.lines[at % len(sheet.lines)], description=f"Lamp, model {at + 1}")
            for at in range(_LONG)
        )
        yield _paper("Documents", "invoice-of-pages", _of_lines(sheet, lines))


def _of_lines(sheet: DocumentSheet, lines: tuple[LineSheet, ...]) -> DocumentSheet:
    """The same document with so many more lines that its sums are a whole number of times its."""
    times = len(lines) // len(sheet.lines)
    lines = lines[: times * len(sheet.lines)]
    return replace(
        sheet,
        lines=lines,
        subtotal=_times(sheet.subtotal, times),
        shipping=_times(sheet.shipping, times),
        taxes=tuple(
            replace(tax, base=_times(tax.base, times), amount=_times(tax.amount, times))
            for tax in sheet.taxes
        ),
        total=_times(sheet.total, times),
        remaining=_times(sheet.remaining, times),
    )


def _times(amount: Money, times: int) -> Money:
    return Money(amount.minor * times, amount.currency)


def _languages(book: "Book") -> Iterator[Paper]:
    seen: dict[str, DocumentSheet] = {}
    for kind in (Kind.CREDIT_MEMO, Kind.INVOICE):
        for sheet in _all(book, kind):
            if sheet.number and sheet.language != "en":
                seen.setdefault(f"{sheet.language.lower()}-{kind.value.replace('_', '-')}", sheet)
    for name in sorted(seen):
        yield _paper("Languages", name, seen[name])


def _scripts(book: "Book") -> Iterator[Paper]:
    sheet = _newest(book, Kind.CREDIT_MEMO, Status.ISSUED)
    if sheet is None:
        return
    for name, who, street, what in _SCRIPTS:
        buyer = replace(sheet.buyer, name=who, legal_name=None, street=street)
        line = replace(sheet.lines[0], description=what)
        other = replace(sheet, buyer=buyer, lines=(line, *sheet.lines[1:]), counterpart=who)
        yield _paper("Scripts", name, other)


def _statements(book: "Book") -> Iterator[Paper]:
    from app.paper import statement_words
    from app.paper.sheets import render
    from app.queries import parties, statement_sheets

    longest: dict[tuple[str, str], tuple[StatementSheet, str]] = {}
    for side in SIDES.values():
        for row in book.ask(TODAY, parties.rows, side):
            wish = Wish(first=_BEGINNING, last=TODAY, side=side.name, party=row.id)
            sheet = book.ask(TODAY, statement_sheets.of_wish, wish)
            key = (side.name, sheet.language)
            if key not in longest or len(sheet.rows) > len(longest[key][0].rows):
                longest[key] = sheet, row.name
    for side_name, language in sorted(longest):
        sheet, who = longest[side_name, language]
        caption = f"{statement_words.title_of(sheet)} · {who}"
        name = f"statement-{side_name}-{language.lower()}"
        yield Paper("Statements of account", name, caption, render(sheet))


def _reports(book: "Book") -> Iterator[Paper]:
    from app.paper import report
    from app.queries import catalogue

    def ask(*asked: Any, **more: Any) -> Any:
        return book.ask(TODAY, *asked, **more)

    for name, kind, wish in _REPORTS:
        found = list(catalogue.pages(ask, kind, wish))
        content = report.render(found, made_on=TODAY)
        yield Paper("Reports", name, found[0].title, content)


def _paper(group: str, name: str, sheet: DocumentSheet) -> Paper:
    from app.paper.sheets import render
    from app.paper.words import mail

    return Paper(group, name, f"{mail.subject(sheet)} · {sheet.party_name}", render(sheet))


def _newest(book: "Book", kind: Kind, status: Status) -> DocumentSheet | None:
    from app.queries import lists, sheets

    found = book.ask(TODAY, lists.page, kind, lists.Filters(status=status.value), 1).rows
    return book.ask(TODAY, sheets.sheet, found[0].id) if found else None


def _all(book: "Book", kind: Kind) -> Iterator[DocumentSheet]:
    from app.queries import lists, sheets

    for row in book.ask(TODAY, lists.page, kind, limit=1000).rows:
        yield book.ask(TODAY, sheets.sheet, row.id)
