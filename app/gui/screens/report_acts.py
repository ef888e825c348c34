"""What can be done with a report: open a figure, ask why, save in any format, print."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.gui.desk import Desk
from app.gui.screens.report_saving import FORMATS, Format, Saving, Wanted, formats_of


class ReportActs(QObject):
    """The acts of the page of reports; `show` says what of it can be done now."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        *,
        open_figure: Callable[[], object],
        ask_why: Callable[[], object],
        to_ledger: Callable[[], object],
        to_day: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._saving = Saving(desk, page)
        self._wanted: Wanted | None = None
        keys = desk.keyboard
        self._open = self._plain("open_figure", self.tr("Open"), open_figure)
        self._why = keys.action("why", page, ask_why, self.tr("Why?"))
        self._ledger = self._plain("to_ledger", self.tr("Show in the ledger"), to_ledger)
        self._day = keys.action("go_to_date", page, to_day, self.tr("Choose the days…"))
        self._save = keys.action("save", page, lambda: self._ask_file(None), self.tr("Save as…"))
        self._save_as = QAction(self.tr("Save as"), page)
        self._save_as.setObjectName("save_as")
        menu = QMenu(page)
        self._formats = {
            one: self._plain(f"save_{one.suffix}", f"{one.label}…", self._saver(one))
            for one in FORMATS
        }
        menu.addActions([*self._formats.values()])
        self._save_as.setMenu(menu)
        self._print = keys.action("print", page, self._preview, self.tr("Print…"))

    @property
    def all(self) -> tuple[QAction, ...]:
        """For the menus."""
        files = (self._save, *self._formats.values(), self._print)
        return (self._open, self._why, self._ledger, self._day, *files)

    @property
    def in_head(self) -> tuple[QAction, ...]:
        """For the head of the page."""
        return (self._why, self._save_as, self._print)

    @property
    def of_row(self) -> tuple[QAction, ...]:
        """For the menu of a row."""
        return (self._open, self._why, self._ledger)

    def show(self, wanted: Wanted | None, *, opens: bool, why: bool, day: bool) -> None:
        """What can be done with this report, and with the figure that is current in it."""
        self._wanted = wanted
        nothing = self.tr("There is no report to save yet: fill in what it is of.")
        offered = formats_of(self._desk, wanted.name) if wanted else ()
        for one, act in self._formats.items():
            self._enable(act, one in offered, nothing, shown=one in offered or wanted is None)
        for act in (self._save, self._save_as, self._print):
            self._enable(act, wanted is not None, nothing)
        self._enable(self._open, opens, self.tr("This figure leads nowhere."))
        self._enable(self._why, why, self.tr("Choose a row with a balance of its own."))
        self._day.setEnabled(day)
        registered = wanted is not None and wanted.name == "register"
        self._ledger.setEnabled(registered)
        self._ledger.setVisible(registered)

    def _enable(self, act: QAction, possible: bool, why_not: str, *, shown: bool = True) -> None:
        act.setEnabled(possible)
        act.setVisible(shown)
        act.setToolTip(act.text().rstrip("…") if possible else why_not)

    def _plain(self, name: str, text: str, run: Callable[[], object]) -> QAction:
        act = QAction(text, self._page)
        act.setObjectName(name)
        act.triggered.connect(lambda _checked=False: run())
        return act

    def _saver(self, format: Format) -> Callable[[], None]:
        return lambda: self._ask_file(format)

    def _ask_file(self, format: Format | None) -> None:
        if self._wanted is not None:
            self._saving.ask(self._wanted, format)

    def _preview(self) -> None:
        if self._wanted is not None:
            self._desk.preview_report(self._wanted.name, self._wanted.wish)
