"""The panel of acts that use documents in an order: shown first, done when confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.commands import claims, credits
from app.domain.money import Money, total
from app.gui import formats
from app.gui.desk import Desk
from app.gui.fields import Choice, ChoiceField
from app.gui.rows import Column, day, money
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.document_page import Page, left_of, say
from app.gui.screens.whole_view import WholeView
from app.gui.theme import grid
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import books, planned


@dataclass(frozen=True, slots=True)
class Ordered:
    """One act of the kind. Texts are templates over the document's name and amounts."""

    title: str
    confirm: str
    told: str
    nothing: str  # where there is nothing to use
    setting: str  # what the book has decided about the order
    orders: tuple[tuple[str, str], ...]
    plan: Callable[..., tuple[planned.Planned, ...]]
    command: Callable[..., Any]
    last: str  # what the column of last days says


_NUMBER: Final = QT_TRANSLATE_NOOP("documents", "Number")
_PASSED: Final = {
    "kept_out": QT_TRANSLATE_NOOP("documents", "left out of automatic applying"),
    "is_expired": QT_TRANSLATE_NOOP("documents", "its last day has passed"),
}
AUTO_APPLY: Final = Ordered(
    title=QT_TRANSLATE_NOOP("documents", "Apply {name} automatically: {left} are left."),
    confirm=QT_TRANSLATE_NOOP("documents", "Apply"),
    told=QT_TRANSLATE_NOOP("documents", "{amount} of {name} applied."),
    nothing=QT_TRANSLATE_NOOP("documents", "{party} owes nothing in {currency}."),
    setting="auto_apply_order",
    orders=(
        ("oldest_due", QT_TRANSLATE_NOOP("documents", "Oldest due first")),
        ("newest_due", QT_TRANSLATE_NOOP("documents", "Newest due first")),
    ),
    plan=planned.claims_for,
    command=credits.auto_apply,
    last=QT_TRANSLATE_NOOP("documents", "Due date"),
)
SETTLE: Final = Ordered(
    title=QT_TRANSLATE_NOOP("documents", "Use open credits on {name}: {left} are due."),
    confirm=QT_TRANSLATE_NOOP("documents", "Use the credits"),
    told=QT_TRANSLATE_NOOP("documents", "{amount} of credits used on {name}."),
    nothing=QT_TRANSLATE_NOOP("documents", "{party} has no open credit in {currency}."),
    setting="credit_order",
    orders=(
        ("expiring_first", QT_TRANSLATE_NOOP("documents", "Expiring first")),
        ("oldest_first", QT_TRANSLATE_NOOP("documents", "Oldest first")),
    ),
    plan=planned.credits_for,
    command=claims.settle,
    last=QT_TRANSLATE_NOOP("documents", "Valid until"),
)


class OrderedPanel(ActPanel):
    """An order to choose, below it what is used in that order, beside it what is posted."""

    side_by_side = 900

    def __init__(self, desk: Desk, page: Page, act: Ordered, name: str) -> None:
        super().__init__(desk, name)
        self._page, self._act = page, act
        self._view: Any = None
        self._rows: tuple[planned.Planned, ...] = ()
        self.entry.nothing = self.tr(
            "Nothing is posted: both stand on one account. The application is recorded."
        )
        order = ChoiceField([Choice(name, say(text)) for name, text in act.orders])
        order.changed.connect(lambda _value: self._follow())
        asked = self.field("order", self.tr("Order"), order)
        self._list = WholeView(self._columns())
        self._list.setObjectName("planned")
        self._list.opened.connect(lambda row: desk.show(row.kind.value, row.id))
        self._left = QLabel()
        self._left.setObjectName("left")
        top = QHBoxLayout()
        top.setSpacing(grid(4))
        top.addWidget(asked, 2)
        top.addStretch(1)
        top.addWidget(self._left)
        self._none = QLabel()
        self._none.setObjectName("nothing_open")
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)
        self.asked.addLayout(top)
        self.asked.addWidget(self._list)
        self.asked.addWidget(self._none)
        self.asked.addStretch(1)

    def _columns(self) -> tuple[Column, ...]:
        def tone(row: planned.Planned) -> str:
            return "text" if row.amount else "muted"

        return (
            Column(say(_NUMBER), _named, width=120, grow=True, key="number", tone=tone),
            day(say(QT_TRANSLATE_NOOP("documents", "Date")), lambda row: row.issue_date,
                width=92, key="date", tone=tone),
            day(say(self._act.last), lambda row: row.last, width=96, key="last", tone=tone),
            money(say(QT_TRANSLATE_NOOP("documents", "Open")), lambda row: row.remaining,
                  width=92, key="open", tone=tone),
            money(say(QT_TRANSLATE_NOOP("documents", "Used now")),
                  lambda row: row.amount or None, width=96, key="used"),
        )  # fmt: skip

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares the act for a credit, an invoice or a bill."""
        del use
        self._view = view
        self.clear_marks()
        self._list.setAccessibleName(say(self._act.title).partition(":")[0].format(name=""))
        title = say(self._act.title)
        left = formats.money(left_of(view))
        self.say_title(title.format(name=view.number, left=left), say(self._act.confirm))
        settings = self.desk.ask(books.about).settings
        order = self.fields["order"].editor
        order.blockSignals(True)
        order.set_value(str(settings[self._act.setting]))
        order.blockSignals(False)
        self._follow()
        order.setFocus()

    def run(self) -> None:
        """Does what is shown."""
        if not self.confirm.isEnabled():
            return
        amount = formats.money(self._sum())
        told = say(self._act.told).format(name=self._view.number, amount=amount)
        self.do(self._act.command, told, **self._arguments())

    @property
    def _order(self) -> str:
        chosen = self.fields["order"].editor.chosen
        return chosen.id if chosen else self._act.orders[0][0]

    def _arguments(self) -> dict[str, Any]:
        return {
            "side": self._page.side, self._page.word: self._view.id, "order": self._order,
        }  # fmt: skip

    def _sum(self) -> Money:
        return total((row.amount for row in self._rows), self._view.currency)

    def _follow(self) -> None:
        if self._view is None:
            return
        self._rows = self.desk.ask(self._act.plan, self._view.id, self._order)
        self._list.show_rows(self._rows)
        some = bool(self._sum())
        self._list.setVisible(bool(self._rows))
        self._left.setVisible(some)
        self.entry.setVisible(some)
        self.confirm.setEnabled(some)
        none = say(self._act.nothing)
        text = none.format(party=self._view.party_name, currency=self._view.currency)
        self._none.setText("" if some else text)
        self.confirm.setToolTip(say(self._act.confirm) if some else text)
        rest = left_of(self._view) - self._sum()
        left = self.tr("Left after this {amount}")
        if self._view.kind is self._page.side.claim:
            left = self.tr("Due after this {amount}")
        self._left.setText(left.format(amount=formats.money(rest)))
        if some:
            self.entry.ask(self._act.command, **self._arguments())


def _named(row: planned.Planned) -> str:
    """The number, and why it is passed over."""
    why = say(_PASSED[row.passed_over]) if row.passed_over else ""
    return " · ".join(filter(None, (row.number, why)))
