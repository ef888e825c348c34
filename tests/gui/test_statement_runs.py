"""Statements of account for many customers at once: whose, of which days, and how they go out."""

from datetime import date
from email import policy
from email.parser import BytesParser

import pytest

from app.commands import claims, parties
from app.commands.inputs import ClaimDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.many import StatementsDriver, pages_of

ALL_WELL = "Statements: {}. All characters can be printed."
NOBODY = "Nobody here has anything open, or anything that moved."


@pytest.fixture
def customers(qtbot, window):
    """Acme and Borealis owe something; Castor has been quiet since January and owes nothing."""
    book, january = window.widget.desk.book, date(2026, 1, 15)
    book.do(january, parties.create, CUSTOMER, name="Castor")
    book.do(date(2026, 3, 6), parties.create, CUSTOMER, name="Daphne")
    draft = ClaimDraft(party="p5", amount="7", issue_date=date(2026, 3, 6))
    made = book.do(date(2026, 3, 6), claims.create, CUSTOMER, draft)
    book.do(date(2026, 3, 7), claims.void, CUSTOMER, claim=made.id, reason="Twice")
    return StatementsDriver(qtbot, window, "Customers")


def test_everybody_with_something_to_be_told_gets_one(customers, tmp_path):
    customers.ask_many()
    form = customers.window.form()
    assert [form.field(name).shown for name in ("from", "to")] == ["2026-03-01", "2026-03-10"]
    assert customers.signs == (ALL_WELL.format(3), [])
    customers.save_into(tmp_path / "out", "March")
    pages, names = pages_of((tmp_path / "out" / "March.pdf").read_bytes())
    assert pages == 3
    assert names == [
        f"Statement of account · {name} · 10 Mar 2026"
        for name in ("Acme Ltd", "Borealis", "Daphne")
    ]
    assert customers.notices == [f"March.pdf is saved, documents in it: 3. {tmp_path / 'out'}"]


def test_those_with_whom_nothing_is_open_are_left_out(customers):
    customers.ask_many()
    customers.leave_out_quiet()
    customers.wait_said(ALL_WELL.format(2))
    customers.window.press("Escape")
    customers.ask_many()
    assert customers.signs[0] == ALL_WELL.format(2)  # as it was chosen


def test_other_days_are_looked_up_before_anything_is_printed(customers, tmp_path):
    customers.ask_many()
    customers.set_days("2025-01-01", "2025-12-31")
    assert not customers.can_confirm  # until it is known whose statements these are
    customers.wait_said(NOBODY)
    assert not customers.can_confirm
    customers.set_days("", "2026-01-31")
    customers.wait_said(ALL_WELL.format(1))
    customers.take("each")
    customers.save_into(tmp_path / "out")
    assert [one.name for one in (tmp_path / "out").iterdir()] == [
        "Statement Acme Ltd 2026-01-31.pdf"
    ]


def test_days_that_cannot_be_are_told_beside_their_field(customers, qtbot):
    customers.ask_many()
    form = customers.window.form()
    customers.set_days("soon", "2026-03-10")
    qtbot.waitUntil(lambda: form.problem("from") != "")
    assert form.problem("from") == "“soon” is not a date. Write it as YYYY-MM-DD."
    assert not customers.can_confirm
    customers.set_days("2026-03-10", "2026-03-01")
    said = "2026-03-10 lies after 2026-03-01. Choose an earlier day."
    qtbot.waitUntil(lambda: form.problem("from") == said)
    customers.set_days("2026-03-01", "2026-03-10")
    customers.wait_said(ALL_WELL.format(3))
    assert form.problem("from") == ""


def test_the_chosen_ones_only(customers):
    customers.choose_rows(0, 2, 3)
    customers.window.press("Ctrl+P")
    customers.wait_signs()
    assert customers.offered == {
        "Selected customers: 3": True, "All customers in this list: 4": False,
        "As one PDF": True, "As one PDF each": False, "As one message each": False,
        "On the printer": False,
    }  # fmt: skip
    assert customers.signs[0] == ALL_WELL.format(2)  # Castor has nothing to be told


def test_each_goes_out_as_a_message_of_its_own(customers, tmp_path):
    book = customers.window.widget.desk.book
    book.do(date(2026, 3, 8), parties.update, CUSTOMER, party="p2", language="de")
    customers.ask_many()
    customers.leave_out_quiet()
    customers.wait_said(ALL_WELL.format(2))
    customers.take("mail")
    customers.save_into(tmp_path / "out")
    said = f"Messages saved, to be opened and sent: 2. {tmp_path / 'out'}"
    assert customers.notices == [said]
    names = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert names == ["Kontoauszug Borealis 2026-03-10.eml", "Statement Acme Ltd 2026-03-10.eml"]
    read = BytesParser(policy=policy.default).parsebytes(
        (tmp_path / "out" / names[0]).read_bytes()
    )
    assert (read["To"], read["X-Unsent"]) == ("Borealis <hi@borealis.example>", "1")
    (part,) = read.iter_attachments()
    assert part.get_filename() == "Kontoauszug Borealis 2026-03-10.pdf"
    assert part.get_content().startswith(b"%PDF-")


def test_who_has_signs_that_no_font_shows_is_named_beforehand(customers):
    book = customers.window.widget.desk.book
    book.do(date(2026, 3, 8), parties.update, CUSTOMER, party="p2", name="Borealis \ue123")
    customers.ask_many()
    said, listed = customers.signs
    assert said.startswith("Documents with characters that no font can print: 1.")
    assert listed == ["Statement of account, 10 Mar 2026 Borealis \ue123: \ue123 (U+E123)"]
    assert customers.can_confirm


def test_vendors_get_theirs(qtbot, window, tmp_path):
    vendors = StatementsDriver(qtbot, window, "Vendors")
    vendors.ask_many()
    assert vendors.signs[0] == ALL_WELL.format(1)
    vendors.save_into(tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "Statements of account.pdf"
    assert pages_of(file.read_bytes())[0] == 1


def test_nobody_is_there_yet(qtbot, window):
    vendors = StatementsDriver(qtbot, window, "Vendors")
    window.filter("nobody of that name")
    vendors.window.press("Ctrl+Shift+P")
    assert window.dialog == ""
