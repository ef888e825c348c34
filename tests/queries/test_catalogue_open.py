"""Open documents on any day are what the ageing of that day is made of, to the cent."""

from typing import Any

import pytest

from app.domain.errors import Refused
from app.domain.kinds import CUSTOMER, SIDES, VENDOR
from app.domain.report import Rank, Wish
from app.queries import aging, catalogue
from app.queries.report_open import CREDIT_COLUMN
from tests.builders import JAN_15, a_customer, a_vendor, an_invoice
from tests.queries.lively import days

NAMES = [name for name, _ in aging.COLUMNS]


def built(book, name, on=JAN_15, **wish: Any):
    return list(
        catalogue.pages(lambda query, *given: book.ask(on, query, *given), name, Wish(**wish))
    )


def worth(book, **wish: Any):
    """What the documents of a wish are worth in the book's currency, in minor units."""
    (report,) = built(book, "open_documents", **wish)
    place = [one.name for one in report.columns].index("worth")
    rows = [row.cells[place].minor for row in report.rows if row.rank is Rank.ROW]
    sums = [row.cells[place].minor for row in report.rows if row.rank is Rank.TOTAL]
    assert sum(rows) == (sums[-1] if sums else 0)
    return sum(rows)


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_they_are_the_ageing_on_every_day(lively, side):
    for on in days():
        whole = 0
        for row in lively.ask(on, aging.ageing, side, on):
            mine = {"side": side.name, "last": on, "party": row.party}
            columns = [worth(lively, part=name, **mine) for name in (*NAMES, CREDIT_COLUMN)]
            wanted = (*row.columns, row.unapplied_credits)
            assert columns == [money.minor for money in wanted]
            assert worth(lively, **mine) == row.total.minor
            whole += row.total.minor
        assert worth(lively, side=side.name, last=on) == whole


def test_a_part_that_is_none_is_refused(book):
    for wish in ({"part": "next_year"}, {"part": "bill", "side": "customer"}, {"side": "both"}):
        with pytest.raises(Refused) as told:
            built(book, "open_documents", **wish)
        assert told.value.problems[0].code == "invalid_value"


def test_a_party_brings_its_own_side(book):
    customer, vendor = a_customer(book), a_vendor(book)
    an_invoice(book, customer, due="12.00")
    assert worth(book, party=customer) == 1200
    assert worth(book, party=vendor) == 0
    (report,) = built(book, "open_documents", party=vendor)
    assert report.title == f"Open documents of {VENDOR.name}s"
    (report,) = built(book, "open_documents", party=customer)
    assert ("Customer", "Acme") in report.about
    assert report.title == f"Open documents of {CUSTOMER.name}s"
