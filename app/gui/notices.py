"""Notices over the page: what an act warned of, and credits that have lapsed; each stays until it
is closed, or until what it says is no longer so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.desk import Desk
from app.gui.head import PAGE_MARGIN, Hairline
from app.gui.icons import icon
from app.gui.theme import grid, look

_LAPSED: Final = "lapsed"
_MOST: Final = 4  # warnings of one act that are told; they seldom are more than one


class Notices(QWidget):
    """As high as what it says; with nothing to say it takes no room."""

    look_wanted = Signal()  # at the credits that have lapsed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._desk: Desk | None = None
        self._shown: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said now, from top to bottom."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(one.sentence for one in widgets if isinstance(one, Notice))

    def watch(self, desk: Desk) -> None:
        """From now on tells what the acts in this book warn of, and what has lapsed in it."""
        self.clear()
        self._desk = desk
        desk.changed.connect(self._hear)
        self._count_lapsed(offer=True)

    def say(
        self, name: str, sign: str, tone: str, sentence: str, *, first: bool = False
    ) -> "Notice":
        """One more sentence, in the place of the one of that name, at the end unless it comes
        first; the answer can offer a way."""
        notice = Notice(sign, sentence, tone)
        self._tell(name, notice, 0 if first else -1)
        return notice

    def clear(self) -> None:
        """Says nothing any more."""
        self._desk = None
        for name in tuple(self._shown):
            self._drop(name)

    def _hear(self, changed: Any) -> None:
        """Warnings of the act before make room for those of this one."""
        if changed.warnings:
            for name in [one for one in self._shown if one != _LAPSED]:
                self._drop(name)
        for place, problem in enumerate(changed.warnings[:_MOST]):
            sentence = " ".join(filter(None, (problem.message, problem.hint)))
            self._tell(f"warning_{place}", Notice("warning", sentence), place)
        self._count_lapsed(offer=_LAPSED in self._shown)

    def _count_lapsed(self, *, offer: bool) -> None:
        """Says how many credits wait for the run; nobody is asked twice after closing it."""
        from app.queries import expiring  # with the book, after the first paint

        count = len(self._desk.ask(expiring.lapsed)) if self._desk and offer else 0
        if not count:
            self._drop(_LAPSED)
            return
        told = self.tr("Lapsed credits: {count}. What is left of them can no longer be used.")
        sentence, before = told.format(count=count), self._shown.get(_LAPSED)
        if before is None or before.sentence != sentence:
            notice = Notice("expiry", sentence)
            notice.offer(self.tr("Look at them…"), self._look)
            self._tell(_LAPSED, notice, -1)

    def _look(self) -> None:
        self._drop(_LAPSED)
        self.look_wanted.emit()

    def _tell(self, name: str, notice: "Notice", place: int) -> None:
        self._drop(name)
        notice.setObjectName(f"notice_{name}")
        notice.closed.connect(lambda: self._drop(name))
        self._shown[name] = notice
        self._column.insertWidget(place, notice)
        self.show()

    def _drop(self, name: str) -> None:
        old = self._shown.pop(name, None)
        if old is not None:
            old.hide()
            self._column.removeWidget(old)
            old.deleteLater()
        self.setVisible(bool(self._shown))


class Notice(QWidget):
    """A sign, a sentence, perhaps a way to go, and a button that closes it."""

    closed = Signal()

    def __init__(self, sign: str, sentence: str, tone: str = "warning") -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "raised")
        self._sentence = QLabel(sentence)
        self._sentence.setObjectName("notice_sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._offer = QPushButton()  # made before the one that closes: Tab goes in that order
        self._offer.setObjectName("notice_offer")
        self._offer.hide()
        close = QPushButton()
        close.setObjectName("notice_close")
        close.setProperty("kind", "quiet")
        close.setIcon(icon("close"))
        close.setAccessibleName(self.tr("Close this notice"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        self._row = QHBoxLayout()
        self._row.setContentsMargins(PAGE_MARGIN, grid(1), grid(1), grid(1))
        self._row.setSpacing(grid(2))
        self._row.addWidget(_Sign(sign, tone))
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._offer)
        self._row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(Hairline())

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def offer(self, text: str, run: Callable[[], object]) -> None:
        """A button before the one that closes."""
        self._offer.setText(text)
        self._offer.clicked.connect(lambda _checked=False: run())
        self._offer.show()

    def offer_folder(self, folder: Path) -> None:
        """A button that opens a folder where the system shows files."""
        url = QUrl.fromLocalFile(str(folder))
        self.offer(self.tr("Open the folder"), lambda: QDesktopServices.openUrl(url))


class _Sign(QWidget):
    """An icon beside the sentence, in the look that is in force."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._icon = icon(name, tone)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedSize(QSize(look().scale.body + 5, look().scale.body + 5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
