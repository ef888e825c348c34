"""Hands and eyes for the window: what it shows, its menus, its keys, and what is open over it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from app.gui.filter_line import FilterLine
from app.gui.head import Elided
from app.gui.outside import Outside
from app.gui.palette import Palette
from app.gui.screens.document_widgets import Link
from app.gui.settings import Settings
from app.gui.table import RowsView
from app.gui.theme import look
from app.gui.total_row import TotalRow
from app.gui.window import Window
from tests.gui.drivers.books import outside
from tests.gui.drivers.fields import FieldDriver, FormDriver
from tests.gui.drivers.lists import ListDriver


class WindowDriver:
    """The window as a person sees it."""

    def __init__(
        self, qtbot, folder: Path, *, world: Outside | None = None, settings: str = "settings"
    ) -> None:
        self._qtbot = qtbot
        self.settings = Settings(folder / settings)
        self._window = Window(self.settings, world or outside(), folder / "drafts")
        qtbot.addWidget(self._window, before_close_func=lambda w: w.close_book(ask=False))
        self._window.show()
        self._window.activateWindow()
        qtbot.waitUntil(self._window.isActiveWindow)

    # The window

    def open(self, path: Path) -> bool:
        done = self._window.open(path)
        QApplication.processEvents()  # what waits for the first page
        return done

    def close(self) -> bool:
        return self._window.close()

    def close_book(self) -> bool:
        return self._window.close_book()

    def resize(self, width: int, height: int) -> None:
        self._window.resize(width, height)

    @property
    def size(self) -> tuple[int, int]:
        return self._window.width(), self._window.height()

    @property
    def widget(self) -> Window:
        """For the checks of pictures and names, which take any widget."""
        return self._window

    @property
    def title(self) -> str:
        return self._window.windowTitle()

    @property
    def has_book(self) -> bool:
        return self._window.desk is not None

    # Where one is

    @property
    def page(self) -> str:
        """The title over the page that is shown."""
        return self._text("page_title")

    @property
    def sections(self) -> list[str]:
        """Everything in the sidebar, group titles too."""
        model = self._sidebar.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def section(self) -> str:
        return str(self._sidebar.currentIndex().data())

    def go(self, section: str) -> None:
        """Clicks a section."""
        bar = self._sidebar
        at = len(self.sections) - 1 - self.sections[::-1].index(section)  # not its group's title
        where = bar.visualRect(bar.model().index(at, 0)).center()
        self._qtbot.mouseClick(bar.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def walk(self, *keys: Qt.Key) -> None:
        """Moves in the sidebar with the arrows."""
        self._sidebar.setFocus(Qt.FocusReason.TabFocusReason)
        for key in keys:
            self._qtbot.keyClick(self._sidebar, key)

    @property
    def focus(self) -> str:
        self._come_to_front()
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    # Keys and menus

    def press(self, keys: str) -> None:
        """Types a key with its modifiers: "Ctrl+J"."""
        sequence: Any = QKeySequence(keys)  # Qt's stubs do not know its items
        combination = sequence[0]
        popup = QApplication.activePopupWidget()
        self._come_to_front()
        focus: Any = popup.focusWidget() if popup else QApplication.focusWidget()
        self._qtbot.keyClick(
            focus or popup or self._window, combination.key(), combination.keyboardModifiers()
        )

    def write(self, text: str) -> None:
        """Types into whatever has the focus."""
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target
        focus: Any = target.focusWidget()
        self._qtbot.keyClicks(focus or target, text)

    @property
    def menus(self) -> dict[str, list[str]]:
        """The titles of the menus that are shown, with what can be done in each."""
        found = {}
        for top in self._window.menuBar().actions():
            menu = top.menu()
            if top.isVisible() and isinstance(menu, QMenu):
                acts = [act for act in menu.actions() if not act.isSeparator()]
                found[top.text().replace("&", "")] = [
                    act.text() for act in acts if act.isEnabled() and act.isVisible()
                ]
        return found

    def do(self, name: str) -> None:
        """Does an act of a menu by its name."""
        self._window.act(name)

    # The status bar

    @property
    def tie(self) -> str:
        return str(self._button("tie").text())

    @property
    def lock(self) -> str:
        return str(self._button("lock").text())

    @property
    def backup(self) -> str:
        return str(self._button("backup").text())

    @property
    def currency(self) -> str:
        QApplication.processEvents()  # what waits for the first page
        return self._text("currency")

    @property
    def said(self) -> str:
        return self._text("said")

    # What is on the page

    def rows(self, name: str) -> ListDriver:
        return ListDriver(self._qtbot, self._find(RowsView, name))

    def lists(self) -> list[str]:
        return [one.objectName() for one in self._all(RowsView)]

    def total(self, column: str) -> str:
        return str(self._find(TotalRow, "total_row").text(column))

    def text(self, name: str) -> str:
        return self._text(name)

    def click(self, name: str) -> None:
        """Presses a button of the page or of what is open over it."""
        self._qtbot.mouseClick(self._button(name), Qt.MouseButton.LeftButton)

    def enabled(self, name: str) -> bool:
        return bool(self._button(name).isEnabled())

    def field(self, name: str) -> FieldDriver:
        return FieldDriver(self._qtbot, self._find(QLineEdit, name))

    def form(self) -> FormDriver:
        return FormDriver(self._qtbot, self._over or self._window)

    def filter(self, words: str) -> None:
        line = self._find(FilterLine, "filter")
        line.clear()
        self._qtbot.keyClicks(line, words)
        line.settle()

    def tab(self, place: int) -> ListDriver:
        """Turns to a tab of the detail and answers its list."""
        tabs = self._all(QTabWidget)[0]
        tabs.setCurrentIndex(place)
        view = tabs.currentWidget()
        assert isinstance(view, RowsView)
        return ListDriver(self._qtbot, view)

    @property
    def tabs(self) -> list[str]:
        tabs = self._all(QTabWidget)[0]
        return [tabs.tabText(at) for at in range(tabs.count())]

    # What is open over it

    @property
    def dialog(self) -> str:
        """The name of the dialog that is open, "" for none."""
        return self._over.objectName() if self._over else ""

    @property
    def sentence(self) -> str:
        """What the dialog says, with its way out."""
        box = self._over
        assert isinstance(box, QMessageBox)
        return f"{box.text()} {box.informativeText()}".strip()

    @property
    def answers(self) -> list[str]:
        box = self._over
        assert box
        return [one.text() for one in box.findChildren(QPushButton) if one.isVisible()]

    def answer(self, text: str) -> None:
        """Presses the dialog's button of that text."""
        box = self._over
        assert box
        button = next(one for one in box.findChildren(QPushButton) if one.text() == text)
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def offered(self) -> list[str]:
        """What the palette lists."""
        view = self._find(QListView, "palette_list")
        model = view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def _come_to_front(self) -> None:
        """A screen that is none gives no window back its activity by itself."""
        if QApplication.activePopupWidget() is None:
            front = self._over or self._window
            front.activateWindow()
            self._qtbot.waitUntil(front.isActiveWindow)

    @property
    def _over(self) -> QWidget | None:
        tops = QApplication.topLevelWidgets()
        found = (one for one in tops if isinstance(one, QDialog | Palette) and one.isVisible())
        return next(found, None)

    # Finding things

    @property
    def _sidebar(self) -> QListView:
        found = self._window.findChild(QListView, "sidebar")
        assert isinstance(found, QListView)
        return found

    def _all(self, kind: Any) -> list[Any]:
        area = self._over or self._window
        return [one for one in area.findChildren(kind) if one.isVisible()]

    def _find(self, kind: Any, name: str) -> Any:
        return next(one for one in self._all(kind) if one.objectName() == name)

    def _button(self, name: str) -> Any:
        return self._find(QPushButton, name)

    def _text(self, name: str) -> str:
        found = [*self._all(QLabel), *self._all(Elided), *self._all(Link)]
        return next(str(one.text()) for one in found if one.objectName() == name)

    def red_lines(self, name: str) -> list[int]:
        """Above which rows of a list a line in the danger colour runs."""
        view = self._find(RowsView, name)
        image = view.viewport().grab().toImage()
        red = look().color("danger").rgb()
        rows = range(view.model().rowCount())
        return [
            row
            for row in rows
            if image.pixel(20, max(0, view.rowViewportPosition(row) - 1)) == red
        ]

    def preview(self, number: str) -> None:
        """Asks for the print preview of a document."""
        assert self._window.desk
        self._window.desk.preview(number)
        self._qtbot.waitUntil(lambda: bool(self._all(QScrollArea)))

    def ink(self, name: str) -> int:
        """How many dark dots there are on the paper that is shown."""
        image = self._find(QScrollArea, name).viewport().grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(1 for x, y in places if image.pixelColor(x, y).lightness() < 100)

    def print_to(self, where: Path) -> None:
        """Answers the print dialog: to a file."""
        dialog = self._over
        assert isinstance(dialog, QPrintDialog)
        self._find(QLineEdit, "filename").setText(str(where))
        dialog.accept()
