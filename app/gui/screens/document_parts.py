"""Rows that the tables of several kinds of documents share: facts, sums, acts, fields, tabs."""

from typing import Final

from app.domain.kinds import Kind, Status
from app.gui.screens.document_page import ActRow, Asked, Sum, Told, say
from app.gui.why import WHY
from app.gui.words import QT_TRANSLATE_NOOP

FACTS: Final = (
    Told(QT_TRANSLATE_NOOP("documents", "Date"), lambda view: str(view.issue_date)),
    Told(
        QT_TRANSLATE_NOOP("documents", "Exchange rate"),
        lambda view: None if view.currency == view.base_total.currency else view.fx_rate,
    ),
)
WHY_VOID: Final = Told(
    QT_TRANSLATE_NOOP("documents", "Void because"), lambda view: view.voided_reason
)
UNTIL: Final = Told(
    QT_TRANSLATE_NOOP("documents", "Valid until"),
    lambda view: str(view.expires_at) if view.expires_at else None,
)
AUTOMATIC: Final = Told(
    QT_TRANSLATE_NOOP("documents", "Automatic applying"),
    lambda view: say("left out") if view.exclude_from_auto_apply else None,
)
OWN_ACCOUNT: Final = Told(
    QT_TRANSLATE_NOOP("documents", "Account"),
    lambda view: view.gl_account,
    lambda view: ("register", view.gl_account) if view.gl_account else None,
)


def linked(label: str, kind: Kind) -> Told:
    """The invoice or bill that a credit is given for; it leads there."""
    return Told(
        label,
        lambda view: view.claim_number,
        lambda view: (kind.value, view.claim) if view.claim else None,
    )


_UPPER: Final = (
    Sum(QT_TRANSLATE_NOOP("documents", "Subtotal"), lambda view: view.subtotal, always=True),
    Sum("", lambda view: view.tax, tab="taxes"),  # one row per rate
    Sum(QT_TRANSLATE_NOOP("documents", "Shipping"), lambda view: view.shipping),
)
_TOTAL: Final = Sum(
    QT_TRANSLATE_NOOP("documents", "Total"), lambda view: view.total, always=True, strong=True
)
_APPLIED: Final = Sum(
    QT_TRANSLATE_NOOP("documents", "Applied"),
    lambda view: view.applied,
    "applications",
    always=True,
)
CREDIT_SUMS: Final = (
    *_UPPER,
    Sum(QT_TRANSLATE_NOOP("documents", "Restocking fee"), lambda view: -view.restocking_fee),
    _TOTAL,
    _APPLIED,
    Sum(QT_TRANSLATE_NOOP("documents", "Refunded"), lambda view: view.refunded, "refunds"),
    Sum(QT_TRANSLATE_NOOP("documents", "Expired"), lambda view: view.expired, "journal"),
    Sum(QT_TRANSLATE_NOOP("documents", "Void"), lambda view: view.voided, "journal"),
    Sum(
        QT_TRANSLATE_NOOP("documents", "Remaining"),
        lambda view: view.remaining,
        WHY,
        always=True,
        strong=True,
    ),
)
CLAIM_SUMS: Final = (
    *_UPPER,
    _TOTAL,
    _APPLIED,
    Sum(QT_TRANSLATE_NOOP("documents", "Paid"), lambda view: view.paid, "applications"),
    Sum(
        QT_TRANSLATE_NOOP("documents", "Due"), lambda view: view.due, WHY, always=True, strong=True
    ),
)

_ISSUE: Final = ActRow(
    "issue", QT_TRANSLATE_NOOP("documents", "Issue"), "positive", "issue", "confirm"
)
_VOID: Final = ActRow("void", QT_TRANSLATE_NOOP("documents", "Void…"), "void", "void")
_ACTS: Final = (
    ActRow("edit", QT_TRANSLATE_NOOP("documents", "Edit"), "edit", "update", "edit", more=True),
    ActRow("annotate", QT_TRANSLATE_NOOP("documents", "Notes…"), "journal", "annotate", more=True),
    ActRow(
        "duplicate",
        QT_TRANSLATE_NOOP("documents", "Duplicate"),
        "duplicate",
        key="duplicate",
        more=True,
    ),
    ActRow(
        "journal",
        QT_TRANSLATE_NOOP("documents", "Journal of this document"),
        "journal",
        key="journal",
        more=True,
    ),
    ActRow(
        "delete", QT_TRANSLATE_NOOP("documents", "Delete draft…"), "delete", "delete", more=True
    ),
)
_PRINT: Final = ActRow("print", QT_TRANSLATE_NOOP("documents", "Print"), "print", key="print")
_SENT: Final = (
    ActRow("email", QT_TRANSLATE_NOOP("documents", "E-mail…"), "email", key="email", more=True),
    ActRow(
        "print_many", QT_TRANSLATE_NOOP("documents", "Print many…"), "many", key="print_many",
        more=True,
    ),
)  # fmt: skip
CREDIT_ACTS: Final = (
    _ISSUE,
    ActRow("apply", QT_TRANSLATE_NOOP("documents", "Apply…"), "apply", "apply"),
    ActRow("refund", QT_TRANSLATE_NOOP("documents", "Refund…"), "refund", "refund"),
    _VOID,
    _PRINT,
    *_SENT,
    *_ACTS,
    ActRow(
        "auto_apply", QT_TRANSLATE_NOOP("documents", "Apply automatically…"), "apply", "apply",
        more=True,
    ),
    ActRow(
        "extend", QT_TRANSLATE_NOOP("documents", "Change the last day…"), "calendar", "extend",
        more=True,
    ),
    ActRow(
        "reinstate", QT_TRANSLATE_NOOP("documents", "Reinstate…"), "undo", "reinstate", more=True
    ),
)  # fmt: skip


