"""What leaves the house on paper and by mail, told through the window."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

from app.commands import credits, parties
from app.commands.inputs import CreditDraft
from app.domain.kinds import CUSTOMER
from tests.gui.drivers.books import TODAY, balances
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.many import ManyDriver, StatementsDriver, opens, pages_of
from tests.paper.pdf import Pdf


def test_forty_credit_memos_are_printed_as_one_file(qtbot, window, path, tmp_path, monkeypatch):
    book = window.widget.desk.book
    for number in range(40):
        draft = CreditDraft(party="p2", amount=str(number + 1), reason="return", issue_date=TODAY)
        book.do(TODAY, credits.create, CUSTOMER, draft, issue=True)
    before = balances(path)
    page = ManyDriver(qtbot, window, "Credit memos")
    window.filter("borealis")
    page.choose_all()
    assert page.print_words == "Print 40…"
    window.press("Ctrl+P")
    page.wait_signs()
    assert page.signs == ("All characters can be printed.", [])
    page.save_into(tmp_path / "March", "Returns of March")
    file = tmp_path / "March" / "Returns of March.pdf"
    pages, bookmarks = pages_of(file.read_bytes())
    assert pages == 40
    assert bookmarks == [f"Credit memo CM-{number:04}" for number in range(41, 1, -1)]
    assert file.stat().st_size < 40 * 6_000  # fonts are in it once
    assert page.notices == [
        f"Returns of March.pdf is saved, documents in it: 40. {tmp_path / 'March'}"
    ]
    assert page.open_folder(monkeypatch) == [str(tmp_path / "March")]
    assert balances(path) == before  # printing changes nothing


def test_an_invoice_is_written_issued_printed_and_sent(qtbot, window, path, monkeypatch):
    asked = opens(monkeypatch)
    book = window.widget.desk.book
    book.do(
        TODAY, parties.update, CUSTOMER, party="p1", language="de", email="einkauf@acme.example"
    )
    page = DocumentsDriver(qtbot, window, "Invoices")
    window.press("Ctrl+N")
    page.set(party="Acme Ltd")
    page.cell("lines", 0, "description")
    page.come_back()
    page.type("Regal, Eiche", "2", "84.5")
    page.act("issue_print")
    assert window.page == "Rechnung INV-0003"
    window.press("Ctrl+E")
    found = BytesParser(policy=policy.default).parsebytes(Path(asked[0]).read_bytes())
    assert (found["To"], found["Subject"]) == (
        "Acme Ltd <einkauf@acme.example>",
        "Rechnung INV-0003",
    )
    body = found.get_body()
    assert body
    assert "Rechnung INV-0003 vom 10. März 2026, 169,00 USD" in body.get_content()
    (part,) = found.iter_attachments()
    assert part.get_filename() == "INV-0003 Acme Ltd.pdf"
    window.press("Escape")
    assert page.head == ("INV-0003", "Acme Ltd", "169.00 USD", "Open")
    assert balances(path)["1200"] == "1099.00"


def test_at_the_end_of_the_month_everybody_who_owes_hears_of_it(qtbot, window, tmp_path):
    page = StatementsDriver(qtbot, window, "Customers")
    window.click("print_many_button")
    page.wait_signs()
    page.set_days("2026-01-01", "2026-03-31")
    page.leave_out_quiet()
    page.wait_said("Statements: 2. All characters can be printed.")
    page.take("mail")
    page.save_into(tmp_path / "statements")
    letters = sorted((tmp_path / "statements").iterdir())
    assert [one.stem for one in letters] == [
        "Statement Acme Ltd 2026-03-10", "Statement Borealis 2026-03-10"
    ]  # fmt: skip
    found = BytesParser(policy=policy.default).parsebytes(letters[0].read_bytes())
    (part,) = found.iter_attachments()
    words = Pdf(part.get_content()).words
    assert "Invoice INV-0001" in words
    assert "Credit memo CM-0001" in words
    assert "Balance on 10 Mar 2026" in words
