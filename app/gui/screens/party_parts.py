"""What the party pages say: the words of each side, and the columns of their lists."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.kinds import CUSTOMER, VENDOR, Side
from app.gui.rows import Column, day, money
from app.gui.screens.document_page import kind_word, status_column
from app.gui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one side, in English; `say` puts them into the user's language."""

    title: str
    new: str
    edit: str
    empty: str
    claims: str
    credits: str
    no_claims: str
    no_credits: str
    new_claim: str
    new_credit: str
    new_money: str
    apply: str
    nothing_to_apply: str
    unsaved: str
    saved: str
    pick: str
    balance: str
    chosen: str
    shown: str


WORDS: Final[dict[str, Words]] = {
    CUSTOMER.name: Words(
        title=QT_TRANSLATE_NOOP("parties", "Customers"),
        new=QT_TRANSLATE_NOOP("parties", "New customer"),
        edit=QT_TRANSLATE_NOOP("parties", "Edit customer"),
        empty=QT_TRANSLATE_NOOP("parties", "The people and firms you sell to stand here."),
        claims=QT_TRANSLATE_NOOP("parties", "Open invoices"),
        credits=QT_TRANSLATE_NOOP("parties", "Open credits"),
        no_claims=QT_TRANSLATE_NOOP("parties", "This customer owes nothing."),
        no_credits=QT_TRANSLATE_NOOP("parties", "This customer has no open credit."),
        new_claim=QT_TRANSLATE_NOOP("parties", "New invoice"),
        new_credit=QT_TRANSLATE_NOOP("parties", "New credit memo"),
        new_money=QT_TRANSLATE_NOOP("parties", "New receipt"),
        apply=QT_TRANSLATE_NOOP("parties", "Apply open credits…"),
        nothing_to_apply=QT_TRANSLATE_NOOP("parties", "Nothing is owed that they could pay."),
        unsaved=QT_TRANSLATE_NOOP(
            "parties", "This customer is not saved yet. Save it, or give it up with Cancel."
        ),
        saved=QT_TRANSLATE_NOOP("parties", "{name} is saved."),
        pick=QT_TRANSLATE_NOOP("parties", "Choose a customer to see what is open."),
        balance=QT_TRANSLATE_NOOP("parties", "Owes in all"),
        chosen=QT_TRANSLATE_NOOP("parties", "Selected customers: {count}"),
        shown=QT_TRANSLATE_NOOP("parties", "All customers in this list: {count}"),
    ),
    VENDOR.name: Words(
        title=QT_TRANSLATE_NOOP("parties", "Vendors"),
        new=QT_TRANSLATE_NOOP("parties", "New vendor"),
        edit=QT_TRANSLATE_NOOP("parties", "Edit vendor"),
        empty=QT_TRANSLATE_NOOP("parties", "The people and firms you buy from stand here."),
        claims=QT_TRANSLATE_NOOP("parties", "Open bills"),
        credits=QT_TRANSLATE_NOOP("parties", "Open credits"),
        no_claims=QT_TRANSLATE_NOOP("parties", "You owe this vendor nothing."),
        no_credits=QT_TRANSLATE_NOOP("parties", "This vendor has given no credit that is open."),
        new_claim=QT_TRANSLATE_NOOP("parties", "New bill"),
        new_credit=QT_TRANSLATE_NOOP("parties", "New vendor credit"),
        new_money=QT_TRANSLATE_NOOP("parties", "New payment"),
        apply=QT_TRANSLATE_NOOP("parties", "Apply open credits…"),
        nothing_to_apply=QT_TRANSLATE_NOOP("parties", "You owe nothing that they could pay."),
        unsaved=QT_TRANSLATE_NOOP(
            "parties", "This vendor is not saved yet. Save it, or give it up with Cancel."
        ),
        saved=QT_TRANSLATE_NOOP("parties", "{name} is saved."),
        pick=QT_TRANSLATE_NOOP("parties", "Choose a vendor to see what is open."),
        balance=QT_TRANSLATE_NOOP("parties", "You owe in all"),
        chosen=QT_TRANSLATE_NOOP("parties", "Selected vendors: {count}"),
        shown=QT_TRANSLATE_NOOP("parties", "All vendors in this list: {count}"),
    ),
}


def say(text: str) -> str:
    """A sentence of these tables in the user's language."""
    return QCoreApplication.translate("parties", text)


def party_columns(side: Side) -> tuple[Column, ...]:
    """The list of parties."""
    words = WORDS[side.name]
    return (
        Column(say("Name"), lambda row: row.name, key="name", grow=True),
        Column(say("City"), lambda row: row.city or "", width=130, key="city", gives=True),
        Column(say("Country"), lambda row: row.country or "", width=80, key="country",
               hidden=True),
        Column(say("E-mail"), lambda row: row.email or "", width=200, key="email", hidden=True),
        money(say(words.claims), lambda row: row.due, width=128, key="due"),
        money(say(words.credits), lambda row: row.credits, width=120, key="credits"),
        money(say("Balance"), lambda row: row.balance, width=112, key="balance"),
    )  # fmt: skip


def claim_columns() -> tuple[Column, ...]:
    """Open invoices or bills of a party."""
    return (
        day(say("Date"), lambda row: row.issue_date, width=88, key="date"),
        Column(say("Number"), lambda row: row.number or "", width=92, key="number"),
        day(say("Due date"), lambda row: row.due_date, width=96, key="due"),
        Column(say("Description"), lambda row: row.description or "", key="description",
               grow=True),
        status_column(),
        money(say("Total"), lambda row: row.total, width=100, key="total"),
        money(say("Due"), lambda row: row.remaining, width=108, key="remaining"),
    )  # fmt: skip


def credit_columns() -> tuple[Column, ...]:
    """Open credits of a party."""
    return (
        day(say("Date"), lambda row: row.issue_date, width=88, key="date"),
        Column(say("Number"), lambda row: row.number or "", width=92, key="number"),
        day(say("Valid until"), lambda row: row.expires_at, width=96, key="expires"),
        Column(say("Reason"), lambda row: row.reason_display or "", key="reason", grow=True),
        status_column(),
        money(say("Total"), lambda row: row.total, width=100, key="total"),
        money(say("Remaining"), lambda row: row.remaining, width=108, key="remaining"),
    )


def document_columns() -> tuple[Column, ...]:
    """All documents of a party."""
    return (
        day(say("Date"), lambda row: row.issue_date, width=88, key="date"),
        Column(say("Kind"), lambda row: kind_word(row.kind), width=120, key="kind"),
        Column(say("Number"), lambda row: row.number or "—", width=92, key="number"),
        Column(say("Description"), lambda row: row.description or "", key="description",
               grow=True),
        status_column(),
        money(say("Total"), lambda row: row.total, width=100, key="total"),
        money(say("Still open"), lambda row: row.remaining, width=108, key="remaining"),
    )  # fmt: skip
