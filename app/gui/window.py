"""The one window: sidebar, pages, menus and status bar around the open book."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import present
from app.domain.report import Wish
from app.gui import recent, theme
from app.gui.backing import Backing
from app.gui.checking import Checking
from app.gui.desk import Desk, Ways
from app.gui.drafts import Drafts
from app.gui.jobs import Job, JobsPanel
from app.gui.keys import Keyboard, sheet
from app.gui.ledger_export import LedgerExport
from app.gui.menus import Menus, search_button
from app.gui.notices import Notices
from app.gui.opening import Opening
from app.gui.outgoing import Outgoing
from app.gui.outside import Outside
from app.gui.pages import Pages
from app.gui.screens import KEYED, SECTIONS
from app.gui.screens.welcome import Welcome
from app.gui.settings import Memory, Settings
from app.gui.sidebar import Sidebar
from app.gui.statusbar import StatusBar

if TYPE_CHECKING:  # the book brings SQLAlchemy, which the first window does not wait for
    from app.book.book import Book
    from app.gui.palette import Provider

_SIZE: Final = (1180, 760)  # px, until the user makes it another
_BEAT_MS: Final = 60_000


class Window(QMainWindow):
    """Shows a welcome until a book is open, then its pages."""

    def __init__(self, settings: Settings, outside: Outside, drafts: Path) -> None:
        super().__init__()
        self.setObjectName("window")
        self.desk: Desk | None = None
        self._settings, self._outside, self._drafts = settings, outside, drafts
        self._keyboard = Keyboard(settings.keys)
        self._opening = Opening(outside, self, self.take)
        self._build()
        self._backing = Backing(outside, self, self._notices, self._jobs.run, self.open)
        self._checking = Checking(
            outside, self, self._notices, self._jobs.run, self._backing.choose
        )
        self._opening.backup_chosen.connect(self._backing.restore)
        self._opening.backup_wanted.connect(self._backing.choose)
        self._exporting = LedgerExport(self, self._notices, self._jobs.run)
        self._outgoing = Outgoing(
            self, self._notices, drafts.with_name("messages"), self._status.tell, self._jobs.run
        )
        self._menus = Menus(self.menuBar(), self._keyboard, self._runs())
        self._menus.recent.aboutToShow.connect(self._list_recent)
        self._menus.check_theme(settings.general.get("scheme", "system"))
        self._search = search_button(self._menus.palette)  # the menu bar keeps no reference
        self.menuBar().setCornerWidget(self._search)
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.setObjectName("heartbeat")
        self._beat.timeout.connect(self._heartbeat)
        self.resize(*_SIZE)
        self._restore(settings.general)
        self.show_welcome()

    def _build(self) -> None:
        self._sidebar = Sidebar(SECTIONS)
        self._pages = Pages()
        self._notices = Notices()
        self._jobs = JobsPanel()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notices)
        column.addWidget(self._pages, 1)
        column.addWidget(self._jobs)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setObjectName("body")
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(self._sidebar)
        self._body.addWidget(right)
        self._body.setStretchFactor(1, 1)
        opening = self._opening
        self._welcome = Welcome(opening.make, opening.choose, opening.sample)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._welcome)
        self._whole.addWidget(self._body)
        self.setCentralWidget(self._whole)
        self._status = StatusBar()
        self.setStatusBar(self._status)
        self._welcome.chosen.connect(self.open)
        self._sidebar.chosen.connect(self._turn)
        self._sidebar.activated.connect(lambda _index: self._pages.show_page(self._pages.kind))
        self._pages.turned.connect(self._sidebar.show_current)
        self._pages.turned.connect(lambda _kind: self._show_acts())
        self._pages.acts_changed.connect(self._show_acts)
        self._status.tie_out_wanted.connect(lambda: self._pages.show_page("report", "tie_out"))
        self._status.month_end_wanted.connect(partial(self._pages.show_page, "month_end"))
        self._notices.look_wanted.connect(partial(self._pages.show_page, "expiring"))

    def _runs(self) -> dict[str, Callable[[], object]]:
        """What each of the window's own acts does."""
        runs: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "keys": self._show_keys,
            "help": self._show_page_acts,
            "about": self._show_about,
            "new_book": self._opening.make,
            "open_book": self._opening.choose,
            "sample_book": self._opening.sample,
            "business": self._business,
            "settings": self._book_settings,
            "back_up": self._backing.now,
            "open_backup": self._backing.choose,
            "check_book": self._checking.now,
            "export_ledger": self._export_ledger,
            "templates": partial(self._pages.show_page, "template"),
            "month_end": partial(self._pages.show_page, "month_end"),
            "close_book": self.close_book,
            "quit": self.close,
            "text_larger": lambda: self._step_text(1),
            "text_smaller": lambda: self._step_text(-1),
            "refresh": self._refresh,
            "run_expiry": lambda: self._pages.show_page("expiring"),
            "home": partial(self._pages.show_page, "home"),
            "customers": lambda: self._pages.show_page("customer"),
            "back": self._pages.back,
        }
        for name in ("system", "light", "dark"):
            runs[f"theme_{name}"] = partial(self._dress, "scheme", name)
        for place, section in enumerate(KEYED, start=1):
            runs[f"section_{place}"] = partial(self._pages.show_page, section.kind)
        return runs

    # Books

    def open(self, path: Path) -> bool:
        """Opens a book here. What goes wrong is told in a dialog; the book before stays open."""
        return self._opening.open(path)

    def take(self, book: "Book") -> None:
        """Shows an open book, in the place of the one before."""
        if not self.close_book():
            _let_go(book)
            return
        memory = self._settings.of_book(str(book.path.absolute()))
        self.desk = Desk(
            book,
            today=self._outside.today,
            memory=memory,
            keyboard=self._keyboard,
            drafts=Drafts(self._drafts, str(book.path.absolute())),
            ways=self._ways(),
            parent=self,
        )
        self.desk.changed.connect(lambda _changed: self._ask_status())
        self.desk.backed_up.connect(partial(self._status.show_backup, self.desk))
        self._backing.watch(self.desk)
        self._checking.watch(self.desk)
        self._pages.desk = self.desk
        recent.remember(self._settings.general, book.path)
        self._restore(memory)
        self.setWindowTitle(self.tr("{book} — Avoir").format(book=book.path.stem))
        self._menus.set_book_open(True)
        self._status.show()
        self._whole.setCurrentWidget(self._body)
        self._beat.start()
        self._pages.begin(memory.get("page"))
        for draft in self.desk.drafts.left_over():
            self._pages.reopen(draft)
        QTimer.singleShot(0, partial(self._look_around, self.desk))  # the rows come first

    def _look_around(self, desk: Desk) -> None:
        """Whether the books tie, and what waits in this book: once its first page is there."""
        if self.desk is desk:
            self._ask_status()
            self._notices.watch(desk)

    def _ways(self) -> Ways:
        pages = self._pages

        def run(job: Job) -> None:
            self._jobs.run(job)

        return Ways(
            show=pages.show_page,
            create=pages.create_on,
            journal_of=lambda ref: pages.show_page("entries_of", ref),
            preview=lambda ref: pages.show_page("preview", ref),
            preview_report=lambda name, wish: pages.create_on("preview", name=name, wish=wish),
            tell=self._status.tell,
            tell_place=self._outgoing.tell_place,
            post=self._outgoing.post,
            print_many=self._outgoing.print_many,
            run=run,
            back=pages.back,
            back_up=self._backing.now,
            answer=self._answer,
            answers=self._outside.answers,
        )

    def _answer(self, name: str, wish: Wish) -> str:
        desk = present(self.desk, "a book is open")
        return self._outside.answer(desk.book, desk.today(), name, wish)

    def act(self, name: str) -> None:
        """Does what a menu offers now, by its name."""
        self._menus.run(name)

    def close_book(self, *, ask: bool = True) -> bool:
        """Closes the open book and shows the welcome. False when a page is not ready; `ask`
        says whether the pages are asked at all."""
        if self.desk is None:
            return True
        if ask and not self._pages.may_close():
            return False
        self._beat.stop()
        self._keep(self.desk.memory)
        self._keep(self._settings.general)
        desk, self.desk, self._pages.desk = self.desk, None, None
        self._pages.clear()
        self._notices.clear()
        for one in (self._backing, self._checking, self._exporting, self._outgoing):
            one.leave()
        desk.close()
        _let_go(desk.book)
        desk.deleteLater()
        self.show_welcome()
        return True

    def show_welcome(self) -> None:
        """Shows where to begin, with the recent books."""
        self.setWindowTitle("Avoir")
        self._menus.set_book_open(False)
        self._menus.show_page("", ())
        self._status.hide()
        self._welcome.show_recent(recent.books(self._settings.general))
        self._whole.setCurrentWidget(self._welcome)
        self._welcome.start_focus()

    def _list_recent(self) -> None:
        self._menus.recent.clear()
        for path in recent.books(self._settings.general):
            act = self._menus.recent.addAction(str(path))
            act.triggered.connect(lambda _checked=False, path=path: self.open(path))

    def _heartbeat(self) -> None:
        from app.book import owner

        if self.desk is not None:
            owner.heartbeat(self.desk.book.path, self._outside.clock())
            self._backing.daily()
            self._checking.daily()

    # Pages

    def _turn(self, kind: str) -> None:
        """The arrows of the sidebar keep the focus there; a click takes it to the page."""
        self._pages.show_page(kind, focus=not self._sidebar.hasFocus())

    def _show_acts(self) -> None:
        screen = self._pages.shown_screen()
        if screen is not None:
            self._menus.show_page(screen.title, screen.acts())

    def _refresh(self) -> None:
        self._pages.refresh()
        self._ask_status()

    def _ask_status(self) -> None:
        if self.desk is not None:
            self._status.refresh(self.desk)

    # Palette and dialogs

    def open_palette(self) -> None:
        """Opens what finds pages, acts, documents and parties."""
        from app.gui import finder

        def desk() -> Desk | None:
            return self.desk

        self._open_palette(
            (
                finder.pages(desk),
                finder.reports(desk),
                finder.doing(self._menus.acts),
                finder.making(desk, lambda: self._pages.kind),
                finder.parties(desk),
                finder.documents(desk),
                finder.accounts(desk),
            ),
            self.tr("Search or do…"),
        )

    def _show_page_acts(self) -> None:
        acts = self._menus.page_acts if self.desk else self._menus.acts
        from app.gui import finder

        self._open_palette((finder.doing(acts),), self.tr("What can be done here"))

    def _show_keys(self) -> None:
        self._open_palette((sheet(self._keyboard, self._menus.run),), self.tr("Find a key"))

    def _open_palette(self, providers: "tuple[Provider, ...]", prompt: str) -> None:
        from app.gui.palette import Palette

        Palette(providers, prompt, self).open()

    def _show_about(self) -> None:
        from app.gui.dialogs.about import AboutDialog

        AboutDialog(self).open()

    def _business(self) -> None:
        from app.gui.dialogs.business import BusinessDialog

        if self.desk is not None:
            BusinessDialog(self.desk, self).open()

    def _book_settings(self) -> None:
        from app.gui.dialogs.book_settings import BookSettingsDialog

        if self.desk is not None:
            BookSettingsDialog(self.desk, self).open()

    def _export_ledger(self) -> None:
        if self.desk is not None:
            self._exporting.ask(self.desk)

    # Looks

    def _step_text(self, by: int) -> None:
        sizes = theme.TEXT_SIZES
        now = min(range(len(sizes)), key=lambda at: abs(sizes[at] - theme.look().scale.factor))
        self._dress("text", sizes[max(0, min(len(sizes) - 1, now + by))])

    def _dress(self, name: str, value: object) -> None:
        general = self._settings.general
        general.put(name, value)
        dress(general)
        self._menus.check_theme(general.get("scheme", "system"))

    # Memory

    def _restore(self, memory: Memory) -> None:
        """Puts the window where it was when this was last open."""
        for name, put in (
            ("geometry", self.restoreGeometry),
            ("body", self._body.restoreState),
        ):
            state = memory.get_bytes(name)
            if not state.isEmpty():
                put(state)

    def _keep(self, memory: Memory) -> None:
        memory.put_bytes("geometry", self.saveGeometry())
        memory.put_bytes("body", self._body.saveState())
        memory.put("page", self._pages.kind)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.close_book():
            event.ignore()
            return
        self._keep(self._settings.general)
        self._settings.save()
        event.accept()


def dress(general: Memory) -> None:
    """Dresses the application as the settings say."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, general.get("scheme", "system"), general.get("text", 1.0))


def _let_go(book: "Book") -> None:
    from app.book import owner

    owner.release(book.path)
    book.close()
