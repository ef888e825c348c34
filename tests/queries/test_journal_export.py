"""The whole journal as it is read for other programs: every entry, in order, never all at once."""

from app.commands import books, entries, revaluation
from app.commands.entries import HandLine
from app.domain.accounts import AccountType
from app.domain.money import Money
from app.domain.whole_journal import (
    JournalAccount,
    JournalRate,
    WholeJournal,
    WrittenEntry,
    WrittenLine,
)
from app.queries import journal_export
from tests.builders import JAN_1, JAN_10, JAN_15, JAN_20, JAN_31, a_customer, an_invoice


def read(book):
    """The journal with its entries in a list."""

    def take(whole: WholeJournal) -> tuple[WholeJournal, list[WrittenEntry]]:
        return whole, list(whole.entries)

    return book.ask(JAN_31, journal_export.read, take)


def by_hand(book, day, amount="5.00"):
    lines = (HandLine("6000", debit=amount), HandLine("3000", credit=amount))
    return book.do(JAN_31, entries.post, date=day, description=f"Rent {day}", lines=lines).id


def usd(minor):
    return Money(minor, "USD")


def test_an_empty_book_has_its_chart_and_begins_today(book):
    whole, found = read(book)
    assert (whole.business, whole.currency, whole.began) == ("Own Shop", "USD", JAN_31)
    assert (whole.count, found, whole.rates) == (0, [], ())
    assert JournalAccount("1000", "Bank", AccountType.ASSET, None, None) in whole.accounts
    codes = [one.code for one in whole.accounts]
    assert codes == sorted(codes)


def test_headings_take_no_entries_and_are_left_out(book):
    book.do(JAN_1, books.create_account, code="19", name="Other", type="asset", header=True)
    book.do(JAN_1, books.create_account, code="1910", name="Yen", type="asset", currency="JPY")
    whole, _ = read(book)
    assert [one for one in whole.accounts if one.code.startswith("19")] == [
        JournalAccount("1910", "Yen", AccountType.ASSET, None, "JPY")
    ]


def test_entries_come_by_date_then_as_they_were_written(book):
    written = [by_hand(book, day) for day in (JAN_20, JAN_10, JAN_20, JAN_15)]
    whole, found = read(book)
    assert [one.id for one in found] == [written[place] for place in (1, 3, 0, 2)]
    assert (whole.count, whole.began) == (4, JAN_10)
    rent = next(one for one in whole.accounts if one.code == "6000")
    assert rent.first_used == JAN_10


def test_an_entry_says_what_it_is(book):
    acme = a_customer(book, "Acme")
    an_invoice(book, acme, due="90.00")
    first = by_hand(book, JAN_15)
    book.do(JAN_31, entries.reverse, entry=first, reason="Twice", date=JAN_20)
    _, (issued, posted, back) = read(book)
    assert (issued.act, issued.document, issued.reverses) == ("issue", "INV-0001", None)
    assert (issued.date, issued.description) == (JAN_10, "Acme: invoice INV-0001")
    assert issued.lines == (
        WrittenLine("1200", "Acme", usd(9000), None),
        WrittenLine("4000", "Acme", usd(-9000), None),
    )
    assert (posted.act, posted.document, posted.reverses) == ("post", None, None)
    assert posted.lines[0].party is None
    assert (back.act, back.reverses) == ("reverse", posted.id)


def test_a_foreign_line_has_both_amounts_with_its_sign(book):
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_1, rate="1.1")
    book.do(JAN_1, books.set_rate, currency="EUR", date=JAN_15, rate="1.2345678901")
    an_invoice(book, a_customer(book), due="100.00", currency="EUR")
    book.do(JAN_31, revaluation.run, date=JAN_31, rates={"EUR": "1.3"})
    whole, (issued, moved, *_) = read(book)
    assert whole.rates[:2] == (
        JournalRate("EUR", JAN_1, "1.1"),
        JournalRate("EUR", JAN_15, "1.2345678901"),
    )
    receivable, sales = issued.lines
    assert (receivable.base, receivable.foreign) == (usd(11000), Money(10000, "EUR"))
    assert (sales.base, sales.foreign) == (usd(-11000), Money(-10000, "EUR"))
    changed = {line.account: line for line in moved.lines}["1200"]
    assert (changed.base, changed.foreign) == (usd(2000), Money(0, "EUR"))


def test_a_stretch_longer_than_one_page_is_whole(book, monkeypatch):
    monkeypatch.setattr(journal_export, "_AT_ONCE", 3)
    written = [by_hand(book, JAN_10) for _ in range(10)]
    _, found = read(book)
    assert [one.id for one in found] == written
    assert all(len(one.lines) == 2 for one in found)


def test_it_is_one_state_of_the_book(book):
    """What is written while it is read belongs to the next export."""
    by_hand(book, JAN_10)

    def take(whole: WholeJournal) -> list[str]:
        by_hand(book, JAN_15)
        return [one.id for one in whole.entries]

    assert len(book.ask(JAN_31, journal_export.read, take)) == 1
    assert len(read(book)[1]) == 2
