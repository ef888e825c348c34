"""The pages of invoices and bills, mirror tables as well; and all pages by kind."""

from typing import Final

from app.domain.kinds import Kind
from app.gui.screens import document_parts as parts
from app.gui.screens.credit_pages import CREDIT_MEMO, VENDOR_CREDIT
from app.gui.screens.document_page import (
    Asked,
    Page,
    Told,
    currency_column,
    day_column,
    money_column,
    number_column,
    status_column,
    text_column,
)
from app.gui.words import QT_TRANSLATE_NOOP

_AMOUNTS: Final = (
    day_column("due_date", QT_TRANSLATE_NOOP("documents", "Due date")),
    currency_column,
    money_column("total", QT_TRANSLATE_NOOP("documents", "Total")),
    money_column("remaining", QT_TRANSLATE_NOOP("documents", "Due")),
    status_column,
)
_DUE_DATE: Final = Asked(
    "due_date",
    QT_TRANSLATE_NOOP("documents", "Due date"),
    "date",
    hint=QT_TRANSLATE_NOOP("documents", "by the book's rule"),
)
_DUE: Final = Told(QT_TRANSLATE_NOOP("documents", "Due date"), lambda view: str(view.due_date))

INVOICE: Final = Page(
    kind=Kind.INVOICE,
    title=QT_TRANSLATE_NOOP("documents", "Invoices"),
    icon="invoice",
    new=QT_TRANSLATE_NOOP("documents", "New invoice"),
    draft=QT_TRANSLATE_NOOP("documents", "Draft invoice"),
    first=QT_TRANSLATE_NOOP(
        "documents", "Here is what your customers owe. Credit memos are applied to it."
    ),
    party=QT_TRANSLATE_NOOP("documents", "Customer"),
    party_word=QT_TRANSLATE_NOOP("documents", "customer"),
    asked=(
        Asked("party", QT_TRANSLATE_NOOP("documents", "Customer"), "party", 2, parts.WHOM),
        *parts.HEAD,
        _DUE_DATE,
        *parts.FOREIGN,
    ),
    extras=(parts.SHIPPING,),
    columns=(
        day_column("issue_date", QT_TRANSLATE_NOOP("documents", "Date")),
        number_column,
        text_column("party_name", QT_TRANSLATE_NOOP("documents", "Customer"), 150, grow=True),
        *_AMOUNTS,
    ),
    facts=(*parts.FACTS, _DUE, parts.WHY_VOID),
    sums=parts.CLAIM_SUMS,
    acts=parts.claim_acts(
        QT_TRANSLATE_NOOP("documents", "Receive payment…"), "receipt", printed=True
    ),
    tabs=parts.CLAIM_TABS,
    statuses=parts.CLAIM_STATUSES,
    claims=QT_TRANSLATE_NOOP("documents", "Open invoices"),
    description=QT_TRANSLATE_NOOP("documents", "For the customer"),
    left=QT_TRANSLATE_NOOP("documents", "Due"),
)

BILL: Final = Page(
    kind=Kind.BILL,
    title=QT_TRANSLATE_NOOP("documents", "Bills"),
    icon="bill",
    new=QT_TRANSLATE_NOOP("documents", "New bill"),
    draft=QT_TRANSLATE_NOOP("documents", "Draft bill"),
    first=QT_TRANSLATE_NOOP(
        "documents", "Here is what you owe your vendors. Vendor credits are applied to it."
    ),
    party=QT_TRANSLATE_NOOP("documents", "Vendor"),
    party_word=QT_TRANSLATE_NOOP("documents", "vendor"),
    asked=(
        Asked("party", QT_TRANSLATE_NOOP("documents", "Vendor"), "party", 2, parts.WHOM),
        *parts.HEAD,
        Asked("vendor_reference", QT_TRANSLATE_NOOP("documents", "Vendor's own number"), "text"),
        _DUE_DATE,
        *parts.FOREIGN,
    ),
    extras=(parts.SHIPPING,),
    columns=(
        day_column("issue_date", QT_TRANSLATE_NOOP("documents", "Date")),
        number_column,
        text_column("party_name", QT_TRANSLATE_NOOP("documents", "Vendor"), 150, grow=True),
        text_column("vendor_reference", QT_TRANSLATE_NOOP("documents", "Vendor's number"), 144),
        *_AMOUNTS,
    ),
    facts=(
        *parts.FACTS,
        _DUE,
        Told(
            QT_TRANSLATE_NOOP("documents", "Vendor's own number"),
            lambda view: view.vendor_reference,
        ),
        parts.WHY_VOID,
    ),
    sums=parts.CLAIM_SUMS,
    acts=parts.claim_acts(QT_TRANSLATE_NOOP("documents", "Pay…"), "payment"),
    tabs=parts.CLAIM_TABS,
    statuses=parts.CLAIM_STATUSES,
    claims=QT_TRANSLATE_NOOP("documents", "Open bills"),
    description=QT_TRANSLATE_NOOP("documents", "For the vendor"),
    left=QT_TRANSLATE_NOOP("documents", "Due"),
)

PAGES: Final[dict[Kind, Page]] = {
    page.kind: page for page in (CREDIT_MEMO, VENDOR_CREDIT, INVOICE, BILL)
}
