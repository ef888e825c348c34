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
    reason_given,
    same_party,
    surplus_untouched,
    target_open,
)
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import (
    MIRROR,
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


def in_other_currencies(
    claims: Iterable[Document], credits: Iterable[Document], currency: str
) -> Iterable[Problem]:
    """What cannot be settled with money in `currency`. Asked before anything is shared out:
    amounts in two currencies cannot even be compared."""
    places = [(claim, f"claims.{n}.{claim.kind}") for n, claim in enumerate(claims)]
    for document, field in (*places, *((held, "credits") for held in credits)):
        if document.currency != currency:
            yield Problem(
                "currency_mismatch",
                f"Money in {currency} settles nothing in {document.currency}: {document.name}.",
                field,
                f"Settle what is in {document.currency} by itself.",
            )


def pieces(
    claims: Iterable[tuple[Document, Money]], credits: Iterable[Document]
) -> tuple[Piece, ...]:
    """Shares the claims' amounts out, all in one currency: the credits in their order, then
    money for the rest. A claim that is named twice is seen as the first time left it; one that
    is not open stays a piece, of nothing, so that the checks see it."""
    waiting, made = list(credits), []
    standing: dict[int, Document] = {}
    for place, (claim, wanted) in enumerate(claims):
        rest, now = wanted, standing.get(claim.id, claim)
        fits = wanted <= now.remaining  # too much stays in one piece, to be refused as that
        while fits and rest.minor > 0 and waiting:
            first = waiting[0]
            part = min(rest, first.remaining)
            if part.minor > 0:
                made.append(Piece(now, part, first, place))
                now, rest, waiting[0] = now.after(part), rest - part, first.after(part)
            if waiting[0].remaining.minor == 0:
                waiting.pop(0)
        if rest.minor > 0 or now.remaining.minor == 0 == wanted.minor:
            made.append(Piece(now, rest, None, place))
            now = now.after(rest)
        standing[claim.id] = now
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
    """Money beyond what is settled, at the rate of the money: the credit memo made of it is
    issued at that rate, so nothing strands between the two."""
    if act.left:
        base = act.document.worth(act.left, act.rules.currency)
        yield Content(Part.LINE, None, act.left, base)


def _each(guard: Callable[[Act], Problem | Iterable[Problem] | None]) -> Guard:
    """The guard on every piece; its problem is told at the claim's place."""

    def on_pieces(act: Act) -> Iterable[Problem]:
        for piece in act.pieces:
            alone = replace(act, target=piece.claim, entered=piece.amount)
            yield from _told(guard(alone), act, f"claims.{piece.place}.")

    on_pieces.__name__ = guard.__name__
    return on_pieces


def _each_credit(guard: Callable[[Act], Problem | Iterable[Problem] | None]) -> Guard:
    """The guard on every credit against the claim it settles."""

    def on_credits(act: Act) -> Iterable[Problem]:
        for piece in act.pieces:
            if piece.credit:
                found = guard(replace(act, document=piece.credit, target=piece.claim))
                yield from _told(found, act, "credits")

    on_credits.__name__ = f"credit_{guard.__name__}"
    return on_credits


def _told(found: Problem | Iterable[Problem] | None, act: Act, place: str) -> Iterable[Problem]:
    """A problem of one piece where it was entered: the date is the whole act's own field."""
    if isinstance(found, Problem):
        if found.field == act.date_field:
            yield found
        else:
            yield found.at(f"{place}{found.field}" if place.endswith(".") else place)


_FITS = (
    *(_each(guard) for guard in (same_party, target_open)),
    *(_each_credit(guard) for guard in (same_party, not_past_expiry)),
)
_CHECKS = (
    _each(positive),
    _each(fits_target),
    date_open,
    _each(not_before_documents),
    _each_credit(not_before_documents),
    accounts_take_entries,
)

_VOID = Step(
    "void",
    Stage.ISSUED,
    Stage.VOID,
    (surplus_untouched,),
    (),
    (reason_given, date_open, not_before_documents),
    MIRROR,
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
        _VOID,
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
        _VOID,
    ),
    {},
)
