"""Issuing and voiding, the same for every kind: number, snapshot, entry, tally."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.book import journal, schema, store, tallies
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.book.sql import insert_row, update_row
from app.commands import drafts
from app.commands.done import Done, record
from app.commands.resolve import default_account
from app.domain.document import Document, Figures
from app.domain.errors import refuse
from app.domain.kinds import Kind, Stage
from app.domain.lifecycle import Act, Rules, Sold
from app.domain.lifecycles import LIFECYCLES
from app.domain.numbering import number_text


def issue(writing: Writing, document: Document) -> Done:
    """Gives a draft its number, freezes it and posts it."""
    rules = store.rules(writing)
    row = drafts.columns_of(writing, document.id)
    fallback = default_account(document.kind, row, rules)
    if row["account_id"]:
        fallback = store.accounts_by_id(writing.connection)[row["account_id"]]
    figures = drafts.figures_of(writing, row, fallback)
    act = Act(
        document,
        rules,
        document.issue_date,
        writing.today,
        figures=figures,
        sold=_sold(writing, figures),
    )
    outcome = LIFECYCLES[document.kind].perform("issue", act)
    _one_vendor_reference(writing, row, rules)

    # From here on everything must succeed: the rules have spoken.
    _settle_accounts(writing, document.id, figures)
    position = _next_number(writing, document.kind)
    number = number_text(document.kind, position)
    update_row(
        writing.connection,
        schema.document,
        document.id,
        stage=outcome.stage.value,
        number=number,
        party_sequence=_next_sequence(writing, document),
        issued_at=writing.now,
        updated_at=writing.now,
    )
    insert_row(
        writing.connection,
        schema.number_taken,
        kind=document.kind.value,
        position=position,
        document_id=document.id,
    )
    _freeze_parties(writing, document)
    journal.append(
        writing,
        outcome.entry,
        on=act.on,
        act="issue",
        description=f"{document.kind.label.capitalize()} {number}, {document.party_name}",
        document_id=document.id,
    )
    tallies.start(writing, document, row["due_date"] or row["issue_date"])
    record(writing, "issue", "document", document.id, after={"number": number})
    drafts.touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def void(writing: Writing, document: Document, reason: str, day: date | None) -> Done:
    """Takes a whole document back by the mirror of its issue. A draft only becomes void."""
    rules = store.rules(writing)
    original = store.issue_entry(writing.connection, document.id)
    act = Act(
        document,
        rules,
        day or rules.lock.first_open(max(writing.today, document.issue_date)),
        writing.today,
        reason=reason,
        mirrors=store.recorded_entry(writing.connection, original, rules.currency),
    )
    outcome = LIFECYCLES[document.kind].perform("void", act)

    if document.stage is Stage.DRAFT:
        tallies.start(writing, document, document.issue_date.isoformat())
    entry_id = journal.append(
        writing,
        outcome.entry,
        on=act.on,
        act="void",
        description=f"Void of {document.name}: {reason.strip()}",
        document_id=document.id,
        reversal_of=original,
    )
    change_stage(writing, document, outcome.stage)
    left = document.remaining
    if left:
        insert_row(
            writing.connection,
            schema.document_use,
            kind="void",
            document_id=document.id,
            target_id=None,
            amount=left.minor,
            base=document.base_open.minor,
            target_base=None,
            date=act.on.isoformat(),
            entry_id=entry_id,
            account_id=None,
            method=None,
            reference=None,
            reason=reason.strip(),
            reverses=None,
            created_at=writing.now,
        )
        tallies.move(writing, document.id, "voided", left, document.base_open)
    record(writing, "void", "document", document.id, after={"reason": reason.strip()})
    drafts.touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def change_stage(writing: Writing, document: Document, stage: Stage) -> None:
    """The stage after an act, and one more revision."""
    update_row(
        writing.connection,
        schema.document,
        document.id,
        stage=stage.value,
        updated_at=writing.now,
        revision=document.revision + 1,
    )


def _next_number(writing: Writing, kind: Kind) -> int:
    columns = schema.number_taken.c
    last = writing.connection.execute(
        select(func.max(columns.position)).where(columns.kind == kind.value)
    ).scalar()
    return (last or 0) + 1


def _next_sequence(writing: Writing, document: Document) -> int:
    columns = schema.document.c
    last = writing.connection.execute(
        select(func.max(columns.party_sequence)).where(
            columns.party_id == document.party_id, columns.kind == document.kind.value
        )
    ).scalar()
    return (last or 0) + 1


def _settle_accounts(writing: Writing, document_id: int, figures: Figures) -> None:
    """Writes down where each line goes, now that it is certain."""
    for row, line in zip(drafts.line_rows(writing, document_id), figures.lines, strict=True):
        if row.account_id is None:
            update_row(
                writing.connection, schema.document_line, row.id, account_id=line.account.id
            )


def _freeze_parties(writing: Writing, document: Document) -> None:
    """Seller and buyer as they are on this day: what is printed later says the same."""
    ours = writing.connection.execute(select(schema.business)).one()
    table = schema.party
    theirs = writing.connection.execute(select(table).where(table.c.id == document.party_id)).one()
    roles = ("seller", "buyer") if document.side.name == "customer" else ("buyer", "seller")
    for role, who in zip(roles, (ours, theirs), strict=True):
        insert_row(
            writing.connection,
            schema.document_party,
            document_id=document.id,
            role=role,
            **{name: getattr(who, name) for name in schema.PARTY_COLUMNS},
        )


def _sold(writing: Writing, figures: Figures) -> tuple[Sold, ...]:
    """The invoice or bill lines that are named, with what issued credits took already."""
    line, document = schema.document_line.c, schema.document.c
    named = {one.claim_line_id for one in figures.lines if one.claim_line_id is not None}
    found = []
    for line_id in sorted(named):
        credited = writing.connection.execute(
            select(func.coalesce(func.sum(line.quantity), 0))
            .select_from(schema.document_line.join(schema.document))
            .where(line.claim_line_id == line_id, document.stage.in_(("issued", "expired")))
        ).scalar_one()
        row: Any = writing.connection.execute(
            select(schema.document_line).where(line.id == line_id)
        ).one()
        found.append(Sold(line_id, row.description, row.quantity, row.unit_price, int(credited)))
    return tuple(found)


def _one_vendor_reference(writing: Writing, row: dict[str, Any], rules: Rules) -> None:
    """The vendor's own number counts once per vendor and kind (setting)."""
    if not row["vendor_reference"] or rules.settings.get("duplicate_vendor_reference") != "block":
        return
    columns = schema.document.c
    other = writing.connection.execute(
        select(columns.number).where(
            columns.party_id == row["party_id"],
            columns.kind == row["kind"],
            columns.vendor_reference == row["vendor_reference"],
            columns.stage.in_(("issued", "expired")),
        )
    ).scalar()
    if other:
        raise refuse(
            "duplicate_vendor_reference",
            f"“{row['vendor_reference']}” is already recorded as {other}.",
            "vendor_reference",
            "Check whether this was entered before.",
        )
