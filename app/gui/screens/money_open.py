"""What is open with a party: in which currencies, which invoices or bills, which credits."""

from collections.abc import Sequence
from typing import Final

from app.domain.kinds import Kind, Side, Status
from app.gui.desk import Desk
from app.gui.screens.editor_fields import Offers
from app.queries import lists
from app.queries.lists import DocumentRow

_OWED: Final = (Status.OPEN.value, Status.PARTIALLY_PAID.value)


class OpenWith:
    """Asks the book; "" for a party answers nothing."""

    def __init__(self, desk: Desk, side: Side, offers: Offers) -> None:
        self._desk, self._side, self._offers = desk, side, offers

    def currencies(self, party: str) -> Sequence[str]:
        """In which currencies something is owed: the party's own first, then the book's. Where
        nothing is owed, the one that money would be in."""
        found = self._offers.party(party) if party else None
        if found is None:
            return ()
        owed = sorted(
            {
                row.currency
                for kind in self._side.targets
                for status in _OWED
                for row in self._page(kind, status, party)
            }
        )
        usual = (found.currency or self._offers.currency, self._offers.currency)
        first = [code for code in usual if code in owed]
        return tuple(dict.fromkeys((*first, *owed))) or usual[:1]

    def _page(self, kind: Kind, status: str, party: str) -> Sequence[DocumentRow]:
        filters = lists.Filters(status=status, party=party)
        return self._desk.ask(lists.page, kind, filters).rows

    def claims(self, party: str, currency: str) -> Sequence[DocumentRow]:
        """Invoices or bills and money returned, as far as due, oldest due first."""
        if not party:
            return ()
        return self._desk.ask(lists.open_targets, self._side, party, currency)

    def credits(self, party: str, currency: str) -> Sequence[DocumentRow]:
        """Credits that may be used today, the one that expires first on top."""
        if not party:
            return ()
        today = self._desk.today()
        return tuple(
            one
            for one in self._desk.ask(lists.open_credits, self._side, party)
            if one.currency == currency and (not one.expires_at or one.expires_at >= today)
        )
