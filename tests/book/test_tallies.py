"""Tallies made anew say what the acts have kept."""

from sqlalchemy import select

from app.book import checks, schema, tallies
from app.commands import claims, credits, entries
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from tests.builders import JAN_10, JAN_15, JAN_20, a_credit, a_customer, an_invoice


def everything(book):
    """Every row of every tally."""
    with book.look() as connection:
        return {
            tally: sorted(map(tuple, connection.execute(select(schema.METADATA.tables[tally]))))
            for tally in tallies.TRUTH
        }


def rebuild(writing):
    tallies.rebuild(writing.connection)


def some_acts(book):
    party = a_customer(book)
    invoice, credit = an_invoice(book, party), a_credit(book, party)
    book.do(JAN_15, credits.apply, CUSTOMER, credit=credit, claim=invoice, amount="5")
    book.do(JAN_20, credits.void, CUSTOMER, credit=credit, reason="Wrong", scope="remaining")
    draft = CreditDraft(party=party, reason="return", amount="1", issue_date=JAN_15)
    moved = book.do(JAN_15, credits.create, CUSTOMER, draft, issue=False).id
    book.do(JAN_15, credits.update, CUSTOMER, CreditDraft(issue_date=JAN_20), credit=moved)
    gone = book.do(JAN_15, credits.create, CUSTOMER, draft, issue=False).id
    book.do(JAN_15, credits.delete, CUSTOMER, credit=gone)
    late = ClaimDraft(party=party, amount="4", due_date=JAN_20, issue_date=JAN_10)
    never = book.do(JAN_15, claims.create, CUSTOMER, late, issue=False).id
    book.do(JAN_15, claims.void, CUSTOMER, claim=never, reason="Never sent")
    lines = (
        entries.HandLine("6000", debit="1"),
        entries.HandLine("6100", debit="1"),
        entries.HandLine("1000", credit="2"),
    )
    book.do(JAN_15, entries.post, date=JAN_10, description="Rent", lines=lines)


def test_what_was_kept_is_what_is_counted_anew(book):
    some_acts(book)
    kept = everything(book)
    book.do(JAN_20, rebuild)
    assert everything(book) == kept
    assert ("credit_memo", "2026-01-20", 1, 0) in kept["day_tally"]
    assert not any(
        list_ == "credit_memo" and items == 0 for list_, _, items, _ in kept["day_tally"]
    )


def test_what_was_spoiled_is_mended_by_counting_anew(book):
    some_acts(book)
    kept = everything(book)

    def spoil(writing):
        writing.connection.exec_driver_sql("UPDATE document_tally SET due = '2001-01-01'")
        writing.connection.exec_driver_sql("DELETE FROM account_tally")
        writing.connection.exec_driver_sql("UPDATE day_tally SET lines = 7")

    book.do(JAN_20, spoil)
    with book.look() as connection:
        assert len(checks.findings(connection)) > 3
    book.do(JAN_20, rebuild)
    assert everything(book) == kept
    with book.look() as connection:
        assert checks.findings(connection) == ()
