"""Open credits in a grid with a box to tick each: those that a payment uses before any money."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from app.domain.money import Money, total
from app.gui import formats
from app.gui.fields import draw_box
from app.gui.screens.document_page import say
from app.gui.screens.edit_cells import GridCell
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.edit_model import GridColumn, GridRow, Index
from app.gui.theme import Look
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.lists import DocumentRow

_MOST_ROWS: Final = 6  # shown before the grid scrolls


class CreditGrid(EditGrid):
    """Each open credit, what is left of it, whether it goes first and how much of it is used. An
    editor of a form: its value is the ids of the ticked ones, in the order of ticking; so they
    are used. Those that are not shown now are kept."""

    changed = Signal(object)  # the ids, after each tick
    settled = Signal(object)
    opens = Signal(object)  # the credit whose number was clicked

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_columns(), name, parent=parent)
        self.credits: tuple[DocumentRow, ...] = ()
        self._ticked: list[str] = []
        self._cover = Money(0, "USD")
        self.setObjectName(name)
        self.setItemDelegateForColumn(0, _TickCell(self))
        self.be_as_high_as_rows(_MOST_ROWS)
        self.acted.connect(self._act)

    def show_credits(self, credits: Sequence[DocumentRow], currency: str) -> None:
        """Shows these, all in one currency; what was ticked stays ticked."""
        self.credits, self.currency = tuple(credits), currency
        self._cover = Money(0, currency)
        self.grid.show([_row(credit) for credit in self.credits])
        self._write()

    def value(self) -> list[str]:
        """The ids of the ticked credits, also of those that are not shown now."""
        return list(self._ticked)

    def set_value(self, ids: Any) -> None:
        """Ticks these, and no others."""
        self._ticked = [str(one) for one in ids or ()]
        self._write()
        self._tell()

    def picked(self) -> tuple[str, ...]:
        """What a command takes: the ids of the shown ones that are ticked, in their order."""
        shown = {credit.id for credit in self.credits}
        return tuple(one for one in self._ticked if one in shown)

    def cover(self, settled: Money) -> Money:
        """Writes how much of each is used when so much is settled; answers the sum."""
        self._cover = settled
        self._write()
        return total(self._uses().values(), self.currency)

    def _uses(self) -> dict[str, Money]:
        """How much of each ticked credit is used, one after the other."""
        left = {credit.id: credit.remaining for credit in self.credits}
        rest, found = self._cover, {}
        for one in self.picked():
            found[one] = min(rest, left[one])
            rest = rest - found[one]
        return found

    def _write(self) -> None:
        uses = self._uses()
        for credit, row in zip(self.credits, self.grid.rows, strict=True):
            used = uses.get(credit.id)
            row["tick"] = "1" if used is not None else ""
            row["used"] = str(used) if used else ""
        self.grid.repaint_all()

    def _act(self, row: int, name: str) -> None:
        one = self.credits[row]
        if name == "number":
            self.opens.emit(one)
            return
        if one.id in self._ticked:
            self._ticked.remove(one.id)
        else:
            self._ticked.append(one.id)
        self._write()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.value())
        self.settled.emit(self.value())


class _TickCell(GridCell):
    """A box; people who do not see it hear its words."""

    def write(
        self, painter: QPainter, rect: QRect, index: Index, now: Look, metrics: QFontMetrics
    ) -> None:
        del metrics
        size = now.scale.body
        box = QRect(0, 0, size, size)
        box.moveCenter(rect.center())
        ticked = bool(self._view.grid.rows[index.row()]["tick"])
        draw_box(painter, box, checked=ticked)


def _row(credit: DocumentRow) -> GridRow:
    return {
        "tick": "",
        "number": credit.number or "",
        "issue_date": formats.day(str(credit.issue_date)),
        "expires_at": formats.day(str(credit.expires_at)) if credit.expires_at else "—",
        "left": str(credit.remaining),
        "used": "",
    }


def _columns() -> tuple[GridColumn, ...]:
    def titled(name: str, title: str, **more: Any) -> GridColumn:
        return GridColumn(name, say(title), **more)

    ticked = say(QT_TRANSLATE_NOOP("documents", "used first"))
    unticked = say(QT_TRANSLATE_NOOP("documents", "not used"))
    return (
        GridColumn("tick", "", width=32, act=True,
                   text=lambda row: ticked if row["tick"] else unticked),
        titled("number", QT_TRANSLATE_NOOP("documents", "Number"), act=True, grow=True,
               text=lambda row: row["number"]),
        titled("issue_date", QT_TRANSLATE_NOOP("documents", "Date"), width=88, muted=True),
        titled("expires_at", QT_TRANSLATE_NOOP("documents", "Valid until"), width=88),
        titled("left", QT_TRANSLATE_NOOP("documents", "Remaining"), width=96, figures=True),
        titled("used", QT_TRANSLATE_NOOP("documents", "Used here"), width=104, figures=True),
    )  # fmt: skip
