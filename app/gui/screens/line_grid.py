"""The lines of a draft: typed in a grid, read as what commands take, summed by the domain."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.commands.inputs import LineInput, TaxInput
from app.domain.accounts import Account, AccountType
from app.domain.document import DocumentLine, Figures, Tax, priced, tax_totals
from app.domain.errors import Refused
from app.domain.money import Money, parse_money
from app.domain.rates import PERCENT_PLACES, PRICE_PLACES, QUANTITY_PLACES, parse_scaled
from app.gui.fields import Choice
from app.gui.screens.document_page import price_text, say
from app.gui.screens.edit_model import GridColumn, GridRow
from app.gui.screens.written_lines import AWAY, WrittenLines, says_nothing
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.books import TaxRow

_KEPT: Final = ("unit", "product", "plan", "claim_line")  # of a line, without a column
_TYPED: Final = ("description", "quantity", "unit_price", "tax", "account")
_WRITTEN: Final = "="  # begins the id of a tax that is written on the line, not in the table


def blank_line() -> GridRow:
    """A line on which nothing is written yet."""
    return dict.fromkeys((*_TYPED, *_KEPT), "")


def line_row(line: Any) -> GridRow:
    """A stored line (or an invoice's) as a row of the grid."""
    return {
        "description": line.description,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "tax": tax_id(line.tax) if line.tax else "",
        "account": line.account or "",
        "unit": line.unit or "",
        "product": line.product or "",
        "plan": line.plan or "",
        "claim_line": line.claim_line or "",
    }


def tax_id(tax: Any) -> str:
    """A tax by its code; one that is only written on the line by all it says."""
    return tax.code or f"{_WRITTEN}{tax.name}|{tax.rate}|{tax.category}"


def tax_input(text: str) -> str | TaxInput | None:
    """What a command takes for the tax of a row."""
    if not text.startswith(_WRITTEN):
        return text or None
    name, rate, category = text.removeprefix(_WRITTEN).rsplit("|", 2)
    return TaxInput(name, rate, category)


def is_blank(row: GridRow) -> bool:
    """Whether nothing is written on a row."""
    return says_nothing(row, _TYPED)


def inputs(rows: Sequence[GridRow]) -> tuple[LineInput, ...]:
    """The lines as commands take them; blank rows are no lines."""
    return tuple(
        LineInput(
            tax=tax_input(row["tax"]),
            **{name: row.get(name) or None for name in (*_TYPED, *_KEPT) if name != "tax"},
        )
        for row in rows
        if not is_blank(row)
    )


def lines_of(
    rows: Sequence[GridRow], currency: str, taxes: Sequence[TaxRow]
) -> list[DocumentLine]:
    """The rows as the domain sums them; those that cannot be read are left out."""
    return [line for row in rows if (line := _line(row, currency, taxes))]


def _line(row: GridRow, currency: str, taxes: Sequence[TaxRow]) -> DocumentLine | None:
    try:
        quantity = parse_scaled(row["quantity"] or "1", QUANTITY_PLACES, "quantity")
        price = parse_scaled(row["unit_price"], PRICE_PLACES, "unit_price")
        total = priced(quantity, price, currency)
        tax = _tax(row["tax"], taxes)
    except Refused:
        return None
    if min(quantity, price) < 0:
        return None
    return DocumentLine(row["description"], quantity, price, total, _NO_ACCOUNT, tax)


def _tax(text: str, taxes: Sequence[TaxRow]) -> Tax | None:
    known = next((tax for tax in taxes if tax.code == text), None)
    written = tax_input(text)
    if known:
        facts = (known.name, known.rate, known.category)
    elif isinstance(written, TaxInput):
        facts = (written.name, written.rate, written.category or "S")
    else:
        return None
    rate = parse_scaled(facts[1], PERCENT_PLACES, "tax")
    return Tax(facts[0], rate, facts[2], _NO_ACCOUNT)


class LineGrid(WrittenLines):
    """The grid of a draft's lines."""

    def __init__(
        self,
        taxes: Callable[[], Sequence[TaxRow]],
        accounts: Callable[[], Sequence[Choice]],
        parent: QWidget | None = None,
    ) -> None:
        self._taxes = taxes
        self._accounts = accounts
        columns = (
            GridColumn("description", say(QT_TRANSLATE_NOOP("documents", "Description")), "text",
                       width=130, grow=True),
            GridColumn("quantity", say(QT_TRANSLATE_NOOP("documents", "Quantity")), "number", 72,
                       places=QUANTITY_PLACES, figures=True),
            GridColumn("unit_price", say(QT_TRANSLATE_NOOP("documents", "Unit price")), "number",
                       84, places=PRICE_PLACES, figures=True, text=self._unit_text),
            GridColumn("tax", say(QT_TRANSLATE_NOOP("documents", "Tax")), "choice", 92,
                       text=self._tax_text),
            GridColumn("account", say(QT_TRANSLATE_NOOP("documents", "Account")), "choice", 132,
                       text=self._account_text),
            GridColumn("price", say(QT_TRANSLATE_NOOP("documents", "Line total")), width=88,
                       figures=True, text=self._price_text),
            AWAY,
        )  # fmt: skip
        super().__init__(columns, blank_line(), _TYPED, parent=parent)
        self.choices = {"tax": self._tax_choices, "account": accounts}
        self.show_lines(())

    def set_currency(self, currency: str) -> None:
        """Line totals are in this currency from now on."""
        if currency != self.currency:
            self.currency = currency
            self.grid.repaint_all()

    def figures(self, shipping: str, fee: str, *, per_line: bool) -> Figures:
        """What the lines add up to, as far as they can be read; worked out by the domain."""
        made = lines_of(self.grid.rows, self.currency, self._taxes())
        zero = Money(0, self.currency)
        return Figures(
            tuple(made), tax_totals(made, per_line=per_line),
            _money(shipping, zero), _money(fee, zero),
        )  # fmt: skip

    def _price_text(self, row: GridRow) -> str:
        known = row["unit_price"] and self.currency
        line = _line(row, self.currency, self._taxes()) if known else None
        return str(line.price) if line else ""

    def _unit_text(self, row: GridRow) -> str:
        return price_text(row["unit_price"], self.currency) if row["unit_price"] else ""

    def _tax_text(self, row: GridRow) -> str:
        tax = _tax(row["tax"], self._taxes())
        return tax.name if tax else row["tax"]

    def _tax_choices(self) -> tuple[Choice, ...]:
        listed = [Choice(tax.code, tax.name, f"{tax.rate}%") for tax in self._taxes()]
        ids = {choice.id for choice in listed}
        for row in self.grid.rows:
            written = tax_input(row["tax"])
            if isinstance(written, TaxInput) and row["tax"] not in ids:
                ids.add(row["tax"])
                listed.append(Choice(row["tax"], written.name, f"{written.rate}%"))
        return tuple(listed)

    def _account_text(self, row: GridRow) -> str:
        code = row["account"]
        return next((one.text for one in self._accounts() if one.id == code), code)


def _money(text: str, zero: Money) -> Money:
    try:
        found = parse_money(text, zero.currency, "amount") if text else zero
    except Refused:
        return zero
    return max(found, zero)


_NO_ACCOUNT: Final = Account(0, "", "", AccountType.INCOME)  # sums do not depend on it
