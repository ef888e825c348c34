"""The panel that credits lines of an invoice or bill: which, how much of each, and why."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.commands import crediting
from app.domain.document import Figures, tax_totals
from app.domain.errors import Problem
from app.domain.kinds import Side
from app.domain.money import Money
from app.gui import formats
from app.gui.desk import Desk
from app.gui.fields import ChoiceField
from app.gui.perform import perform
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.claim_pages import PAGES
from app.gui.screens.document_page import say
from app.gui.screens.editor_fields import Offers, make_editor
from app.gui.screens.field_grid import FieldGrid
from app.gui.screens.pick_grid import PickGrid
from app.gui.theme import grid
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries import documents

_WHY: Final = ("reason", "reason_note", "source_type")  # what is asked beside the lines
_SOLD: Final = {
    "customer": QT_TRANSLATE_NOOP("documents", "Sold"),
    "vendor": QT_TRANSLATE_NOOP("documents", "Bought"),
}


class PickPanel(ActPanel):
    """Makes a draft. `made` tells it; nothing is posted before that draft is issued."""

    made = Signal(str)  # the draft
    side_by_side = 980

    def __init__(self, desk: Desk, side: Side, offers: Offers, *, choose: bool = False) -> None:
        """`choose`: whether the invoice or bill is chosen here, not given."""
        super().__init__(desk, "credit")
        self._side, self._offers, self._choose = side, offers, choose
        self._page = page = PAGES[side.credit]
        self._view: Any = None
        self._box = FieldGrid(3)
        if choose:
            asked = next(one for one in page.asked if one.name == "claim")
            self._box.add(self.field("claim", say(asked.label), ChoiceField()), 2)
            self.fields["claim"].editor.changed.connect(lambda _value: self._claim_chosen())
        for asked in (one for one in page.asked if one.name in _WHY):
            editor = make_editor(asked, desk, offers)
            self._box.add(self.field(asked.name, say(asked.label), editor))
            editor.changed.connect(lambda _value: self._follow())
        self.grid = PickGrid(say(_SOLD[side.name]))
        self.grid.setAccessibleName(self.tr("Lines to credit"))
        self.grid.changed.connect(self._follow)
        self.grid.capped.connect(self._say_capped)
        self._said, self._total = QLabel(), QLabel()
        self._said.setObjectName("pick_said")
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        self._total.setObjectName("pick_total")
        self._buttons = [
            self.button("pick_all", self.tr("All that is left"), self.grid.pick_all),
            self.button("pick_none", self.tr("None"), self.grid.pick_none),
        ]
        row = QHBoxLayout()
        row.setSpacing(grid(2))
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._total)
        self.asked.addWidget(self._box)
        self.asked.addLayout(row)
        self.asked.addWidget(self.grid)
        self.asked.addWidget(self._said)
        self.asked.addStretch(1)

    # Beginning

    def start(self, view: Any, use: Any = None) -> None:
        """Prepares a credit for an invoice or bill."""
        del use
        self._begin({})
        self._show_claim(view)
        self._first_focus()

    def start_for(self, party: str, claim: str, why: dict[str, str]) -> None:
        """Prepares one for a party; `claim` and the reason as far as they are known."""
        self._begin(why)
        choices = self._offers.claims(party)
        editor = self.fields["claim"].editor
        editor.blockSignals(True)
        editor.set_choices(choices)
        editor.set_value(claim or (choices[0].id if choices else ""))
        editor.blockSignals(False)
        self._claim_chosen()
        self._first_focus()

    def _begin(self, why: dict[str, str]) -> None:
        self._view = None
        self.clear_marks()
        for name in self.fields:
            self.fields[name].set_value("")
        self.set_values({self._side.reasons.field: self._side.reasons.usual, **why})

    def _first_focus(self) -> None:
        """The invoice, then the reason where one is asked for, then the quantities."""
        empty = [name for name in ("claim", "reason") if name in self.fields]
        if not self._choose and self._side.reasons.usual:
            self.grid.start()
        else:
            self.fields[empty[0]].editor.setFocus()

    def _claim_chosen(self) -> None:
        chosen = self.fields["claim"].editor.chosen
        self._show_claim(
            self.desk.ask(documents.get, self._side.claim, chosen.id) if chosen else None
        )

    def _show_claim(self, view: Any) -> None:
        self._view = view
        self._said.setText("")
        title = self.tr("Credit lines of {name}: pick what is credited.")
        self.say_title(
            title.format(name=view.number if view else say(self._page.side.claim.label)),
            self.tr("Make the draft"),
        )
        found = self.desk.ask(documents.lines_left, view.kind, view.id) if view else ()
        self.grid.show_lines(found, view.currency if view else "", self._offers.taxes())
        self._show_whether_any()

    def _show_whether_any(self) -> None:
        some = any(row["picked"] for row in self.grid.grid.rows)
        self.grid.setVisible(bool(self.grid.lines))
        for part in (*self._buttons, self._total, self.entry):
            part.setVisible(some)
        self.confirm.setEnabled(some)
        text = ""
        if self._view is not None and not some:
            none = self.tr("Everything on {name} is credited already.")
            text = none.format(name=self._view.number)
        self._said.setText(text)
        self.confirm.setToolTip(text or self.confirm.text())

    # Doing

    def run(self) -> None:
        """Makes the draft; refused, every problem stands at its field or cell."""
        self.grid.leave_cell()
        if self._view is None or not self.confirm.isEnabled():
            return
        if not self.grid.picked():
            self.clear_marks()
            told, hint = self.tr("No quantity is entered."), self.tr("Say how much is credited.")
            self.mark((Problem("required", told, None, hint),))
            self.grid.setFocus()
            return
        answer = perform(
            self.desk.book, self, self.desk.today(), crediting.from_claim, **self._arguments()
        )
        if answer is not None:
            self.desk.tell(self.tr("The draft is made; issue it when it is right."))
            self.done.emit()
            self.made.emit(answer.id)

    def mark(self, problems: Any) -> None:
        super().mark(self.grid.mark(tuple(problems)))

    def clear_marks(self) -> None:
        super().clear_marks()
        self.grid.grid.mark({})

    def _arguments(self) -> dict[str, Any]:
        given = {name: value for name, value in self.values().items() if name in _WHY}
        claim = self._view.id if self._view else ""
        return {"side": self._side, "claim": claim, "lines": self.grid.picked(), **given}

    # Following

    def _follow(self) -> None:
        if self._view is None:
            return
        if self.confirm.isEnabled():
            self._said.setText("")
        self._total.setText(
            self.tr("Credited with tax {amount}").format(amount=formats.money(self._sum()))
        )
        if not self.grid.picked():
            self.entry.tell(self.tr("Say how much of which line is credited."))
        else:
            self.entry.ask(crediting.from_claim, issue=True, **self._arguments())

    def _sum(self) -> Money:
        lines = self.grid.credited_lines()
        zero = Money(0, self.grid.currency)
        taxes = tax_totals(lines, per_line=self._offers.tax_per_line)
        return Figures(tuple(lines), taxes, zero, zero).total

    def _say_capped(self, description: str, left: str) -> None:
        told = self.tr("Only {left} of “{line}” is left to credit.")
        self._said.setText(told.format(left=formats.amount(left), line=description))

    def explain(self, problems: tuple[Problem, ...]) -> str:
        """A reason that is still missing is said as what is to be done."""
        missing = {"reason": self.tr("Choose a reason: it decides the account.")}
        first = problems[0]
        return missing.get(first.field or "", first.message)
