"""The detail of one document: head, acts, tabs; and in place of the tabs what prepares an act."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import formats
from app.gui.arranged import Arranged
from app.gui.delegates import TONES
from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, ActionButton
from app.gui.icons import icon
from app.gui.screens.act_panel import ActPanel
from app.gui.screens.document_page import Page, left_of, say, status_word
from app.gui.screens.document_tabs import DetailsTab, HistoryTab, JournalTab, UsesTab
from app.gui.screens.document_widgets import Link, Question, StatusMark
from app.gui.screens.editor_fields import Offers
from app.gui.theme import grid
from app.queries import documents


class DocumentDetail(Arranged):
    """Shows a document. `turned` tells that a panel opened or closed."""

    turned = Signal()

    def __init__(
        self, desk: Desk, page: Page, offers: Offers, acts: Mapping[str, QAction]
    ) -> None:
        super().__init__()
        self.setObjectName("detail")
        self._desk, self._page, self._offers, self._acts = desk, page, offers, acts
        self.view: Any = None
        self._stale: set[str] = set()
        self._panels: dict[str, ActPanel] = {}
        self.question = Question()
        self._empty = QLabel(self.tr("Choose a document to see what it says."))
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(self._empty.alignment().AlignCenter)
        # What holds comes before what it holds: a full widget that moves into another is given
        # the look of the window once more, with everything in it.
        self._whole = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._whole)
        shown = QWidget()
        self._whole.addWidget(self._empty)
        self._whole.addWidget(shown)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(self.question)
        self._inside = QStackedWidget()
        column.addWidget(self._inside, 1)
        self._tabs = QTabWidget()
        self._inside.addWidget(self._tabs)
        self._make_tabs()

    # What is shown

    def show_document(self, ref: str | None) -> None:
        """Shows a document; an act that was being prepared for another one is given up."""
        other = self.view is None or self.view.id != ref
        if ref is None:
            self.view = None
            self._whole.setCurrentIndex(0)
            self.close_panel()
            return
        self.view = view = self._desk.ask(documents.get, self._page.kind, ref)
        if other:
            self.close_panel()
            self.question.drop()
        self._number.setText(view.number or say(self._page.draft))
        self._party.setText(view.party_name)
        self._total.setText(formats.money(view.total))
        left = left_of(view)
        self._left.setText(f"{say(self._page.left)} {formats.amount(str(left))}")
        self._left.setVisible(left != view.total and bool(view.number))
        self._status.show_status(status_word(view.kind, view.status), TONES[view.status])
        self._whole.setCurrentIndex(1)
        self._stale = {name for name, _ in self._page.tabs}
        self._fill_tab()

    def show_tab(self, name: str) -> None:
        """Turns to a tab."""
        self._tabs.setCurrentWidget(self._pages[name])

    def start_focus(self) -> None:
        """The keyboard goes to the tabs, or to the panel that is open."""
        panel = self.panel
        if panel is None:
            self._tabs.tabBar().setFocus()
        else:
            panel.setFocus()

    def _make_tabs(self) -> None:
        make: dict[str, Callable[[], Any]] = {
            "details": lambda: DetailsTab(self._desk, self._page),
            "applications": lambda: UsesTab(self._desk, self._page, "applications"),
            "refunds": lambda: UsesTab(self._desk, self._page, "refunds"),
            "journal": lambda: JournalTab(self._desk),
            "history": lambda: HistoryTab(self._desk),
        }
        tabs = self._tabs
        tabs.setObjectName("tabs")
        tabs.setDocumentMode(True)
        tabs.tabBar().setObjectName("tab_bar")
        self._pages: dict[str, Any] = {}
        for name, title in self._page.tabs:
            self._pages[name] = made = make[name]()
            tabs.addTab(made, say(title))
        self._pages["details"].tab_wanted.connect(self.show_tab)
        self._pages["applications"].take_back.connect(lambda use: self.prepare("unapply", use))
        if "refunds" in self._pages:
            self._pages["refunds"].take_back.connect(lambda use: self.prepare("void_refund", use))
        tabs.currentChanged.connect(lambda _at: self._fill_tab())

    def _fill_tab(self) -> None:
        """A tab asks the book only when it is looked at."""
        name = next(
            name for name, made in self._pages.items() if made is self._tabs.currentWidget()
        )
        if self.view is not None and name in self._stale:
            self._stale.discard(name)
            self._pages[name].show_document(self.view)

    # Preparing acts

    @property
    def panel(self) -> ActPanel | None:
        """The panel that is open, None while the tabs are shown."""
        shown = self._inside.currentWidget()
        return shown if isinstance(shown, ActPanel) else None

    def prepare(self, name: str, use: Any = None) -> None:
        """Opens the panel of an act for the document that is shown."""
        if self.view is None:
            return
        panel = self._panels.get(name) or self._make_panel(name)
        self._inside.setCurrentWidget(panel)
        self._show_acts(shown=False)
        panel.start(self.view, use)
        self.turned.emit()

    def close_panel(self) -> None:
        """Back to the tabs."""
        if self.panel is not None:
            self.panel.entry.preview.drop()
            self._inside.setCurrentIndex(0)
            self._show_acts(shown=True)
            self._tabs.tabBar().setFocus()
            self.turned.emit()

    def _make_panel(self, name: str) -> ActPanel:
        from app.gui.screens.act_panels import make_panel

        made = make_panel(self._desk, self._page, self._offers, name)
        made.closed.connect(self.close_panel)
        made.done.connect(self.close_panel)
        self._panels[name] = made
        self._inside.addWidget(made)
        return made

    # The head

    def _make_head(self) -> QBoxLayout:
        self._number = QLabel()
        self._number.setObjectName("number")
        self._number.setProperty("role", "heading")
        self._party = Link()
        self._party.setObjectName("open_party")
        self._party.clicked.connect(self._open_party)
        self._total, self._left = QLabel(), QLabel()
        self._total.setObjectName("total")
        self._left.setObjectName("left")
        self._left.setProperty("role", "muted")
        self._status = StatusMark()
        self._status.setObjectName("status")
        self._words = words = QHBoxLayout()
        words.setSpacing(grid(3))
        for part in (self._number, self._party, self._total, self._left, self._status):
            words.addWidget(part)
        words.addStretch(1)
        self._buttons = QWidget()
        acts = QHBoxLayout(self._buttons)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(grid(1))
        for row in self._page.acts:
            if not row.more:
                acts.addWidget(ActionButton(self._acts[row.name], "quiet"))
        acts.addWidget(self._more_button())
        acts.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(PAGE_MARGIN, grid(2), grid(2), grid(1))
        self._head.setSpacing(grid(1))
        self._head.addLayout(words, 1)
        self._head.addWidget(self._buttons)
        return self._head

    def _more_button(self) -> QPushButton:
        made = QPushButton()
        made.setObjectName("more")
        made.setProperty("kind", "quiet")
        made.setIcon(icon("more"))
        made.setAccessibleName(self.tr("More"))
        made.setToolTip(self.tr("More"))
        menu = QMenu(made)
        menu.setToolTipsVisible(True)
        menu.addActions([self._acts[row.name] for row in self._page.acts if row.more])
        made.setMenu(menu)
        return made

    def _show_acts(self, *, shown: bool) -> None:
        self._buttons.setVisible(shown)

    def _open_party(self) -> None:
        if self.view is not None:
            self._desk.show(self._page.side.name, self.view.party)

    def minimumSizeHint(self) -> QSize:
        """As if the acts stood below the words already: else they would keep the window wide."""
        beside = super().minimumSizeHint()
        words, buttons = self._words.minimumSize(), self._buttons.minimumSizeHint()
        below = max(words.width(), buttons.width()) + grid(10)
        return QSize(min(beside.width(), below), beside.height())

    def _arrange(self) -> None:
        """The acts stand beside the words where both fit, else below them."""
        ways = QBoxLayout.Direction
        needed = self._words.sizeHint().width() + self._buttons.sizeHint().width() + grid(10)
        wide = self.width() >= needed
        self._head.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
