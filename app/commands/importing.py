"""Credits that another program kept come in: all of a file in one transaction, or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.book import store, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, USE, maybe_ref, ref
from app.commands import credits, expiry, payments
from app.commands.done import record
from app.commands.finding import Finder
from app.commands.imported import (
    Imported,
    ImportedCredit,
    ImportedPayment,
    ImportedUse,
    ImportedVoid,
)
from app.commands.inputs import ApplyTo, CreditDraft
from app.commands.lookups import given
from app.domain.errors import Problem, Refused
from app.domain.kinds import CUSTOMER, VENDOR, Kind, Side, Stage, Status
from app.domain.money import Money

MOST_PROBLEMS: Final = 50  # whoever mends these will look again


def import_credits(
    writing: Writing,
    given_credits: Sequence[ImportedCredit],
    given_payments: Sequence[ImportedPayment] = (),
    voids: Sequence[ImportedVoid] = (),
    *,
    same: Mapping[str, str] | None = None,
    create_parties: bool = False,
) -> tuple[Imported, ...]:
    """Makes all credits of a file with their uses. `same` says what ids of the file are called
    here. A credit that came before is not made again. Refused: every problem with its place."""
    run = _Import(writing, same or {}, create_parties=create_parties)
    made = [run.credit(one) for one in given_credits]
    for payment in given_payments:
        run.payment(payment)
    for one in given_credits:
        run.end(one)
    for void in voids:
        run.void(void)
    run.settle()
    return tuple(one for one in made if one)


class _Import:
    """One file on its way into the book."""

    def __init__(self, writing: Writing, same: Mapping[str, str], *, create_parties: bool) -> None:
        self._writing = writing
        self._finder = Finder(writing, same, create_parties=create_parties)
        self._problems: list[Problem] = []
        self._ids: dict[tuple[str, str], str] = {}  # side and id there -> id here
        self._here: dict[str, str] = {}  # path -> id here of what was made, not repeated

    def settle(self) -> None:
        if self._problems:
            raise Refused(*self._problems)

    @contextmanager
    def _at(self, path: str, names: Mapping[str, str]) -> Iterator[None]:
        """Problems raised inside are kept, under the path and in the names of the file."""
        try:
            yield
        except Refused as refused:
            for problem in refused.problems:
                parts = (problem.field or "").split(".")
                place = ".".join(
                    part for part in (path, *(names.get(p, p) for p in parts)) if part
                )
                self._problems.append(problem.at(place) if place else problem)
        if len(self._problems) >= MOST_PROBLEMS:
            self.settle()

    def _on(self, day: date | None) -> Writing:
        """The book on the day of an act: what another program did is judged by its own day."""
        return replace(self._writing, today=day) if day else self._writing

    def credit(self, one: ImportedCredit) -> Imported | None:
        """Makes a credit, or finds it; and what it was used for."""
        result = None
        with self._at(one.path, one.names):
            draft = self._finder.settled(one)
            found = self._finder.found(one, draft)
            made = found or self._create(one, draft)
            if one.id:
                self._ids[one.side.name, one.id] = made
            if not found:
                self._here[one.path] = made
            if found is None or one.replaces:
                self._use(one, made, given(draft.issue_date))
            result = Imported(one.path, made, found is not None)
        return result  # noqa: RET504 None when a problem inside was kept

    def _is_new(self, credit: str) -> bool:
        """Whether this import made it."""
        return int(credit[1:]) in self._finder.made

    def _create(self, one: ImportedCredit, draft: CreditDraft) -> str:
        on = self._on(given(draft.issue_date))
        made = credits.create(on, one.side, draft).id
        row_id = int(made[1:])
        self._finder.made.add(row_id)
        if one.status is not Status.DRAFT and not one.never_issued:
            credits.issue(on, one.side, credit=made)
        facts = {"program": one.program, **one.facts}
        record(self._writing, "import", "document", row_id, after=facts)
        return made

    def _use(self, one: ImportedCredit, credit: str, day: date | None) -> None:
        """Applies and refunds what the file lists; what is there and not listed is taken back."""
        wanted, moved = list(one.uses or ()), list(one.transactions or ())
        names = {**one.names, "amount": "amount"}  # theirs, not that of the whole credit
        if not self._is_new(credit):
            wanted, moved = self._take_back(one, credit, wanted, moved)
        for use in wanted:
            with self._at(use.path, names):
                claim = self._finder.claim(one.side, use.target, use.number)
                self._apply(one, credit, use, day, claim=claim)
        for use in moved:
            with self._at(use.path, names):
                self._move(one, credit, use, day)
        for refund in one.refunds:
            with self._at(refund.path, names):
                self._refund(one, credit, refund.amount, refund.day or day, refund.reference)

    def _apply(
        self, one: ImportedCredit, credit: str, use: ImportedUse, day: date | None, **target: Any
    ) -> None:
        """An application, on its own day; one that was taken back leaves both its rows."""
        on = self._on(use.day or day)
        done = credits.apply(
            on,
            one.side,
            credit=credit,
            amount=use.amount,
            date=use.day,
            clamp=one.clamp,
            **target,
        )
        if not use.live:
            for application in done.made:
                credits.unapply(on, one.side, application=application)

    def _move(self, one: ImportedCredit, credit: str, use: ImportedUse, day: date | None) -> None:
        """Money that went back: applied to the transaction that recorded it, else refunded."""
        if (found := self._finder.transaction(use.target)) is not None:
            self._apply(one, credit, use, day, transaction=ref(DOCUMENT, found))
        else:
            self._refund(one, credit, use.amount, use.day or day, use.target)

    def _refund(
        self,
        one: ImportedCredit,
        credit: str,
        amount: str | None,
        day: date | None,
        reference: str | None,
    ) -> None:
        on = self._on(day)
        more: dict[str, Any] = {"amount": amount, "date": day, "reference": reference}
        credits.refund(on, one.side, credit=credit, **more)

    def _take_back(
        self,
        one: ImportedCredit,
        credit: str,
        wanted: list[ImportedUse],
        moved: list[ImportedUse],
    ) -> tuple[list[ImportedUse], list[ImportedUse]]:
        """What is listed and not there yet; what is there and not listed is taken back. A list
        that is not there says nothing."""
        document = store.document_by_id(self._writing, int(credit[1:]))
        for row in uses.live_of(self._writing, document, "apply", "refund"):
            to_claim = row.kind == "apply" and self._is_claim(row.target_id)
            if (one.uses if to_claim else one.transactions) is None:
                continue
            rest = wanted if to_claim else moved
            amount = str(Money(row.amount, document.currency))
            known = {ref(USE, row.id), row.reference, maybe_ref(DOCUMENT, row.target_id)}
            same = (use for use in rest if self._means(one, use, known, to_claim=to_claim))
            match = next((use for use in same if use.amount in (None, amount)), None)
            if match:
                rest.remove(match)
                continue
            # On its own day: what the list has in its place may lie soon after.
            day: date | None = date.fromisoformat(row.date)
            day = day if day and store.lock(self._writing).is_open(day) else None
            if row.kind == "apply":
                credits.unapply(self._writing, one.side, application=ref(USE, row.id), date=day)
            else:
                reason, refund = "Not in the file", ref(USE, row.id)
                credits.void_refund(
                    self._writing, one.side, refund=refund, reason=reason, date=day
                )
        return wanted, moved

    def _is_claim(self, row_id: int) -> bool:
        return store.document_by_id(self._writing, row_id).kind is not Kind.TRANSACTION

    def _means(
        self, one: ImportedCredit, use: ImportedUse, known: set[str | None], *, to_claim: bool
    ) -> bool:
        """Whether a listed use is about the target of one that is there."""
        if not to_claim:
            return self._finder.called(use.target) in known
        means_it = False
        with self._at(use.path, one.names):
            means_it = self._finder.claim(one.side, use.target, use.number) in known
        return means_it  # noqa: RET504 no, when a problem inside was kept

    def payment(self, one: ImportedPayment) -> None:
        """A payment of bills with credits; one without money is applications. Payments whose
        credits were all here before were made then."""
        with self._at(one.path, {"party": "vendor_id", "credits": "vendor_credit_ids"}):
            named = [self._credit_here(VENDOR, text, "credits") for text in one.credits]
            if not any(map(self._is_new, named)):
                return
            claims = tuple(
                ApplyTo(self._finder.claim(VENDOR, claim, None), amount)
                for claim, amount in one.claims
            )
            on = self._on(one.day)
            if one.cash:
                party = self._finder.party(VENDOR, one.party, None)
                payments.pay(on, party=party, claims=claims, date=one.day, credits=tuple(named))
                return
            for text in named:
                self._spread(on, text, claims, one.day)

    def _spread(
        self, on: Writing, credit: str, claims: Sequence[ApplyTo], day: date | None
    ) -> None:
        """Uses a credit on the bills in their order, as far as both go."""
        for claim in claims:
            document = store.document_by_id(self._writing, int(credit[1:]))
            target = store.document_by_id(self._writing, int((claim.claim or "")[1:]))
            if document.remaining and target.remaining:
                credits.apply(
                    on,
                    VENDOR,
                    credit=credit,
                    claim=claim.claim,
                    amount=claim.amount,
                    date=day,
                    clamp=True,
                )

    def _credit_here(self, side: Side, text: str, field: str) -> str:
        """The id here of a credit of the file, else one of the book."""
        if known := self._ids.get((side.name, text)):
            return known
        return self._finder.credit(side, text, field)

    def end(self, one: ImportedCredit) -> None:
        """Lets a credit that was made end as the file says: void, or expired."""
        made = self._here.get(one.path)
        if made is None:
            return
        with self._at(one.path, one.names):
            if one.status is Status.VOID:
                used = store.document_by_id(self._writing, int(made[1:])).used
                credits.void(
                    self._on(one.void_date),
                    one.side,
                    credit=made,
                    reason=one.void_reason or "",
                    scope="remaining" if used else "whole",
                    date=one.void_date,
                )
            elif one.status is Status.EXPIRED:
                document = store.document_by_id(self._writing, int(made[1:]))
                last = document.expires_at
                if last and last < self._writing.today:  # else it cannot have lapsed here
                    expiry.lapse(self._writing, store.rules(self._writing), document)

    def void(self, one: ImportedVoid) -> None:
        """Voids a credit, unless that was done before."""
        with self._at(one.path, {"credit": "id"}):
            made = self._credit_here(CUSTOMER, one.credit, "credit")
            if store.document_by_id(self._writing, int(made[1:])).stage is not Stage.VOID:
                credits.void(self._writing, CUSTOMER, credit=made, reason=one.reason)
