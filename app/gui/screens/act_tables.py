"""The acts that are prepared in a panel of fields: what each asks, runs and says, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.commands import claims, credits, payments
from app.domain.kinds import CREDITS, side_of
from app.gui import formats
from app.gui.screens.document_page import Asked, say
from app.gui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about: a document, and for some acts one use of it."""

    view: Any
    use: Any = None

    @property
    def name(self) -> str:
        """The number of the document, or of the credit or payment that a use is taken from."""
        draft = say(QT_TRANSLATE_NOOP("documents", "the draft"))
        given = (getattr(self.use, name, None) for name in ("credit_number", "payment_number"))
        return next(filter(None, given), None) or self.view.number or draft

    @property
    def amount(self) -> str:
        """The amount of the use, with its currency."""
        return formats.money(self.use.amount)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One act. `title` and `told` are templates over `name`, `amount` and `other`."""

    title: str
    confirm: str
    told: str
    nothing: str  # what is said where nothing is posted
    asked: tuple[Asked, ...]
    command: Callable[[Subject], Callable[..., Any]]
    about: Callable[[Subject], dict[str, Any]]  # the arguments that are not asked
    first: Callable[[Subject], dict[str, Any]] = lambda _subject: {}  # what fields begin with
    needed: tuple[str, ...] = ()  # fields without which there is nothing to ask the book
    shape: Callable[[dict[str, Any]], dict[str, Any]] = lambda given: given  # as commands take it


def _document(subject: Subject) -> dict[str, Any]:
    kind = subject.view.kind
    return {"side": side_of(kind), "credit" if kind in CREDITS else "claim": subject.view.id}


_REASON: Final = Asked("reason", QT_TRANSLATE_NOOP("documents", "Reason"), "text", 2)
_DAY: Final = Asked(
    "date", QT_TRANSLATE_NOOP("documents", "Date"), "date",
    hint=QT_TRANSLATE_NOOP("documents", "the first open day"),
)  # fmt: skip
_NOTHING: Final = QT_TRANSLATE_NOOP(
    "documents", "Nothing is posted: it was posted to one account on both sides."
)

VOID_CREDIT: Final = Prepared(
    title=QT_TRANSLATE_NOOP(
        "documents", "Void {name}: its number stays, a mirror entry undoes it."
    ),
    confirm=QT_TRANSLATE_NOOP("documents", "Void it"),
    told=QT_TRANSLATE_NOOP("documents", "{name} is void."),
    nothing=QT_TRANSLATE_NOOP("documents", "Nothing is posted: it was never issued."),
    asked=(_REASON, _DAY),
    command=lambda _subject: credits.void,
    about=_document,
)
VOID_CLAIM: Final = Prepared(
    title=VOID_CREDIT.title,
    confirm=VOID_CREDIT.confirm,
    told=VOID_CREDIT.told,
    nothing=VOID_CREDIT.nothing,
    asked=(_REASON,),
    command=lambda _subject: claims.void,
    about=_document,
)
VOID_MONEY: Final = Prepared(  # each page of money says what it does
    title=VOID_CREDIT.title,
    confirm=VOID_CREDIT.confirm,
    told=VOID_CREDIT.told,
    nothing=QT_TRANSLATE_NOOP("documents", "Nothing is posted."),
    asked=(_REASON, _DAY),
    command=lambda _subject: payments.void,
    about=lambda subject: {"payment": subject.view.id},
)
REFUND: Final = Prepared(
    title=QT_TRANSLATE_NOOP("documents", "Refund {name}: what is left is paid out in money."),
    confirm=QT_TRANSLATE_NOOP("documents", "Refund"),
    told=QT_TRANSLATE_NOOP("documents", "{name} refunded."),
    nothing=_NOTHING,
    asked=(
        Asked("amount", QT_TRANSLATE_NOOP("documents", "Amount"), "money"),
        _DAY,
        Asked("method", QT_TRANSLATE_NOOP("documents", "Paid by"), "choice", choices="methods"),
        Asked(
            "account", QT_TRANSLATE_NOOP("documents", "Account"), "choice",
            hint=QT_TRANSLATE_NOOP("documents", "the bank"), choices="accounts",
        ),
        Asked("reference", QT_TRANSLATE_NOOP("documents", "Reference"), "text"),
        Asked(
            "fx_rate", QT_TRANSLATE_NOOP("documents", "Exchange rate"), "rate",
            hint=QT_TRANSLATE_NOOP("documents", "of the day"), foreign=True,
        ),
    ),
    command=lambda _subject: credits.refund,
    about=_document,
    first=lambda subject: {"amount": str(subject.view.remaining), "method": "other"},
)  # fmt: skip
UNAPPLY: Final = Prepared(
    title=QT_TRANSLATE_NOOP(
        "documents", "Take {amount} of {name} back from {other}: both are open by that much again."
    ),
    confirm=QT_TRANSLATE_NOOP("documents", "Unapply"),
    told=QT_TRANSLATE_NOOP("documents", "{amount} taken back from {other}."),
    nothing=QT_TRANSLATE_NOOP(
        "documents", "Nothing is posted, as nothing was when it was applied."
    ),
    asked=(_DAY,),
    command=lambda _subject: credits.unapply,
    about=lambda subject: {"side": side_of(subject.view.kind), "application": subject.use.id},
)
VOID_REFUND: Final = Prepared(
    title=QT_TRANSLATE_NOOP(
        "documents", "Take the refund of {amount} back: {name} is open by that much again."
    ),
    confirm=QT_TRANSLATE_NOOP("documents", "Void the refund"),
    told=QT_TRANSLATE_NOOP("documents", "The refund of {amount} is void."),
    nothing=_NOTHING,
    asked=(_REASON, _DAY),
    command=lambda _subject: credits.void_refund,
    about=lambda subject: {"side": side_of(subject.view.kind), "refund": subject.use.id},
)
