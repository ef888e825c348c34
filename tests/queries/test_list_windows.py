"""A list seen by places says the same as the whole list, in every order and through any filter."""

from datetime import date
from itertools import product

import pytest

from app.domain.accounts import VENDOR_SOURCES
from app.domain.kinds import CREDITS, Kind, Status
from app.queries import lists
from app.queries.places import Days, Order
from tests.builders import JAN_15, refusing

COLUMNS = (
    "issue_date",
    "number",
    "party",
    "status",
    "due_date",
    "expires_at",
    "reason",
    "total",
    "remaining",
    "currency",
    "vendor_reference",
)


def whole(book, kind, filters=None):
    filters = filters or lists.Filters()
    return book.ask(JAN_15, lists.page, kind, filters, 10_000).rows


def seen(book, window, start=0, stop=10_000):
    return book.ask(JAN_15, lists.rows_at, window, start, stop)


def asked(book, kind, filters=None, order=lists.NEWEST_FIRST):
    return book.ask(JAN_15, lists.window, kind, filters or lists.Filters(), order)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_newest_come_first_as_in_the_whole_list(lively, kind):
    window, rows = asked(lively, kind), whole(lively, kind)
    assert window.count == len(rows)
    assert seen(lively, window) == rows
    end = len(rows)
    for start, stop in ((0, 1), (1, 4), (max(end - 1, 0), end + 5), (end, end + 1)):
        assert seen(lively, window, start, stop) == rows[start:stop]
    for at, row in enumerate(rows):
        assert lively.ask(JAN_15, lists.place, window, row.id) == at


@pytest.mark.parametrize("kind", [Kind.CREDIT_MEMO, Kind.INVOICE, Kind.VENDOR_CREDIT])
@pytest.mark.parametrize(("column", "descending"), [*product(COLUMNS, (False, True))])
def test_every_column_orders_the_whole_list(lively, kind, column, descending):
    window, rows = (
        asked(lively, kind, lists.Filters(), Order(column, descending)),
        whole(lively, kind),
    )
    found = seen(lively, window)
    assert sorted(row.id for row in found) == sorted(row.id for row in rows)
    assert [seen(lively, window, at, at + 1) for at in range(3)] == [(row,) for row in found[:3]]
    assert [lively.ask(JAN_15, lists.place, window, row.id) for row in found] == [
        *range(len(rows))
    ]
    keys = {
        "issue_date": lambda row: row.issue_date,
        "number": lambda row: (len(row.number or ""), row.number or ""),
        "party": lambda row: row.party_name.lower(),
        "reason": lambda row: row.reason_display or "",
        "total": lambda row: row.total.minor,
        "remaining": lambda row: row.remaining.minor,
        "status": lambda row: row.status,
    }
    if key := keys.get(column):
        said = [key(row) for row in found]
        assert said == sorted(said, reverse=descending)


@pytest.mark.parametrize("kind", [Kind.CREDIT_MEMO, Kind.INVOICE, Kind.BILL, Kind.RECEIPT])
def test_filters_keep_what_fits(lively, kind):
    rows = whole(lively, kind)
    one = rows[len(rows) // 2]
    for filters in (
        *(lists.Filters(status=status) for status in Status),
        lists.Filters(party=one.party),
        lists.Filters(text=one.party_name.split()[0]),
        lists.Filters(first=one.issue_date),
        lists.Filters(last=one.issue_date),
        lists.Filters(first=one.issue_date, last=one.issue_date),
        lists.Filters(first=date(1999, 1, 1), last=date(1999, 1, 2)),
    ):
        window, fitting = asked(lively, kind, filters), whole(lively, kind, filters)
        assert (window.count, seen(lively, window)) == (len(fitting), fitting), filters


def test_a_reason_is_a_filter(lively):
    rows = whole(lively, Kind.CREDIT_MEMO)
    window = asked(lively, Kind.CREDIT_MEMO, lists.Filters(reason="return"))
    assert seen(lively, window) == tuple(row for row in rows if row.reason == "return")
    rows = whole(lively, Kind.VENDOR_CREDIT)
    label = rows[0].reason_display
    source = next(code for code, one in VENDOR_SOURCES.items() if one.label == label)
    window = asked(lively, Kind.VENDOR_CREDIT, lists.Filters(reason=source))
    assert seen(lively, window) == tuple(row for row in rows if row.reason_display == label)


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("filters", [lists.Filters(), lists.Filters(status="paid")])
def test_a_day_is_found_whether_it_has_rows_or_not(lively, descending, filters):
    window = asked(lively, Kind.INVOICE, filters, Order("issue_date", descending))
    days = [row.issue_date for row in seen(lively, window)]
    for day in (date(2020, 1, 1), days[0], days[7], date(2026, 6, 14), days[-1], date(2040, 1, 1)):
        place = lively.ask(JAN_15, lists.place_on, window, day)
        reached = [day >= one if descending else day <= one for one in days]
        assert place == (reached.index(True) if any(reached) else len(days) - 1), day


def test_places_that_are_none(lively):
    window = asked(lively, Kind.INVOICE)
    memo = whole(lively, Kind.CREDIT_MEMO)[0].id
    assert lively.ask(JAN_15, lists.place, window, memo) is None
    assert lively.ask(JAN_15, lists.place, window, "nothing") is None
    by_total = asked(lively, Kind.INVOICE, None, Order("total"))
    assert lively.ask(JAN_15, lists.place, by_total, memo) is None
    assert lively.ask(JAN_15, lists.place_on, by_total, JAN_15) is None
    nothing = asked(lively, Kind.INVOICE, lists.Filters(last=date(1999, 1, 1)))
    assert lively.ask(JAN_15, lists.place_on, nothing, JAN_15) is None
    with refusing(lively, "invalid_value", field="order"):
        asked(lively, Kind.INVOICE, None, Order("colour"))


@pytest.mark.parametrize("kind", list(Kind))
def test_the_counts_are_those_of_the_rows(lively, kind):
    counted: dict[str, int] = {}
    for row in whole(lively, kind):
        counted[row.status.value] = counted.get(row.status.value, 0) + 1
    assert lively.ask(JAN_15, lists.counts, kind) == counted
    assert kind not in CREDITS or len(counted) > 3


@pytest.mark.parametrize("newest_first", [True, False])
def test_days_know_their_places(newest_first):
    days = Days(("2026-01-01", "2026-01-03", "2026-02-01"), (2, 3, 6), newest_first)
    laid = [("2026-01-01", 2), ("2026-01-03", 1), ("2026-02-01", 3)]
    laid = laid[::-1] if newest_first else laid
    places = [(day, above) for day, rows in laid for above in range(rows)]
    assert [days.at(place) for place in range(days.count)] == places
    for day in (
        "2025-01-01",
        "2026-01-01",
        "2026-01-02",
        "2026-01-03",
        "2026-02-01",
        "2027-01-01",
    ):
        above = [one > day if newest_first else one < day for one, _ in places]
        assert days.start(day) == sum(above)
    assert Days((), (), newest_first).count == 0
