"""The page of one kind of document: list, detail and editor; the same for all four kinds."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QAction

from app.domain.errors import Problem
from app.domain.kinds import Kind, Status
from app.domain.report import Wish
from app.gui import formats
from app.gui.desk import Desk
from app.gui.drafts import Draft
from app.gui.perform import Form, perform
from app.gui.screens.claim_pages import PAGES
from app.gui.screens.document_acts import PREPARED, enable, make_acts
from app.gui.screens.document_detail import DocumentDetail
from app.gui.screens.document_page import say
from app.gui.screens.document_widgets import Question
from app.gui.screens.editor_fields import Offers
from app.gui.screens.writing_page import WritingPage
from app.gui.why import Why, why_of_document
from app.queries import documents

if TYPE_CHECKING:  # what writes comes in when something is written, not with the first list
    from app.gui.screens.editor import Editor

_STATUS: Final = "status:"
_OWN: Final = ("number", "expires_at", "due_date", "vendor_reference", "source_id", "claim")


class DocumentsScreen(WritingPage["Editor"]):
    """Credit memos, vendor credits, invoices or bills."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        self._page = page = PAGES[kind]
        super().__init__(desk, kind, page, Offers(desk, page.side))
        side = page.side
        self.kinds = frozenset({side.credit.value, side.claim.value, side.name})
        self._acts = make_acts(desk, page, self, self._run)
        self._detail = DocumentDetail(desk, page, self._offers, self._acts)
        self._why = Why(desk, self, self._balance, self.tr("Choose a document with a number."))
        self._why.offer(self._list.view)
        self._told = _Told(self._detail.question, self.tr("All right"))
        self._lay_out(self._detail, self._what)
        self._connect()
        self.refresh()

    # What the window asks

    def acts(self) -> tuple[QAction, ...]:
        if self._editing is not None:
            return self._editing.acts()
        panel = self._detail.panel
        if panel is not None:
            return (panel.confirm, self._filter)
        return (self._new, *self._acts.values(), self._why.act, self._filter, self._to_date)

    def open(self, ref: str | None) -> None:
        """`ref` may name an act that is to be prepared, "d7#apply", or a status tab,
        "status:draft"."""
        if ref is None:
            return
        self._leave_editor()
        if ref.startswith(_STATUS):
            self._list.choose_status(Status(ref.removeprefix(_STATUS)))
            return
        ref, _, act = ref.partition("#")
        if not self._list.show_row(ref):
            self._show(ref)
        if act:
            self._run(act)

    def start_new(self, **given: Any) -> None:
        """`given` may name a stored draft that is to be written on: draft="d7"."""
        editor = self._show_editor()
        if draft := given.pop("draft", ""):
            editor.load(draft)
        else:
            editor.start(given)
        editor.start_focus()

    def refresh(self, _changed: Any = None) -> None:
        self._offers.refresh()
        self._is_fresh = False
        self._list.refresh()
        chosen = self._detail.view is not None and self._detail.panel is None
        if chosen and not self._is_fresh:  # the list did not choose another row meanwhile
            self._show_current()
        if self._editing is not None:
            self._editing.refresh()
        self._offer_kept()

    def _balance(self) -> Wish | None:
        return why_of_document(self._detail.view, self.desk.today())

    # Acts on the document that is chosen

    def _run(self, name: str) -> None:
        view = self._detail.view
        if view is None or not self._acts[name].isEnabled():
            return
        if name in PREPARED:
            self._detail.prepare(name)
            return
        runs: dict[str, Callable[[], object]] = {
            "issue": self._issue,
            "edit": self._edit,
            "delete": self._ask_delete,
            "duplicate": self._duplicate,
            "money": self._settle_by_money,
            "print": self._print,
            "email": self._email,
            "print_many": self._print_many,
            "journal": partial(self.desk.journal_of, view.id),
        }
        runs[name]()

    def _issue(self) -> None:
        view, page = self._detail.view, self._page
        done = perform(
            self.desk.book, self._told, self.desk.today(), _room(page.is_credit).issue,
            side=page.side, **{page.word: view.id},
        )  # fmt: skip
        if done is not None:
            self._tell_issued(done.id)

    def _tell_issued(self, ref: str) -> None:
        view = self.desk.ask(documents.get, self._page.kind, ref)
        self.desk.tell(self.tr("{name} issued.").format(name=view.number))

    def _ask_delete(self) -> None:
        view = self._detail.view
        sentence = self.tr("Delete this draft for {party} over {amount}? It has no number yet.")
        told = sentence.format(party=view.party_name, amount=formats.money(view.total))
        self._detail.question.ask(
            told, (self.tr("Delete"), self._delete), (self.tr("Keep it"), None)
        )

    def _delete(self) -> None:
        view, page = self._detail.view, self._page
        done = perform(
            self.desk.book, self._told, self.desk.today(), _room(page.is_credit).delete,
            side=page.side, **{page.word: view.id},
        )  # fmt: skip
        if done is not None:
            self.desk.tell(self.tr("Draft deleted."))

    def _edit(self) -> None:
        ref = self._detail.view.id
        others = self._unsaved.kept(self._shown_draft())
        kept = next((one for one in others if one.content.get("ref") == ref), None)
        editor = self._show_editor()
        if kept:
            editor.restore(kept.content, kept.id)
        else:
            editor.load(ref)
        editor.start_focus()

    def _duplicate(self) -> None:
        from app.gui.screens import drafting

        view = self._detail.view
        values = drafting.values_of(self._page, view)
        own = dict.fromkeys((*_OWN, "issue_date"), "") | {"issue_date": str(self.desk.today())}
        lines = drafting.rows_of(view, credited=False)
        copied = {name: own.get(name, value) for name, value in values.items()}
        self.start_new(**copied, lines=lines)

    def _settle_by_money(self) -> None:
        self.desk.create(self._page.side.money.value, claim=self._detail.view.id)

    # Paper

    def _print(self) -> None:
        """Previews the document that is chosen, or prints those that are."""
        if self._list.view.count_chosen() > 1:
            self._print_many()
        else:
            self.desk.preview(self._detail.view.id)

    def _print_many(self) -> None:
        from app.gui.dialogs.print_many import PrintManyDialog, Scope
        from app.gui.screens.printed import documents

        ids = tuple(row.id for row in self._list.view.chosen())
        said = (
            self.tr("Selected documents: {count}"),
            self.tr("All documents in this list: {count}"),
        )
        chosen = Scope(said[0], len(ids), lambda: ids)
        shown = Scope(said[1], self._list.count, self._list.ids())
        PrintManyDialog(self.desk, documents(self.title), chosen, shown, self).open()

    def _email(self) -> None:
        from app.gui.screens.printed import send

        send(self.desk, self._detail.view.id)

    def _say_print(self) -> None:
        """The act says how many it prints."""
        if (act := self._acts.get("print")) is not None:
            count = self._list.view.count_chosen()
            several = self.tr("Print {count}…").format(count=f"{count:n}")
            act.setText(several if count > 1 else self.tr("Print"))

    # Between list and detail

    def _show_current(self) -> None:
        row = self._list.view.current()
        self._show(row.id if row is not None else None)

    def _show(self, ref: str | None) -> None:
        self._is_fresh = True
        self._detail.show_document(ref)
        self._detail.setVisible(ref is not None)
        enable(self.desk, self._page, self._acts, self._detail.view)
        self._say_print()
        self._why.look()

    def _row_opened(self, row: Any) -> None:
        """Enter goes on with a draft, and into the detail of what is issued."""
        if row.number is None and self._acts["edit"].isEnabled():
            self._edit()
        else:
            self._detail.start_focus()

    # The editor

    def _make_editor(self) -> "Editor":
        from app.gui.screens.editor import Editor

        made = Editor(self.desk, self._page, self._offers)
        made.issued.connect(self._issued)
        made.turned.connect(self.acts_changed)
        return made

    def _leave_editor(self) -> None:
        written = self._editing
        super()._leave_editor()
        if written is not None and written.ref:
            self._list.show_row(written.ref)

    def _issued(self, ref: str, then: str) -> None:
        from app.gui.screens.editor import THEN_APPLY, THEN_PRINT

        self._tell_issued(ref)
        self._leave_editor()
        self.open(ref)
        if then == THEN_PRINT:
            self.desk.preview(ref)
        elif then == THEN_APPLY:
            self._detail.prepare("apply")

    def _what(self, draft: Draft) -> str:
        """What a draft that was typed and not saved is."""
        return say(self._page.draft if draft.content.get("ref") else self._page.new)

    def _connect(self) -> None:
        self._list.picked.connect(lambda _row: self._show_current())
        self._list.opened.connect(self._row_opened)
        self._list.delete_wanted.connect(lambda: self._run("delete"))
        self._list.view.selectionModel().selectionChanged.connect(lambda *_what: self._say_print())
        self._detail.turned.connect(self.acts_changed)


def _room(is_credit: bool) -> Any:
    """The commands of credits, or of invoices and bills."""
    from app.commands import claims, credits

    return credits if is_credit else claims


class _Told(Form):
    """Tells in the page what an act without a form was refused for."""

    def __init__(self, question: Question, close: str) -> None:
        super().__init__()
        self._question, self._close = question, close

    def mark(self, problems: Iterable[Problem]) -> None:
        told = (" ".join(filter(None, (one.message, one.hint))) for one in problems)
        self._question.ask("\n".join(told), (self._close, None))
