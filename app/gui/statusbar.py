"""The living status bar: whether the books tie, up to where they are locked, when they were backed
up, in which currency."""

from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget

from app.gui import formats
from app.gui.desk import Desk
from app.gui.icons import icon
from app.gui.theme import grid, look, restyle

_HEIGHT: Final = 26  # px at 100 %
_SAID_MS: Final = 8000  # long enough to read a sentence twice


class StatusBar(QStatusBar):
    """Asks anew after every commit. Clicks open what a figure is made of."""

    tie_out_wanted = Signal()
    month_end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setSizeGripEnabled(False)
        self._tie = _part("tie", self.tr("Whether the books tie"))
        self._lock = _part("lock", self.tr("Lock date"))
        self._backup = _part("backup", self.tr("The newest backup"))
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setProperty("role", "said")
        self._currency = QLabel()
        self._currency.setObjectName("currency")
        self._currency.setProperty("role", "small")
        self._tie.clicked.connect(self.tie_out_wanted)
        self._lock.clicked.connect(self.month_end_wanted)
        self._backup.clicked.connect(self.month_end_wanted)
        self._timer = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._timer.timeout.connect(lambda: self._said.setText(""))
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(grid(2), 0, grid(4), 0)
        row.setSpacing(grid(2))
        row.addWidget(self._tie)
        row.addWidget(self._lock)
        row.addWidget(self._backup)
        row.addStretch(1)
        row.addWidget(self._said)
        row.addSpacing(grid(4))
        row.addWidget(self._currency)
        self.addWidget(whole, 1)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Qt's own status bar keeps the height of its first day."""
        self.setFixedHeight(look().scale.px(_HEIGHT))

    def tell(self, text: str) -> None:
        """Says one sentence for a while."""
        self._said.setText(text)
        self._timer.start()

    def refresh(self, desk: Desk) -> None:
        """Asks how the books stand."""
        from app.queries import books, reports  # with the book, after the first paint

        about = desk.ask(books.about)
        ties = desk.ask(reports.ties)
        self._currency.setText(about.currency)
        if about.locked_through:
            day = formats.day(about.locked_through.isoformat())
            self._say(self._lock, self.tr("Locked through {day}").format(day=day), "lock", "muted")
        else:
            self._say(self._lock, self.tr("Not locked"), "unlock", "muted")
        self._show_ties(ties)
        self.show_backup(desk)

    def show_backup(self, desk: Desk) -> None:
        """Says when the newest backup was made: the hour, or the day before today."""
        from app.book import backup

        found = backup.backups(desk.book.path)
        if not found:
            text, where = self.tr("No backup yet"), ""
        else:
            at, where = found[0].at, str(found[0].path)
            is_today = at.date() == desk.today()
            when = f"{at:%H:%M}" if is_today else formats.day(at.date().isoformat())
            text = self.tr("Backup {when}").format(when=when)
        self._say(self._backup, text, "backup", "muted")
        self._backup.setToolTip(where)
        self._backup.setAccessibleDescription(where)

    def _show_ties(self, ties: tuple) -> None:  # type: ignore[type-arg]
        lines = [
            self.tr("{name}: ledger {ledger}, documents {documents}").format(
                name=tie.name,
                ledger=formats.amount(str(tie.ledger)),
                documents=formats.amount(str(tie.documents)),
            )
            for tie in ties
        ]
        wrong = next((tie for tie in ties if tie.difference.minor), None)
        if wrong:
            text = self.tr("Books do not tie: {name} is off by {difference}").format(
                name=wrong.name, difference=formats.amount(str(wrong.difference))
            )
            self._say(self._tie, text, "danger", "danger")
        else:
            shown = next((tie for tie in ties if tie.name == "AR"), ties[0])
            text = self.tr("Books tie: {name} {amount} = documents").format(
                name=shown.name, amount=formats.amount(str(shown.ledger))
            )
            self._say(self._tie, text, "positive", "positive")
        self._tie.setToolTip("\n".join(lines))
        self._tie.setAccessibleDescription("; ".join(lines))

    def _say(self, part: QPushButton, text: str, sign: str, role: str) -> None:
        part.setText(text)
        part.setIcon(icon(sign, role))
        restyle(part, "tone", role)


def _part(name: str, said: str) -> QPushButton:
    made = QPushButton()
    made.setObjectName(name)
    made.setProperty("kind", "status")
    made.setAccessibleName(said)
    return made
