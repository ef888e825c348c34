"""Hands and eyes for the document pages: list, detail, editor, and the panels of acts."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.gui.screens.apply_panel import ApplyPanel
from app.gui.screens.document_widgets import Link, Question, StatusMark, Totals
from app.gui.screens.edit_grid import EditGrid
from app.gui.screens.editor import Editor
from app.gui.screens.entry_panel import EntriesView, Preview
from app.gui.table import RowsView
from tests.gui.drivers.fields import FieldDriver
from tests.gui.drivers.lists import ListDriver
from tests.gui.drivers.window import WindowDriver

KEYS = {
    "tab": Qt.Key.Key_Tab, "backtab": Qt.Key.Key_Backtab, "enter": Qt.Key.Key_Return,
    "escape": Qt.Key.Key_Escape, "delete": Qt.Key.Key_Delete, "space": Qt.Key.Key_Space,
    "down": Qt.Key.Key_Down,
}  # fmt: skip


class DocumentsDriver:
    """One of the four pages, inside the window."""

    def __init__(self, qtbot, window: WindowDriver, section: str) -> None:
        self._qtbot, self.window = qtbot, window
        window.go(section)

    # The list

    @property
    def listed(self) -> ListDriver:
        return ListDriver(self._qtbot, self._find(RowsView, "documents"))

    @property
    def rows(self) -> list[list[str]]:
        """Number, party, left and status of every row."""
        found = self.listed
        wanted = [found.column(one) for one in found.titles[1:3]]
        return [
            list(row) for row in zip(*wanted, *map(found.column, found.titles[-2:]), strict=True)
        ]

    @property
    def statuses(self) -> dict[str, bool]:
        """The status tabs, and whether each is the chosen one."""
        names = [one for one in self._all(QPushButton) if one.objectName().startswith("status_")]
        return {one.text(): one.isChecked() for one in names}

    def choose(self, status: str) -> None:
        self.click(f"status_{status}")

    def pick(self, number: str) -> None:
        """Makes the row of a number the current one ("—" is a draft)."""
        view = self._find(RowsView, "documents")
        row = next(row for row in view.rows_model.rows() if (row.number or "—") == number)
        view.setFocus()
        view.pick(row.id)

    def scroll_down(self) -> None:
        bar = self._find(RowsView, "documents").verticalScrollBar()
        bar.setValue(bar.maximum())

    def press(self, name: str, *, ctrl: bool = False) -> None:
        """A key to whatever has the focus."""
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        self._qtbot.keyClick(self._focus, KEYS[name], held)

    # The detail

    @property
    def head(self) -> tuple[str, str, str, str]:
        """Number, party, total and status of the document that is shown."""
        return (
            self.window.text("number"), self._find(Link, "open_party").text(),
            self.window.text("total"), self._find(StatusMark, "status").word,
        )  # fmt: skip

    @property
    def totals(self) -> dict[str, str]:
        """The figures below the lines, of the detail or of the editor."""
        return dict(self._all(Totals)[0].shown)

    def open_figure(self, label: str) -> None:
        """Clicks a figure that has rows behind it."""
        link = next(one for one in self._all(Totals)[0].findChildren(Link) if one.text() == label)
        self._qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    def fact(self, label: str) -> str:
        return str(self._find(QWidget, f"fact_{label}").text())

    def follow(self, label: str) -> None:
        """Clicks a fact that leads somewhere."""
        self._qtbot.mouseClick(self._find(Link, f"fact_{label}"), Qt.MouseButton.LeftButton)

    def tab(self, name: str) -> None:
        tabs = self._one("tabs")
        titles = [tabs.tabText(at) for at in range(tabs.count())]
        where = tabs.tabBar().tabRect(titles.index(name)).center()
        self._qtbot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=where)

    @property
    def tab_shown(self) -> str:
        tabs = self._one("tabs")
        return str(tabs.tabText(tabs.currentIndex()))

    def can(self, name: str) -> bool:
        return self.window.enabled(f"{name}_button")

    def why_not(self, name: str) -> str:
        """What the tooltip of an act's button says."""
        return str(self._find(QPushButton, f"{name}_button").toolTip())

    def click(self, name: str) -> None:
        self.window.click(name)

    def can_follow(self, name: str) -> bool:
        """Whether a link leads somewhere now."""
        return bool(self._find(Link, name).isEnabled())

    def act(self, name: str) -> None:
        """Does what a button of the head or its menu says."""
        self.window.do(name)

    @property
    def question(self) -> str:
        """What is asked in the page, "" when nothing is."""
        return next((one.sentence for one in self._all(Question)), "")

    def answer(self, text: str) -> None:
        button = next(one for one in self._all(QPushButton) if one.text() == text)
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    # What an act would post

    @property
    def posts(self) -> list[list[str]]:
        """The lines it would post: account, debit, credit; none when a sentence stands there."""
        self.wait()
        views = [one for one in self._all(EntriesView) if one.objectName() == "entry_lines"]
        return ListDriver(self._qtbot, views[0]).rows if views else []

    @property
    def posts_not(self) -> str:
        """The sentence in place of the lines."""
        self.wait()
        labels = [one for one in self._all(QLabel) if one.objectName() == "entry_sentence"]
        return labels[0].text() if labels else ""

    def wait(self) -> None:
        """Until what was asked in the background is answered."""
        asked = self.window.widget.findChildren(Preview)
        self._qtbot.waitUntil(lambda: not any(one.busy for one in asked))

    # Fields and cells, of the editor and of panels

    def field(self, name: str) -> FieldDriver:
        kinds = (QLineEdit, QPlainTextEdit)
        editors = (one for kind in kinds for one in self._all(kind))
        return FieldDriver(self._qtbot, next(one for one in editors if one.objectName() == name))

    def set(self, **values: str) -> None:
        """Types into fields and leaves each with Tab; a choice is taken by its words."""
        for name, text in values.items():
            self.field(name).retype(text).press("tab")
            self.come_back()

    def write_line(self, text: str, price: str, **fields: str) -> None:
        """Fills the editor: fields by name, then one line."""
        self.set(**fields)
        self.cell("lines", 0, "description")
        self.type(text, "", price)

    def problem(self, name: str = "form") -> str:
        labels = [one for one in self._all(QLabel) if one.objectName() == f"{name}_problem"]
        return labels[0].text() if labels else ""

    def type(self, *words: str) -> None:
        """Types into the cell one is in, Tab after each."""
        for word in words:
            if word:
                self._qtbot.keyClicks(self._focus, word)
            self.come_back()
            self.press("tab")
            QApplication.processEvents()
            self.come_back()

    def cell(self, grid: str, row: int, name: str) -> None:
        """Clicks into a cell of a grid."""
        view, index = self._cell(grid, row, name)
        where = view.visualRect(index).center()
        self._qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def grid(self, name: str) -> list[list[str]]:
        """The words of a grid's cells."""
        view = self._find(EditGrid, name)
        cells: Any = view.itemDelegate()
        model = view.grid
        return [
            [cells.shown(model.index(row, at)) for at in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def wait_for_grid(self, name: str, count: int) -> None:
        """Until a grid has so many rows."""
        self._qtbot.waitUntil(lambda: len(self.grid(name)) == count)

    def shows(self, name: str) -> bool:
        """Whether a field is there."""
        return any(one.objectName() == name for one in self._all(QLineEdit))

    def cell_problem(self, grid: str, row: int, name: str) -> str:
        view, index = self._cell(grid, row, name)
        del view
        return str(index.data(Qt.ItemDataRole.ToolTipRole) or "")

    @property
    def left(self) -> str:
        """What the apply panel says is left."""
        return str(self._all(ApplyPanel)[0].findChild(QLabel, "left").text())

    @property
    def panel(self) -> str:
        """What the open panel is for, "" when none is open."""
        labels = [one for one in self._all(QLabel) if one.objectName() == "panel_title"]
        return labels[0].text() if labels else ""

    @property
    def writing(self) -> bool:
        """Whether the editor is shown."""
        return bool(self._all(Editor))

    @property
    def state(self) -> str:
        return self.window.text("draft_state")

    @property
    def focus(self) -> str:
        return self.window.focus

    def come_back(self) -> None:
        """On the screen that is none, a list that closes takes the window's activity with it; a
        real one never had it. The focus stays where the keys have brought it."""
        if QApplication.activePopupWidget() is not None:
            return
        window, focus = self.window.widget, QApplication.focusWidget()
        QApplication.processEvents()
        if not window.isActiveWindow():
            window.activateWindow()
            self._qtbot.waitUntil(window.isActiveWindow)
            QApplication.processEvents()
        if focus is not None and focus.isVisible() and not focus.hasFocus():
            focus.setFocus()
        grid = QApplication.focusWidget()
        if not isinstance(grid, EditGrid):
            return
        typed_in = grid.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
        if typed_in and grid.indexWidget(grid.currentIndex()) is None:
            grid.edit(grid.currentIndex())  # its cell was closed when the window was left

    @property
    def _focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found
        return found

    def _cell(self, grid: str, row: int, name: str) -> tuple[Any, Any]:
        view = self._find(EditGrid, grid)
        at = [column.name for column in view.grid.columns].index(name)
        return view, view.grid.index(row, at)

    def _one(self, name: str) -> Any:
        return self._find(QWidget, name)

    def _all(self, kind: Any) -> list[Any]:
        return [one for one in self.window.widget.findChildren(kind) if one.isVisible()]

    def _find(self, kind: Any, name: str) -> Any:
        return next(one for one in self._all(kind) if one.objectName() == name)
