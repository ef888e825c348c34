"""The ledger as a file for another program, from the menu: which, where, and what goes wrong."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.domain.whole_journal import WholeJournal
from app.exchange import plaintext
from app.gui.jobs import JobsPanel, Progress
from tests.gui.drivers.closing import wait_for_jobs
from tests.gui.drivers.credits import notices
from tests.gui.drivers.jobs import JobsDriver


@pytest.fixture
def asked(monkeypatch):
    """Answers the file dialog; what it was asked with."""
    asked: dict[str, object] = {}

    def choose(path: Path | None, kind: str = "") -> dict[str, object]:
        def answer(_window: Any, _title: str, start: str, kinds: str, *, options: Any) -> Any:
            asked.update(start=start, kinds=kinds.split(";;"), options=options)
            return (str(path) if path else "", kind)

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        return asked

    return choose


@pytest.fixture
def held(monkeypatch):
    """Holds the writing after its first part until it is let go on."""
    go, real = threading.Event(), plaintext.save

    def save(whole: WholeJournal, *, progress: Progress, **facts: Any) -> int:
        def slow(done: int, total: int) -> None:
            progress(done, total)
            assert go.wait(20)

        return real(whole, progress=slow, **facts)

    monkeypatch.setattr(plaintext, "save", save)
    yield go
    go.set()


def export(qtbot, window):
    window.do("export_ledger")
    wait_for_jobs(qtbot, window)


def left(tmp_path):
    """Files that are neither the book's nor the window's."""
    mine = ("north.avoir", "drafts", "settings")
    return sorted(one.name for one in tmp_path.iterdir() if not one.name.startswith(mine))


def test_the_three_programs_are_offered_beside_the_book(qtbot, window, asked, tmp_path):
    offered = asked(None)
    export(qtbot, window)
    assert offered["start"] == str(tmp_path / "north.beancount")
    assert offered["kinds"] == [
        "beancount (*.beancount)",
        "ledger (*.ledger)",
        "hledger (*.journal)",
    ]
    assert offered["options"] == QFileDialog.Option.DontConfirmOverwrite
    assert (notices(window), left(tmp_path)) == ((), [])


def test_without_a_book_there_is_nothing_to_export(window):
    assert "Export the ledger…" in window.menus["File"]
    window.close_book()
    assert "Export the ledger…" not in window.menus["File"]


@pytest.mark.parametrize(
    ("name", "kind", "made", "begins"),
    [
        ("a.beancount", "", "a.beancount", 'option "title" "Northwind"'),
        ("a", "ledger (*.ledger)", "a.ledger", "; Northwind, in USD\ncommodity USD"),
        ("a", "hledger (*.journal)", "a.journal", "; Northwind, in USD\ndecimal-mark ."),
        ("a.journal", "ledger (*.ledger)", "a.journal", "; Northwind, in USD\ndecimal-mark ."),
        ("a.b", "ledger (*.ledger)", "a.b.ledger", "; Northwind, in USD\ncommodity USD"),
    ],
)
def test_a_file_is_of_the_program_that_its_name_says(
    qtbot, window, asked, tmp_path, monkeypatch, name, kind, made, begins
):
    asked(tmp_path / name, kind)
    export(qtbot, window)
    assert left(tmp_path) == [made]
    assert (tmp_path / made).read_text().startswith(begins)
    assert notices(window) == (f"The ledger is exported, entries: 4. {tmp_path / made}",)
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    window.click("notice_offer")
    assert shown == [QUrl.fromLocalFile(str(tmp_path))]


def test_no_file_is_overwritten(qtbot, window, asked, tmp_path):
    (tmp_path / "a.ledger").write_text("mine")
    asked(tmp_path / "a.ledger")
    export(qtbot, window)
    assert window.dialog == "unavailable"
    assert window.sentence.startswith(f"{tmp_path / 'a.ledger'} exists already.")
    window.answer("OK")
    assert ((tmp_path / "a.ledger").read_text(), left(tmp_path)) == ("mine", ["a.ledger"])
    assert notices(window) == ()


def test_what_the_disk_refuses_is_told(qtbot, window, asked, tmp_path):
    asked(tmp_path / "none" / "a.ledger")
    export(qtbot, window)
    assert window.dialog == "unavailable"
    assert window.sentence.startswith("a.ledger cannot be written: ")
    window.answer("OK")


def test_it_can_be_cancelled_while_it_is_written(qtbot, window, asked, held, tmp_path):
    asked(tmp_path / "a.ledger")
    window.do("export_ledger")
    jobs = JobsDriver(qtbot, window.widget.findChild(JobsPanel))
    qtbot.waitUntil(lambda: jobs.counts[0].startswith("1 of 4"))
    jobs.cancel()
    held.set()
    wait_for_jobs(qtbot, window)
    assert (left(tmp_path), notices(window), window.dialog) == ([], (), "")


def test_closing_the_book_gives_it_up(qtbot, window, asked, held, tmp_path):
    asked(tmp_path / "a.ledger")
    window.do("export_ledger")
    assert window.close_book()
    held.set()
    wait_for_jobs(qtbot, window)
    assert (left(tmp_path), notices(window)) == ([], ())
