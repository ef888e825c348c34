"""What is left to do before a month is locked, item by item."""

from datetime import UTC, date, datetime

import pytest

from app.book import backup
from app.commands import books, credits, entries, expiry, revaluation
from app.commands.entries import HandLine
from app.commands.inputs import SettingsDraft
from app.domain.kinds import CUSTOMER
from app.domain.report import Leads, Wish
from app.queries import closing
from app.queries.report_parts import page_leads
from tests.builders import (
    FEB_10,
    JAN_10,
    JAN_15,
    JAN_31,
    a_bill,
    a_credit,
    a_customer,
    a_vendor,
    an_invoice,
)

NOW = datetime(2026, 2, 10, 9, 14, 30, tzinfo=UTC)


@pytest.fixture
def customer(book):
    return a_customer(book)


def items(book, through=JAN_31, on=FEB_10, newest=None):
    """Id -> (state, sentence, what it opens)."""
    found = book.ask(on, closing.checklist, through, newest)
    assert len({one.id for one in found}) == len(found)
    return {one.id: (one.state.value, one.sentence, one.opens) for one in found}


def test_a_new_book_has_nothing_to_do_but_a_backup(book):
    found = items(book)
    assert {name: state for name, (state, *_) in found.items()} == {
        "drafts": "done",
        "lapsed": "done",
        "clearing:1050": "done",
        "clearing:1210": "done",
        "tie:1200": "done",
        "tie:1350": "done",
        "tie:2000": "done",
        "backup": "to_do",
    }
    assert found["drafts"][1] == "No draft is dated 2026-01-31 or earlier."
    assert found["clearing:1210"][1] == "Empty on 2026-01-31."
    assert book.ask(FEB_10, closing.begun) is None


def test_the_first_month_of_the_book(book, customer):
    an_invoice(book, customer)
    assert book.ask(FEB_10, closing.begun) == date(2026, 1, 1)


@pytest.mark.parametrize("on", [JAN_15, JAN_31])
def test_a_month_that_goes_on_says_so(book, on):
    told = "It goes on until 2026-01-31: what still happens could not be dated in it."
    assert items(book, on=on)["time"] == ("to_do", told, None)
    assert "time" not in items(book)


def test_drafts_dated_in_the_month_or_earlier_are_told_by_kind(book, customer):
    for day in (JAN_15, JAN_10, JAN_31):
        an_invoice(book, customer, issue=False, issue_date=day)
    an_invoice(book, customer, issue=False, issue_date=FEB_10)
    a_bill(book, a_vendor(book), issue=False, issue_date=FEB_10)
    a_credit(book, customer, issue=False)
    found = items(book)
    assert found["drafts:invoice"] == (
        "to_do",
        "3 dated up to then, the first on 2026-01-10. Issue them, or give them a later date.",
        page_leads("invoice", "status:draft"),
    )
    assert found["drafts:credit_memo"][1].startswith("1 dated up to then")
    assert "drafts:bill" not in found
    assert "drafts" not in found


def test_credits_whose_lapse_belongs_to_the_month(book, customer):
    """A lapse is dated the day after: of the last day, it belongs to the month after."""
    for last in (date(2026, 1, 20), date(2026, 1, 30), JAN_31):
        a_credit(book, customer, expires_at=last)
    told = "Past their last day: 2, the first on 2026-01-20. Not lapsed yet: 200.00 USD."
    assert items(book)["lapsed"] == ("to_do", told, page_leads("expiring"))
    book.do(FEB_10, expiry.run)
    told = "None is past its last day without having lapsed."
    assert items(book)["lapsed"] == ("done", told, page_leads("expiring"))


def test_a_credit_is_valid_all_of_its_last_day(book, customer):
    a_credit(book, customer, expires_at=JAN_15)
    assert items(book, on=JAN_15)["lapsed"][0] == "done"
    assert items(book, on=date(2026, 1, 16))["lapsed"][0] == "to_do"


def test_what_is_left_on_a_clearing_account_at_the_months_end(book, customer):
    credit = a_credit(book, customer, reason="other")
    leads = Leads("register", Wish(account="1210", last=JAN_31))
    told = "A debit of 100.00 USD is left on 2026-01-31."
    assert items(book)["clearing:1210"] == ("to_do", told, leads)
    book.do(FEB_10, credits.void, CUSTOMER, credit=credit, reason="x")
    assert items(book)["clearing:1210"][0] == "to_do"  # it was left at that time
    assert items(book, date(2026, 2, 28))["clearing:1210"][0] == "done"
    refunded = a_credit(book, customer)
    book.do(JAN_15, credits.refund, CUSTOMER, credit=refunded, amount="30", method="credit_card")
    assert items(book)["clearing:1050"][1] == "A credit of 30.00 USD is left on 2026-01-31."


