"""Rows become documents: what the database says of them is what the rules say."""

from sqlalchemy import select

from app.book import refs, schema, store
from app.book.book import Reading, Writing
from app.book.sql import insert_row, update_row
from app.domain.document import status_of
from app.domain.entry import Entry
from app.domain.kinds import CREDITS, Kind, Stage
from tests.book.stories import tell
from tests.builders import JAN_15, a_bill, a_customer, a_vendor, an_invoice, refusing


def test_the_database_s_status_is_the_rules_status(book):
    """All combinations, as rows that the constraints let in."""
    party = int(a_customer(book)[1:])
    cases = [
        (kind, stage, total, used)
        for kind in Kind
        for stage in Stage
        for total, used in ((0, 0), (5, 0), (5, 2), (5, 5))
    ]
    columns = schema.document.c

    def plant(writing: Writing) -> None:
        for kind, stage, total, used in cases:
            row_id = _plant_document(writing.connection, kind, party, total)
            figure = "paid" if kind not in CREDITS else "applied"
            insert_row(
                writing.connection,
                schema.document_tally,
                **_tally(row_id, kind, party, total) | {figure: used, "open": total - used},
            )
            if stage is not Stage.DRAFT:
                update_row(writing.connection, schema.document, row_id, stage=stage)

    book.do(JAN_15, plant)
    with book.look() as connection:
        query = select(columns.kind, columns.stage, columns.total, store.USED, store.REMAINING)
        rows = connection.execute(
            query.add_columns(store.status_column()).select_from(store.DOCUMENTS)
        ).fetchall()
    assert len(rows) == len(cases)
    for kind, stage, _, used, remaining, status in rows:
        assert status == status_of(Kind(kind), Stage(stage), used, remaining), (kind, stage, used)


def _plant_document(connection, kind: Kind, party: int, total: int) -> int:
    return insert_row(
        connection,
        schema.document,
        kind=kind,
        stage="draft",
        party_id=party,
        currency="USD",
        fx_rate=1,
        issue_date="2026-01-01",
        shipping=0,
        restocking_fee=0,
        total=total,
        base_total=total,
        exclude_from_auto_apply=0,
        created_at="now",
        updated_at="now",
        revision=0,
    )


def _tally(row_id: int, kind: Kind, party: int, total: int) -> dict[str, object]:
    names = ("applied", "paid", "refunded", "expired", "voided", "base_open")
    return {
        "document_id": row_id,
        "kind": kind.value,
        "party_id": party,
        "due": "2026-01-01",
        "day": "2026-01-01",
        "account_id": None,
        "total": total,
        **dict.fromkeys(names, 0),
    }


def test_a_document_reads_the_same_by_python_and_by_sql(book):
    tell(book)
    columns = schema.document.c
    with book.look() as connection:
        rows = connection.execute(
            select(columns.id, store.status_column(), store.USED, store.REMAINING).select_from(
                store.DOCUMENTS
            )
        ).fetchall()
    assert len(rows) > 10
    for row_id, status, used, remaining in rows:
        found = book.ask(
            JAN_15, store.find_document, refs.ref("d", row_id), set(Kind), "document", "USD"
        )
        assert (found.status, found.used.minor, found.remaining.minor) == (status, used, remaining)


def test_a_document_is_found_by_id_and_by_number_of_its_kind(book):
    invoice = an_invoice(book, a_customer(book))
    for text in (invoice, "INV-0001"):
        found = book.ask(JAN_15, store.find_document, text, {Kind.INVOICE}, "claim", "USD")
        assert (found.id, found.number, found.party_name) == (1, "INV-0001", "Acme")
    both = {Kind.BILL, Kind.CREDIT_MEMO}
    with refusing(book, "not_found", field="claim") as refusal:
        book.ask(JAN_15, store.find_document, invoice, both, "claim", "USD")
    assert str(refusal) == f"There is no bill or credit memo “{invoice}”: it is an invoice."


def test_an_account_is_found_by_code_first_and_by_id(book):
    def code(text: str) -> str:
        return str(book.ask(JAN_15, store.find_account, text).code)

    assert code("1200") == "1200"
    assert code("a3") == "1200"
    with refusing(book, "not_found", field="tax"):
        book.ask(JAN_15, store.find_account, "a999", "tax")


def test_the_issue_of_a_document_is_the_entry_that_is_mirrored(book):
    bill = a_bill(book, a_vendor(book))

    def entries(reading: Reading) -> tuple[Entry, Entry]:
        entry_id = store.issue_entry(reading.connection, int(bill[1:]))
        nothing = store.recorded_entry(reading.connection, None, "USD")
        return store.recorded_entry(reading.connection, entry_id, "USD"), nothing

    recorded, nothing = book.ask(JAN_15, entries)
    assert [f"{line.side} {line.account.code} {line.base}" for line in recorded.lines] == [
        "debit 5000 90.00",
        "credit 2000 90.00",
    ]
    assert not nothing


def test_ids_are_a_letter_and_a_number():
    assert refs.ref(refs.DOCUMENT, 12) == "d12"
    assert refs.maybe_ref(refs.DOCUMENT, None) is None
    assert refs.row_of("d", "d12") == 12
    for text in ("", "d", "d0", "d01", "d-1", "D12", "p12", "d1 ", "d1.0", "d٣", "d" + "9" * 19):
        assert refs.row_of("d", text) is None
