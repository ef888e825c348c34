"""`avoir import`: the credits of a file in another program's format come into a book."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.book.book import Book, Reading, Writing
from app.cli.exporting import WRITERS
from app.cli.tables import Column, aligned
from app.commands import importing
from app.commands.imported import (
    Imported,
    ImportedCredit,
    ImportedPayment,
    ImportedRefund,
    ImportedUse,
    ImportedVoid,
)
from app.commands.inputs import KEEP, CreditDraft, LineInput, TaxInput
from app.domain.errors import Refused, refuse
from app.domain.kinds import CUSTOMER, STATUS_LABELS, Status
from app.domain.money import Money
from app.exchange import formats, refusals, text
from app.exchange.reading import Remark
from app.exchange.record import Contents, Credit, Line, Use
from app.queries import books, documents, exporting
from app.queries.documents import CreditView
from app.queries.exporting import Export

REFUSED: Final = 1


@dataclass(frozen=True, slots=True)
class _Row:
    """One credit of the file, and what it became."""

    said: Credit
    made: Imported
    view: CreditView


_COLUMNS: Final = (
    Column("In the file", lambda row: row.said.path or "the file"),
    Column("Number", lambda row: row.view.number),
    Column("Party", lambda row: row.view.party_name),
    Column("Status", lambda row: STATUS_LABELS[row.view.status]),
    Column("Total", lambda row: row.view.total),
    Column("Remaining", lambda row: row.view.remaining),
    Column("Currency", lambda row: row.view.currency),
    Column("", lambda row: "was here" if row.made.is_repeat else "new"),
)


def bring_in(
    book: Book,
    on: date,
    path: Path,
    name: str | None,
    *,
    same: Mapping[str, str],
    create_parties: bool,
    preview: bool,
    as_json: bool,
) -> int:
    """Imports a whole file or nothing of it; prints what was made, and on standard error what is
    worth knowing. With `preview` nothing is stored; `as_json` answers in the shapes of the format.
    Answers the exit status."""
    value = None
    try:
        value = text.parse(path.read_bytes())
        program, contents = formats.read(value, name, book.ask(on, books.about).currency)
        if not (contents.credits or contents.voidings or contents.payings):
            raise refuse("required", "There is no credit in the file.", None, "Choose another.")
        rows, found = _run(
            book, on, contents, same, create_parties=create_parties, preview=preview
        )
    except Refused as refused:
        if as_json:
            print(text.write(refusals.write(refused.problems, value)), end="")
            return REFUSED
        for problem in refused.problems:
            place = f"{problem.field}: " if problem.field else ""
            print(f"{place}{problem.message} {problem.hint or ''}".rstrip(), file=sys.stderr)
        return REFUSED
    if as_json:
        print(text.write(WRITERS[program](found, False)), end="")
    else:
        _show(rows, contents, preview=preview)
    for remark in (*contents.remarks, *_differences(rows)):
        print(f"{remark.path}: {remark.message}", file=sys.stderr)
    return 0


def _show(rows: Sequence[_Row], contents: Contents, *, preview: bool) -> None:
    if rows:
        print(aligned(_COLUMNS, rows), end="")
    for one in contents.voidings:
        print(f"{one.path}: {one.credit} is void.")
    if preview:
        print("A preview: nothing was stored.")


def _run(
    book: Book,
    on: date,
    contents: Contents,
    same: Mapping[str, str],
    *,
    create_parties: bool,
    preview: bool,
) -> tuple[list[_Row], Export]:
    """What was made, for people; and as it leaves again."""
    rows: list[_Row] = []
    exports: list[Export] = []

    def import_credits(writing: Writing) -> None:
        made = importing.import_credits(
            writing,
            [_credit(one) for one in contents.credits],
            [
                ImportedPayment(
                    path=one.path,
                    party=one.party,
                    day=one.day,
                    cash=bool(one.cash),
                    credits=one.credits,
                    claims=tuple((claim, _text(amount)) for claim, amount in one.claims),
                )
                for one in contents.payings
            ],
            [
                ImportedVoid(path=one.path, credit=one.credit, reason=one.reason)
                for one in contents.voidings
            ],
            same=same,
            create_parties=create_parties,
        )
        rows[:] = _shown(writing, contents.credits, made)
        exports[:] = [exporting.export(writing, {one.id for one in made})]

    if preview:
        book.preview(on, import_credits)
    else:
        book.do(on, import_credits)
    return rows, exports[0]


def _shown(reading: Reading, said: Sequence[Credit], made: Sequence[Imported]) -> list[_Row]:
    found = []
    for credit, one in zip(said, made, strict=True):
        view: Any = documents.get(reading, credit.side.credit, one.id)
        found.append(_Row(credit, one, view))
    return found


def _credit(one: Credit) -> ImportedCredit:
    """A record of a format as the command takes it."""
    return ImportedCredit(
        path=one.path,
        names=one.names,
        program=one.program,
        side=one.side,
        draft=_draft(one),
        status=one.status,
        total=one.total,
        id=one.id,
        number=one.number,
        sequence=one.sequence,
        party_name=one.party_name,
        claim_number=one.claim_number,
        uses=_uses(one.uses),
        transactions=_uses(one.transactions),
        refunds=tuple(
            ImportedRefund(
                amount=str(refund.amount),
                day=refund.day,
                reference=refund.reference,
                path=refund.path,
            )
            for refund in one.refunds or ()
        ),
        replaces=one.uses_replace,
        clamp=one.clamp,
        void_reason=one.voided_reason,
        void_date=one.void_day,
        never_issued=one.never_issued,
        facts=one.facts,
    )


def _draft(one: Credit) -> CreditDraft:
    lines = tuple(map(_line, one.lines))
    parts = (one.shipping, one.restocking_fee)
    shipping, fee = (money or Money(0, one.currency) for money in parts)
    expires: dict[str, Any] = {}
    if one.expires_in_days is not None:
        expires = {"expires_in_days": one.expires_in_days}
    elif not one.usual_expiry:
        expires = {"expires_at": one.expires_at}
    return CreditDraft(
        party=one.party,
        issue_date=one.issue_date,
        currency=one.currency,
        amount=KEEP if lines else str(one.total - shipping + fee),
        lines=lines or KEEP,
        shipping=str(shipping),
        restocking_fee=str(fee),
        reason=one.reason,
        reason_note=one.reason_note,
        description=one.description,
        internal_notes=one.internal_notes,
        claim=one.claim,
        gl_account=one.gl_account,
        source_type=one.source_type,
        source_id=one.source_id,
        **expires,
    )


def _line(line: Line) -> LineInput:
    tax = line.tax
    return LineInput(
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        tax=TaxInput(tax.name, tax.rate, amount=str(tax.amount)) if tax else None,
        account=line.account,
        product=line.product,
        plan=line.plan,
        unit=line.unit,
        claim_line=line.claim_line,
    )


def _text(amount: Money | None) -> str | None:
    return None if amount is None else str(amount)


def _uses(uses: Sequence[Use] | None) -> tuple[ImportedUse, ...] | None:
    if uses is None:
        return None
    return tuple(
        ImportedUse(
            target=use.target,
            number=use.number,
            amount=_text(use.amount),
            day=use.day,
            live=use.live,
            path=use.path,
        )
        for use in uses
    )


def _differences(rows: Sequence[_Row]) -> list[Remark]:
    """Where what the file says of a credit is not what it is here now."""
    found = []
    for row in rows:
        said, view = row.said, row.view
        texts = []
        if said.source_id is None:
            texts.append("It has no id: imported again, it would be made again.")
        ended = (said.status, view.status) == (Status.VOID, Status.EXPIRED)  # the same word there
        if said.status is not view.status and not ended:
            there, here = (STATUS_LABELS[one].lower() for one in (said.status, view.status))
            texts.append(f"It is {there} in the file, {here} here.")
        if said.status not in (Status.VOID, Status.EXPIRED):
            figures = (
                ("applied", said.applied, view.applied),
                ("refunded", said.refunded, view.refunded),
                ("left", said.remaining, view.remaining),
            )
            texts += [
                f"The file says {there} is {word}, here it is {here}."
                for word, there, here in figures
                if there is not None and there != here
            ]
        if said.applied and said.uses is None and said.side is CUSTOMER:
            texts.append("The file does not say what it was applied to: apply it by hand.")
        found += [Remark(said.path or "the file", one) for one in texts]
    return found
