"""Every screen in every state worth seeing: the tour pictures these, and the tests check them.

Adding a scene is a function that brings the window there, and a line in the table.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtWidgets import QLineEdit, QTabWidget

from app.gui import (
    recent,
    scenes_closing,
    scenes_credits,
    scenes_documents,
    scenes_entries,
    scenes_home,
    scenes_money,
    scenes_paper,
    scenes_reports,
    scenes_templates,
)
from app.gui.stage import Props, Scene, Stage
from app.gui.table import RowsView


@contextmanager
def staged(scene: Scene, props: Props) -> Iterator[Stage]:
    """A window brought to where the scene ends; gone afterwards."""
    books = {"sample": props.sample, "empty": props.empty}
    stage = Stage(props, scene.name, books.get(scene.book), scene.page)
    try:
        scene.play(stage)
        stage.settle()
        yield stage
    finally:
        stage.close()


def _welcome(stage: Stage) -> None:
    books = stage.folder / "Books"
    books.mkdir()
    for name in ("Old shop 2024", "Vintage Lamps Ltd", "Northwind Traders"):
        path = books / f"{name}.avoir"
        path.touch()
        recent.remember(stage.settings.general, path)
    stage.window.show_welcome()


def _cannot_open(stage: Stage) -> None:
    path = stage.folder / "Letter to the bank.avoir"
    path.write_bytes(b"Dear Sir or Madam, " * 20)
    stage.window.open(path)


def _new_book(stage: Stage) -> None:
    stage.act("new_book")
    stage.fill(name="Northwind Traders")


def _new_book_refused(stage: Stage) -> None:
    stage.act("new_book")
    stage.fill(currency="ABC", name="Northwind Traders", file="/no/such/folder/book.avoir")
    stage.press("confirm")


def _customer(stage: Stage) -> None:
    stage.show("customer")
    _pick(stage, "Cartwright Home Stores")


def _customer_credits(stage: Stage) -> None:
    _customer(stage)
    stage.screen.findChildren(QTabWidget)[0].setCurrentIndex(1)


def _customer_edit(stage: Stage) -> None:
    _customer(stage)
    stage.act("edit")


def _customer_refused(stage: Stage) -> None:
    stage.show("customer")
    stage.act("new")
    stage.fill(address__city="Austin", address__country="USA", currency="DOLLAR")
    stage.act("confirm")


def _customers_filtered(stage: Stage) -> None:
    stage.show("customer")
    stage.filter("nobody of this name")


def _vendor(stage: Stage) -> None:
    stage.show("vendor")
    _pick(stage, "Pecan Ridge Freight Lines")


def _journal(style: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.show("journal")
        stage.press(style)
        rows = stage.find(RowsView, "journal")
        rows.pick(rows.rows_model.row(6).entry)

    return play


def _journal_locked(stage: Stage) -> None:
    stage.show("journal")
    stage.fill(last="2026-04-07")


def _journal_of_document(stage: Stage) -> None:
    from app.domain.kinds import Kind
    from app.queries import lists

    rows = stage.desk.ask(lists.page, Kind.CREDIT_MEMO, lists.Filters(status="fully_applied")).rows
    stage.desk.journal_of(rows[0].id)


def _register(stage: Stage) -> None:
    stage.show("register", "1200")


def _register_later(stage: Stage) -> None:
    _register(stage)
    stage.fill(first="2026-10-01")
    stage.find(RowsView, "register").scrollToTop()


def _register_turned_round(stage: Stage) -> None:
    _register(stage)
    register = stage.find(RowsView, "register")
    register.sort_by("date", descending=True)
    register.bring_up(register.rows_model.rowCount() * 5 // 8)


def _register_filtered(stage: Stage) -> None:
    _register(stage)
    stage.filter("cartwright")


def _page(kind: str) -> Callable[[Stage], None]:
    return lambda stage: stage.show(kind)


def _new_account(stage: Stage) -> None:
    stage.show("accounts")
    stage.act("new")
    stage.fill(code="1200", type="asset")
    stage.press("confirm")


def _act(name: str) -> Callable[[Stage], None]:
    return lambda stage: stage.act(name)


def _palette_searching(stage: Stage) -> None:
    stage.act("palette")
    stage.find(QLineEdit, "palette_line").setText("cart inv")


def _pick(stage: Stage, name: str) -> None:
    rows = stage.find(RowsView, "parties")
    rows.pick(next(row.id for row in rows.rows_model.rows() if row.name == name))
    stage.settle()


SCENES: Final = (
    Scene("welcome", _welcome, book=""),
    Scene("welcome-first", lambda _stage: None, book=""),
    Scene("cannot-open", _cannot_open, book=""),
    Scene("new-book", _new_book, book=""),
    Scene("new-book-refused", _new_book_refused, book=""),
    *scenes_home.SCENES,
    Scene("customers", _customer, page="customer"),
    Scene("customer-credits", _customer_credits, page="customer"),
    Scene("customer-edit", _customer_edit, page="customer"),
    Scene("customer-refused", _customer_refused, page="customer"),
    Scene("customers-filtered", _customers_filtered, page="customer"),
    Scene("customers-empty", _page("customer"), book="empty", page="customer"),
    Scene("vendors", _vendor, page="vendor"),
    *scenes_documents.SCENES,
    *scenes_credits.SCENES,
    *scenes_money.SCENES,
    Scene("journal", _journal("one_line"), page="journal"),
    Scene("journal-open-one", _journal("split"), page="journal"),
    Scene("journal-all-lines", _journal("full"), page="journal"),
    Scene("journal-locked", _journal_locked, page="journal"),
    Scene("journal-of-document", _journal_of_document, page="journal"),
    Scene("journal-empty", _page("journal"), book="empty", page="journal"),
    *scenes_entries.SCENES,
    Scene("register", _register, page="journal"),
    Scene("register-later", _register_later, page="journal"),
    Scene("register-turned-round", _register_turned_round, page="journal"),
    Scene("register-filtered", _register_filtered, page="journal"),
    Scene("accounts", _page("accounts"), page="accounts"),
    Scene("new-account-refused", _new_account, page="accounts"),
    *scenes_reports.SCENES,
    *scenes_paper.SCENES,
    Scene("palette", _act("palette")),
    Scene("palette-searching", _palette_searching),
    Scene("keys", _act("keys")),
    Scene("about", _act("about"), book=""),
    Scene("business", _act("business")),
    Scene("book-settings", _act("settings")),
    *scenes_closing.SCENES,
    *scenes_templates.SCENES,
    Scene("customers-large-text", _customer, text=1.5, page="customer"),
    Scene("register-large-text", _register, text=1.5, page="journal"),
)
