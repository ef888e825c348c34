"""The sample book: its script, its making, and that the company in it could be real."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from app import paths
from app.book import checks, upgrade
from app.cli import calls
from app.cli.run import Runner
from app.cli.sample import NAME, SCRIPT, START, make
from app.domain.accounts import CUSTOMER_REASONS, VENDOR_SOURCES
from app.domain.errors import Bug, Unavailable
from app.domain.kinds import CUSTOMER, VENDOR, Kind, Status
from app.queries import books, documents, expiring, ledger, lists, parties, reports
from tests.cli.told import call
from tests.house.source import ROOT

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def ask(sample):
    """Asks the sample book as of the last day of its story."""
    book = upgrade.open_book(sample, calls.clock)
    yield lambda query, *args, **facts: book.ask(TODAY, query, *args, **facts)
    book.close()


@pytest.fixture(scope="module")
def credit_memos(ask):
    rows = ask(lists.page, Kind.CREDIT_MEMO).rows
    return [ask(documents.get, Kind.CREDIT_MEMO, row.id) for row in rows]


@pytest.fixture(scope="module")
def vendor_credits(ask):
    rows = ask(lists.page, Kind.VENDOR_CREDIT).rows
    return [ask(documents.get, Kind.VENDOR_CREDIT, row.id) for row in rows]


def test_the_generator_writes_the_shipped_script_again(tmp_path):
    out = tmp_path / "new" / "book.jsonl"
    generator = ROOT / "packaging" / "sample.py"
    subprocess.run([sys.executable, generator, "--out", out], check=True)
    assert out.read_bytes() == (paths.resources() / SCRIPT).read_bytes()


def test_the_book_is_sound_and_ties(sample, ask):
    book = upgrade.open_book(sample, calls.clock)
    with book.look() as connection:
        assert checks.findings(connection) == ()
    book.close()
    assert [tie.difference.minor for tie in ask(reports.ties)] == [0, 0, 0]


@pytest.mark.long
def test_the_script_makes_the_same_book_line_by_line(tmp_path, ask):
    path = tmp_path / "run.avoir"
    book = calls.new_book(path, name=NAME, currency="USD", chart="standard", on=START)
    runner = Runner(book, lambda: START)
    for line in (paths.resources() / SCRIPT).read_bytes().splitlines():
        assert runner.answer(line)["ok"], line
    assert book.ask(TODAY, ledger.trial_balance) == ask(ledger.trial_balance)
    book.close()


def test_it_is_a_company_with_all_that_a_document_needs(ask):
    for side in (CUSTOMER, VENDOR):
        for row in ask(parties.rows, side):
            party = ask(parties.get, side, row.id)
            where = party.address
            assert all((where.street, where.city, where.postal_code, where.country, party.email))
    customers = [ask(parties.get, CUSTOMER, row.id) for row in ask(parties.rows, CUSTOMER)]
    assert {"EUR", "GBP", "JPY"} <= {party.currency for party in customers}
    seller = ask(books.about)
    assert (seller.name, seller.legal_name) == (NAME, "Halden & Marsh Lighting, Inc.")


def test_a_year_of_trade(ask):
    counts = {kind: len(ask(lists.page, kind, limit=1000).rows) for kind in Kind}
    assert 140 <= counts[Kind.INVOICE] + counts[Kind.BILL] <= 170
    assert counts[Kind.CREDIT_MEMO] + counts[Kind.VENDOR_CREDIT] == 44
    assert counts[Kind.TRANSACTION] == 2
    statuses = Counter(row.status for row in ask(lists.page, Kind.INVOICE, limit=1000).rows)
    assert statuses[Status.PAID] > 60
    assert statuses[Status.OPEN] >= 5
    assert statuses[Status.PARTIALLY_PAID] >= 1


def test_credits_in_every_state(credit_memos, vendor_credits):
    five = {
        Status.DRAFT,
        Status.ISSUED,
        Status.PARTIALLY_APPLIED,
        Status.FULLY_APPLIED,
        Status.VOID,
    }
    assert {credit.status for credit in credit_memos} == five | {Status.EXPIRED}
    assert {credit.status for credit in vendor_credits} == five
    assert sum(credit.number is not None for credit in credit_memos) >= 24
    assert all(credit.voided_reason for credit in credit_memos if credit.status is Status.VOID)
    assert any(credit.voided and credit.applied for credit in credit_memos)


def test_what_lapses_and_what_went_back(ask, credit_memos):
    rows = ask(expiring.expiring)
    assert {row.lapsed for row in rows} == {True, False}
    assert any(one.transaction for credit in credit_memos for one in credit.applications)
    receipts = ask(lists.page, Kind.RECEIPT, limit=1000).rows
    assert [row.status for row in receipts].count(Status.VOID) == 1


def test_every_reason_is_given_once(credit_memos, vendor_credits):
    assert {credit.reason for credit in credit_memos} == set(CUSTOMER_REASONS)
    assert {credit.source_type for credit in vendor_credits} == set(VENDOR_SOURCES)


def test_every_kind_of_use(credit_memos):
    applications = [one for credit in credit_memos for one in credit.applications]
    refunds = [one for credit in credit_memos for one in credit.refunds]
    assert any(not one.live for one in applications)
    assert any(not one.live for one in refunds)
    assert any(one.live for one in refunds)
    assert any(len({one.claim for one in credit.applications}) > 1 for credit in credit_memos)
    assert any(line.claim_line for credit in credit_memos for line in credit.lines)
    assert any(credit.claim_number for credit in credit_memos)


def test_every_field_is_shown_somewhere(credit_memos):
    for name in (
        *("restocking_fee", "shipping", "tax", "expires_at", "reason_note", "description"),
        *("internal_notes", "source_id", "exclude_from_auto_apply", "gl_account"),
    ):
        assert any(getattr(credit, name) for credit in credit_memos), name


def test_rates_differ_so_that_a_difference_is_realised(ask, credit_memos):
    codes = {row.code for row in ask(ledger.trial_balance)}
    assert "7000" in codes
    assert {credit.currency for credit in credit_memos} == {"USD", "EUR", "GBP", "JPY"}


def test_a_closed_month_is_touched_later_in_an_open_one(ask, credit_memos):
    lock = ask(books.about).locked_through
    assert lock == date(2026, 3, 31)
    late = [
        one
        for credit in credit_memos
        for one in credit.applications
        if credit.issue_date <= lock < one.date
    ]
    assert any(one.date == date(2026, 4, 1) for one in late)  # the first open day


def test_the_bank_is_never_overdrawn(ask):
    rows = ask(ledger.register, "1000", limit=1000).rows
    days = {row.date: row.balance for row in rows}  # the last row of a day is its evening
    assert min(balance.minor for balance in days.values()) >= 0


def test_there_are_everyday_costs_and_a_small_profit(ask):
    held = {
        row.code: (row.debit.minor if row.debit else 0) - (row.credit.minor if row.credit else 0)
        for row in ask(ledger.trial_balance)
    }
    assert {"6000", "6010", "6030", "6060", "6070"} <= set(held)
    profit = -sum(amount for code, amount in held.items() if code >= "4000")
    assert 0 < profit < -held["4000"] // 4


def test_nobody_works_on_weekends(ask):
    for kind in (Kind.INVOICE, Kind.CREDIT_MEMO, Kind.VENDOR_CREDIT, Kind.RECEIPT, Kind.PAYMENT):
        days = {row.issue_date for row in ask(lists.page, kind, limit=1000).rows}
        assert [day for day in days if day.weekday() > 4] == []


def test_instants_follow_the_days_of_the_story(credit_memos):
    for credit in credit_memos:
        assert credit.created_at[:10] == credit.issue_date.isoformat()


def test_the_call_makes_a_book(tmp_path, capsys):
    assert call("sample", tmp_path / "new.avoir") == 0
    assert capsys.readouterr() == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["new.avoir"]
    assert call("check", tmp_path / "new.avoir") == 0


def test_nothing_is_overwritten(tmp_path, capsys):
    path = tmp_path / "mine.avoir"
    path.write_text("mine")
    assert call("sample", path) == 2
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.avoir"]
    assert "exists already" in capsys.readouterr().err


def test_a_link_to_nowhere_is_something_too(tmp_path):
    path = tmp_path / "mine.avoir"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Unavailable, match="exists already"):
        make(path)
    assert path.is_symlink()


def test_a_folder_that_is_not_there(tmp_path, capsys):
    assert call("sample", tmp_path / "none" / "new.avoir") == 2
    assert "can be made in" in capsys.readouterr().err


def test_a_refused_line_is_a_bug_and_leaves_nothing(tmp_path, monkeypatch):
    changed = tmp_path / "resources"
    shutil.copytree(paths.resources() / "charts", changed / "charts")
    (changed / "sample").mkdir()
    line = {"do": "rate.set", "on": "2026-01-01", "currency": "EUR", "date": "2026-01-01"}
    lines = [json.dumps({**line, "rate": rate}) for rate in ("1.1", "0")]
    (changed / SCRIPT).write_text("\n".join(lines))
    monkeypatch.setattr(paths, "resources", lambda: changed)
    place = tmp_path / "books"
    place.mkdir()
    with pytest.raises(Bug, match=r"Line 2 .* was refused: .* more than zero"):
        make(place / "new.avoir")
    assert list(place.iterdir()) == []
