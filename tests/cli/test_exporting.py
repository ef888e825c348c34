"""`avoir export`, and books that meet each other's files."""

import pytest

from tests.cli.desk import arcus, rebilly, uses


def told_of(credit):
    """What two books must agree on."""
    names = (
        "number customer vendor status currency total tax shipping restocking_fee reason "
        "reason_note description internal_notes issue_date expires_at applied refunded expired "
        "voided remaining gl_account invoice customer_sequence"
    )
    found = {name: credit.get(name) for name in names.split()}
    lines = ["description", "quantity", "unit_price", "price", "tax", "account", "product"]
    found["lines"] = [[line[name] for name in lines] for line in credit["lines"]]
    found["uses"] = [
        (one["number"], one["amount"], one["date"], one["live"]) for one in credit["applications"]
    ]
    found["refunds"] = [(one["amount"], one["date"], one["live"]) for one in credit["refunds"]]
    return found


def fill(desk):
    """Credits of many kinds in a book, dated before today."""
    memo = {"do": "credit_memo.create", "on": "2026-01-15", "customer": "p1", "issue": True}
    tax = {"name": "VAT", "rate": "10"}
    lines = [
        {"description": "Chair", "quantity": "2", "unit_price": "33.335", "tax": tax},
        {"description": "Lamp", "quantity": "1", "unit_price": "0.99", "product": "L-1"},
    ]
    desk.tell(
        {
            **memo,
            "as": "a",
            "reason": "return",
            "lines": lines,
            "shipping": "5",
            "invoice": "INV-0001",
            "description": "Two chairs",
            "internal_notes": "Ask Ann",
        },
        {
            "do": "credit_memo.apply",
            "on": "2026-01-16",
            "credit_memo": "$a",
            "invoice": "INV-0001",
            "amount": "12.34",
        },
        {**memo, "as": "b", "reason": "goodwill", "amount": "20", "gl_account": "4120"},
        {
            "do": "credit_memo.apply",
            "as": "use",
            "on": "2026-01-17",
            "credit_memo": "$b",
            "invoice": "INV-0002",
        },
        {**memo, "as": "c", "reason": "other", "reason_note": "Lost by us", "amount": "7"},
        {"do": "credit_memo.void", "on": "2026-01-18", "credit_memo": "$c", "reason": "Wrong"},
        {**memo, "reason": "goodwill", "amount": "3", "issue": False},
    )


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("rebilly", {"reason_note", "internal_notes", "gl_account"}),
        ("dayzero", {"reason_note", "gl_account"}),
    ],
)
def test_what_leaves_one_book_is_the_same_in_another(desk, other, name, lost):
    fill(desk)
    other.bring(desk.send(name))
    rows = [book.tell({"do": "credit_memo.list"})[0]["rows"] for book in (desk, other)]
    assert len(rows[0]) == len(rows[1]) == 4
    for here, there in zip(*rows, strict=True):
        pair = [
            told_of(book.tell({"do": "credit_memo.get", "credit_memo": row["id"]})[0])
            for book, row in ((desk, here), (other, there))
        ]
        for one in pair:
            for field in lost:
                one.pop(field)
        if name == "rebilly":  # it names no account, and says write-off and void in a word
            for one in pair:
                one["lines"] = [line[:5] + line[6:] for line in one["lines"]]
        assert pair[0] == pair[1]
    again = other.everything()
    other.bring(desk.send(name))
    assert other.everything() == again


def test_arcus_takes_all_but_what_it_was_applied_to(desk, other):
    fill(desk)
    desk.tell(
        {
            "do": "vendor_credit.create",
            "as": "v",
            "on": "2026-01-15",
            "vendor": "p2",
            "amount": "30",
            "reason": "Late",
            "expires_at": "2029-01-31",
        },
        {
            "do": "payment.pay",
            "on": "2026-01-17",
            "vendor": "p2",
            "bills": [{"bill": "BILL-0001", "amount": "40"}],
            "vendor_credits": ["$v"],
        },
    )
    file = desk.send("arcus")
    assert [len(rows) for rows in file.values()] == [3, 3, 1, 1]
    other.bring(file)
    for number in ("CM-0001", "CM-0002", "CM-0003", "VC-0001"):
        first, second = desk.credit(number), other.credit(number)
        names = ["total", "status", "expires_at", "issue_date", "internal_notes", "description"]
        names += ["gl_account", "voided", "currency"]
        if number in ("CM-0001", "CM-0002"):
            names.remove("status")
        assert [first[name] for name in names] == [second[name] for name in names]
    assert other.credit("CM-0003")["reason_note"] == "Lost by us"
    assert uses(other.credit("VC-0001")) == uses(desk.credit("VC-0001"))


@pytest.mark.parametrize("name", ["arcus", "rebilly", "dayzero"])
def test_a_file_of_ours_changes_nothing_where_it_came_from(desk, name):
    fill(desk)
    before = desk.everything()
    desk.bring(desk.send(name))
    assert desk.everything() == before


@pytest.mark.parametrize("name", ["arcus", "rebilly", "dayzero"])
def test_a_lapsed_credit_is_void_in_formats_that_know_no_lapse(desk, other, name):
    desk.bring([arcus(expires_at="2026-02-28")])
    desk.tell({"do": "expiry.run", "on": "2026-03-01"})
    assert desk.bring(desk.send(name)) == ""
    other.bring(desk.send(name))
    assert (other.credit()["status"], other.credit()["remaining"]) == ("void", "0.00")


def test_what_a_format_cannot_say_is_told(desk):
    fill(desk)
    path = desk.path.parent / "a.json"
    status, out, err = desk.call("export", desk.path, "--format", "arcus", "--out", path)
    assert (status, out) == (0, f"{path}: 6 entries\n")
    assert err.endswith("was left out: it is a draft, which Arcus cannot say.\n")


def test_customers_are_put_in_when_that_is_wished(desk):
    desk.bring([rebilly()])
    assert "_embedded" not in desk.send("rebilly")[0]
    (sent,) = desk.send("rebilly", "--embed")
    assert sent["_embedded"] == {"customer": {"id": "p1", "name": "Acme"}}


def test_no_file_is_overwritten_and_none_is_left_half_written(desk, monkeypatch):
    path = desk.path.parent / "a.json"
    path.write_text("mine")
    words = ("export", desk.path, "--format", "dayzero", "--out")
    status, _, err = desk.call(*words, path)
    assert (status, path.read_text()) == (2, "mine")
    assert err == f"{path} exists already. Choose another name; nothing is overwritten.\n"
    status, _, err = desk.call(*words, desk.path.parent / "none" / "a.json")
    assert status == 2
    assert "There is no folder" in err
    path.unlink()
    lexists = "app.exchange.whole_file.os.path.lexists"
    monkeypatch.setattr(lexists, lambda _: path.write_text("mine") < 0)
    status, _, err = desk.call(*words, path)
    assert (status, path.read_text()) == (2, "mine")
    assert "exists already" in err
    assert [one for one in desk.path.parent.iterdir() if one.suffix == ".part"] == []


def test_a_disk_without_second_names_gets_the_file_too(desk, monkeypatch):
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("app.exchange.whole_file.os.link", no_links)
    desk.bring([rebilly()])
    assert len(desk.send("rebilly")) == 1
    path = desk.path.parent / "b.json"

    def taken(*_: object) -> None:
        path.write_text("mine")
        raise PermissionError

    monkeypatch.setattr("app.exchange.whole_file.os.link", taken)
    status, _, err = desk.call("export", desk.path, "--format", "rebilly", "--out", path)
    assert (status, path.read_text()) == (2, "mine")
    assert "exists already" in err
