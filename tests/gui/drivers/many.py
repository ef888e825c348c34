"""Hands and eyes for many documents at once: rows that are chosen, the dialog, the job."""

from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton

from app.gui.fields import CheckField
from app.gui.notices import Notice
from app.gui.table import RowsView
from tests.gui.drivers.closing import wait_for_jobs
from tests.gui.drivers.documents import DocumentsDriver


class ManyDriver(DocumentsDriver):
    """The page of one kind of document, of which several rows are chosen."""

    LIST = "documents"

    def choose_rows(self, *places: int) -> None:
        """Clicks the rows at these places, the first plainly, the others with Ctrl."""
        view = self._view
        held = Qt.KeyboardModifier.NoModifier
        for place in places:
            where = view.visualRect(view.rows_model.index(place, 0)).center()
            self._qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, where)
            held = Qt.KeyboardModifier.ControlModifier

    def choose_all(self) -> None:
        """Presses Ctrl+A in the list."""
        self._view.setFocus()
        self._qtbot.keyClick(self._view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    @property
    def chosen(self) -> list[str]:
        """The numbers of the chosen rows."""
        return [row.number or "—" for row in self._view.chosen()]

    @property
    def print_words(self) -> str:
        """What the button in the detail says."""
        return str(self._find(QPushButton, "print_button").text())

    def ask_many(self) -> None:
        """Opens the dialog by its key and waits until the signs are looked through."""
        self.window.press("Ctrl+Shift+P")
        self.wait_signs()

    def wait_signs(self) -> None:
        """Until it is known which signs cannot be printed."""
        confirm = self._in_dialog(QPushButton, "confirm")
        self._qtbot.waitUntil(confirm.isEnabled, timeout=20_000)

    @property
    def offered(self) -> dict[str, bool]:
        """What can be chosen in the dialog, and what is."""
        found = self._dialog.findChildren(QRadioButton)
        return {one.text(): one.isChecked() for one in found if one.isVisible()}

    def take(self, name: str) -> None:
        """Chooses which documents ("chosen", "all") or the way ("one", "each", "printer")."""
        radio = self._in_dialog(QRadioButton, f"many_{name}")
        self._qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().center() / 4)

    @property
    def signs(self) -> tuple[str, list[str]]:
        """What is said of signs, and of which documents."""
        listed = self._in_dialog(QPlainTextEdit, "lacking")
        lines = listed.toPlainText().splitlines() if listed.isVisible() else []
        return self._in_dialog(QLabel, "signs").text(), lines

    def save_into(self, folder: Path, file: str = "") -> None:
        """Names the place and confirms; waits until all is written."""
        form = self.window.form()
        form.field("folder").retype(str(folder))
        if file:
            form.field("file").retype(file)
        self.confirm()
        wait_for_jobs(self._qtbot, self.window)

    def confirm(self) -> None:
        """Presses the primary button of the dialog."""
        button = self._in_dialog(QPushButton, "confirm")
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def notices(self) -> list[str]:
        return [one.sentence for one in self._all(Notice)]

    def open_folder(self, monkeypatch) -> list[str]:
        """Presses the notice's button; answers what was opened."""
        opened = opens(monkeypatch)
        self.window.click("notice_offer")
        return opened

    def select_more(self, *places: int) -> None:
        """Chooses rows beside those that are, wherever they stand."""
        flags = QItemSelectionModel.SelectionFlag
        for place in places:
            index = self._view.rows_model.index(place, 0)
            self._view.selectionModel().select(index, flags.Select | flags.Rows)

    @property
    def _view(self) -> RowsView:
        found = self._find(RowsView, self.LIST)
        assert isinstance(found, RowsView)
        return found

    @property
    def _dialog(self) -> Any:
        found = self.window._over
        assert found
        return found

    def _in_dialog(self, kind: Any, name: str) -> Any:
        return self._dialog.findChild(kind, name)


class StatementsDriver(ManyDriver):
    """The page of customers, or of vendors, who get statements of account."""

    LIST = "parties"

    def set_days(self, first: str, last: str) -> None:
        """Types the days they are of."""
        form = self.window.form()
        form.field("from").retype(first)
        form.field("to").retype(last)

    def wait_said(self, sentence: str) -> None:
        """Until this is said of what is to be printed."""
        self._qtbot.waitUntil(lambda: self.signs[0] == sentence)

    def leave_out_quiet(self) -> None:
        """Presses the box that leaves out those with whom nothing is open."""
        box = self._in_dialog(CheckField, "quiet")
        self._qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() / 4)

    @property
    def can_confirm(self) -> bool:
        return bool(self._in_dialog(QPushButton, "confirm").isEnabled())


def opens(monkeypatch, *, can: bool = True) -> list[str]:
    """What the system is asked to open from now on; `can` says whether it does."""
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return can

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def pages_of(content: bytes) -> tuple[int, list[str]]:
    """How many pages a PDF has, and its bookmarks."""
    with pypdfium2.PdfDocument(content) as file:
        return len(file), [one.get_title() for one in file.get_toc()]
