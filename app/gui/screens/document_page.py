"""What the tables behind the document pages are made of: fields, facts, sums, acts, columns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from PySide6.QtCore import QCoreApplication

from app.domain.kinds import CREDITS, STATUS_LABELS, Kind, Side, Status, side_of
from app.domain.money import EXPONENTS
from app.gui.delegates import TONES
from app.gui.rows import RIGHT, Column, day, money
from app.gui.words import QT_TRANSLATE_NOOP

Editor = Literal[
    "party", "date", "text", "notes", "shown", "choice", "claim", "rate", "check", "money"
]  # fmt: skip


def say(text: str) -> str:
    """A text of these tables in the user's language."""
    return QCoreApplication.translate("documents", text)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the editor: the draft's name for it, its label, what edits it, how wide it is.
    Texts are in English and shown through `say`, here and below."""

    name: str
    label: str
    editor: Editor
    span: int = 1  # of the four columns
    hint: str = ""  # what stands in the empty field
    choices: str = ""  # which list of choices it offers
    foreign: bool = False  # only where the currency is not the book's


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the detail: its label, how it reads, and where it leads (kind, id)."""

    label: str
    text: Callable[[Any], str | None]
    leads: Callable[[Any], tuple[str, str] | None] | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of the totals under a document; `tab` names where its rows are, `WHY` the report that
    says why it is as much."""

    label: str
    amount: Callable[[Any], Any]
    tab: str = ""
    always: bool = False  # also when it is zero
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ActRow:
    """Something a document may be asked to do. `rule` is the name the lifecycle has for it."""

    name: str
    text: str
    icon: str
    rule: str = ""
    key: str = ""  # of the table of keys
    more: bool = False  # in the menu behind the dots


@dataclass(frozen=True, slots=True)
class Page:
    """All that tells the page of one kind from another."""

    kind: Kind
    title: str
    icon: str
    new: str  # "New credit memo"
    draft: str  # "Draft credit memo"
    first: str  # what belongs here, said by the empty list
    party: str  # "Customer"
    party_word: str  # inside a sentence
    asked: tuple[Asked, ...]
    extras: tuple[Asked, ...]  # beside the totals
    columns: tuple[Callable[[], Column], ...]
    facts: tuple[Told, ...]
    sums: tuple[Sum, ...]
    acts: tuple[ActRow, ...]
    tabs: tuple[tuple[str, str], ...]
    statuses: tuple[Status, ...]
    claims: str  # "Open invoices"
    description: str  # "For the customer"
    left: str  # "Remaining" or "Due"

    @property
    def side(self) -> Side:
        return side_of(self.kind)

    @property
    def is_credit(self) -> bool:
        return self.kind in CREDITS

    @property
    def is_printed(self) -> bool:
        """Whether it is our paper."""
        return any(act.name == "print" for act in self.acts)

    @property
    def word(self) -> str:
        """How commands call the document: "credit" or "claim"."""
        return "credit" if self.is_credit else "claim"

    def made_columns(self) -> tuple[Column, ...]:
        """The list's columns, in the user's language."""
        return tuple(make() for make in self.columns)


_KIND_WORDS: Final[dict[Kind, str]] = {
    Kind.CREDIT_MEMO: QT_TRANSLATE_NOOP("documents", "Credit memo"),
    Kind.VENDOR_CREDIT: QT_TRANSLATE_NOOP("documents", "Vendor credit"),
    Kind.INVOICE: QT_TRANSLATE_NOOP("documents", "Invoice"),
    Kind.BILL: QT_TRANSLATE_NOOP("documents", "Bill"),
    Kind.RECEIPT: QT_TRANSLATE_NOOP("documents", "Receipt"),
    Kind.PAYMENT: QT_TRANSLATE_NOOP("documents", "Payment"),
    Kind.TRANSACTION: QT_TRANSLATE_NOOP("documents", "Money returned"),
}
# Money that went back is not paid by anybody: credits cover it.
_OWN_STATUS_WORDS: Final[dict[tuple[Kind, Status], str]] = {
    (Kind.TRANSACTION, Status.PARTIALLY_PAID): QT_TRANSLATE_NOOP("documents", "Partly covered"),
    (Kind.TRANSACTION, Status.PAID): QT_TRANSLATE_NOOP("documents", "Covered"),
}


def kind_word(kind: Kind) -> str:
    """What people read for a kind of document."""
    return say(_KIND_WORDS[kind])


def status_word(kind: Kind, status: Status) -> str:
    """What people read for a status of a document of this kind."""
    return say(_OWN_STATUS_WORDS.get((kind, status), STATUS_LABELS[status]))


def left_of(view: Any) -> Any:
    """What is left of a credit, or due on an invoice or bill."""
    return view.remaining if view.kind in CREDITS else view.due


def reason_text(view: Any) -> str:
    """The reason in words, with what was noted beside it."""
    free = getattr(view, side_of(view.kind).reasons.note)
    return " · ".join(filter(None, (say(view.reason_display or ""), free)))


def price_text(text: str, currency: str) -> str:
    """A unit price with at least the currency's decimals: "38.5" of a dollar is "38.50"."""
    whole, _, part = text.partition(".")
    part = part.ljust(EXPONENTS.get(currency, 0), "0")
    plain = whole.lstrip("-").isdigit() and (part.isdigit() or not part)
    return (f"{whole}.{part}" if part else whole) if plain else text


# Columns of the lists. They are made when a page is, so that titles follow the language.


def day_column(name: str, title: str, **more: Any) -> Callable[[], Column]:
    """A column of dates."""
    return lambda: day(say(title), lambda row: getattr(row, name), key=name, **more)


def text_column(name: str, title: str, width: int = 110, **more: Any) -> Callable[[], Column]:
    """A column of words; listed words (reasons) in the user's language."""
    return lambda: Column(
        say(title), lambda row: say(getattr(row, name) or ""), width=width, key=name, **more
    )


def money_column(name: str, title: str) -> Callable[[], Column]:
    """A column of amounts."""
    return lambda: money(say(title), lambda row: getattr(row, name), key=name, width=116)


def number_column() -> Column:
    """The document's number, a dash while it has none."""
    return Column(
        say(QT_TRANSLATE_NOOP("documents", "Number")),
        lambda row: row.number or "—",
        width=96,
        key="number",
        tone=lambda row: "text" if row.number else "muted",
    )


def currency_column() -> Column:
    """The currency the amounts are in."""
    return Column(
        say(QT_TRANSLATE_NOOP("documents", "Currency")),
        lambda row: row.currency,
        align=RIGHT,
        width=98,
        key="currency",
        tone=lambda _row: "muted",
    )


def status_column() -> Column:
    """A dot and the status's word."""
    return Column(
        say(QT_TRANSLATE_NOOP("documents", "Status")),
        lambda row: status_word(row.kind, row.status),
        kind="status",
        width=124,
        tone=lambda row: TONES[row.status],
        key="status",
    )
