"""The place of the table on the page of reports: a table for each, or what is to be done first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedWidget

from app.domain.report import Leads, Report, ReportRow
from app.gui.screens.report_table import ReportTable


class ReportTables(QStackedWidget):
    """The table of the report that is shown, or nothing. A report begins with a table of its
    own."""

    wanted = Signal(object)  # Leads
    near_end = Signal()
    moved = Signal()  # another cell is current

    def __init__(self, acts: Sequence[QAction]) -> None:
        """`acts`: for the menu of a row."""
        super().__init__()
        self._acts, self._nothing = tuple(acts), QLabel()
        self._nothing.setObjectName("no_report")
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._table: ReportTable | None = None
        self.addWidget(self._nothing)

    def show_report(
        self, report: Report, rows: Sequence[ReportRow], cell: tuple[int, int] = (-1, -1)
    ) -> None:
        """Shows a report in a new table, with this cell as the current one; without, the first
        figure."""
        focused = self._table is not None and self._table.hasFocus()
        self.show_nothing()
        self._table = table = ReportTable(report)
        table.setAccessibleName(report.title)
        table.set_empty(self.tr("There is nothing to tell for these days."))
        table.addActions(self._acts)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.wanted.connect(self.wanted)
        table.selectionModel().currentChanged.connect(lambda *_cells: self.moved.emit())
        self.addWidget(table)
        self.setCurrentWidget(table)
        self.setFocusProxy(table)
        table.show_report(rows)
        if cell[0] >= 0:
            table.go_to(*cell)
        else:
            table.go_to_first()
        table.near_end.connect(self.near_end)
        if focused:
            table.setFocus()

    def show_rows(self, rows: Sequence[ReportRow]) -> None:
        """Shows these rows in the table that is there."""
        if self._table is not None:
            self._table.show_report(rows)
            if self._table.currentIndex().row() < 0:
                self._table.go_to_first()

    def add_page(self, rows: Sequence[ReportRow]) -> None:
        """Puts the next page of a long report below what is shown."""
        if self._table is not None:
            self._table.add_page(rows)

    def show_nothing(self, sentence: str = "") -> None:
        """There is no report; the sentence says what is to be done."""
        self._nothing.setText(sentence)
        old, self._table = self._table, None
        self.setCurrentWidget(self._nothing)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    @property
    def cell(self) -> tuple[int, int]:
        """Row and column of the current cell."""
        index = self._table.currentIndex() if self._table else QModelIndex()
        return index.row(), index.column()

    def current_row(self) -> ReportRow | None:
        """The row of the current cell."""
        place, _ = self.cell
        return self._table.row(place) if self._table and place >= 0 else None

    def current_leads(self) -> Leads | None:
        """What the current cell leads to."""
        return self._table.current_leads() if self._table else None

    def open_current(self) -> None:
        """Goes where the current cell leads."""
        if self._table is not None:
            self._table.open_current()
