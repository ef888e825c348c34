"""What scripts are answered that ask what a figure is made of."""

import pytest

from tests.cli.told import Line, tell, told

LINES: list[Line] = [
    {"do": "customer.create", "as": "acme", "name": "Acme"},
    {"do": "vendor.create", "as": "mill", "name": "Mill"},
    {"do": "invoice.create", "as": "inv", "on": "2026-01-05", "customer": "$acme",
     "amount": "90.00", "due_date": "2026-01-20"},
    {"do": "credit_memo.create", "as": "cm", "on": "2026-01-15", "customer": "$acme",
     "reason": "return", "amount": "100.00", "issue": True},
    {"do": "credit_memo.apply", "on": "2026-02-02", "date": "2026-02-02", "credit_memo": "$cm",
     "invoice": "$inv", "amount": "30.00"},
    {"do": "bill.create", "on": "2026-02-05", "vendor": "$mill", "amount": "80.00"},
]  # fmt: skip
DAY = {"on": "2026-02-10"}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Answers one question about the book above."""
    with told(tmp_path_factory.mktemp("asked") / "book.avoir", *LINES) as book:
        yield lambda name, **given: tell(book, {"do": f"report.{name}", **DAY, **given})[0]


def test_open_documents_are_rows_in_the_words_of_their_side(ask):
    assert ask("open_documents", side="customer") == {
        "rows": [
            {"id": "d2", "kind": "credit_memo", "number": "CM-0001", "issue_date": "2026-01-15",
             "due": "2026-01-15", "customer": "p1", "customer_name": "Acme", "account": "1200",
             "total": "100.00", "open": "-70.00", "base_open": "-70.00"},
            {"id": "d1", "kind": "invoice", "number": "INV-0001", "issue_date": "2026-01-05",
             "due": "2026-01-20", "customer": "p1", "customer_name": "Acme", "account": "1200",
             "total": "90.00", "open": "60.00", "base_open": "60.00"},
        ],
        "total": "-10.00",
    }  # fmt: skip
    before = ask("open_documents", side="customer", as_of="2026-01-10", party="p1")
    assert [(row["number"], row["open"]) for row in before["rows"]] == [("INV-0001", "90.00")]
    assert ask("open_documents", side="vendor")["total"] == "80.00"


def test_an_account_s_documents_count_on_its_own_side(ask):
    found = ask("open_documents", account="1200")
    assert (found["total"], len(found["rows"])) == ("-10.00", 2)
    assert ask("open_documents", account="2000")["total"] == "80.00"
    assert ask("open_documents", party="p2", part="31_60")["rows"] == []
    assert ask("open_documents", side="customer", part="invoice")["total"] == "60.00"
    assert ask("open_documents", side="customer", currency="EUR")["rows"] == []


def test_their_total_is_the_ageing_s(ask):
    (row,) = ask("aging", side="customer")["rows"]
    assert row["total"] == ask("open_documents", side="customer")["total"]


def test_credits_by_reason(ask):
    assert ask("credits_by_reason", side="customer") == {
        "periods": ["2026-01", "2026-02"],
        "rows": [
            {"reason": "return", "reason_display": "Return", "periods": {"2026-01": "100.00"},
             "total": "100.00"},
        ],
        "total": {"periods": {"2026-01": "100.00"}, "total": "100.00"},
    }  # fmt: skip
    found = {"side": "vendor", "from": "2026-02-01", "to": "2026-02-28"}
    assert ask("credits_by_reason", **found) == {
        "periods": ["2026-02"],
        "rows": [],
        "total": {"periods": {}, "total": "0.00"},
    }


def test_why_an_account_a_party_or_a_document_stands_as_it_does(ask):
    account = ask("why", account="1200", as_of="2026-01-31")
    assert account["title"] == "Why 1200 Accounts receivable holds -10.00 USD"
    assert account["rows"][1:4] == [
        {"rank": "row", "what": "Credit memos issued", "count": 1, "amount": "-100.00"},
        {"rank": "row", "what": "Invoices issued", "count": 1, "amount": "90.00"},
        {"rank": "total", "date": "2026-01-31", "what": "What it holds", "amount": "-10.00"},
    ]
    assert account["remarks"][1] == "It stands for 2 open documents, which add up to the same."
    party = ask("why", party="p2")
    assert party["remarks"] == ["On 2026-02-10 we owe Mill 80.00 USD, credits taken off."]
    document = ask("why", document="INV-0001")
    assert [(row["what"], row["amount"]) for row in document["rows"]] == [
        ("Total", "90.00"),
        ("Credit memo CM-0001 used", "-30.00"),
        ("Due", "60.00"),
    ]
    since = ask("why", account="1200", **{"from": "2026-02-01"})
    assert since["rows"][0]["amount"] == "-10.00"


def test_the_tie_out_of_a_day(ask):
    now = ask("tie_out")
    assert now["rows"][0] == {
        "name": "AR", "account": "1200", "ledger": "-10.00", "documents": "-10.00",
        "difference": "0.00", "differing": [],
    }  # fmt: skip
    assert [row["documents"] for row in ask("tie_out", as_of="2026-01-10")["rows"]] == [
        *("90.00", "0.00", "0.00")
    ]


def test_the_credit_register_of_a_day(ask):
    (row,) = ask("credit_register", side="customer", as_of="2026-01-20")["rows"]
    assert (row["status"], row["remaining"]) == ("issued", "100.00")
    (row,) = ask("credit_register", side="customer")["rows"]
    assert (row["status"], row["remaining"]) == ("partially_applied", "70.00")
    assert ask("credit_register", side="customer", as_of="2026-01-10") == {"rows": [], "gaps": []}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"do": "report.why"}, "required"),
        ({"do": "report.why", "account": "nope"}, "not_found"),
        ({"do": "report.open_documents"}, "required"),
        ({"do": "report.open_documents", "side": "both"}, "invalid_value"),
        ({"do": "report.open_documents", "side": "customer", "party": "p2"}, "not_found"),
        ({"do": "report.credits_by_reason", "side": "customer", "from": "2027-01-01",
          "to": "2026-01-01"}, "invalid_date"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(tmp_path, line, code):
    with told(tmp_path / "book.avoir", *LINES[:2]) as book, pytest.raises(AssertionError) as said:
        tell(book, {**DAY, **line})
    assert f"'code': '{code}'" in str(said.value)