def claim_acts(money: str, icon: str, *, printed: bool = False) -> tuple[ActRow, ...]:
    """Those of an invoice or bill; `money` is what receiving or paying it is called. A bill is
    the vendor's own paper: it is not printed here."""
    return (
        _ISSUE,
        ActRow("money", money, icon),
        ActRow("settle", QT_TRANSLATE_NOOP("documents", "Use open credits…"), "apply"),
        ActRow("credit", QT_TRANSLATE_NOOP("documents", "Credit…"), "credit_memo"),
        _VOID,
        *((_PRINT, *_SENT) if printed else ()),
        *_ACTS,
    )


_DETAILS: Final = ("details", QT_TRANSLATE_NOOP("documents", "Details"))
_APPLICATIONS: Final = ("applications", QT_TRANSLATE_NOOP("documents", "Applications"))
_LAST_TABS: Final = (
    ("journal", QT_TRANSLATE_NOOP("documents", "Journal")),
    ("history", QT_TRANSLATE_NOOP("documents", "History")),
)
CREDIT_TABS: Final = (
    _DETAILS,
    _APPLICATIONS,
    ("refunds", QT_TRANSLATE_NOOP("documents", "Refunds")),
    *_LAST_TABS,
)
CLAIM_TABS: Final = (_DETAILS, _APPLICATIONS, *_LAST_TABS)

CREDIT_STATUSES: Final = (
    Status.DRAFT, Status.ISSUED, Status.PARTIALLY_APPLIED, Status.FULLY_APPLIED, Status.EXPIRED,
    Status.VOID,
)  # fmt: skip
CLAIM_STATUSES: Final = (
    Status.DRAFT, Status.OPEN, Status.PARTIALLY_PAID, Status.PAID, Status.VOID,
)  # fmt: skip

HEAD: Final = (
    Asked("issue_date", QT_TRANSLATE_NOOP("documents", "Date"), "date"),
    Asked(
        "number",
        QT_TRANSLATE_NOOP("documents", "Number"),
        "shown",
        hint=QT_TRANSLATE_NOOP("documents", "given when issued"),
    ),
)
EXPIRES: Final = Asked(
    "expires_at",
    QT_TRANSLATE_NOOP("documents", "Valid until"),
    "date",
    hint=QT_TRANSLATE_NOOP("documents", "by the book's rule"),
)
FOREIGN: Final = (
    Asked(
        "currency",
        QT_TRANSLATE_NOOP("documents", "Currency"),
        "choice",
        choices="currencies",
        foreign=True,
    ),
    Asked(
        "fx_rate",
        QT_TRANSLATE_NOOP("documents", "Exchange rate"),
        "rate",
        hint=QT_TRANSLATE_NOOP("documents", "of the day"),
        foreign=True,
    ),
)
ACCOUNT: Final = Asked(
    "gl_account",
    QT_TRANSLATE_NOOP("documents", "Account"),
    "choice",
    hint=QT_TRANSLATE_NOOP("documents", "by the reason"),
    choices="accounts",
)
LEFT_OUT: Final = Asked(
    "exclude_from_auto_apply",
    QT_TRANSLATE_NOOP("documents", "Leave out of automatic applying"),
    "check",
    2,
)
SHIPPING: Final = Asked(
    "shipping", QT_TRANSLATE_NOOP("documents", "Shipping"), "money", hint="0.00"
)
FEE: Final = Asked(
    "restocking_fee", QT_TRANSLATE_NOOP("documents", "Restocking fee"), "money", hint="0.00"
)
WHOM: Final = QT_TRANSLATE_NOOP("documents", "Name, town or e-mail")
NONE: Final = QT_TRANSLATE_NOOP("documents", "none")
