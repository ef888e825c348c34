"""Issuing, the same for every kind: number, snapshot, entry, tally."""

from typing import Any

from sqlalchemy import func, select

from app.book import journal, schema, store, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.book.sql import insert_row, update_row
from app.commands import drafts
from app.commands.done import Done, record
from app.commands.lookups import default_account
from app.domain.accounts import Account
from app.domain.document import Document, Figures
from app.domain.errors import Problem, Refused
from app.domain.kinds import CREDITS, Stage
from app.domain.lifecycle import Act, Rules, Sold
from app.domain.lifecycles import LIFECYCLES
from app.domain.numbering import number_text


def issue(writing: Writing, document: Document) -> Done:
    """Gives a draft its number, freezes it and enters it in the journal."""
    rules = store.rules(writing)
    row = drafts.columns_of(writing, document.id)
    figures = drafts.figures_of(writing, row, _fallback(writing, document, row, rules))
    sold = _sold(writing, figures)
    act = Act(document, rules, document.issue_date, writing.today, figures=figures, sold=sold)
    outcome = LIFECYCLES[document.kind].perform("issue", act)
    _one_vendor_reference(writing, row, rules)
    writing.warnings.extend(outcome.warnings)

    # From here on everything must succeed: the rules have spoken.
    _settle_accounts(writing, document.id, figures)
    holder = _holder(document, rules)
    number = take_number(writing, document, outcome.stage, holder)
    freeze_parties(writing, document)
    journal.append(
        writing,
        outcome.entry,
        journal.Head("issue", act.on, f"{_titled(document)} {number}", document.id),
    )
    uses.start(writing, document, holder)
    record(writing, "issue", "document", document.id, after={"number": number})
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


def _holder(document: Document, rules: Rules) -> Account:
    side = document.side
    return rules.accounts[side.open_credit if document.kind in CREDITS else side.control]


def _titled(document: Document) -> str:
    return f"{document.party_name}: {document.kind.label}"


def _fallback(writing: Writing, document: Document, row: dict[str, Any], rules: Rules) -> Any:
    if row["account_id"]:
        return store.accounts_by_id(writing.connection)[row["account_id"]]
    return default_account(document.kind, row, rules)


def take_number(writing: Writing, document: Document, stage: Stage, holder: Account) -> str:
    """The next number of the kind and of the party, inside the issuing transaction; `holder` is
    the account that holds the document's open amount from now on."""
    connection, kind = writing.connection, document.kind
    taken, mine = schema.number_taken.c, schema.document.c
    last = connection.execute(
        select(func.max(taken.position)).where(taken.kind == kind.value)
    ).scalar()
    sequence = connection.execute(
        select(func.max(mine.party_sequence)).where(
            mine.party_id == document.party_id, mine.kind == kind.value
        )
    ).scalar()
    position = (last or 0) + 1
    number = number_text(kind, position)
    update_row(
        connection,
        schema.document,
        document.id,
        stage=stage.value,
        number=number,
        party_sequence=(sequence or 0) + 1,
        open_account_id=holder.id,
        issued_at=writing.now,
        updated_at=writing.now,
        revision=document.revision + 1,
    )
    insert_row(
        connection,
        schema.number_taken,
        kind=kind.value,
        position=position,
        document_id=document.id,
    )
    return number


def _settle_accounts(writing: Writing, document_id: int, figures: Figures) -> None:
    """Writes down where each line goes, now that it is certain."""
    for row, line in zip(drafts.line_rows(writing, document_id), figures.lines, strict=True):
        if row.account_id is None:
            update_row(
                writing.connection, schema.document_line, row.id, account_id=line.account.id
            )


def freeze_parties(writing: Writing, document: Document) -> None:
    """Seller and buyer as they are on this day: what is printed later says the same."""
    ours = writing.connection.execute(select(schema.business)).one()
    table = schema.party
    theirs = writing.connection.execute(select(table).where(table.c.id == document.party_id)).one()
    for role, who in zip(document.side.parts, (ours, theirs), strict=True):
        insert_row(
            writing.connection,
            schema.document_party,
            document_id=document.id,
            role=role,
            **{name: getattr(who, name) for name in schema.PARTY_COLUMNS},
        )


def _sold(writing: Writing, figures: Figures) -> tuple[Sold, ...]:
    """The invoice or bill lines that are named, with what issued credits took already."""
    line = schema.document_line.c
    named = {one.claim_line_id for one in figures.lines if one.claim_line_id is not None}
    found = []
    for line_id in sorted(named):
        row: Any = writing.connection.execute(
            select(schema.document_line).where(line.id == line_id)
        ).one()
        credited = store.credited(writing, line_id)
        found.append(Sold(line_id, row.description, row.quantity, row.unit_price, credited))
    return tuple(found)


def _one_vendor_reference(writing: Writing, row: dict[str, Any], rules: Rules) -> None:
    """The vendor's own number counts once per vendor and kind (setting)."""
    if not row["vendor_reference"]:
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
        found = Problem(
            "duplicate_vendor_reference",
            f"“{row['vendor_reference']}” is already recorded as {other}.",
            "vendor_reference",
            "Check whether this was entered before.",
        )
        if rules.settings.get("duplicate_vendor_reference") != "warn":
            raise Refused(found)
        writing.warnings.append(found)
