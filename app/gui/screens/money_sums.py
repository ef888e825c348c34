"""What a receipt or payment comes to, told while it is entered."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.money import Money
from app.gui.screens.document_page import say
from app.gui.screens.document_widgets import Figure, Totals
from app.gui.screens.money_page import MoneyPage
from app.gui.theme import grid, restyle


@dataclass(frozen=True, slots=True)
class Sums:
    """What is entered, as far as it can be read: what is settled, how much of that by credits,
    the money itself, and what of it is left over (below zero: it is not enough)."""

    settled: Money
    used: Money
    cash: Money
    left: Money


class SumsView(QWidget):
    """Rows of figures, and below them in one sentence what follows from them."""

    def __init__(self, page: MoneyPage) -> None:
        super().__init__()
        self._page = page
        self.totals, self._note = Totals(), QLabel()
        self._note.setObjectName("sums_note")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(grid(1))
        column.addWidget(self.totals)
        column.addWidget(self._note)

    def show_sums(self, sums: Sums) -> None:
        """Shows other figures."""
        self.totals.show_figures([*self._figures(sums)])
        text, role = self._sentence(sums)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        restyle(self._note, "role", role)

    def _figures(self, sums: Sums) -> Iterator[Figure]:
        cash = f"{say(self._page.cash)} {sums.cash.currency}"
        if not self._page.takes_money:
            yield Figure(self.tr("Settled"), sums.settled)
            yield Figure(self.tr("By credits"), -sums.used)
            yield Figure(cash, sums.cash, strong=True)
            return
        yield Figure(cash, sums.cash)
        yield Figure(self.tr("Settled"), sums.settled)
        if sums.left.minor < 0:
            yield Figure(self.tr("Too much settled"), -sums.left, strong=True)
        else:
            yield Figure(self.tr("Left over"), sums.left, strong=True)

    def _sentence(self, sums: Sums) -> tuple[str, str]:
        if sums.left.minor > 0:
            return self.tr("What is left over becomes a credit memo (paid too much)."), "muted"
        if sums.left.minor < 0:
            return self.tr("The invoices take more than was received."), "danger"
        if sums.used and not sums.cash:
            return self.tr("Credits settle it all; no money moves."), "muted"
        return "", "muted"
