"""Every report of the sample book: it ties with the trial balance, and every figure opens rows
that add up to it, down to documents and entries."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.cli import sample
from app.domain.kinds import SIDES
from app.domain.report import Leads, Rank, Wish
from app.queries import catalogue, documents, ledger, number_series
from app.queries.catalogue import KINDS
from tests.queries import following
from tests.queries.following import Reader, cell, closing, totals

TODAY = date(2026, 11, 30)
DAYS = [date(2026, 2, 28), date(2026, 6, 17), date(2026, 9, 30), TODAY]
OFFERED = [
    *("trial_balance", "income_statement", "balance_sheet", "register", "journal", "aging"),
    *("statement", "credit_register", "credits_by_reason", "tax_summary", "tie_out", "why"),
]
DETAILS = ["open_documents", "reason_credits", "tax_documents", "movements"]
LISTS = ["accounts", "credit_memos", "vendor_credits", "invoices", "bills", "customers", "vendors"]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    book = sample.make(tmp_path_factory.mktemp("sample") / "book.avoir")
    yield Reader(book, TODAY)
    book.close()


def wishes(reader):
    """Every report in every shape that this book has something to say in, as of several days."""
    parties = [
        (side.name, row.id)
        for side in SIDES.values()
        for row in reader.report(f"{side.name}s").rows
        if row.rank is Rank.ROW
    ]
    for on in DAYS[1::2]:
        year: dict[str, Any] = {"first": date(2026, 2, 1), "last": on}
        for name in ("trial_balance", "balance_sheet", "tie_out"):
            yield name, Wish(last=on)
        for name in ("income_statement", "tax_summary", "journal"):
            yield name, Wish(**year)
        for code in ("1000", "1200", "2000", "4000"):
            yield "register", Wish(**year, account=code)
            yield "why", Wish(**year, account=code)
        for side in SIDES:
            yield "credits_by_reason", Wish(**year, side=side)
            for name in ("aging", "credit_register", "open_documents"):
                yield name, Wish(last=on, side=side)
    for side, party in parties:
        yield "statement", Wish(last=TODAY, side=side, party=party)
        yield "statement", Wish(date(2026, 5, 1), DAYS[1], party=party)
        yield "why", Wish(last=TODAY, party=party)
        yield "why", Wish(account="1200" if side == "customer" else "2000", party=party)
    for number in ("INV-0010", "CM-0024", "RCP-0014", "VC-0003"):
        yield "why", Wish(part=number)
    for name in LISTS:
        yield name, Wish()


def test_these_are_the_reports():
    assert [name for name, kind in KINDS.items() if kind.offered] == OFFERED
    assert sorted(KINDS) == sorted([*OFFERED, *DETAILS, *LISTS])
    for kind in KINDS.values():
        assert kind.says[0].islower() or kind.says.startswith("what")
        assert set(kind.takes) <= {
            *("first", "last", "as_of", "side", "party", "account", "currency", "part")
        }
        assert set(kind.needs) <= set(kind.takes)


def test_every_figure_opens_what_it_is_made_of(reader):
    opened: dict[str, set[str]] = {}
    for name, wish in wishes(reader):
        for page in reader.pages(name, wish):
            assert page.name == name
            opened.setdefault(name, set()).update(following.follow(reader, page))
    assert set(opened) == {*OFFERED, *LISTS, "open_documents"}
    assert opened["trial_balance"] == {"register"}
    assert opened["balance_sheet"] == {"register", "income_statement"}
    assert opened["aging"] == {"open_documents"}
    assert opened["open_documents"] == {"document", "why"}
    assert opened["statement"] == {"document", "open_documents", "statement"}
    assert opened["credits_by_reason"] == {"reason_credits"}
    assert opened["tax_summary"] == {"tax_documents"}
    assert opened["tie_out"] == {"why", "open_documents"}
    assert opened["register"] == {"document"}
    balances = {"register", "movements", "open_documents"}
    assert opened["why"] == balances | {"why", "document", "entry"}


def all_leads(reader):
    """Everything that any row of the reports above leads to, once."""
    seen: set[Leads] = set()
    waiting = [page for name, wish in wishes(reader) for page in reader.pages(name, wish)]
    while waiting:
        page = waiting.pop()
        assert len({row.id for row in page.rows}) == len(page.rows)
        for row in page.rows:
            assert len(row.cells) == len(page.columns)
            for leads in filter(None, (row.leads, *(leads for _, leads in row.figures))):
                if leads in seen:
                    continue
                seen.add(leads)
                if leads.to in DETAILS:
                    waiting += reader.pages(leads.to, leads.wish)
    return seen


def test_every_way_ends_at_something_of_the_book(reader):
    found = all_leads(reader)
    with reader.book.look() as connection:
        there = {
            *(f"d{row[0]}" for row in connection.exec_driver_sql("SELECT id FROM document")),
            *(f"e{row[0]}" for row in connection.exec_driver_sql("SELECT id FROM entry")),
            *(f"p{row[0]}" for row in connection.exec_driver_sql("SELECT id FROM party")),
        }
    assert {leads.to for leads in found} - set(KINDS) == {"document", "entry", "party"}
    for leads in found:
        if leads.to in KINDS:
            assert reader.pages(leads.to, leads.wish)
        else:
            assert leads.id in there


@pytest.mark.parametrize("on", DAYS)
def test_the_reports_tie_with_the_trial_balance(reader, on):
    balances = {
        row.code: row.debit.minor if row.debit else -row.credit.minor
        for row in reader.book.ask(TODAY, ledger.trial_balance, on)
    }
    trial = reader.report("trial_balance", last=on)
    debit, credit = (cell(trial, closing(trial), name) for name in ("debit", "credit"))
    assert debit == credit
    assert debit.minor == sum(one for one in balances.values() if one > 0)
    sheet = reader.report("balance_sheet", last=on)
    assets, owned = (cell(sheet, row, "amount") for row in totals(sheet))
    assert assets == owned
    ties = reader.report("tie_out", last=on)
    for row in ties.rows:
        assert cell(ties, row, "ledger").minor == balances.get(row.id, 0)
        assert not cell(ties, row, "difference")
    for side, sign, codes in (("customer", 1, ("1200",)), ("vendor", -1, ("2000", "1350"))):
        aged = reader.report("aging", side=side, last=on)
        whole = cell(aged, closing(aged), "total").minor
        assert whole == sign * sum(balances.get(code, 0) for code in codes)
    for code, balance in balances.items():
        (page,) = reader.pages("register", Wish(last=on, account=code))
        assert cell(page, closing(page), "balance").minor == balance


def test_long_reports_come_page_by_page(reader, monkeypatch):
    asked = [
        ("register", Wish(account="1200", first=date(2026, 2, 1))),
        ("journal", Wish(first=date(2026, 3, 1), last=date(2026, 3, 31))),
        ("credit_register", Wish()),
        ("movements", Wish(account="1200", part="issue invoice")),
        ("invoices", Wish()),
        ("tax_documents", Wish(part="charged")),
        ("open_documents", Wish(last=date(2026, 6, 17))),
    ]
    whole = [reader.report(name, **facts(wish)) for name, wish in asked]
    for room in ("journal", "numbers", "why", "lists", "taxes", "open"):
        monkeypatch.setattr(f"app.queries.report_{room}.PAGE", 7)
    for (name, wish), one in zip(asked, whole, strict=True):
        pages = Reader(reader.book, TODAY).pages(name, wish)
        assert len(pages) > 2
        assert tuple(row for page in pages for row in page.rows) == one.rows
        assert [page.title for page in pages] == [one.title] * len(pages)


def facts(wish):
    return {name: getattr(wish, name) for name in ("first", "last", "account", "part")}


def test_all_pages_of_a_report_are_asked_one_after_the_other(reader):
    asked = []

    def ask(query: Any, *given: Any) -> Any:
        asked.append(given[1])
        return reader.book.ask(TODAY, query, *given)

    assert len(list(catalogue.pages(ask, "trial_balance", Wish()))) == 1
    assert asked == [None]


def test_the_credit_register_of_today_says_what_the_documents_say(reader):
    for side in SIDES.values():
        report = reader.report("credit_register", side=side.name)
        rows = [row for row in report.rows if row.rank is Rank.ROW]
        found = reader.book.ask(TODAY, number_series.number_register, side.credit)
        assert [row.cells[0] for row in rows] == [one.number for one in found.rows]
        for row, one in zip(rows, found.rows, strict=True):
            view = reader.book.ask(TODAY, documents.get, side.credit, one.id)
            assert cell(report, row, "remaining") == view.remaining
            assert cell(report, row, "reason") == view.reason_display
        assert report.remarks[0].startswith("No number is missing from ")


def test_closing_balances_run_on(reader):
    """What a register ends with is what the next one begins with."""
    for code in ("1000", "1200", "2000"):
        for on in DAYS[:-1]:
            before = reader.report("register", account=code, last=on)
            after = reader.report("register", account=code, first=on + timedelta(days=1))
            assert cell(before, closing(before), "balance") == cell(
                after, after.rows[0], "balance"
            )
