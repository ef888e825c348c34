"""The page of templates: what is typed is seen at once on the paper, and counts when saved."""

import os
import sys
import time
from datetime import date
from statistics import median

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from app.book import upgrade
from app.commands import templates
from app.domain.kinds import Kind
from app.domain.template import Texts
from app.gui.screens.template_content import Sitting, fresh
from app.queries import lists, sheets
from app.queries import templates as seen
from tests.gui.drivers.books import clock, empty_book
from tests.gui.drivers.templates import TemplatesDriver
from tests.gui.drivers.window import WindowDriver
from tests.logos import a_drawing, a_picture

TODAY = date(2026, 3, 10)
LOGO = a_picture(size=(120, 60))


def in_book(window, command, *args: object, **facts: object):
    """What somebody else does in the book meanwhile."""
    return window.widget.desk.book.do(TODAY, command, *args, **facts)


def kept(window, template="t1"):
    return window.widget.desk.ask(seen.get, template)


@pytest.fixture
def page(qtbot, window):
    """The page with two templates in the book."""
    texts = {"": Texts(footer="Bank 12 34"), "de": Texts(opening="Guten Tag,")}
    facts = {"papers": ("credit_memo", "invoice"), "texts": texts, "logo": LOGO}
    in_book(window, templates.create, name="Calm", accent="#8b2f3c", **facts)
    in_book(window, templates.create, name="Month", papers=("statement",))
    return TemplatesDriver(qtbot, window)


@pytest.fixture
def plain(qtbot, window):
    """The page without any."""
    return TemplatesDriver(qtbot, window)


def test_templates_are_listed_and_shown_with_the_newest_document(page):
    assert page.rows == [["Calm", "Credit memos, Invoices"], ["Month", "Statements"]]
    assert page.shown("name", "accent") == ["Calm", "#8b2f3c"]
    assert page.ticked == ["credit_memo", "invoice", "quantity", "unit_price", "tax"]
    assert page.has_logo
    assert "Bank 12 34" in page.paper
    assert "CM-0001" in page.paper
    assert page.window.text("preview_of") == "CM-0001, Acme Ltd"
    assert "#8b2f3c" in page.colours
    page.listed.press(Qt.Key.Key_Down)
    assert page.shown("name") == ["Month"]
    assert "Statement of account" in page.paper
    assert not page.window.enabled("save_button")


def test_what_is_typed_is_seen_on_the_paper_before_it_is_saved(page):
    page.type(accent="#1d6453")
    page.speak("deutsch")
    page.write("texts.de.footer", "IBAN DE12\nHamburg")
    assert "Gutschrift" in page.paper
    assert "Guten Tag," in page.paper
    assert "IBAN DE12" in page.paper
    assert "Bank" not in page.paper
    assert "#1d6453" in page.colours
    assert page.rows[0] == ["Calm", "not saved"]
    assert page.window.text("draft_state") == "Not saved; kept on this computer"
    assert kept(page.window).revision == 0
    page.window.press("Ctrl+S")
    assert page.window.said == "Calm is saved."
    assert page.rows[0] == ["Calm", "Credit memos, Invoices"]
    found = kept(page.window)
    assert (found.accent, found.logo, found.revision) == ("#1d6453", LOGO, 1)
    assert found.texts["de"] == Texts(opening="Guten Tag,", footer="IBAN DE12\nHamburg")
    page.type(name="Calmer")
    page.window.press("Ctrl+Return")
    assert kept(page.window).name == "Calmer"
    assert page.current == "Calmer"


