"""Month-end revaluation: one entry on the day, its reversal on the next."""

from datetime import date, timedelta

from sqlalchemy import case, func, or_, select

from app.book import journal, schema, store
from app.book.book import Reading, Writing
from app.book.refs import ENTRY, ref
from app.commands.done import Done, record
from app.commands.inputs import Amount, Findings
from app.commands.lookups import entered_rate, rate_on
from app.domain.accounts import Role
from app.domain.errors import Problem, Refused, refuse
from app.domain.lifecycle import Rules
from app.domain.money import Money, exponent
from app.domain.rates import FX_PLACES, format_scaled
from app.domain.revaluation import Balance, revalued

_l, _a, _d = schema.journal_line.c, schema.account.c, schema.document.c


def run(writing: Writing, *, date: date, rates: dict[str, Amount]) -> Done:
    """Brings open foreign balances at the end of `date` to their worth at `rates` (base currency
    per foreign unit; a currency that is not named takes the rate in force), against unrealised
    exchange differences, and takes that back the day after. A second run with the same rates
    finds nothing to do."""
    rules = store.rules(writing)
    named = _named(rates, rules)
    if problem := rules.lock.problem(date, "date"):
        raise Refused(problem)
    if date == date.max:
        raise refuse("invalid_date", "After this day there is none.", "date", "Choose another.")
    balances = foreign_balances(writing, date, rules)
    findings = Findings()
    for currency in {one.amount.currency for one in balances} - named.keys():
        with findings.gather():
            named[currency] = rate_on(writing, currency, date, rules.currency, "rates")
    findings.settle()

    entry = revalued(balances, named, rules.accounts[Role.UNREALISED_FX])
    text = f"Foreign balances at the rates of {date}"
    first = journal.append(writing, entry, journal.Head("revalue", date, text))
    after = date + timedelta(days=1)
    head = journal.Head("reverse", after, f"Back from {text.lower()}", None, first)
    second = journal.append(writing, entry.mirrored, head)
    said = {currency: format_scaled(rate, FX_PLACES) for currency, rate in sorted(named.items())}
    record(writing, "revalue", "book", 1, after={"date": str(date), "rates": said})
    writing.touch("book", "book")
    made = tuple(ref(ENTRY, one) for one in (first, second) if one)
    return Done(made[0] if made else "revaluation", made)


def _named(rates: dict[str, Amount], rules: Rules) -> dict[str, int]:
    """The rates as entered, scaled. Refused with every problem at once."""
    findings, named = Findings(), {}
    for currency, text in rates.items():
        with findings.gather(f"rates.{currency[:10]}."):
            exponent(currency)
            named[currency] = entered_rate(text, "rate")
        if currency == rules.currency:
            said, place = "The book's own currency needs no rate.", f"rates.{currency}"
            findings.add(Problem("invalid_value", said, place, "Leave it out."))
    findings.settle()
    return named


def foreign_balances(reading: Reading, day: date, rules: Rules) -> list[Balance]:
    """What the accounts of open documents, and accounts kept in a foreign currency, hold in
    foreign money at the end of a day."""
    holders = select(_d.open_account_id).where(_d.open_account_id.is_not(None))
    documents = holders.where(_d.kind.not_in(("receipt", "payment")))
    debit = case((_l.debit > 0, 1), else_=-1)
    amount, base = func.sum(debit * _l.amount), func.sum(_l.debit - _l.credit)
    rows = reading.connection.execute(
        select(_l.currency, amount, base, *store.ACCOUNT_COLUMNS)
        .select_from(schema.journal_line.join(schema.account))
        .where(
            _l.currency != rules.currency,
            _l.date <= day.isoformat(),
            or_(
                _a.id.in_(rules.control),
                _a.id.in_(documents),
                _a.currency == _l.currency,
            ),
        )
        .group_by(_a.id, _l.currency)
        .order_by(_a.code, _l.currency)
    )
    return [
        Balance(store.account_from(row[3:]), Money(row[1], row[0]), Money(row[2], rules.currency))
        for row in map(tuple, rows)
    ]
