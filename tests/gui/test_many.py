"""Many documents at once: chosen together, saved as one PDF or one each, or printed."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from app.commands import credits, parties
from app.commands.inputs import CreditDraft
from app.domain.kinds import CUSTOMER
from app.domain.sheet import DocumentSheet
from app.paper import batch
from app.paper import sheets as papers
from app.paper.pen import Pen
from app.paper.sheets import draw, name_of
from app.paper.style import PAPERS
from tests.gui.drivers.closing import wait_for_jobs
from tests.gui.drivers.many import ManyDriver, pages_of

DAY = date(2026, 3, 9)


@pytest.fixture
def memos(qtbot, window):
    """Six credit memos: five issued, a draft on top."""
    book = window.widget.desk.book
    for amount in range(1, 5):
        draft = CreditDraft(party="p2", amount=str(amount), reason="return", issue_date=DAY)
        book.do(DAY, credits.create, CUSTOMER, draft, issue=True)
    draft = CreditDraft(party="p1", amount="5", reason="return", issue_date=DAY)
    book.do(DAY, credits.create, CUSTOMER, draft)
    return ManyDriver(qtbot, window, "Credit memos")


NUMBERS = ["—", "CM-0005", "CM-0004", "CM-0003", "CM-0002", "CM-0001"]


def test_several_rows_are_chosen_and_the_detail_shows_the_current_one(memos):
    memos.choose_rows(1)
    assert memos.print_words == "Print"
    memos.choose_rows(1, 3, 4)
    assert memos.chosen == ["CM-0005", "CM-0003", "CM-0002"]
    assert memos.head[0] == "CM-0002"
    assert memos.print_words == "Print 3…"
    memos.choose_all()
    assert memos.chosen == NUMBERS
    assert memos.print_words == "Print 6…"
    memos.choose_rows(2)
    assert (memos.head[0], memos.print_words) == ("CM-0004", "Print")


def test_one_chosen_row_is_previewed_several_are_asked_about(memos):
    memos.choose_rows(1)
    memos.window.press("Ctrl+P")
    assert memos.window.page == "Credit memo CM-0005"
    memos.window.press("Escape")
    memos.choose_rows(1, 2)
    memos.window.press("Ctrl+P")
    assert memos.window.dialog == "print_many"
    memos.wait_signs()
    assert memos.offered == {
        "Selected documents: 2": True, "All documents in this list: 6": False,
        "As one PDF": True, "As one PDF each": False, "As one message each": False,
        "On the printer": False,
    }  # fmt: skip


def test_the_chosen_ones_become_one_pdf(memos, tmp_path, monkeypatch):
    memos.choose_rows(1, 3)
    memos.ask_many()
    assert memos.signs == ("All characters can be printed.", [])
    memos.save_into(tmp_path / "new" / "folder", "March")
    folder = tmp_path / "new" / "folder"
    (file,) = folder.iterdir()
    assert file.name == "March.pdf"
    assert pages_of(file.read_bytes()) == (2, ["Credit memo CM-0005", "Credit memo CM-0003"])
    assert memos.notices == [f"March.pdf is saved, documents in it: 2. {folder}"]
    assert memos.open_folder(monkeypatch) == [str(folder)]


def test_all_that_the_filter_shows_become_one_each(memos, tmp_path):
    memos.window.filter("borealis")
    memos.ask_many()
    assert memos.window.text("only_all") == "All documents in this list: 4"
    memos.take("each")
    memos.save_into(tmp_path / "out")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        f"CM-000{n} Borealis.pdf" for n in range(2, 6)
    ]
    assert memos.notices == [f"PDFs saved: 4. {tmp_path / 'out'}"]


def test_a_draft_is_among_them_with_its_mark(memos, tmp_path):
    memos.choose_rows(0, 1)
    memos.ask_many()
    memos.save_into(tmp_path, "two.pdf")
    pages, names = pages_of((tmp_path / "two.pdf").read_bytes())
    assert (pages, names) == (2, ["Credit memo draft", "Credit memo CM-0005"])


def test_many_go_to_the_printer_in_one_job(memos, tmp_path, qtbot):
    where = tmp_path / "printed.pdf"
    memos.choose_rows(1, 2, 3)
    memos.ask_many()
    memos.take("printer")
    memos.confirm()
    memos.window.print_to(where)
    wait_for_jobs(qtbot, memos.window)
    wait_for_jobs(qtbot, memos.window)
    assert memos.window.said == "Sent to the printer: Credit memos, documents: 3."
    assert pages_of(where.read_bytes())[0] == 3


def test_signs_that_no_font_can_print_are_told_before(memos, tmp_path):
    book = memos.window.widget.desk.book
    book.do(DAY, parties.update, CUSTOMER, party="p1", name="Acme \ue123")
    draft = CreditDraft(party="p1", amount="5", reason="return", issue_date=DAY)
    book.do(DAY, credits.create, CUSTOMER, draft, issue=True)
    memos.choose_all()
    memos.ask_many()
    said, lines = memos.signs
    assert said == (
        "Documents with characters that no font can print: 2. They print as question marks."
    )
    assert lines == [
        "Credit memo CM-0006 Acme \ue123: \ue123 (U+E123)",
        "Credit memo draft Acme \ue123: \ue123 (U+E123)",
    ]
    memos.save_into(tmp_path, "all.pdf")  # it is told, not refused
    assert pages_of((tmp_path / "all.pdf").read_bytes())[0] == 7


def test_what_is_no_place_is_told_beside_its_field(memos, tmp_path):
    (tmp_path / "taken").write_text("mine")
    memos.choose_rows(1, 2)
    memos.ask_many()
    form = memos.window.form()
    for folder, file, problem in (
        ("", "a.pdf", "The folder is missing. Choose one."),
        ("here", "a.pdf", "The folder is missing. Choose one."),
        (str(tmp_path / "taken"), "a.pdf", "taken is a file. Choose a folder."),
    ):
        form.field("folder").retype(folder or "\b")
        form.field("file").retype(file)
        memos.confirm()
        assert form.problem("folder") == problem
    form.field("folder").retype(str(tmp_path))
    form.field("file").retype("../a")
    memos.confirm()
    assert form.problem("file") == "This is no name of a file. Choose another."
    assert memos.window.dialog == "print_many"


def test_a_file_that_is_there_already_stays(memos, tmp_path):
    (tmp_path / "March.pdf").write_bytes(b"mine")
    memos.choose_rows(1, 2)
    memos.ask_many()
    memos.save_into(tmp_path, "March.pdf")
    assert (tmp_path / "March.pdf").read_bytes() == b"mine"
    assert memos.notices == [f"March (2).pdf is saved, documents in it: 2. {tmp_path}"]


@pytest.mark.parametrize(
    ("way", "left", "said"),
    [
        ("one", [], None),
        (
            "each",
            [f"CM-000{n} Borealis.pdf" for n in (3, 4, 5)],
            "Stopped. Files saved before that: 3. {}",
        ),
    ],
)
def test_cancel_leaves_no_half_of_anything(memos, tmp_path, qtbot, monkeypatch, way, left, said):
    go_on, waits = threading.Event(), threading.Event()
    drawn = []

    def slowly(pen: Pen, sheet: DocumentSheet) -> None:
        drawn.append(sheet)
        if len(drawn) == 3:
            waits.set()
            assert go_on.wait(10)
        draw(pen, sheet)

    memos.choose_rows(1, 2, 3, 4)
    memos.ask_many()
    memos.take(way)
    monkeypatch.setattr(batch, "draw", slowly)
    monkeypatch.setattr(batch, "render", lambda sheet, page: slowly_rendered(sheet, page, slowly))
    form = memos.window.form()
    form.field("folder").retype(str(tmp_path / "out"))
    memos.confirm()
    qtbot.waitUntil(waits.is_set)
    memos.window.press("Ctrl+F")  # the window is usable all the while
    assert memos.window.focus == "filter"
    memos.window.click("job_cancel")
    go_on.set()
    wait_for_jobs(qtbot, memos.window)
    found = sorted(one.name for one in (tmp_path / "out").glob("*"))
    assert found == left
    if way == "one":
        assert memos.window.said == "Stopped: nothing is saved."
    else:
        assert said.format(tmp_path / "out") in memos.notices


def slowly_rendered(sheet, page, slowly):
    """`render` with the drawing that waits."""
    pen = Pen(PAPERS[page], language=sheet.language, on=sheet.date)
    pen.setTitle(name_of(sheet))
    slowly(pen, sheet)
    return pen.finished()


@pytest.mark.parametrize("way", ["one", "each"])
def test_a_full_disk_is_said(memos, tmp_path, monkeypatch, way):
    def full(_path, _content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batch, "write_whole", full)
    memos.choose_rows(1, 2)
    memos.ask_many()
    memos.take(way)
    memos.save_into(tmp_path / "out")
    assert memos.window.dialog == "unavailable"
    assert "No space left on device" in memos.window.sentence
    assert "free some space" in memos.window.sentence


def test_closing_the_book_gives_up_what_is_half_done(memos, tmp_path, qtbot, monkeypatch):
    go_on, waits = threading.Event(), threading.Event()

    def slowly(pen: Pen, sheet: DocumentSheet) -> None:
        waits.set()
        assert go_on.wait(10)
        draw(pen, sheet)

    memos.choose_rows(1, 2, 3)
    memos.ask_many()
    monkeypatch.setattr(batch, "draw", slowly)
    form = memos.window.form()
    form.field("folder").retype(str(tmp_path / "out"))
    memos.confirm()
    qtbot.waitUntil(waits.is_set)
    assert memos.window.close_book()
    go_on.set()
    wait_for_jobs(qtbot, memos.window)
    assert not list((tmp_path / "out").glob("*"))


def test_how_it_was_done_last_is_offered_next(memos, tmp_path):
    memos.choose_rows(1, 2)
    memos.ask_many()
    memos.take("each")
    memos.window.click("many_Letter")
    memos.save_into(tmp_path / "out")
    memos.ask_many()
    assert memos.offered["As one PDF each"]
    assert memos.window.form().field("folder").shown == str(tmp_path / "out")


def test_bills_are_not_printed(qtbot, window):
    page = ManyDriver(qtbot, window, "Bills")
    assert "Print many…" not in window.menus["Bills"]
    page.window.press("Ctrl+Shift+P")
    assert window.dialog == ""


def test_closing_the_book_stops_the_look_through_the_characters(memos, qtbot, monkeypatch):
    go_on, waits, seen = threading.Event(), threading.Event(), []

    def slowly(sheet: DocumentSheet) -> tuple[str, ...]:
        seen.append(sheet)
        waits.set()
        assert go_on.wait(10)
        return ()

    monkeypatch.setattr(papers, "missing_glyphs", slowly)
    memos.choose_all()
    memos.window.press("Ctrl+Shift+P")
    qtbot.waitUntil(waits.is_set)
    memos.window.widget.close_book()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    go_on.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    assert len(seen) == 1
