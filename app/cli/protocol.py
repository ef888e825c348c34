"""The words of `avoir run`: every act and question, the function behind it, and its side."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from app.book.book import Reading
from app.cli import questions
from app.cli import questions_reports as asked
from app.commands import books as book_acts
from app.commands import claims, crediting, entries, expiry, parties, payments, revaluation
from app.commands import credits as credit_acts
from app.commands import templates as template_acts
from app.commands.done import Done
from app.domain.kinds import CUSTOMER, SIDES, VENDOR, Kind, Side
from app.queries import books, documents, financials
from app.queries import parties as party_queries
from app.queries import payments as payment_queries


@dataclass(frozen=True, slots=True)
class Word:
    """One `do`: its function, the side it speaks of, and how its arguments differ from the
    function's own (which are read from its signature)."""

    name: str
    function: Callable[..., Any]
    side: Side | None = None
    answer: Callable[[Reading, Done], Any] | None = None  # None: a question answers itself
    without: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    fixed: dict[str, Any] = field(default_factory=dict)
    label_is_made: bool = False  # a label stands for the first row made, not for the document

    @property
    def words(self) -> dict[str, str]:
        """General word -> the word this side says."""
        return self.side.words if self.side else {}

    @property
    def is_act(self) -> bool:
        """Whether it changes the book."""
        return self.answer is not None


def _party_words(side: Side) -> tuple[Word, ...]:
    def one(reading: Reading, done: Done) -> Any:
        return party_queries.get(reading, side, done.id)

    name = side.name
    return (
        Word(f"{name}.create", parties.create, side, one),
        Word(f"{name}.update", parties.update, side, one),
        Word(f"{name}.get", questions.party_get, side),
        Word(f"{name}.list", questions.party_list, side),
    )


def _claim_words(side: Side) -> tuple[Word, ...]:
    def one(reading: Reading, done: Done) -> Any:
        return documents.get(reading, side.claim, done.id)

    name, without, needed = side.claim.value, _not_of(side), frozenset({"party"})
    return (
        Word(f"{name}.create", claims.create, side, one, without, needed),
        Word(f"{name}.update", claims.update, side, one, without),
        Word(f"{name}.delete", claims.delete, side, questions.only_id),
        Word(f"{name}.issue", claims.issue, side, one),
        Word(f"{name}.void", claims.void, side, one),
        Word(f"{name}.settle", claims.settle, side, one),
        Word(f"{name}.get", questions.claim_get, side),
        Word(f"{name}.list", questions.claim_list, side),
    )


def _credit_words(side: Side) -> tuple[Word, ...]:
    """Vendor credits are issued at once (automation.md 4)."""

    def one(reading: Reading, done: Done) -> Any:
        return documents.get(reading, side.credit, done.id)

    name, without = side.credit.value, _not_of(side)
    why = frozenset(() if side.reasons.usual else {side.reasons.field})
    needed, whole = why | {"party"}, why | {"claim"}
    at_once = {"issue": side is not CUSTOMER}
    picked = frozenset({"source_type"} - {side.reasons.field})
    targets = frozenset() if Kind.TRANSACTION in side.targets else frozenset({"transaction"})
    return (
        Word(f"{name}.create", credit_acts.create, side, one, without, needed, at_once),
        Word(f"{name}.from_{side.claim}", crediting.from_claim, side, one, picked, whole, at_once),
        Word(f"{name}.update", credit_acts.update, side, one, without),
        Word(f"{name}.delete", credit_acts.delete, side, questions.only_id),
        Word(f"{name}.issue", credit_acts.issue, side, one),
        Word(f"{name}.apply", credit_acts.apply, side, one, targets, label_is_made=True),
        Word(f"{name}.auto_apply", credit_acts.auto_apply, side, one, label_is_made=True),
        Word(f"{name}.unapply", credit_acts.unapply, side, one),
        Word(f"{name}.refund", credit_acts.refund, side, one, label_is_made=True),
        Word(f"{name}.void_refund", credit_acts.void_refund, side, one),
        Word(f"{name}.void", credit_acts.void, side, one),
        Word(f"{name}.reinstate", credit_acts.reinstate, side, one),
        Word(f"{name}.get", questions.credit_get, side),
        Word(f"{name}.list", questions.credit_list, side),
    )


def _not_of(side: Side) -> frozenset[str]:
    """Arguments that only the other side has."""
    return frozenset({"vendor_reference"}) if side is CUSTOMER else frozenset()


def _paid(reading: Reading, done: Done) -> Any:
    return payment_queries.get(reading, done.id)


_MONEY = (
    Word("payment.receive", payments.receive, CUSTOMER, _paid),
    Word("payment.pay", payments.pay, VENDOR, _paid),
    Word("payment.record", payments.record, CUSTOMER, _paid),
    Word("payment.void", payments.void, None, _paid),
    Word("payment.get", questions.payment_get),
    Word("payment.list", questions.payment_list),
)
_BOOK = (
    Word("account.create", book_acts.create_account, None, questions.account_made),
    Word("account.list", questions.account_list),
    Word("tax.create", book_acts.create_tax, None, questions.tax_made),
    Word("tax.list", questions.tax_list),
    Word("book.describe", book_acts.describe, None, questions.book_made),
    Word("book.get", books.about),
    Word("book.check", questions.check),
    Word("settings.update", book_acts.update_settings, None, questions.book_made),
    Word("rate.set", book_acts.set_rate, None, questions.only_id),
    Word("rate.list", questions.rate_list),
    Word("expiry.run", expiry.run, None, questions.expired),
    Word("expiry.list", questions.expiring),
    Word("revaluation.run", revaluation.run, None, questions.entries_made),
    Word("journal.post", entries.post, None, questions.entry_made),
    Word("journal.post_all", entries.post_all, None, questions.only_id),
    Word("journal.reverse", entries.reverse, None, questions.entry_made),
    Word("period.lock", book_acts.lock, None, questions.book_made),
    Word("period.unlock", book_acts.unlock, None, questions.book_made),
    Word("journal.of", questions.journal_of),
    Word("journal.list", questions.journal_list),
    Word("history.of", questions.history_of),
    Word("report.trial_balance", asked.trial_balance),
    Word("report.account", asked.account_register),
    Word("report.credit_register", asked.credit_register),
    Word("report.aging", asked.ageing),
    Word("report.tie_out", asked.tie_out),
    Word("report.income_statement", asked.income_statement, required=frozenset({"last"})),
    Word("report.balance_sheet", financials.balance_sheet, required=frozenset({"as_of"})),
    Word("report.tax_summary", asked.tax_summary, required=frozenset({"last"})),
    Word("report.credits_by_reason", asked.credits_by_reason),
    Word("report.open_documents", asked.open_documents),
    Word("report.why", asked.why),
    Word("report.statement", asked.statement, required=frozenset({"last"})),
)
_TEMPLATES = (
    Word("template.create", template_acts.create, None, questions.template_made),
    Word("template.update", template_acts.update, None, questions.template_made),
    Word("template.delete", template_acts.delete, None, questions.only_id),
    Word("template.get", questions.template_get),
    Word("template.list", questions.template_list),
)
_OF_A_SIDE = (_party_words, _claim_words, _credit_words)
WORDS: Final[dict[str, Word]] = {
    word.name: word
    for words in (
        *(make(side) for side in SIDES.values() for make in _OF_A_SIDE),
        _MONEY,
        _BOOK,
        _TEMPLATES,
    )
    for word in words
}
