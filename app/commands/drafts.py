"""Drafts of every kind: written, read back for a change, rewritten, deleted."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import select

from app.book import schema, store, tallies
from app.book.book import Writing
from app.book.refs import DOCUMENT, LINE, PARTY, maybe_ref, ref
from app.book.sql import insert_row, update_row
from app.commands.done import Done, record
from app.commands.inputs import (
    KEEP,
    ClaimDraft,
    CreditDraft,
    Findings,
    LineInput,
    TaxInput,
    clean,
    given_fields,
)
from app.commands.lookups import after_days, given
from app.commands.resolve import AnyDraft, Resolved, resolve
from app.domain.document import Document, DocumentLine, Figures, Tax, TaxTotal, tax_totals
from app.domain.kinds import CREDITS, Kind, Stage
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money, decimal_text
from app.domain.rates import (
    FX_PLACES,
    PERCENT_PLACES,
    PRICE_PLACES,
    QUANTITY_PLACES,
    format_scaled,
    share_out,
)

# What may change on an issued document: how it is spoken of, not what it says.
FREE = frozenset(
    {
        "description",
        "internal_notes",
        "reason_note",
        "exclude_from_auto_apply",
        "expires_at",
        "expires_in_days",
    }
)


def write(writing: Writing, resolved: Resolved) -> int:
    """Stores a resolved draft; answers the row's id."""
    document_id = insert_row(
        writing.connection,
        schema.document,
        **{"exclude_from_auto_apply": 0, **resolved.values},
        kind=resolved.kind.value,
        stage=Stage.DRAFT.value,
        created_at=writing.now,
        updated_at=writing.now,
        revision=0,
    )
    tallies.count(writing.connection, resolved.kind, resolved.values["issue_date"])
    _write_contents(writing, document_id, resolved)
    record(writing, "create", "document", document_id, after=resolved.values)
    touch(writing, resolved.kind, document_id)
    return document_id


