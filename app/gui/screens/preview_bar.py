"""The row of tools over the pages of the print preview: page, size, and what is looked for."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.gui.flow import FlowLayout
from app.gui.head import PAGE_MARGIN
from app.gui.icons import icon
from app.gui.screens.pdf_area import PAGE, WIDTH, PdfArea
from app.gui.screens.pdf_search import PdfSearch
from app.gui.theme import grid, look

_REST_MS: Final = 150  # after the last letter
_SIZES: Final = (0.5, 0.75, 1.25, 1.5, 2.0, 3.0, 4.0)  # beside 100 %, which has a key


class PreviewBar(QWidget):
    """Three groups; what has no room beside the others stands below them."""

    def __init__(self, area: PdfArea, search: PdfSearch, acts: Mapping[str, QAction]) -> None:
        super().__init__()
        self._area, self._search, self._acts = area, search, acts
        self._flow = FlowLayout(self, grid(6))
        self._flow.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, grid(2))
        for group in (self._make_pages(), self._make_sizes(), self._make_search()):
            self._flow.addWidget(group)
        area.turned.connect(lambda _page: self.follow())
        area.zoomed.connect(self.follow)
        search.told.connect(self._tell_found)
        self.follow()
        self._tell_found()

    def follow(self) -> None:
        """Says the page and the size that are shown."""
        count, page = self._area.count, self._area.page
        self.page.setText(str(page + 1) if count else "")
        self.page.setEnabled(count > 0)
        self._count.setText(self.tr("of {count}").format(count=f"{count:n}") if count else "")
        for name, can in (
            ("previous_page", page > 0), ("first_page", page > 0),
            ("next_page", page < count - 1), ("last_page", page < count - 1),
        ):  # fmt: skip
            self._acts[name].setEnabled(can)
        self._zoom.setText(f"{round(self._area.zoom * 100)}% ")  # air before the arrow
        self._acts["fit_width"].setChecked(self._area.fits == WIDTH)
        self._acts["fit_page"].setChecked(self._area.fits == PAGE)

    def ask_page(self) -> None:
        """Waits for the number of the page to go to."""
        self.page.setFocus()
        self.page.selectAll()

    def ask_words(self) -> None:
        """Waits for what to look for."""
        self.words.setFocus()
        self.words.selectAll()

    # Groups

    def _make_pages(self) -> QWidget:
        self.page = _PageField()
        self.page.setAccessibleName(self.tr("Page"))
        self.page.returnPressed.connect(self._go)
        self.page.given_up.connect(self._give_up_page)
        self._count = QLabel()
        self._count.setObjectName("page_count")
        self._count.setProperty("role", "muted")
        return _group(
            _tool(self._acts["previous_page"], "up"), self.page, self._count,
            _tool(self._acts["next_page"], "down"),
        )  # fmt: skip

    def _make_sizes(self) -> QWidget:
        self._zoom = QPushButton()
        self._zoom.setObjectName("zoom")
        self._zoom.setProperty("kind", "quiet")
        self._zoom.setIcon(icon("down", "muted"))
        self._zoom.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the sign after the words
        self._zoom.setAccessibleName(self.tr("Size of the pages"))
        menu = QMenu(self._zoom)
        menu.addActions([self._acts[name] for name in ("fit_width", "fit_page", "actual_size")])
        menu.addSeparator()
        for size in _SIZES:
            act = menu.addAction(f"{round(size * 100)}%")
            act.triggered.connect(lambda _checked=False, size=size: self._area.set_zoom(size))
        self._zoom.setMenu(menu)
        return _group(
            _tool(self._acts["zoom_out"], "smaller"), self._zoom,
            _tool(self._acts["zoom_in"], "larger"),
        )  # fmt: skip

    def _make_search(self) -> QWidget:
        self.words = FindLine(self.tr("Find in the document…"))
        self.words.wanted.connect(self._look_for)
        self.words.stepped.connect(self._search.step)
        self.words.left.connect(self._area.setFocus)
        self._found = QLabel()
        self._found.setObjectName("found")
        self._found.setProperty("role", "muted")
        return _group(
            self.words, _tool(self._acts["find_previous"], "up"),
            _tool(self._acts["find_next"], "down"), self._found,
        )  # fmt: skip

    # Pages

    def _go(self) -> None:
        if self.page.text():
            self._area.go_to(int(self.page.text()) - 1)
        self.follow()
        self._area.setFocus()

    def _give_up_page(self) -> None:
        self.follow()
        self._area.setFocus()

    # Search

    def look_again(self) -> None:
        """Looks for the same words in the pages that are shown now."""
        self._look_for(self.words.text().strip())

    def _look_for(self, words: str) -> None:
        self._search.start(self._area.pdf, words, self._area.page)

    def _tell_found(self) -> None:
        search, hits = self._search, len(self._search.hits)
        if not search.words or self._area.pdf is None:
            said = ""
        elif hits:
            at = 0 if search.at is None else search.at + 1
            said = self.tr("{at} of {count}").format(at=f"{at:n}", count=f"{hits:n}")
            said = said if search.is_done else f"{said}…"
        else:
            said = self.tr("not found") if search.is_done else self.tr("looking…")
        self._found.setText(said)
        for name in ("find_next", "find_previous"):
            self._acts[name].setEnabled(hits > 0)
        self._area.mark(search.hits, search.hit)


class _PageField(QLineEdit):
    """The number of the page that is shown; another one typed and Enter turns to it."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_number")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QIntValidator(0, 999_999, self))
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Fixed)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance("0000") + grid(5)
        return QSize(wide, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class FindLine(QLineEdit):
    """Tells `wanted` a moment after the last letter; Enter and Shift+Enter tell `stepped`."""

    wanted = Signal(str)
    stepped = Signal(object)  # 1 or -1
    left = Signal()

    def __init__(self, prompt: str) -> None:
        super().__init__()
        self.setObjectName("find")
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt.rstrip("…"))
        self.addAction(icon("search", "muted"), self.ActionPosition.LeadingPosition)
        self._told = ""
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self.settle)
        self.textChanged.connect(lambda _text: self._timer.start())

    def sizeHint(self) -> QSize:
        return QSize(look().scale.px(210), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if not self.settle():
                self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.settle()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def settle(self) -> bool:
        """Looks now, without waiting for more letters; whether other words are looked for."""
        self._timer.stop()
        words = self.text().strip()
        if words == self._told:
            return False
        self._told = words
        self.wanted.emit(words)
        return True


def _tool(act: QAction, sign: str) -> QToolButton:
    """A button with a sign only; its act says what it does."""
    made = QToolButton()
    made.setObjectName(f"{act.objectName()}_button")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setIcon(icon(sign))

    def follow() -> None:
        key = act.shortcut().toString(act.shortcut().SequenceFormat.NativeText)
        made.setEnabled(act.isEnabled())
        made.setAccessibleName(act.text())
        made.setToolTip(f"{act.text()}   {key}".rstrip())

    made.clicked.connect(lambda _checked=False: act.trigger())
    act.changed.connect(follow)
    follow()
    return made


def _group(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(grid(1))
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    for part in parts:
        row.addWidget(part)
    return made
