"""The pages of credit memos and vendor credits: mirror tables for one set of screens."""

from typing import Final

from app.domain.kinds import Kind
from app.gui.screens import document_parts as parts
from app.gui.screens.document_page import (
    Asked,
    Page,
    Told,
    currency_column,
    day_column,
    money_column,
    number_column,
    reason_text,
    status_column,
    text_column,
)
from app.gui.words import QT_TRANSLATE_NOOP

_AMOUNTS: Final = (
    currency_column,
    money_column("total", QT_TRANSLATE_NOOP("documents", "Total")),
    money_column("remaining", QT_TRANSLATE_NOOP("documents", "Remaining")),
    status_column,
)
_LAST_FACTS: Final = (parts.UNTIL, parts.OWN_ACCOUNT, parts.AUTOMATIC, parts.WHY_VOID)
_LAST_ASKED: Final = (parts.EXPIRES, parts.ACCOUNT, parts.LEFT_OUT, *parts.FOREIGN)

CREDIT_MEMO: Final = Page(
    kind=Kind.CREDIT_MEMO,
    title=QT_TRANSLATE_NOOP("documents", "Credit memos"),
    icon="credit_memo",
    new=QT_TRANSLATE_NOOP("documents", "New credit memo"),
    draft=QT_TRANSLATE_NOOP("documents", "Draft credit memo"),
    first=QT_TRANSLATE_NOOP(
        "documents",
        "Here is what lowers the debts of your customers: returns, mistakes, goodwill.",
    ),
    party=QT_TRANSLATE_NOOP("documents", "Customer"),
    party_word=QT_TRANSLATE_NOOP("documents", "customer"),
    asked=(
        Asked("party", QT_TRANSLATE_NOOP("documents", "Customer"), "party", 2, parts.WHOM),
        *parts.HEAD,
        Asked("reason", QT_TRANSLATE_NOOP("documents", "Reason"), "choice", choices="reasons"),
        Asked("reason_note", QT_TRANSLATE_NOOP("documents", "Note on the reason"), "text"),
        Asked("claim", QT_TRANSLATE_NOOP("documents", "Invoice"), "claim", hint=parts.NONE),
        Asked("source_id", QT_TRANSLATE_NOOP("documents", "Reference"), "text"),
        *_LAST_ASKED,
    ),
    extras=(parts.SHIPPING, parts.FEE),
    columns=(
        day_column("issue_date", QT_TRANSLATE_NOOP("documents", "Date")),
        number_column,
        text_column("party_name", QT_TRANSLATE_NOOP("documents", "Customer"), 150, grow=True),
        text_column("reason_display", QT_TRANSLATE_NOOP("documents", "Reason"), 132, gives=True),
        day_column("expires_at", QT_TRANSLATE_NOOP("documents", "Valid until"), hidden=True),
        *_AMOUNTS,
    ),
    facts=(
        *parts.FACTS,
        Told(QT_TRANSLATE_NOOP("documents", "Reason"), reason_text),
        parts.linked(QT_TRANSLATE_NOOP("documents", "Invoice"), Kind.INVOICE),
        Told(QT_TRANSLATE_NOOP("documents", "Reference"), lambda view: view.source_id),
        *_LAST_FACTS,
    ),
    sums=parts.CREDIT_SUMS,
    acts=parts.CREDIT_ACTS,
    tabs=parts.CREDIT_TABS,
    statuses=parts.CREDIT_STATUSES,
    claims=QT_TRANSLATE_NOOP("documents", "Open invoices"),
    description=QT_TRANSLATE_NOOP("documents", "For the customer"),
    left=QT_TRANSLATE_NOOP("documents", "Remaining"),
)

VENDOR_CREDIT: Final = Page(
    kind=Kind.VENDOR_CREDIT,
    title=QT_TRANSLATE_NOOP("documents", "Vendor credits"),
    icon="vendor_credit",
    new=QT_TRANSLATE_NOOP("documents", "New vendor credit"),
    draft=QT_TRANSLATE_NOOP("documents", "Draft vendor credit"),
    first=QT_TRANSLATE_NOOP(
        "documents",
        "Here is what lowers your debts to vendors: returns, rebates, prices put right.",
    ),
    party=QT_TRANSLATE_NOOP("documents", "Vendor"),
    party_word=QT_TRANSLATE_NOOP("documents", "vendor"),
    asked=(
        Asked("party", QT_TRANSLATE_NOOP("documents", "Vendor"), "party", 2, parts.WHOM),
        *parts.HEAD,
        Asked(
            "source_type", QT_TRANSLATE_NOOP("documents", "Reason"), "choice", choices="reasons"
        ),
        Asked("reason", QT_TRANSLATE_NOOP("documents", "Note on the reason"), "text"),
        Asked("claim", QT_TRANSLATE_NOOP("documents", "Bill"), "claim", hint=parts.NONE),
        Asked("vendor_reference", QT_TRANSLATE_NOOP("documents", "Vendor's own number"), "text"),
        *_LAST_ASKED,
    ),
    extras=(parts.SHIPPING, parts.FEE),
    columns=(
        day_column("issue_date", QT_TRANSLATE_NOOP("documents", "Date")),
        number_column,
        text_column("party_name", QT_TRANSLATE_NOOP("documents", "Vendor"), 150, grow=True),
        text_column("vendor_reference", QT_TRANSLATE_NOOP("documents", "Vendor's number"), 144),
        text_column("reason_display", QT_TRANSLATE_NOOP("documents", "Reason"), 132, gives=True),
        *_AMOUNTS,
    ),
    facts=(
        *parts.FACTS,
        Told(QT_TRANSLATE_NOOP("documents", "Reason"), reason_text),
        parts.linked(QT_TRANSLATE_NOOP("documents", "Bill"), Kind.BILL),
        Told(
            QT_TRANSLATE_NOOP("documents", "Vendor's own number"),
            lambda view: view.vendor_reference,
        ),
        *_LAST_FACTS,
    ),
    sums=parts.CREDIT_SUMS,
    acts=parts.CREDIT_ACTS,
    tabs=parts.CREDIT_TABS,
    statuses=parts.CREDIT_STATUSES,
    claims=QT_TRANSLATE_NOOP("documents", "Open bills"),
    description=QT_TRANSLATE_NOOP("documents", "For the vendor"),
    left=QT_TRANSLATE_NOOP("documents", "Remaining"),
)
