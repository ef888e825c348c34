"""Receipts and payments: money that settles invoices and bills, credits going first."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.accounts import Role
from app.domain.document import Content, Document, Part
from app.domain.errors import Problem
from app.domain.guards import (
    accounts_take_entries,
    date_open,
    fits_target,
    not_before_documents,
    not_past_expiry,
    positive,
    same_currency,
    same_party,
    target_open,
)
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import (
    REALISED_FX,
    Act,
    Guard,
    Lifecycle,
    Piece,
    Step,
    credit,
    debit,
    money,
    settled,
    used,
)
from app.domain.money import Money


def after(document: Document, amount: Money) -> Document:
    """The document as it stands once `amount` of it is used or settled."""
    base = document.base_open - document.base_of(amount)
    return replace(document, applied=document.applied + amount, base_open=base)


def pieces(
    claims: Iterable[tuple[Document, Money]], credits: Iterable[Document]
) -> tuple[Piece, ...]:
    """Shares the claims' amounts out: the credits in their order, then money for the rest."""
    waiting, made = list(credits), []
    for place, (claim, wanted) in enumerate(claims):
        rest, now = wanted, claim
        while rest.minor > 0 and waiting:
            first = waiting[0]
            part = min(rest, first.remaining)
            if part.minor > 0:
                made.append(Piece(now, part, first, place))
                now, rest, waiting[0] = after(now, part), rest - part, after(first, part)
            if waiting[0].remaining.minor == 0:
                waiting.pop(0)
        if rest.minor > 0:
            made.append(Piece(now, rest, None, place))
    return tuple(made)


def _of_claims(act: Act) -> Iterable[Content]:
    """Every piece at the rate of the invoice or bill it settles."""
    for piece in act.pieces:
        yield from settled(replace(act, target=piece.claim, entered=piece.amount))


def _of_credits(act: Act) -> Iterable[Content]:
    """Every piece that a credit settles, at the credit's rate."""
    for piece in act.pieces:
        if piece.credit:
            yield from used(replace(act, document=piece.credit, entered=piece.amount))


def _left(act: Act) -> Iterable[Content]:
    """Money beyond what is settled, at the rate of the money."""
    if act.left:
        yield Content(Part.LINE, None, act.left, act.document.base_of(act.left))


def _each(guard: Callable[[Act], Problem | Iterable[Problem] | None]) -> Guard:
    """The guard on every piece; its problem is told at the claim's place."""

    def on_pieces(act: Act) -> Iterable[Problem]:
        for piece in act.pieces:
            alone = replace(act, target=piece.claim, entered=piece.amount)
            found = guard(alone)
            if isinstance(found, Problem):
                yield found.at(f"claims.{piece.place}.{found.field or 'claim'}")

    on_pieces.__name__ = guard.__name__
    return on_pieces


def _each_credit(guard: Callable[[Act], Problem | Iterable[Problem] | None]) -> Guard:
    """The guard on every credit against the claim it settles."""

    def on_credits(act: Act) -> Iterable[Problem]:
        for piece in act.pieces:
            if piece.credit:
                found = guard(replace(act, document=piece.credit, target=piece.claim))
                if isinstance(found, Problem):
                    yield found.at("credits")

    on_credits.__name__ = f"credit_{guard.__name__}"
    return on_credits


_FITS = (
    *(_each(guard) for guard in (same_party, same_currency, target_open)),
    *(_each_credit(guard) for guard in (same_party, same_currency, not_past_expiry)),
)
_CHECKS = (
    _each(positive),
    _each(fits_target),
    date_open,
    _each(not_before_documents),
    _each_credit(not_before_documents),
    accounts_take_entries,
)

RECEIPT = Lifecycle(
    Kind.RECEIPT,
    (
        Step(
            "issue",
            Stage.DRAFT,
            Stage.ISSUED,
            (),
            _FITS,
            (positive, *_CHECKS),
            (
                debit(money, Role.BANK),
                credit(_of_claims, Role.RECEIVABLE),
                credit(_left, Role.CUSTOMER_DEPOSITS),
                REALISED_FX,
            ),
        ),
    ),
    {},
)
PAYMENT = Lifecycle(
    Kind.PAYMENT,
    (
        Step(
            "issue",
            Stage.DRAFT,
            Stage.ISSUED,
            (),
            _FITS,
            _CHECKS,
            (
                debit(_of_claims, Role.PAYABLE),
                credit(_of_credits, Role.OPEN_VENDOR_CREDIT),
                credit(money, Role.BANK),
                REALISED_FX,
            ),
        ),
    ),
    {},
)
