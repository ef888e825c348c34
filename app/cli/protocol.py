"""The words of `avoir run`: every act and question, the function behind it, and its side."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from app.book.book import Reading
from app.commands import books as book_acts
from app.commands import claims, credits, parties
from app.commands.done import Done
from app.domain.kinds import CUSTOMER, SIDES, Side
from app.queries import books, documents, ledger
from app.queries import parties as party_queries
from app.cli import questions


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
    def is_act(self) -> bool:
        """Whether it changes the book."""
        return self.answer is not None


def _of_side(side: Side) -> tuple[Word, ...]:
    """The words of one side: the same functions under the side's own names."""
    credit, claim, party = side.credit.value, side.claim.value, side.name
    theirs = frozenset({"vendor_reference"}) if side is CUSTOMER else frozenset()
    explained = frozenset({"party", "reason"} if side is CUSTOMER else {"party"})

    def a_credit(reading: Reading, done: Done) -> Any:
        return documents.get(reading, side.credit, done.id)

    def a_claim(reading: Reading, done: Done) -> Any:
        return documents.get(reading, side.claim, done.id)

    def a_party(reading: Reading, done: Done) -> Any:
        return party_queries.get(reading, side, done.id)

    def word(name: str, function: Callable[..., Any], answer: Any = None, **more: Any) -> Word:
        return Word(name, function, side, answer, **more)

    one = frozenset({"party"})
    at_once = {"issue": side is not CUSTOMER}
    return (
        word(f"{party}.create", parties.create, a_party),
        word(f"{party}.update", parties.update, a_party),
        word(f"{party}.get", party_queries.get),
        word(f"{party}.list", questions.party_list),
        word(f"{claim}.create", claims.create, a_claim, without=theirs, required=one),
        word(f"{claim}.update", claims.update, a_claim, without=theirs),
        word(f"{claim}.delete", claims.delete, questions.only_id),
        word(f"{claim}.issue", claims.issue, a_claim),
        word(f"{claim}.void", claims.void, a_claim),
        word(f"{claim}.get", questions.claim_get),
        word(f"{claim}.list", questions.claim_list),
        word(
            f"{credit}.create",
            credits.create,
            a_credit,
            without=theirs,
            required=explained,
            fixed=at_once,
        ),
        word(f"{credit}.update", credits.update, a_credit, without=theirs),
        word(f"{credit}.delete", credits.delete, questions.only_id),
        word(f"{credit}.issue", credits.issue, a_credit),
        word(f"{credit}.apply", credits.apply, a_credit, label_is_made=True),
        word(f"{credit}.unapply", credits.unapply, a_credit),
        word(f"{credit}.refund", credits.refund, a_credit, label_is_made=True),
        word(f"{credit}.void_refund", credits.void_refund, a_credit),
        word(f"{credit}.void", credits.void, a_credit),
        word(f"{credit}.get", questions.credit_get),
        word(f"{credit}.list", questions.credit_list),
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
    Word("period.lock", book_acts.lock, None, questions.book_made),
    Word("period.unlock", book_acts.unlock, None, questions.book_made),
    Word("journal.of", questions.journal_of),
    Word("journal.list", ledger.journal),
    Word("history.of", questions.history_of),
    Word("report.trial_balance", questions.trial_balance),
    Word("report.account", questions.account_register),
    Word("report.credit_register", questions.credit_register),
    Word("report.tie_out", questions.tie_out),
)
WORDS: Final[dict[str, Word]] = {
    word.name: word
    for words in (*(_of_side(side) for side in SIDES.values()), _BOOK)
    for word in words
}
