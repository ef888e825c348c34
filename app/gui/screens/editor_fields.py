"""The fields of the editor, made from the tables, and the choices they offer from the book."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.domain.accounts import AccountType
from app.domain.errors import Refused
from app.domain.kinds import Side
from app.domain.money import EXPONENTS
from app.domain.rates import FX_PLACES
from app.gui.desk import Desk
from app.gui.fields import (
    CheckField,
    Choice,
    ChoiceField,
    DateField,
    MoneyField,
    NotesField,
    NumberField,
    PartyField,
    TextField,
)
from app.gui.perform import Form, perform
from app.gui.screens.document_page import Asked, Page, say
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import books, lists, party_names
from app.queries import parties as party_queries

METHODS: Final = {
    "cash": QT_TRANSLATE_NOOP("documents", "Cash"),
    "check": QT_TRANSLATE_NOOP("documents", "Check"),
    "ach": QT_TRANSLATE_NOOP("documents", "Bank debit (ACH)"),
    "wire": QT_TRANSLATE_NOOP("documents", "Bank transfer"),
    "credit_card": QT_TRANSLATE_NOOP("documents", "Credit card"),
    "debit_card": QT_TRANSLATE_NOOP("documents", "Debit card"),
    "other": QT_TRANSLATE_NOOP("documents", "Other"),
}
RETURNS: Final = {
    "refund": QT_TRANSLATE_NOOP("documents", "Refund made elsewhere"),
    "chargeback": QT_TRANSLATE_NOOP("documents", "Chargeback"),
}
_PARTIES_OFFERED: Final = 50  # more than anyone reads; the next letter narrows them
_CLAIMS_OFFERED: Final = 500  # of one party; the newest


@dataclass(frozen=True, slots=True)
class _Known:
    """What seldom changes in a book: settings, taxes, the accounts that take entries."""

    currency: str
    tax_per_line: bool
    taxes: tuple[books.TaxRow, ...]
    chart: tuple[books.AccountRow, ...]
    accounts: tuple[Choice, ...]


class Offers:
    """What the fields of one editor offer. Asks the book when it is first needed, and once."""

    def __init__(self, desk: Desk, *sides: Side) -> None:
        """`sides` are those whose parties are offered; documents are of the first."""
        self._desk, self._sides = desk, sides
        self._kept: _Known | None = None

    def refresh(self) -> None:
        """Chart, taxes and settings may be others now."""
        self._kept = None

    def _known(self) -> _Known:
        if self._kept is None:
            about = self._desk.ask(books.about)
            chart = tuple(row for row in self._desk.ask(books.accounts) if not row.is_header)
            accounts = tuple(
                Choice(row.code, f"{row.code} {row.name}", say(row.type.capitalize()))
                for row in chart
            )
            per_line = about.settings.get("tax_rounding") == "line"
            taxes = self._desk.ask(books.taxes)
            self._kept = _Known(about.currency, per_line, taxes, chart, accounts)
        return self._kept

    @property
    def currency(self) -> str:
        """The book's own."""
        return self._known().currency

    @property
    def tax_per_line(self) -> bool:
        """Whether tax is rounded line by line."""
        return self._known().tax_per_line

    def taxes(self) -> tuple[books.TaxRow, ...]:
        """All tax codes."""
        return self._known().taxes

    def accounts(self) -> Sequence[Choice]:
        """The accounts that take entries."""
        return self._known().accounts

    def holders(self) -> Sequence[Choice]:
        """The accounts that can hold money: assets that are not what documents add up to."""
        return tuple(
            Choice(row.code, f"{row.code} {row.name}")
            for row in self._known().chart
            if row.type == AccountType.ASSET and not row.is_control
        )

    def reasons(self) -> Sequence[Choice]:
        """Why a customer is given credit, or a vendor gives it."""
        listed = self._sides[0].reasons.listed.values()
        return tuple(Choice(reason.code, say(reason.label)) for reason in listed)

    def methods(self) -> Sequence[Choice]:
        """The ways money is paid."""
        return tuple(Choice(name, say(label)) for name, label in METHODS.items())

    def returns(self) -> Sequence[Choice]:
        """The ways money goes back by itself."""
        return tuple(Choice(name, say(label)) for name, label in RETURNS.items())

    def currencies(self) -> Sequence[Choice]:
        """All currencies, the book's own first."""
        rest = sorted(code for code in EXPONENTS if code != self.currency)
        return tuple(Choice(code, code) for code in (self.currency, *rest))

    @property
    def noun(self) -> str:
        """What a party is called inside a sentence."""
        return say(self._sides[0].name)

    def parties(self, typed: str) -> Sequence[Choice]:
        """Customers or vendors that hold the typed words; of both, each says which it is."""
        both, each = len(self._sides) > 1, _PARTIES_OFFERED // len(self._sides)
        return tuple(
            Choice(
                row.id,
                row.name,
                ", ".join(filter(None, (row.city, row.country, say(side.name) if both else ""))),
            )
            for side in self._sides
            for row in self._desk.ask(party_names.find, side, typed, each)
        )

    def party(self, ref: str) -> party_queries.PartyView | None:
        """One customer or vendor, None when there is none."""
        for side in self._sides:
            try:
                return self._desk.ask(party_queries.get, side, ref)
            except Refused:
                continue
        return None

    def name(self, ref: str) -> str:
        """The name of a customer or vendor, "" when there is none."""
        found = self.party(ref) if ref else None
        return found.name if found else ""

    def claims(self, party: str) -> Sequence[Choice]:
        """The invoices or bills of a party that were issued, newest first."""
        if not party or self.party(party) is None:
            return ()
        filters = lists.Filters(party=party)
        page = self._desk.ask(lists.page, self._sides[0].claim, filters, _CLAIMS_OFFERED)
        return tuple(
            Choice(row.id, row.number, f"{row.issue_date} · {row.total} {row.currency}")
            for row in page.rows
            if row.number
        )