def rewrite(writing: Writing, document: Document, draft: AnyDraft, rules: Rules) -> Done:
    """Changes a draft: what was left out stays, the rest is worked out anew."""
    before = columns_of(writing, document.id)
    merged = _merged(stored(writing, document, before), draft)
    resolved = resolve(writing, document.kind, merged, rules)
    lines = lines_of(writing, document.id)
    remove_contents(writing, document.id)
    changes = {**resolved.values, "updated_at": writing.now, "revision": document.revision + 1}
    update_row(writing.connection, schema.document, document.id, **changes)
    for day, items in ((before["issue_date"], -1), (changes["issue_date"], 1)):
        tallies.count(writing.connection, document.kind, day, items)
    _write_contents(writing, document.id, resolved)
    after = {**resolved.values, "lines": list(resolved.contents.rows)}
    _record_change(writing, document, {**before, "lines": lines}, after)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def annotate(writing: Writing, document: Document, draft: AnyDraft) -> Done:
    """Changes what may change on an issued document: notes, expiry, the auto-apply flag."""
    before = columns_of(writing, document.id)
    findings, changes = Findings(), {}
    for name, value in given_fields(draft).items():
        with findings.gather():
            changes[name] = _column(name, value)
    findings.settle()
    update_row(
        writing.connection,
        schema.document,
        document.id,
        **changes,
        updated_at=writing.now,
        revision=document.revision + 1,
    )
    _record_change(writing, document, before, changes)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def _record_change(
    writing: Writing, document: Document, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """The history of a change speaks of what could have changed, not of the whole row."""
    known = {name: before[name] for name in after}
    record(writing, "update", "document", document.id, before=known, after=after)


def _column(name: str, value: Any) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else clean(value, name)


def update(writing: Writing, document: Document, draft: AnyDraft, revision: int | None) -> Done:
    """A draft changes in everything, an issued document only in what is FREE."""
    rules = store.rules(writing)
    act = Act(document, rules, document.issue_date, writing.today, revision=revision)
    if document.stage is not Stage.DRAFT and set(given_fields(draft)) <= FREE:
        LIFECYCLES[document.kind].perform("annotate", act)
        if isinstance(draft, CreditDraft):
            draft = _with_date(document, draft)
        if isinstance(draft, CreditDraft) and draft.expires_at is not KEEP:
            later = replace(document, expires_at=draft.expires_at)
            LIFECYCLES[document.kind].perform("extend", replace(act, document=later))
        return annotate(writing, document, draft)
    LIFECYCLES[document.kind].perform("update", act)
    return rewrite(writing, document, draft, rules)


def _with_date(document: Document, draft: CreditDraft) -> CreditDraft:
    """A lapse said in days from the issue, as its date."""
    days = given(draft.expires_in_days)
    if draft.expires_in_days is KEEP:
        return draft
    last = after_days(document.issue_date, days, "expires_in_days") if days is not None else None
    return replace(draft, expires_at=last, expires_in_days=KEEP)


def delete(writing: Writing, document: Document) -> Done:
    """Removes a draft that never had a number. Its history stays."""
    act = Act(document, store.rules(writing), document.issue_date, writing.today)
    LIFECYCLES[document.kind].perform("delete", act)
    columns = {**columns_of(writing, document.id), "lines": lines_of(writing, document.id)}
    remove_contents(writing, document.id)
    table = schema.document
    writing.connection.execute(delete_rows(table).where(table.c.id == document.id))
    tallies.count(writing.connection, document.kind, document.issue_date.isoformat(), -1)
    record(writing, "delete", "document", document.id, before=columns)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def touch(writing: Writing, kind: Kind, document_id: int) -> None:
    writing.touch(kind.value, ref(DOCUMENT, document_id))


def columns_of(writing: Writing, document_id: int) -> dict[str, Any]:
    """All columns of a document's row."""
    table = schema.document
    row = writing.connection.execute(select(table).where(table.c.id == document_id)).one()
    return dict(row._mapping)


def remove_contents(writing: Writing, document_id: int) -> None:
    """Drops the lines and taxes of a draft."""
    for table in (schema.document_tax, schema.document_line):
        writing.connection.execute(delete_rows(table).where(table.c.document_id == document_id))


def _write_contents(writing: Writing, document_id: int, resolved: Resolved) -> None:
    for position, columns in enumerate(resolved.contents.rows):
        insert_row(
            writing.connection,
            schema.document_line,
            document_id=document_id,
            position=position,
            **columns,
        )
    write_taxes(writing, document_id, resolved.contents.figures.taxes)


def write_taxes(writing: Writing, document_id: int, taxes: tuple[TaxTotal, ...]) -> None:
    """Tax base and amount per category and rate."""
    for position, tax in enumerate(taxes):
        insert_row(
            writing.connection,
            schema.document_tax,
            document_id=document_id,
            position=position,
            name=tax.tax.name,
            category=tax.tax.category,
            rate=tax.tax.rate,
            account_id=tax.tax.account.id,
            base=tax.base.minor,
            amount=tax.amount.minor,
        )


def _merged(there: AnyDraft, draft: AnyDraft) -> AnyDraft:
    """What was entered over what is there. A new amount replaces the lines but keeps a tax they
    all have, a new tax is that of every line; days replace a date; a rate is of one currency."""
    named = given_fields(draft)
    merged = replace(there, **named)
    lines = tuple(given(there.lines) or ())
    if named.get("currency", there.currency) != there.currency and "fx_rate" not in named:
        merged = replace(merged, fx_rate=None)
    if "lines" not in named and "amount" in named:
        merged = replace(merged, lines=None)
    if isinstance(merged, CreditDraft):
        taxes = {_by_rate(line.tax) for line in lines}
        if "tax" in named and "lines" not in named:
            lines = tuple(replace(line, tax=None) for line in lines)
            merged = replace(merged, lines=None if "amount" in named else lines)
        elif merged.lines is None and len(taxes) == 1:
            merged = replace(merged, tax=taxes.pop())
        if "expires_at" in named and "expires_in_days" not in named:
            merged = replace(merged, expires_in_days=None)
        elif named.get("expires_in_days") is not None:
            merged = replace(merged, expires_at=None)
    return merged


def _by_rate(tax: str | TaxInput | None) -> str | TaxInput | None:
    """A tax that a new amount keeps: what was given for the old one no longer counts."""
    return replace(tax, amount=None) if isinstance(tax, TaxInput) else tax


def stored(writing: Writing, document: Document, row: dict[str, Any]) -> AnyDraft:
    """A stored draft as it would be entered."""
    chart = store.accounts_by_id(writing.connection)
    currency = row["currency"]
    said = _given_taxes(figures_of(writing, row, None))
    lines = zip(line_rows(writing, document.id), said, strict=True)
    common: dict[str, Any] = {
        "party": ref(PARTY, row["party_id"]),
        "issue_date": date.fromisoformat(row["issue_date"]),
        "currency": currency,
        "fx_rate": format_scaled(row["fx_rate"], FX_PLACES),
        "lines": tuple(_line_input(line, chart, tax) for line, tax in lines),
        "shipping": decimal_text(row["shipping"], currency),
        "description": row["description"],
        "vendor_reference": row["vendor_reference"],
        "internal_notes": row["internal_notes"],
    }
    if document.kind not in CREDITS:
        return ClaimDraft(**common, due_date=date.fromisoformat(row["due_date"]))
    account = chart.get(row["account_id"])
    return CreditDraft(
        **common,
        reason=row["reason"],
        restocking_fee=decimal_text(row["restocking_fee"], currency),
        claim=maybe_ref(DOCUMENT, row["claim_id"]),
        gl_account=account.code if account else None,
        expires_at=document.expires_at,
        reason_note=row["reason_note"],
        source_type=row["source_type"],
        source_id=row["source_id"],
        exclude_from_auto_apply=bool(row["exclude_from_auto_apply"]),
    )


def lines_of(writing: Writing, document_id: int) -> list[dict[str, Any]]:
    """The lines for the history: what each says, without its own ids."""
    ids = ("id", "document_id", "position")
    return [
        {name: value for name, value in row._mapping.items() if name not in ids}
        for row in line_rows(writing, document_id)
    ]


def line_rows(writing: Writing, document_id: int) -> list[Any]:
    """The stored lines of a document in order."""
    table = schema.document_line
    return list(
        writing.connection.execute(
            select(table).where(table.c.document_id == document_id).order_by(table.c.position)
        )
    )


def _given_taxes(figures: Figures) -> list[str | None]:
    """For every line the amount of tax to say with it, where the stored tax is not what its rate
    makes of it, however it is rounded: then it was given, and stays."""
    said: list[str | None] = [None] * len(figures.lines)
    by_rate = {one for each in (True, False) for one in tax_totals(figures.lines, per_line=each)}
    for one in figures.taxes:
        if one in by_rate:
            continue
        places = [
            place
            for place, line in enumerate(figures.lines)
            if line.tax and line.tax.group == one.tax.group
        ]
        weights = tuple(figures.lines[place].price.minor for place in places)
        shares = share_out(one.amount.minor, weights if any(weights) else (1,) * len(weights))
        for place, minor in zip(places, shares, strict=True):
            said[place] = decimal_text(minor, one.amount.currency)
    return said


def _line_input(row: Any, chart: dict[int, Any], tax_given: str | None) -> LineInput:
    tax: str | TaxInput | None = row.tax_code
    if row.tax_name is not None and (tax is None or tax_given):
        rate = format_scaled(row.tax_rate, PERCENT_PLACES)
        tax = TaxInput(row.tax_name, rate, row.tax_category, tax_given)
    return LineInput(
        description=row.description,
        quantity=format_scaled(row.quantity, QUANTITY_PLACES),
        unit_price=format_scaled(row.unit_price, PRICE_PLACES),
        tax=tax,
        account=chart[row.account_id].code if row.account_id else None,
        product=row.product,
        plan=row.plan,
        unit=row.unit,
        claim_line=maybe_ref(LINE, row.claim_line_id),
    )


def figures_of(writing: Writing, row: dict[str, Any], fallback: Any) -> Figures:
    """The stored contents of a document, lines without an account on `fallback`."""
    chart, currency = store.accounts_by_id(writing.connection), row["currency"]
    lines = tuple(
        _document_line(line, chart, fallback, currency) for line in line_rows(writing, row["id"])
    )
    table = schema.document_tax
    taxes = tuple(
        TaxTotal(
            Tax(tax.name, tax.rate, tax.category, chart[tax.account_id]),
            Money(tax.base, currency),
            Money(tax.amount, currency),
        )
        for tax in writing.connection.execute(
            select(table).where(table.c.document_id == row["id"]).order_by(table.c.position)
        )
    )
    return Figures(
        lines, taxes, Money(row["shipping"], currency), Money(row["restocking_fee"], currency)
    )


def _document_line(line: Any, chart: dict[int, Any], fallback: Any, currency: str) -> DocumentLine:
    tax = None
    if line.tax_name is not None:
        account = chart[line.tax_account_id]
        tax = Tax(line.tax_name, line.tax_rate, line.tax_category, account)
    return DocumentLine(
        description=line.description,
        quantity=line.quantity,
        unit_price=line.unit_price,
        price=Money(line.price, currency),
        account=chart[line.account_id] if line.account_id else fallback,
        tax=tax,
        unit=line.unit,
        product=line.product,
        plan=line.plan,
        claim_line_id=line.claim_line_id,
    )