def test_an_empty_book_offers_the_first_template(qtbot, tmp_path):
    empty_book(tmp_path / "new.avoir").close()
    window = WindowDriver(qtbot, tmp_path)
    window.open(tmp_path / "new.avoir")
    page = TemplatesDriver(qtbot, window)
    assert window.text("empty_sentence") == "No template yet: documents look plain."
    assert window.focus == "empty_button"
    window.press("Space")
    assert window.focus == "name"
    assert page.ticked[:4] == ["credit_memo", "invoice", "statement", "vendor_credit"]
    for kind, said in (
        ("credit memo", "Example Company Ltd"), ("advice", "Example Company Ltd"),
        ("invoice", "10 % of 100.00"), ("statement", "Statement of account"),
    ):  # fmt: skip
        page.preview_of(kind)
        assert said.replace(" %", "%") in page.paper.replace(" %", "%")
        assert window.text("preview_of") == "An example: the book has none yet"
    page.type(name="First")
    window.press("Ctrl+S")
    assert page.rows == [["First", "everything"]]


def test_everything_wrong_is_told_beside_its_field(page):
    page.window.press("Ctrl+N")
    page.type(accent="blue")
    page.speak("fran")
    page.paste("texts.fr.title", "x\u202ey")
    page.speak("all")
    page.window.press("Ctrl+S")
    assert page.problem("name") == "The name is missing. Fill it in."
    assert page.problem("accent").startswith("“blue” is not a color.")
    assert "turns the writing direction" in page.problem("texts.fr.title")
    assert page.shown("text_language") == ["Français"]
    page.type(name="Calm")
    assert page.problem("name") == ""
    page.type(accent="#fff8d0", texts__fr__title="Avoir")
    assert page.note("accent_pale").startswith("Pale on white paper")
    page.window.press("Ctrl+S")
    assert "There is a template “Calm” already." in page.problem("name")
    assert page.rows[-1] == ["Calm", "not saved"]


def test_papers_say_from_which_template_they_move(page):
    page.tick("statement")
    assert page.note("papers_move") == "Statements move here from “Month”."
    assert "Statement of account" in page.paper
    page.tick("invoice")
    page.window.press("Ctrl+S")
    assert page.rows == [["Calm", "Credit memos, Statements"], ["Month", ""]]
    page.listed.press(Qt.Key.Key_Down)
    assert page.ticked == ["quantity", "unit_price", "tax"]


def test_one_may_look_at_another_template_meanwhile_and_nothing_is_lost(page):
    page.type(name="Calmer")
    page.listed.press(Qt.Key.Key_Down)
    assert page.shown("name") == ["Month"]
    page.tick("statement")
    assert page.rows == [["Calmer", "not saved"], ["Month", "not saved"]]
    page.listed.press(Qt.Key.Key_Up)
    assert page.shown("name") == ["Calmer"]
    page.window.click("discard_button")
    assert page.shown("name") == ["Calm"]
    assert page.rows == [["Calm", "Credit memos, Invoices"], ["Month", "not saved"]]


def test_what_is_not_saved_is_there_again_after_the_window_was_closed(page, qtbot, tmp_path, path):
    page.type(name="Calmer")
    page.window.press("Ctrl+N")
    page.type(name="Third", accent="#3a3f45")
    assert page.window.close()
    again = WindowDriver(qtbot, tmp_path)
    assert again.open(path)
    page = TemplatesDriver(qtbot, again)
    assert page.rows == [
        ["Calmer", "not saved"], ["Month", "Statements"], ["Third", "not saved"],
    ]  # fmt: skip
    page.listed.press(Qt.Key.Key_End)
    assert page.shown("name", "accent") == ["Third", "#3a3f45"]
    again.click("discard_button")
    page.listed.press(Qt.Key.Key_Home)
    assert page.has_logo
    again.press("Ctrl+S")
    assert kept(again).name == "Calmer"
    assert kept(again).logo == LOGO
    assert again.close()
    assert not list((tmp_path / "drafts").glob("*.json"))


def test_a_new_one_nobody_wrote_in_is_not_kept(page, tmp_path):
    page.window.press("Ctrl+N")
    assert page.rows[-1] == ["New template", "not saved"]
    assert page.ticked[0] == "vendor_credit"  # all others have a template
    page.window.click("delete_button")
    assert len(page.rows) == 2
    assert not list((tmp_path / "drafts").glob("*.json"))