class BookPartyField(PartyField):
    """A party of the book by id: it knows the name of any."""

    def __init__(self, offers: Offers) -> None:
        super().__init__(offers.noun)
        self._book_offers = offers
        self.set_search(offers.parties)

    def set_value(self, value: object) -> None:
        """Chooses a party by its id; other text is shown as it is."""
        found = self._book_offers.party(str(value)) if value else None
        if found:
            self.set_choice(Choice(found.id, found.name))
        else:
            super().set_value(value)


def create_party(desk: Desk, form: Form, page: Page, name: str) -> bool:
    """Makes the party of that name and chooses it in the form; False when it is refused."""
    from app.commands import parties

    done = perform(desk.book, form, desk.today(), parties.create, side=page.side, name=name)
    if done is None:
        return False
    form.fields["party"].editor.set_choice(Choice(done.id, name))
    told = say(QT_TRANSLATE_NOOP("documents", "{name} is a {party} now."))
    desk.tell(told.format(name=name, party=say(page.party_word)))
    return True


def make_editor(asked: Asked, desk: Desk, offers: Offers) -> Any:
    """The editor of one field of the table."""
    makers: dict[str, Callable[[], QWidget]] = {
        "party": lambda: BookPartyField(offers),
        "date": lambda: DateField(desk.today()),
        "text": TextField,
        "notes": partial(NotesField, 2),
        "shown": partial(_shown, say(asked.hint)),
        "choice": lambda: ChoiceField(getattr(offers, asked.choices)()),
        "claim": ChoiceField,
        "rate": lambda: NumberField(FX_PLACES),
        "check": lambda: CheckField(say(asked.label)),
        "money": lambda: MoneyField(offers.currency),
    }
    made: Any = makers[asked.editor]()
    if asked.hint and asked.editor not in {"check", "notes"}:
        made.setPlaceholderText(say(asked.hint))
    return made


def _shown(hint: str) -> TextField:
    made = TextField(hint)
    made.setEnabled(False)
    return made
