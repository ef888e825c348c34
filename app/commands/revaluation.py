"""Month-end revaluation: one entry on the day, its reversal on the next."""

from datetime import date, timedelta

from app.book import journal, store
from app.book.book import Writing
from app.book.foreign import foreign_balances
from app.book.refs import ENTRY, ref
from app.commands.done import Done, record
from app.commands.inputs import Amount, Findings
from app.commands.lookups import entered_rate, rate_on
from app.domain.accounts import Role
from app.domain.errors import Problem, Refused, refuse
from app.domain.lifecycle import Rules
from app.domain.money import exponent
from app.domain.rates import FX_PLACES, format_scaled
from app.domain.revaluation import revalued


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