def test_a_copy_begins_as_the_first_one_is_but_is_used_for_nothing(page):
    page.window.press("Ctrl+D")
    assert page.shown("name", "accent") == ["Calm (copy)", "#8b2f3c"]
    assert page.has_logo
    assert page.ticked == ["quantity", "unit_price", "tax"]
    page.window.press("Ctrl+S")
    assert page.rows[1] == ["Calm (copy)", ""]
    page.window.click("delete_button")
    assert page.asked == "Delete “Calm (copy)”?"
    page.window.press("Escape")
    assert kept(page.window, "Calm (copy)").texts == kept(page.window, "Calm").texts


def test_deleting_is_asked_about_in_the_page(page):
    page.window.click("delete_button")
    assert page.asked == "Delete “Calm”? Documents that use it will look plain."
    page.window.press("Escape")
    assert page.asked == ""
    page.type(accent="#112233")
    page.window.click("delete_button")
    page.window.click("answer_0")
    assert page.rows == [["Month", "Statements"]]
    assert page.shown("name") == ["Month"]
    assert page.window.said == "Calm is deleted."
    page.window.click("delete_button")
    page.window.click("answer_0")
    assert page.window.text("empty_sentence") == "No template yet: documents look plain."
    assert page.window.focus == "empty_button"


def test_what_others_change_is_taken_over_or_told(page):
    page.type(accent="#112233")
    in_book(page.window, templates.update, template="t1", name="Quiet")
    assert page.shown("name", "accent") == ["Quiet", "#112233"]
    page.window.press("Ctrl+S")
    assert (kept(page.window).name, kept(page.window).accent) == ("Quiet", "#112233")
    page.type(accent="#445566")
    in_book(page.window, templates.update, template="t1", accent="#778899")
    assert page.shown("accent") == ["#445566"]
    page.window.press("Ctrl+S")
    assert "was changed since you opened it" in page.problem("form")
    page.window.click("discard_button")
    assert page.shown("accent") == ["#778899"]


def test_a_template_that_others_deleted_may_be_saved_as_a_new_one(page):
    page.type(name="Mine")
    in_book(page.window, templates.delete, template="t1")
    assert page.rows == [["Month", "Statements"], ["Mine", "not saved"]]
    page.window.press("Ctrl+S")
    assert kept(page.window, "Mine").logo == LOGO
    in_book(page.window, templates.delete, template="Mine")
    assert page.shown("name") == ["Month"]


def test_logos_are_checked_where_they_are_chosen(page, monkeypatch, tmp_path):
    page.window.click("remove_logo")
    assert not page.has_logo
    files = {"a.svg": a_drawing(), "b.svg": a_drawing("<text/>"), "c.png": LOGO[:50]}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    page.choose_logo(monkeypatch, tmp_path / "b.svg")
    assert "needs a font of its own" in page.problem("logo")
    page.choose_logo(monkeypatch, tmp_path / "none.png")
    assert page.problem("logo").startswith("none.png cannot be read")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.png")
        page.drop_logo(tmp_path / "pipe.png")
        assert page.problem("logo").startswith("pipe.png cannot be read")
    page.choose_logo(monkeypatch, tmp_path / "c.png")
    assert page.problem("logo").startswith("This PNG picture is broken.")
    assert not page.has_logo
    page.choose_logo(monkeypatch, tmp_path / "a.svg")
    assert page.has_logo
    assert page.problem("logo") == ""
    page.choose_logo(monkeypatch, None)
    page.window.press("Ctrl+S")
    assert kept(page.window).logo == a_drawing()


