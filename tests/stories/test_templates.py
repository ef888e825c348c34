"""A bookkeeper gives the documents a look of their own, and a customer its own language."""

from pathlib import Path

import pypdfium2

from tests.gui.drivers.closing import choose_files
from tests.gui.drivers.documents import DocumentsDriver
from tests.gui.drivers.templates import TemplatesDriver
from tests.logos import a_drawing


def printed(path: Path) -> str:
    """The text of a PDF's first page."""
    with pypdfium2.PdfDocument(path) as file:
        return str(file[0].get_textpage().get_text_range())


def pictures(path: Path) -> int:
    """How many pictures stand on the first page."""
    with pypdfium2.PdfDocument(path) as file:
        image = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
        return sum(1 for _ in file[0].get_objects(filter=[image]))


def make_a_template(window, page, monkeypatch, logo):
    """While the page is watched on which it is seen."""
    window.click("empty_button")
    page.type(name="Northwind", accent="#8b2f3c")
    page.choose_logo(monkeypatch, logo)
    page.speak("deutsch")
    page.write("texts.de.opening", "Guten Tag,")
    page.write("texts.de.footer", "Northwind GmbH, Hamburg\nIBAN DE12 5001 0517 0648")
    assert "Gutschrift" in page.paper
    assert "IBAN DE12 5001 0517 0648" in page.paper
    window.press("Ctrl+S")
    assert window.said == "Northwind is saved."


def test_a_german_customer_gets_a_gutschrift_with_our_logo_and_bank(
    qtbot, window, tmp_path, monkeypatch
):
    (tmp_path / "logo.svg").write_bytes(a_drawing())
    page = TemplatesDriver(qtbot, window)
    make_a_template(window, page, monkeypatch, tmp_path / "logo.svg")

    # The customer reads German.
    window.press("Ctrl+J")
    assert window.rows("parties").column("Name")[0] == "Acme Ltd"
    window.press("F2")
    window.field("language").retype("deut").press("tab")
    window.press("Ctrl+Return")

    # A credit is printed as it was seen.
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    memos.pick("CM-0001")
    window.press("Ctrl+P")
    choose_files(monkeypatch, tmp_path, tmp_path / "memo.pdf")
    window.press("Ctrl+S")
    text = printed(tmp_path / "memo.pdf")
    for said in ("Gutschrift", "Guten Tag,", "Northwind GmbH, Hamburg", "150,00"):
        assert said in text
    assert pictures(tmp_path / "memo.pdf") == 1

    # Others read what the book speaks; and what has no template any more looks plain.
    page = TemplatesDriver(qtbot, window)
    page.preview_of("invoice", "english")
    assert "IBAN" not in page.paper
    window.click("delete_button")
    window.click("answer_0")
    memos = DocumentsDriver(qtbot, window, "Credit memos")
    memos.pick("CM-0001")
    window.press("Ctrl+P")
    choose_files(monkeypatch, tmp_path, tmp_path / "plain.pdf")
    window.press("Ctrl+S")
    assert "Gutschrift" in printed(tmp_path / "plain.pdf")
    assert "IBAN" not in printed(tmp_path / "plain.pdf")
    assert pictures(tmp_path / "plain.pdf") == 0
    assert window.close_book()