def test_an_account_that_is_not_there_for_clearing_alone_is_left_out(book):
    settings = SettingsDraft(accounts={"card_clearing": "1000"})
    book.do(JAN_15, books.update_settings, settings)
    found = items(book)
    assert "clearing:1000" not in found
    assert "clearing:1050" not in found
    assert "clearing:1210" in found


def test_foreign_balances_are_revalued_at_the_months_end(book, customer):
    def euros(day, amount):
        an_invoice(book, customer, currency="EUR", fx_rate="1.1", due=amount, issue_date=day)

    euros(JAN_10, "100")
    page = page_leads("rates", "revalue:2026-01-31")
    name = "foreign:1200:EUR"
    told = "Open and not revalued: 100.00 EUR."
    assert items(book)[name] == ("to_do", told, page)
    book.do(FEB_10, revaluation.run, date=JAN_15, rates={"EUR": "1.2"})
    assert items(book)[name][0] == "to_do"  # of another day
    book.do(FEB_10, revaluation.run, date=JAN_31, rates={"EUR": "1.3"})
    told = "Open and revalued: 100.00 EUR."
    assert items(book)[name] == ("done", told, page)
    euros(JAN_15, "50")
    told = "Revalued on 2026-01-31, but what is open has changed: it is off by 10.00 USD."
    assert items(book)[name] == ("to_do", told, page)
    book.do(FEB_10, revaluation.run, date=JAN_31, rates={"EUR": "1.05"})
    assert items(book)[name][0] == "done"
    assert items(book, date(2026, 2, 28))[name][0] == "to_do"


def test_a_rate_at_which_nothing_changes_is_a_revaluation_too(book, customer):
    an_invoice(book, customer, currency="EUR", fx_rate="1.1")
    book.do(FEB_10, revaluation.run, date=JAN_31, rates={"EUR": "1.1"})
    assert items(book)["foreign:1200:EUR"][0] == "done"


def test_accounts_tie_with_their_documents(book, customer):
    an_invoice(book, customer)
    leads = Leads("tie_out", Wish(account="1200"))
    told = "They tie today: 1200 holds 90.00 USD, and so do its open documents."
    assert items(book)["tie:1200"] == ("done", told, leads)
    with book.look() as connection:
        connection.exec_driver_sql("UPDATE document_tally SET base_open = base_open - 100")
    told = "They differ by 1.00 USD: 1200 holds 90.00 USD, its open documents 89.00 USD."
    assert items(book)["tie:1200"] == ("wrong", told, leads)


def test_the_newest_backup_holds_everything_or_lacks_so_much(book, customer):
    assert items(book)["backup"] == ("to_do", "There is none yet.", page_leads("backup"))
    assert book.ask(FEB_10, closing.changes_since, None) == 2  # the start, and a customer
    backup.back_up(book.path, None, NOW)
    newest = backup.newest(book.path)
    found = items(book, newest=newest)["backup"]
    assert found[0] == "done"
    assert found[1].startswith("Everything is in the newest one, of 2026-02-10 09:14")
    assert book.ask(FEB_10, closing.changes_since, newest) == 0
    an_invoice(book, customer)
    state, told, _ = items(book, newest=newest)["backup"]
    assert state == "to_do"
    assert told.startswith("Changes since the newest one, of 2026-02-10 09:14")
    assert told.endswith(f": {book.ask(FEB_10, closing.changes_since, newest)}.")


def test_a_backup_of_what_became_another_book_is_not_taken_for_one(book, customer):
    an_invoice(book, customer)
    backup.back_up(book.path, None, NOW)
    newest = backup.newest(book.path)
    assert newest
    with book.look() as connection:
        connection.exec_driver_sql("DROP TRIGGER keep_history_update")
        connection.exec_driver_sql("UPDATE history SET at = '2026-02-09T00:00:00+00:00'")
    state, told, _ = items(book, newest=newest)["backup"]
    assert state == "to_do"
    assert told.endswith("was made of another state of this book.")
    assert book.ask(FEB_10, closing.changes_since, newest) >= newest.change


def test_entries_by_hand_count_as_any_other(book):
    lines = (
        HandLine(account="1210", debit="5"),
        HandLine(account="3000", credit="5"),
    )
    book.do(JAN_15, entries.post, date=JAN_15, description="Found", lines=lines)
    assert items(book)["clearing:1210"][0] == "to_do"
