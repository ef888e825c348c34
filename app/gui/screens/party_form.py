"""The form of something with a customer or vendor: whose it is, and in which currency."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from app.domain.money import EXPONENTS
from app.gui.desk import Desk
from app.gui.fields import Field
from app.gui.screens.document_page import Asked, say
from app.gui.screens.document_widgets import Link
from app.gui.screens.editor_fields import Offers, make_editor
from app.gui.screens.field_grid import FieldGrid
from app.gui.screens.written_form import WrittenForm

_COLUMNS: Final = 4


class PartyForm(WrittenForm):
    """A head of fields by the table of a page. Currency and rate stand in it only where they say
    something."""

    new_party_wanted = Signal(str)  # the name to start from

    def __init__(self, desk: Desk, table: Sequence[Asked], offers: Offers) -> None:
        super().__init__()
        self._desk, self._table, self._offers = desk, tuple(table), offers
        self._foreign_wanted = False
        self._head = FieldGrid(_COLUMNS)
        for asked in self._table:
            self._head.add(self._make(asked), asked.span)

    @property
    def labels(self) -> dict[str, str]:
        """What the fields are called, by name."""
        return {name: one.label.text() for name, one in self.fields.items()}

    @property
    def party(self) -> str:
        """The id of the chosen party, "" for none."""
        chosen = self.fields["party"].editor.chosen
        return chosen.id if chosen else ""

    @property
    def currency(self) -> str:
        """What the amounts are in: as entered, else as usual with the party, else the book's."""
        entered = str(self.fields["currency"].value())
        return entered if entered in EXPONENTS else self._usual_currency() or self._offers.currency

    @property
    def is_foreign(self) -> bool:
        """Whether that is not the book's own."""
        return self.currency != self._offers.currency

    def _usual_currency(self) -> str:
        """What the party's amounts are in; "" when nothing tells."""
        raise NotImplementedError

    def _make(self, asked: Asked) -> Field:
        editor = make_editor(asked, self._desk, self._offers)
        return self.field(asked.name, say(asked.label), editor)

    def _make_other(self) -> Link:
        """The link that asks for another currency."""
        self._other = Link(self.tr("Other currency"))
        self._other.setObjectName("other_currency")
        self._other.clicked.connect(lambda _checked=False: self._want_foreign())
        return self._other

    def _listen(self) -> None:
        super()._listen()
        self.fields["party"].editor.wanted_new.connect(self.new_party_wanted)

    def _filled(self) -> None:
        self._foreign_wanted = self.is_foreign

    def _show_foreign(self, *, offered: bool = True) -> None:
        """Currency and rate where they say something, else the link to them if it is `offered`."""
        self.fields["currency"].editor.setPlaceholderText(self.currency)
        foreign, moved = self.is_foreign, False
        for asked in self._table:
            field = self.fields[asked.name]
            wanted = foreign or (self._foreign_wanted and asked.name == "currency")
            if asked.foreign and field.isHidden() == wanted:
                field.setVisible(wanted)
                moved = True
        if moved:
            self._head.arrange_again()
        self._other.setVisible(offered and not foreign and not self._foreign_wanted)

    def _want_foreign(self) -> None:
        self._foreign_wanted = True
        self._follow()
        self.fields["currency"].editor.setFocus()
