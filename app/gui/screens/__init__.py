"""The sections of the window: sidebar, Alt+1…9 and the palette's pages are made from this table.

A page is imported when it is first shown; the window itself starts without any.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.gui.desk import Desk
from app.gui.screen import Screen
from app.gui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the sidebar."""

    group: str  # in English; see `label`; "" above all groups
    title: str
    kind: str
    icon: str  # a meaning of icons.py
    make: Callable[[Desk], Screen]
    new: str = ""  # what is made there, "" for nothing
    daily: bool = True  # whether one of the few keys may lead there

    @property
    def label(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("sections", self.title)

    @property
    def new_label(self) -> str:
        """What is made there, in the user's language."""
        return QCoreApplication.translate("sections", self.new) if self.new else ""

    @property
    def group_label(self) -> str:
        """The group in the user's language."""
        return QCoreApplication.translate("sections", self.group)


def _home(desk: Desk) -> Screen:
    from app.gui.screens.home import HomeScreen

    return HomeScreen(desk)


def _documents(kind: str) -> Callable[[Desk], Screen]:
    def make(desk: Desk) -> Screen:
        from app.domain.kinds import Kind
        from app.gui.screens.documents import DocumentsScreen

        return DocumentsScreen(desk, Kind(kind))

    return make


def _money(kind: str) -> Callable[[Desk], Screen]:
    def make(desk: Desk) -> Screen:
        from app.domain.kinds import Kind
        from app.gui.screens.money import MoneyScreen

        return MoneyScreen(desk, Kind(kind))

    return make


def _customers(desk: Desk) -> Screen:
    from app.domain.kinds import CUSTOMER
    from app.gui.screens.parties import PartiesScreen

    return PartiesScreen(desk, CUSTOMER)


def _vendors(desk: Desk) -> Screen:
    from app.domain.kinds import VENDOR
    from app.gui.screens.parties import PartiesScreen

    return PartiesScreen(desk, VENDOR)


def _ledger(desk: Desk) -> Screen:
    from app.gui.screens.ledger import LedgerScreen

    return LedgerScreen(desk)


def _accounts(desk: Desk) -> Screen:
    from app.gui.screens.accounts import AccountsScreen

    return AccountsScreen(desk)


def _reports(desk: Desk) -> Screen:
    from app.gui.screens.reports import ReportsScreen

    return ReportsScreen(desk)


def _month_end(desk: Desk) -> Screen:
    from app.gui.screens.month_end import MonthEndScreen

    return MonthEndScreen(desk)


def _expiring(desk: Desk) -> Screen:
    from app.gui.screens.expiring import ExpiringScreen

    return ExpiringScreen(desk)


def _rates(desk: Desk) -> Screen:
    from app.gui.screens.rates import RatesScreen

    return RatesScreen(desk)


def _templates(desk: Desk) -> Screen:
    from app.gui.screens.templates import TemplatesScreen

    return TemplatesScreen(desk)


def _preview(desk: Desk) -> Screen:
    from app.gui.screens.preview import PreviewScreen

    return PreviewScreen(desk)


_CUSTOMERS: Final = QT_TRANSLATE_NOOP("sections", "Customers")
_VENDORS: Final = QT_TRANSLATE_NOOP("sections", "Vendors")
_BOOKS: Final = QT_TRANSLATE_NOOP("sections", "Books")

SECTIONS: Final = (
    Section("", QT_TRANSLATE_NOOP("sections", "Home"), "home", "home", _home, daily=False),
    Section(_CUSTOMERS, QT_TRANSLATE_NOOP("sections", "Credit memos"), "credit_memo",
            "credit_memo", _documents("credit_memo"),
            QT_TRANSLATE_NOOP("sections", "New credit memo")),
    Section(_CUSTOMERS, QT_TRANSLATE_NOOP("sections", "Invoices"), "invoice", "invoice",
            _documents("invoice"), QT_TRANSLATE_NOOP("sections", "New invoice")),
    Section(_CUSTOMERS, QT_TRANSLATE_NOOP("sections", "Receipts"), "receipt", "receipt",
            _money("receipt"), QT_TRANSLATE_NOOP("sections", "New receipt")),
    Section(_CUSTOMERS, QT_TRANSLATE_NOOP("sections", "Money returned"), "transaction", "refund",
            _money("transaction"), QT_TRANSLATE_NOOP("sections", "New refund or chargeback"),
            daily=False),
    Section(_CUSTOMERS, QT_TRANSLATE_NOOP("sections", "Customers"), "customer", "customers",
            _customers, QT_TRANSLATE_NOOP("sections", "New customer")),
    Section(_VENDORS, QT_TRANSLATE_NOOP("sections", "Vendor credits"), "vendor_credit",
            "vendor_credit", _documents("vendor_credit"),
            QT_TRANSLATE_NOOP("sections", "New vendor credit")),
    Section(_VENDORS, QT_TRANSLATE_NOOP("sections", "Bills"), "bill", "bill",
            _documents("bill"), QT_TRANSLATE_NOOP("sections", "New bill")),
    Section(_VENDORS, QT_TRANSLATE_NOOP("sections", "Payments"), "payment", "payment",
            _money("payment"), QT_TRANSLATE_NOOP("sections", "New payment")),
    Section(_VENDORS, QT_TRANSLATE_NOOP("sections", "Vendors"), "vendor", "vendor", _vendors,
            QT_TRANSLATE_NOOP("sections", "New vendor")),
    Section(_BOOKS, QT_TRANSLATE_NOOP("sections", "Ledger"), "journal", "ledger", _ledger,
            QT_TRANSLATE_NOOP("sections", "New journal entry")),
    Section(_BOOKS, QT_TRANSLATE_NOOP("sections", "Accounts"), "accounts", "accounts", _accounts,
            daily=False),
    Section(_BOOKS, QT_TRANSLATE_NOOP("sections", "Reports"), "reports", "report", _reports),
    Section(_BOOKS, QT_TRANSLATE_NOOP("sections", "Month end"), "month_end", "lock", _month_end,
            daily=False),
    Section(_BOOKS, QT_TRANSLATE_NOOP("sections", "Expiring credits"), "expiring", "expiry",
            _expiring, daily=False),
    Section(_BOOKS, QT_TRANSLATE_NOOP("sections", "Exchange rates"), "rates", "calendar",
            _rates, QT_TRANSLATE_NOOP("sections", "New exchange rate"), daily=False),
    Section(_BOOKS, QT_TRANSLATE_NOOP("sections", "Templates"), "template", "template",
            _templates, QT_TRANSLATE_NOOP("sections", "New template"), daily=False),
)  # fmt: skip
# These have a key. The others are in the sidebar and the palette.
KEYED: Final = tuple(section for section in SECTIONS if section.daily)[:10]
# Not in the sidebar: a document's way to it is Ctrl+P.
PREVIEW: Final = Section(
    "", QT_TRANSLATE_NOOP("sections", "Print preview"), "preview", "print", _preview
)
