"""E-mail: a document leaves the window as a message that the system's mail program opens."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from app.book import upgrade
from app.commands import claims, credits, parties
from app.commands.inputs import ClaimDraft, CreditDraft
from app.domain.kinds import CUSTOMER
from app.domain.report import Wish
from app.gui import outgoing
from app.gui.screens.preview import PreviewScreen
from app.paper.sheets import render
from app.queries import sheets
from tests.gui.drivers.books import TODAY, clock
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.many import ManyDriver, opens
from tests.gui.drivers.preview import PreviewDriver


@pytest.fixture
def window(qtbot, tmp_path, path):
    made = PreviewDriver(qtbot, tmp_path)
    made.resize(1280, 900)
    made.open(path)
    return made


def read(path):
    return BytesParser(policy=policy.default).parsebytes(Path(path).read_bytes())


def pdf(path, number):
    book = upgrade.open_book(path, clock)
    content = render(book.ask(TODAY, sheets.sheet, number))
    book.close()
    return content


def test_the_document_of_the_list_is_attached(qtbot, window, path, tmp_path, monkeypatch):
    asked = opens(monkeypatch)
    window.work(parties.update, CUSTOMER, party="p1", email="office@acme.example")
    DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+E")
    assert asked == [str(tmp_path / "messages" / "CM-0001 Acme Ltd.eml")]
    assert window.said == "CM-0001 Acme Ltd.eml is opened in the mail program."
    found = read(asked[0])
    assert found["To"] == "Acme Ltd <office@acme.example>"  # as it is now
    assert found["Subject"] == "Credit memo CM-0001"
    (part,) = found.iter_attachments()
    assert part.get_filename() == "CM-0001 Acme Ltd.pdf"
    assert part.get_content() == pdf(path, "CM-0001")
    assert Path(asked[0]).stat().st_mode & 0o077 == 0  # for nobody else


def test_an_invoice_is_sent_from_its_menu(qtbot, window, path, monkeypatch):
    asked = opens(monkeypatch)
    page = DocumentsDriver(qtbot, window, "Invoices")
    page.pick("INV-0002")
    page.act("email")
    found = read(asked[0])
    assert (found["To"], found["Subject"]) == (
        "Borealis <hi@borealis.example>",
        "Invoice INV-0002",
    )
    assert next(found.iter_attachments()).get_content() == pdf(path, "INV-0002")


def test_the_preview_sends_what_it_shows(window, path, monkeypatch):
    asked = opens(monkeypatch)
    window.preview("CM-0001")
    window.click("paper_Letter")
    window.click("email_button")
    found = read(asked[0])
    assert found["To"] == ""  # there is no address: the mail program asks
    content = next(found.iter_attachments()).get_content()
    assert content != pdf(path, "CM-0001")
    window.click("paper_A4")
    window.press("Ctrl+E")
    assert asked[1].endswith("CM-0001 Acme Ltd (2).eml")
    assert next(read(asked[1]).iter_attachments()).get_content() == pdf(path, "CM-0001")


def test_reports_and_statements_are_sent_too(window, monkeypatch):
    asked = opens(monkeypatch)
    window.preview_report("trial_balance", Wish())
    window.press("Ctrl+E")
    found = read(asked[0])
    assert (found["To"], found["Subject"]) == ("", "Trial balance")
    window.preview_report("statement", Wish(side="customer", party="p2"))
    window.press("Ctrl+E")
    found = read(asked[1])
    assert found["To"] == "Borealis <hi@borealis.example>"
    assert found["Subject"].startswith("Statement of account")
    assert next(found.iter_attachments()).get_content().startswith(b"%PDF-")


def test_where_no_program_opens_messages_the_folder_is_offered(
    qtbot, window, tmp_path, monkeypatch
):
    opens(monkeypatch, can=False)
    page = ManyDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+E")
    assert page.notices[-1] == (
        "No program here opens messages. CM-0001 Acme Ltd.eml is kept, to be sent from one."
    )
    assert page.open_folder(monkeypatch) == [str(tmp_path / "messages")]


def test_what_has_signs_no_font_can_print_is_shown_first(qtbot, window, monkeypatch):
    asked = opens(monkeypatch)
    window.work(parties.update, CUSTOMER, party="p1", name="Acme \ue123")
    window.work(claims.create, CUSTOMER, ClaimDraft(party="p1", amount="5", issue_date=TODAY))
    DocumentsDriver(qtbot, window, "Invoices").pick("INV-0003")
    window.press("Ctrl+E")
    assert asked == []
    assert window.page == "Invoice INV-0003"
    assert "\ue123" in window.text("missing_glyphs")
    window.press("Ctrl+E")
    assert len(asked) == 1


def test_a_folder_that_takes_no_message_is_told(qtbot, window, tmp_path, monkeypatch):
    asked = opens(monkeypatch)
    (tmp_path / "messages").write_text("in the way")
    DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+E")
    assert window.dialog == "unavailable"
    assert asked == []


def test_the_oldest_messages_go(qtbot, window, tmp_path, monkeypatch):
    opens(monkeypatch)
    monkeypatch.setattr(outgoing, "_KEPT", 2)
    page = DocumentsDriver(qtbot, window, "Invoices")
    for number in ("INV-0001", "INV-0002"):
        page.pick(number)
        page.act("email")
    DocumentsDriver(qtbot, window, "Credit memos")
    window.press("Ctrl+E")
    names = sorted(one.name for one in (tmp_path / "messages").iterdir())
    assert names == ["CM-0001 Acme Ltd.eml", "INV-0002 Borealis.eml"]


def test_what_is_gone_is_not_sent(window, monkeypatch):
    asked = opens(monkeypatch)
    draft = CreditDraft(party="p1", amount="5", reason="return", issue_date=TODAY)
    memo = window.work(credits.create, CUSTOMER, draft).id
    window.preview(memo)
    monkeypatch.setattr(PreviewScreen, "refresh", lambda *_what: None)  # it has not heard of it
    window.work(credits.delete, CUSTOMER, credit=memo)
    window.press("Ctrl+E")
    assert asked == []
    assert memo in window.text("missing_glyphs")
