"""Expiry: what is left of a credit lapses after its last day, and can be brought back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.book import journal, schema, store, uses
from app.book.book import Writing
from app.book.refs import DOCUMENT, ref
from app.book.sql import update_row
from app.commands.done import Done, record
from app.commands.drafts import touch
from app.commands.issuing import change_stage
from app.domain.document import Document
from app.domain.errors import present
from app.domain.lifecycle import Act, Rules
from app.domain.lifecycles import LIFECYCLES
from app.domain.money import Money


def run(writing: Writing) -> Done:
    """Lets everything lapse whose last day has passed on the business date, on both sides. Each
    lapse is dated the day after the last valid one, however late the run (domain.md 3.6)."""
    rules = store.rules(writing)
    ending = store.open_until(writing, writing.today, rules.currency)
    lapsing = [one for one in ending if one.expires_at != writing.today]
    for credit in lapsing:
        lapse(writing, rules, credit)
    return Done("expiry", tuple(ref(DOCUMENT, credit.id) for credit in lapsing))


def lapse(writing: Writing, rules: Rules, document: Document) -> None:
    """Lets what is left of one credit lapse, once its last day has passed."""
    last = present(document.expires_at, "a last day")
    moved = uses.last_date(writing, document)  # what was taken back later cannot lapse before
    first = max(last + timedelta(days=1), document.issue_date, moved or last)
    act = Act(document, rules, rules.lock.first_open(first), writing.today)
    outcome = LIFECYCLES[document.kind].perform("expire", act)

    text = f"{document.party_name}: {document.name} expired"
    entry_id = journal.append(
        writing, outcome.entry, journal.Head("expire", act.on, text, document.id)
    )
    left, base = document.remaining, document.base_open
    uses.write(writing, uses.Use("expire", document, left, base, act.on, entry_id))
    change_stage(writing, document, outcome.stage)
    note = {"amount": str(left), "date": act.on.isoformat()}
    record(writing, "expire", "document", document.id, after=note)
    touch(writing, document.kind, document.id)


def reinstate(writing: Writing, document: Document, expires_at: date, day: date | None) -> Done:
    """Takes every lapse of a credit back by its mirror and gives it a later last day."""
    rules = store.rules(writing)
    lapses = uses.live_of(writing, document, "expire")
    first = uses.last_date(writing, document) or document.issue_date
    act = Act(
        replace(document, expires_at=expires_at),
        rules,
        day or rules.lock.first_open(max(writing.today, first)),
        writing.today,
        acted_on=date.fromisoformat(lapses[-1].date) if lapses else None,
    )
    stage = LIFECYCLES[document.kind].perform("reinstate", act).stage

    for lapse in lapses:
        _take_back(writing, document, act, lapse)
    changes = {"expires_at": expires_at.isoformat()}
    update_row(writing.connection, schema.document, document.id, **changes)
    change_stage(writing, document, stage)
    was = {"expires_at": str(document.expires_at)}
    record(writing, "reinstate", "document", document.id, before=was, after=changes)
    touch(writing, document.kind, document.id)
    return Done(ref(DOCUMENT, document.id))


def _take_back(writing: Writing, document: Document, act: Act, lapse: Any) -> None:
    """The mirror of one lapse."""
    recorded = store.recorded_entry(writing.connection, lapse.entry_id, act.rules.currency)
    mirror = LIFECYCLES[document.kind].perform("reinstate", replace(act, mirrors=recorded)).entry
    text = f"{document.party_name}: {document.name} reinstated"
    head = journal.Head("reinstate", act.on, text, document.id, lapse.entry_id)
    entry_id = journal.append(writing, mirror, head)
    amount = Money(lapse.amount, document.currency)
    base = Money(lapse.base, act.rules.currency)
    opposite = uses.Use("expire", document, amount, base, act.on, entry_id)
    uses.write(writing, opposite, reverses=lapse.id)
