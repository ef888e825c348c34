"""The scenes of the reports: each as it is first seen, the way down a figure, what is refused."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from app.domain.report import Wish
from app.gui.report_ref import written
from app.gui.screens.report_table import ReportTable
from app.gui.stage import Scene, Stage
from app.queries import lists, parties

_PAGE: Final = "reports"


def _report(
    name: str, *, side: str | None = None, account: str | None = None
) -> Callable[[Stage], None]:
    wish = Wish(side=side, account=account)
    return lambda stage: stage.show("report", written(name, wish))


def _of_side(name: str, side: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show("report", name)
        stage.press(f"side_{side}")

    return play


def _owing(stage: Stage) -> str:
    """The customer who owes most."""
    from app.domain.kinds import CUSTOMER

    return max(stage.desk.ask(parties.rows, CUSTOMER), key=lambda row: row.balance.minor).id


def _statement(stage: Stage) -> None:
    wish = Wish(dt.date(2026, 1, 1), stage.desk.today(), side="customer", party=_owing(stage))
    stage.desk.report("statement", wish)
    stage.settle()


def _statement_preview(stage: Stage) -> None:
    stage.show("customer", _owing(stage))
    stage.act("print")
    stage.settle()


def _why_party(stage: Stage) -> None:
    stage.desk.report("why", Wish(last=stage.desk.today(), side="customer", party=_owing(stage)))
    stage.settle()


def _why_document(stage: Stage) -> None:
    from app.domain.kinds import Kind

    filters = lists.Filters(status="partially_applied")
    row = stage.desk.ask(lists.page, Kind.CREDIT_MEMO, filters).rows[0]
    stage.desk.report("why", Wish(last=stage.desk.today(), part=row.id))
    stage.settle()


def _down(stage: Stage) -> None:
    """From the trial balance over an account and its reasons to the lines behind one of them."""
    stage.show("report", "trial_balance")
    for words in ("1200", "Invoices issued"):
        table = stage.find(ReportTable, "report")
        rows = [[str(cell) for cell in row.cells] for row in table.rows_model.rows()]
        table.go_to(next(at for at, cells in enumerate(rows) if words in cells), 0)
        stage.act("why" if words == "1200" else "open_figure")
    stage.find(ReportTable, "report").setFocus()


def _refused(stage: Stage) -> None:
    stage.show("report", "income_statement")
    stage.fill(first="2027-03-01", last="2026-03-01")


def _no_date(stage: Stage) -> None:
    stage.show("report", "trial_balance")
    stage.fill(as_of="soon")


SCENES: Final = (
    Scene("report-trial-balance", _report("trial_balance"), page=_PAGE),
    Scene("report-income-statement", _report("income_statement"), page=_PAGE),
    Scene("report-balance-sheet", _report("balance_sheet"), page=_PAGE),
    Scene("report-register", _report("register", account="1200"), page=_PAGE),
    Scene("report-register-unasked", _report("register"), page=_PAGE),
    Scene("report-journal", _report("journal"), page=_PAGE),
    Scene("report-ageing", _report("aging"), page=_PAGE),
    Scene("report-ageing-vendors", _of_side("aging", "vendor"), page=_PAGE),
    Scene("report-open-documents", _report("open_documents", side="customer"), page=_PAGE),
    Scene("report-statement", _statement, page=_PAGE),
    Scene("preview-statement", _statement_preview, page="customer"),
    Scene("report-credit-register", _report("credit_register"), page=_PAGE),
    Scene("report-credits-by-reason", _report("credits_by_reason"), page=_PAGE),
    Scene("report-tax-summary", _report("tax_summary"), page=_PAGE),
    Scene("report-tie-out", _report("tie_out"), page=_PAGE),
    Scene("report-why-account", _report("why", account="1200"), page=_PAGE),
    Scene("report-why-party", _why_party, page=_PAGE),
    Scene("report-why-document", _why_document, page=_PAGE),
    Scene("report-way-down", _down, page=_PAGE),
    Scene("report-refused", _refused, page=_PAGE),
    Scene("report-no-date", _no_date, page=_PAGE),
    Scene("report-empty", _report("journal"), book="empty", page=_PAGE),
    Scene("report-ageing-large-text", _report("aging"), text=1.5, page=_PAGE),
    Scene("report-statement-large-text", _statement, text=1.5, page=_PAGE),
    Scene("report-way-down-large-text", _down, text=1.5, page=_PAGE),
)