def test_colours_are_chosen_by_mouse_and_keys(page):
    page.take_colour(1)
    assert page.shown("accent") == ["#1d6453"]
    page.walk_colours(Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert page.shown("accent") == ["#8a4a23"]
    page.walk_colours(Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_A)
    assert page.shown("accent") == ["#5b6236"]


def test_a_colour_is_completed_as_others_write_it(page):
    for typed, colour in (("1d6453", "#1d6453"), ("#a3F", "#aa33FF"), ("c0c", "#cc00cc")):
        page.field("accent").retype(typed).press("tab")
        assert page.shown("accent") == [colour]
    page.field("accent").retype("#12345").press("tab")
    assert page.shown("accent") == ["#12345"]


def test_a_logo_may_be_dropped_and_a_photo_that_lies_is_turned(page, tmp_path):
    image, turned = Image.new("RGB", (60, 30), "#0d406b"), Image.Exif()
    turned[0x0112] = 6  # a quarter to the right
    image.save(tmp_path / "photo.jpg", exif=turned)
    page.drop_logo(tmp_path / "photo.jpg")
    assert page.logo_size == (30, 60)
    page.drop_logo(tmp_path / "none.jpg")
    assert page.problem("logo").startswith("none.jpg cannot be read")
    assert page.logo_size == (30, 60)


def test_what_was_kept_and_makes_no_sense_is_passed_over():
    kept = {"book": [], "typed": {"name": "Calm", "accent": 5, "logo": "?", "papers": "x", "y": 1}}
    sitting = Sitting.restored(kept, "d")
    assert (sitting.book, sitting.typed) == (fresh(), {"name": "Calm"})
    assert sitting.unsaved


def test_edits_are_undone_also_those_of_a_text_that_is_not_shown(page):
    page.speak("deutsch")
    page.write("texts.de.closing", "Danke")
    page.speak("espa")
    page.window.press("Ctrl+Z")
    assert page.shown("text_language", "texts.de.closing") == ["Deutsch", ""]
    page.window.press("Ctrl+Shift+Z")
    assert page.shown("texts.de.closing") == ["Danke"]


def test_a_language_says_whether_it_has_texts_and_what_is_usual(page):
    page.field("text_language").press("down")
    assert page.field("text_language").offered[1:4] == [
        "English",
        "English (UK and EU)",
        "Deutsch",
    ]
    page.field("text_language").press("escape")
    page.speak("english (uk")
    title = page.field("texts.en-GB.title")
    assert title._editor.placeholderText() == "Credit note, …"
    title.type("Advice")
    assert page.note("texts_for").startswith("The title stands on everything")
    assert page.shown("preview_language") == ["English (UK and EU)"]


def test_the_page_is_drawn_on_the_size_that_is_chosen_and_what_is_no_kind_is_the_usual(page):
    page.preview_of("nothing", "klingon")
    assert page.shown("preview_kind", "preview_language") == ["Credit memo", "English"]


def test_the_menu_leads_there_and_the_palette_finds_it(window):
    assert "Templates of documents…" in window.menus["File"]
    window.do("templates")
    assert window.page == "Templates"
    window.press("Ctrl+K")
    window.write("templ")
    assert "Templates" in window.offered


def test_documents_look_as_the_template_says(page):
    rows = page.window.widget.desk.ask(lists.page, Kind.CREDIT_MEMO).rows
    look = page.window.widget.desk.ask(sheets.sheet, rows[0].id).look
    assert (look.accent, look.texts.footer) == ("#8b2f3c", "Bank 12 34")


def test_a_key_is_answered_at_once(page):
    """Within 16 ms: what is drawn is drawn beside."""
    editor = page.field("texts..footer")
    took = []
    for letter in "the quick brown fox jumps" * 2:
        begun = time.perf_counter()
        editor.type(letter)
        took.append(time.perf_counter() - begun)
    assert median(took) < 0.016


def test_the_book_is_sound_with_templates(page, path):
    assert page.window.close_book()
    upgrade.open_book(path, clock).close()
