"""The detail of a customer or vendor: who it is, what is owed, what is open."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from app.domain.kinds import Side, Status
from app.gui import formats
from app.gui.arranged import Arranged
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton, Fact
from app.gui.rows import Column
from app.gui.screens.document_widgets import LinkFact
from app.gui.screens.party_parts import (
    WORDS,
    claim_columns,
    credit_columns,
    document_columns,
    say,
)
from app.gui.table import RowsView
from app.gui.theme import grid

_OPEN: Final = (Status.OPEN.value, Status.PARTIALLY_PAID.value)


class PartyDetail(Arranged):
    """Who it is, what is owed, which documents and credits are open."""

    def __init__(
        self, desk: Desk, side: Side, acts: tuple[QAction, ...], why: Callable[[], object]
    ) -> None:
        """`why`: what the balance opens."""
        super().__init__()
        self.setObjectName("party_detail")
        self._desk, self._side, self._words = desk, side, WORDS[side.name]
        self._name = QLabel()
        self._name.setObjectName("party_name")
        self._name.setProperty("role", "heading")
        self._name.setWordWrap(True)
        self._row: Any = None
        self._facts: dict[str, Fact | LinkFact] = {
            "balance": LinkFact("balance", say(self._words.balance), why),
            "credits": Fact("credits", say(self._words.credits)),
            "place": Fact("place", self.tr("Address"), gives_way=True),
            "reach": Fact("reach", self.tr("E-mail and phone"), gives_way=True),
            "tax_id": Fact("tax_id", self.tr("Tax number")),
        }
        self._claims = self._open_list("open_claims", claim_columns())
        self._claims.setAccessibleName(say(self._words.claims))
        self._claims.set_empty(say(self._words.no_claims))
        self._credits = self._open_list("open_credits", credit_columns())
        self._credits.setAccessibleName(say(self._words.credits))
        self._credits.set_empty(say(self._words.no_credits))
        self._documents = self._open_list("party_documents", document_columns())
        self._documents.setAccessibleName(self.tr("Documents"))
        self._documents.set_empty(self.tr("There is no document yet."))
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._claims, "")
        self._tabs.addTab(self._credits, "")
        self._tabs.addTab(self._documents, self.tr("Documents"))
        self._tabs.currentChanged.connect(lambda _at: self._fill_documents())
        self._whole = QWidget()
        self._nobody = QLabel(say(self._words.pick))
        self._nobody.setProperty("role", "muted")
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out(acts)
        self.show_party(None)

    def _lay_out(self, acts: tuple[QAction, ...]) -> None:
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(grid(2))
        for act in acts:
            row.addWidget(ActionButton(act, "quiet"))
        row.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(PAGE_MARGIN, grid(3), PAGE_MARGIN, 0)
        self._top.setSpacing(grid(2))
        self._top.addWidget(self._name, 1)
        self._top.addWidget(self._acts)
        facts = QHBoxLayout()
        facts.setContentsMargins(PAGE_MARGIN, grid(2), PAGE_MARGIN, grid(1))
        facts.setSpacing(grid(8))
        for fact in self._facts.values():
            facts.addWidget(fact)
        facts.addStretch(1)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(grid(1))
        column.addLayout(self._top)
        column.addLayout(facts)
        column.addWidget(self._tabs, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        outer.addWidget(self._nobody)

    def _arrange(self) -> None:
        """The acts stand below a name that has not room beside them."""
        wide = self._name.fontMetrics().horizontalAdvance(self._name.text())
        room = self.width() - 2 * PAGE_MARGIN - grid(2) - self._acts.sizeHint().width()
        below = wide >= room
        directions = QBoxLayout.Direction
        self._top.setDirection(directions.TopToBottom if below else directions.LeftToRight)

    def show_party(self, row: Any) -> None:
        """Shows a row of the list, whole; None shows what to do."""
        self._row = row
        self._whole.setVisible(row is not None)
        self._nobody.setVisible(row is None)
        if row is None:
            return
        from app.queries import lists, parties

        view = self._desk.ask(parties.get, self._side, row.id)
        claims_open = sorted(
            (
                one
                for kind in self._side.targets
                for status in _OPEN
                for one in self._desk.ask(
                    lists.page, kind, lists.Filters(status=status, party=row.id)
                ).rows
            ),
            key=lambda one: (one.due_date or one.issue_date, one.id),
        )
        credits_open = self._desk.ask(lists.open_credits, self._side, row.id)
        self._name.setText(view.name)
        self._arrange()
        self._facts["balance"].set_value(formats.money(row.balance))
        self._facts["credits"].set_value(formats.money(row.credits))
        self._facts["place"].set_value(_place(view.address))
        self._facts["reach"].set_value(" · ".join(filter(None, (view.email, view.phone))))
        self._facts["tax_id"].set_value(view.tax_id)
        self._claims.show_rows(claims_open)
        self._credits.show_rows(credits_open)
        for at, (text, rows) in enumerate(
            ((self._words.claims, claims_open), (self._words.credits, credits_open))
        ):
            self._tabs.setTabText(at, f"{say(text)}  {len(rows)}")
        self._fill_documents()

    def _fill_documents(self) -> None:
        """Asks for all documents only when they are looked at."""
        if self._row is None or self._tabs.currentWidget() is not self._documents:
            return
        from app.queries import lists

        filters = lists.Filters(party=self._row.id)
        kinds = (self._side.credit, self._side.money, *sorted(self._side.targets))
        found = [row for kind in kinds for row in self._desk.ask(lists.page, kind, filters).rows]
        found.sort(key=lambda row: (row.issue_date, row.id), reverse=True)
        self._documents.show_rows(found)

    @property
    def usable(self) -> str:
        """The open credit to apply: the one that is chosen, else the first that has something to
        be applied to; "" when there is none."""
        owed = {row.currency for row in self._claims.rows_model.rows()}
        fits = [row for row in self._credits.rows_model.rows() if row.currency in owed]
        chosen = self._credits.current()
        if self._tabs.currentWidget() is self._credits and chosen in fits:
            return str(chosen.id)
        return str(fits[0].id) if fits else ""

    @property
    def has_credits(self) -> bool:
        """Whether any credit is open."""
        return bool(self._credits.rows_model.rows())

    def _open_list(self, name: str, columns: tuple[Column, ...]) -> RowsView:
        made = RowsView(columns, self._desk.memory.shelf(self._side.name).shelf(name))
        made.setObjectName(name)
        made.opened.connect(lambda row: self._desk.show(row.kind.value, row.id))
        return made


def _place(address: Any) -> str:
    town = " ".join(filter(None, (address.postal_code, address.city)))
    return ", ".join(filter(None, (address.street, town, address.region, address.country)))
