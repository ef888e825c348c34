"""The menu bar: the window's own acts by the table of keys, and those of the page shown."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton

from app.gui.keys import Keyboard
from app.gui.screens import KEYED

# Acts of a page that belong to everyone's idea of Edit; the rest stands under the page's name.
_EDIT: Final = (
    "undo", "redo", "edit", "duplicate", "filter", "find_next", "find_previous", "go_to_date",
)  # fmt: skip


class Menus(QObject):
    """Fills a menu bar. `runs` says what the window does for each of its own acts."""

    def __init__(
        self, bar: QMenuBar, keyboard: Keyboard, runs: dict[str, Callable[[], object]]
    ) -> None:
        super().__init__(bar)
        self._bar, self._keys, self._runs = bar, keyboard, runs
        self._with_book: list[QAction] = []
        self._page_acts: tuple[QAction, ...] = ()
        self.recent = QMenu(self.tr("Open recent"), bar)
        self._fill_file(bar.addMenu(self.tr("&File")))
        self._edit = bar.addMenu(self.tr("&Edit"))
        self._fill_view(bar.addMenu(self.tr("&View")))
        self._fill_go(bar.addMenu(self.tr("&Go")))
        self._page = bar.addMenu("")
        self._fill_help(bar.addMenu(self.tr("&Help")))
        self.show_page("", ())

    def show_page(self, title: str, acts: Iterable[QAction]) -> None:
        """Puts a page's acts into the menus; those of the page before leave them."""
        for act in self._page_acts:
            self._edit.removeAction(act)
            self._page.removeAction(act)
        self._page_acts = tuple(acts)
        by_name = {act.objectName(): act for act in self._page_acts}
        for name in _EDIT:
            if name in by_name:
                self._edit.addAction(by_name[name])
        rest = [act for act in self._page_acts if act.objectName() not in _EDIT]
        self._page.addActions(rest)
        self._page.setTitle(title)
        self._page.menuAction().setVisible(bool(rest))
        self._edit.menuAction().setVisible(bool(self._edit.actions()))

    def set_book_open(self, is_open: bool) -> None:
        """Without a book, what needs one can't be done."""
        for act in self._with_book:
            act.setEnabled(is_open)

    def acts(self) -> list[QAction]:
        """Everything that can be done now, as the menus say it."""
        found: list[QAction] = []
        for top in self._bar.actions():
            menu = top.menu()
            if isinstance(menu, QMenu) and top.isVisible():
                found += _within(menu)
        return found

    def run(self, name: str) -> None:
        """Does an act by its name, if it can be done now."""
        for act in self.acts():
            if act.objectName() == name:
                act.trigger()
                return

    def page_acts(self) -> tuple[QAction, ...]:
        """What can be done on the page that is shown."""
        return tuple(act for act in self._page_acts if act.isEnabled() and act.isVisible())

    def _act(self, menu: QMenu, name: str, text: str = "", *, book: bool = False) -> QAction:
        """An act of the table of keys, or a plain one when the table does not know it."""
        if name in {row.action for row in self._keys.rows()}:
            made = self._keys.action(name, self._bar, self._runs[name], text)
        else:
            made = QAction(text, self._bar)
            made.setObjectName(name)
            made.triggered.connect(lambda _checked=False: self._runs[name]())
        menu.addAction(made)
        if book:
            self._with_book.append(made)
        return made

    def _fill_file(self, menu: QMenu) -> None:
        self._act(menu, "new_book", self.tr("New book…"))
        self._act(menu, "open_book")
        menu.addMenu(self.recent)
        self._act(menu, "sample_book", self.tr("Try the sample book"))
        menu.addSeparator()
        self._act(menu, "back_up", self.tr("Back up now"), book=True)
        self._act(menu, "open_backup", self.tr("Open a backup…"))
        self._act(menu, "check_book", self.tr("Check the book"), book=True)
        self._act(menu, "export_ledger", self.tr("Export the ledger…"), book=True)
        menu.addSeparator()
        self._act(menu, "business", self.tr("Business…"), book=True)
        self._act(menu, "settings", self.tr("Settings of the book…"), book=True)
        self._act(menu, "templates", self.tr("Templates of documents…"), book=True)
        self._act(menu, "month_end", self.tr("Month end…"), book=True)
        self._act(menu, "run_expiry", self.tr("Run expiry…"), book=True)
        self._act(menu, "close_book", self.tr("Close book"), book=True)
        menu.addSeparator()
        self._act(menu, "quit").setMenuRole(QAction.MenuRole.QuitRole)

    def _fill_view(self, menu: QMenu) -> None:
        self._act(menu, "text_larger")
        self._act(menu, "text_smaller")
        looks = menu.addMenu(self.tr("Theme"))
        self._themes = QActionGroup(self)
        for name, text in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            act = self._act(looks, f"theme_{name}", text)
            act.setCheckable(True)
            self._themes.addAction(act)
        menu.addSeparator()
        self._act(menu, "refresh", book=True)

    def check_theme(self, name: str) -> None:
        """Marks the theme that is in force."""
        for act in self._themes.actions():
            act.setChecked(act.objectName() == f"theme_{name}")

    def _fill_go(self, menu: QMenu) -> None:
        self.palette = self._act(menu, "palette")
        self._act(menu, "back", book=True)
        self._act(menu, "home", book=True)
        menu.addSeparator()
        for place, section in enumerate(KEYED, start=1):
            self._act(menu, f"section_{place}", section.label, book=True)
        menu.addSeparator()
        self._act(menu, "customers", book=True)

    def _fill_help(self, menu: QMenu) -> None:
        self._act(menu, "help", self.tr("What can be done here"))
        self._act(menu, "keys")
        menu.addSeparator()
        about = self._act(menu, "about", self.tr("About Avoir"))
        about.setMenuRole(QAction.MenuRole.AboutRole)


def search_button(act: QAction) -> QPushButton:
    """The field-like button at the right of the menus that opens the palette."""
    made = QPushButton(f"{act.text()}   {act.shortcut().toString()}")
    made.setObjectName("search")
    made.setProperty("kind", "search")
    made.setIcon(act.icon())
    made.setFocusPolicy(made.focusPolicy().NoFocus)
    made.setAccessibleName(act.text())
    made.clicked.connect(lambda _checked=False: act.trigger())
    return made


def _within(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for act in menu.actions():
        below = act.menu()
        if isinstance(below, QMenu):
            found += _within(below)
        elif not act.isSeparator() and act.isEnabled() and act.isVisible():
            found.append(act)
    return found
