"""A credit made from an invoice or bill: its lines are picked, its terms come along."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.book import store
from app.book.book import Writing
from app.book.refs import DOCUMENT, LINE, PARTY, ref, row_of
from app.commands import credits, drafts
from app.commands.done import Done
from app.commands.inputs import CreditDraft, Findings, LineInput, PickedLine, Ref, TaxInput
from app.commands.lookups import given, listed_reason, not_below_zero
from app.domain.accounts import Role
from app.domain.document import Document
from app.domain.errors import refuse
from app.domain.kinds import Side, Stage
from app.domain.lifecycle import Rules
from app.domain.rates import FX_PLACES, QUANTITY_PLACES, format_scaled

# Credits for these reasons turn the invoice's or bill's own accounts round (automation.md 7).
TURNED_ROUND = frozenset({Role.RETURNS, Role.SALES, Role.VENDOR_CREDITS})


def from_claim(
    writing: Writing,
    side: Side,
    *,
    claim: Ref,
    reason: str | None = None,
    lines: tuple[PickedLine, ...] = (),
    issue_date: date | None = None,
    reason_note: str | None = None,
    source_type: str | None = None,
    issue: bool = False,
) -> Done:
    """A credit over lines of an issued invoice or bill, at its prices, taxes and exchange rate;
    over all that is left to credit, shipping too, when no line is picked. Refused: over_credit
    beyond what is left (setting over_credit: block)."""
    rules = store.rules(writing)
    document = store.find_document(writing, claim, {side.claim}, "claim", rules.currency)
    if document.stage is not Stage.ISSUED:
        state = "void" if document.stage is Stage.VOID else "still a draft"
        raise refuse(
            "target_not_open",
            f"The {document.kind.label} is {state}; there is nothing to credit.",
            "claim",
            "Choose one that is issued.",
        )
    named = {"reason": reason, "source_type": source_type}[side.reasons.field]
    why = side.reasons.listed[listed_reason(side, named)]
    draft = CreditDraft(
        party=ref(PARTY, document.party_id),
        claim=ref(DOCUMENT, document.id),
        currency=document.currency,
        fx_rate=format_scaled(document.fx_rate, FX_PLACES),
        issue_date=issue_date,
        reason=reason,
        reason_note=reason_note,
        source_type=source_type,
        lines=_lines(writing, document, lines, rules, turned=why.role in TURNED_ROUND),
        shipping=None if lines else str(store.shipping_left(writing, document)),
    )
    return credits.create(writing, side, draft, issue=issue)


def _lines(
    writing: Writing,
    document: Document,
    picked: tuple[PickedLine, ...],
    rules: Rules,
    *,
    turned: bool,
) -> tuple[LineInput, ...]:
    """The credit's lines. Without a pick every line with something left, as far as it goes."""
    rows = drafts.line_rows(writing, document.id)
    stored = given(drafts.stored(writing, document, drafts.columns_of(writing, document.id)).lines)
    lines = {row.id: line for row, line in zip(rows, stored, strict=True)}
    sold = {row.id: row.quantity for row in rows}
    left = {one: max(sold[one] - store.credited(writing, one), 0) for one in sold}
    wanted = picked or tuple(
        PickedLine(ref(LINE, row_id)) for row_id, quantity in left.items() if quantity
    )
    if not wanted:
        raise refuse(
            "over_credit",
            f"Everything on {document.name} is credited already.",
            "claim",
            "Open its credits to see them.",
        )
    findings, made = Findings(), []
    for place, one in enumerate(wanted):
        with findings.gather(f"lines.{place}."):
            row_id = _line_id(one, lines, document)
            quantity = _quantity(one, left[row_id], lines[row_id], rules)
            left[row_id] -= quantity
            whole = quantity == sold[row_id]
            made.append(_line(lines[row_id], row_id, quantity, whole=whole, turned=turned))
    findings.settle()
    return tuple(made)


def _line_id(one: PickedLine, lines: dict[int, LineInput], document: Document) -> int:
    row_id = row_of(LINE, one.claim_line)
    if row_id in lines:
        return row_id
    raise refuse(
        "not_found",
        f"There is no line “{one.claim_line[:20]}” on {document.name}.",
        "claim_line",
        "Pick one of its lines.",
    )


def _quantity(one: PickedLine, left: int, line: LineInput, rules: Rules) -> int:
    """How much of a line is credited, scaled by 10**6: what was picked, else all that is left."""
    wanted = left
    if one.quantity is not None:
        wanted = not_below_zero(one.quantity, QUANTITY_PLACES, "quantity")
    if wanted <= left and wanted:
        return wanted
    if not wanted and one.quantity is not None:
        raise refuse(
            "amount_not_positive",
            "The quantity must be more than zero.",
            "quantity",
            "Leave the line out if nothing of it is credited.",
        )
    if wanted and rules.settings.get("over_credit") != "block":
        return wanted
    most = format_scaled(max(left, 0), QUANTITY_PLACES)
    raise refuse(
        "over_credit",
        f"Only {most} of “{line.description}” is left to credit.",
        "quantity",
        f"Enter {most} or less." if left else "Leave this line out.",
    )


def _line(line: LineInput, row_id: int, quantity: int, *, whole: bool, turned: bool) -> LineInput:
    """The line as the credit has it: an amount of tax given for the whole is not that of a
    part."""
    tax: Any = line.tax
    if isinstance(tax, TaxInput) and not whole:
        tax = replace(tax, amount=None)
    return replace(
        line,
        quantity=format_scaled(quantity, QUANTITY_PLACES),
        tax=tax,
        account=line.account if turned else None,
        claim_line=ref(LINE, row_id),
    )
