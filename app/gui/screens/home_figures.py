"""The large figures of the overview: open credits, what lapses, drafts that wait."""

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.kinds import CUSTOMER, VENDOR, Kind, Status
from app.gui import formats
from app.gui.screens.document_widgets import Link
from app.gui.screens.home_ageing import say
from app.gui.screens.home_ways import PAD, Fitting, Go, Way
from app.gui.theme import font, grid, look
from app.gui.words import QT_TRANSLATE_NOOP
from app.queries.home import Count, Lapsing, OpenCredits, Overview

_CREDITS: Final = {
    CUSTOMER.name: QT_TRANSLATE_NOOP("home", "Open customer credits"),
    VENDOR.name: QT_TRANSLATE_NOOP("home", "Open vendor credits"),
}
_COUNTED: Final = {
    Status.ISSUED: QT_TRANSLATE_NOOP("home", "{count} open"),
    Status.PARTIALLY_APPLIED: QT_TRANSLATE_NOOP("home", "{count} partly used"),
}
_DRAFTS: Final = {
    Kind.CREDIT_MEMO: QT_TRANSLATE_NOOP("home", "Drafts of credit memos"),
    Kind.VENDOR_CREDIT: QT_TRANSLATE_NOOP("home", "Drafts of vendor credits"),
    Kind.INVOICE: QT_TRANSLATE_NOOP("home", "Drafts of invoices"),
    Kind.BILL: QT_TRANSLATE_NOOP("home", "Drafts of bills"),
}
_SOON: Final = QT_TRANSLATE_NOOP("home", "Expire within 30 days")
_LAPSED: Final = QT_TRANSLATE_NOOP("home", "Lapsed, waiting for the run")
_HOW_MANY: Final = QT_TRANSLATE_NOOP("home", "Credits: {count}")
_ROOMY: Final = 720  # px at 100 %: from here four figures stand side by side


class LargeFigure(Way):
    """A small label above a large figure."""

    def __init__(self, go: Go, name: str, label: str) -> None:
        super().__init__(go, name)
        self._label, self._tone = label, "text"

    def show_text(self, text: str, tone: str) -> None:
        """Shows a figure as it is written, in a colour role."""
        self.setText(text)
        self._tone = tone

    def sizeHint(self) -> QSize:
        label, figure = self._lines()
        wide = max(label.horizontalAdvance(self._label), figure.horizontalAdvance(self.text()))
        high = label.height() + figure.height() + grid(2)
        return QSize(wide + 2 * PAD, -(-high // grid(1)) * grid(1))

    def paint(self, painter: QPainter) -> None:
        label, figure = self._lines()
        inner = self.rect().adjusted(PAD, grid(1), -PAD, -grid(1))
        above = QRect(inner.left(), inner.top(), inner.width(), label.height())
        self.write(painter, above, self._label, "muted", font("small"))
        wide = figure.horizontalAdvance(self.text())
        below = QRect(inner.left(), above.bottom() + 1, wide, figure.height())
        self.write_amount(painter, below, self.text(), self._tone, font("figure"))

    def _lines(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(font("small")), QFontMetrics(font("figure"))


class CreditsFigure(QWidget):
    """What is left of a side's credits, and below it how many there are in which status."""

    def __init__(self, go: Go, side: str) -> None:
        super().__init__()
        self._label, self._go = say(_CREDITS[side]), go
        self._figure = LargeFigure(go, f"credits_{side}", self._label)
        self._links = {status: Link(pad=2) for status in _COUNTED}
        self._leads: dict[Status, Count] = {}
        below = QHBoxLayout()
        below.setContentsMargins(PAD - 2, 0, PAD, 0)
        below.setSpacing(grid(2))
        for status, link in self._links.items():
            link.setObjectName(f"credits_{side}_{status}")
            link.clicked.connect(lambda _checked=False, status=status: self._follow(status))
            below.addWidget(link)
        below.addStretch(1)
        column = _column(self)
        column.addWidget(self._figure)
        column.addLayout(below)
        column.addStretch(1)

    def show_credits(self, found: OpenCredits) -> None:
        amount = found.left.amount
        self._figure.show_text(formats.amount(str(amount)), "text" if amount else "muted")
        self._figure.lead(found.left.opens, f"{self._label}: {formats.money(amount)}")
        self._leads = {one.status: one for one in found.counts}
        for status, link in self._links.items():
            count = self._leads[status].count
            link.setText(say(_COUNTED[status]).format(count=f"{count:n}"))
            link.setAccessibleName(f"{self._label}: {link.text()}")
            link.setVisible(bool(count))

    def _follow(self, status: Status) -> None:
        self._go(self._leads[status].opens)


class LapsingFigure(QWidget):
    """What is left of credits that lapse, and below it how many they are."""

    def __init__(self, go: Go, name: str, label: str, tone: str) -> None:
        super().__init__()
        self._label, self._tone = label, tone
        self._figure = LargeFigure(go, name, label)
        self._said = QLabel()
        self._said.setObjectName(f"{name}_count")
        self._said.setProperty("role", "muted")
        self._said.setContentsMargins(PAD, 2, PAD, 2)
        column = _column(self)
        column.addWidget(self._figure)
        column.addWidget(self._said)
        column.addStretch(1)

    def show_lapsing(self, found: Lapsing) -> None:
        amount = found.left.amount
        tone = self._tone if found.count else "muted"
        self._figure.show_text(formats.amount(str(amount)), tone)
        said = say(_HOW_MANY).format(count=f"{found.count:n}")
        self._figure.lead(found.left.opens, f"{self._label}: {formats.money(amount)}. {said}")
        self._said.setText(said)
        self._said.setVisible(bool(found.count))


class Figures(Fitting):
    """Four figures of credits, and below them the drafts of four kinds."""

    def __init__(self, go: Go) -> None:
        super().__init__()
        self._credits = {side: CreditsFigure(go, side) for side in _CREDITS}
        self._soon = LapsingFigure(go, "soon", say(_SOON), "text")
        self._lapsed = LapsingFigure(go, "lapsed", say(_LAPSED), "warning")
        self._drafts = {
            kind: LargeFigure(go, f"drafts_{kind}", say(label)) for kind, label in _DRAFTS.items()
        }
        self._parts: tuple[QWidget, ...] = (
            *self._credits.values(), self._soon, self._lapsed, *self._drafts.values(),
        )  # fmt: skip
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(grid(3))
        self._columns = 0
        self._arrange()

    def show_overview(self, found: Overview) -> None:
        """Shows how many and how much there is of each."""
        for one in found.credits:
            self._credits[one.side].show_credits(one)
        self._soon.show_lapsing(found.soon)
        self._lapsed.show_lapsing(found.lapsed)
        for count in found.drafts:
            text = f"{count.count:n}"
            figure = self._drafts[count.kind]
            figure.show_text(text, "text" if count.count else "muted")
            figure.lead(count.opens, f"{say(_DRAFTS[count.kind])}: {text}")
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As wide as two beside each other: else four would stay so for ever."""
        return QSize(2 * self._widest(), super().minimumSizeHint().height())

    def _widest(self) -> int:
        return max(part.minimumSizeHint().width() for part in self._parts)

    def _arrange(self) -> None:
        needed = max(4 * self._widest(), look().scale.px(_ROOMY))
        columns = 4 if self.width() >= needed else 2
        if columns == self._columns:
            return
        for place, part in enumerate(self._parts):
            self._grid.addWidget(part, *divmod(place, columns))
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns


def _column(of: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(of)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made
