"""The book's own affairs: its start, its chart, taxes, settings, rates and lock date."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from app.book import schema, store
from app.book.book import Writing
from app.book.refs import ACCOUNT, ref
from app.book.sql import insert_row
from app.commands import roles
from app.commands.contents import TAX_CATEGORIES
from app.commands.done import Done, record
from app.commands.inputs import (
    KEEP,
    AddressInput,
    Amount,
    Findings,
    Keep,
    Ref,
    SettingsDraft,
    Text,
    clean,
    given_fields,
    needed,
)
from app.commands.lookups import LONGEST_DAYS, entered_rate, not_below_zero, one_of
from app.commands.parties import checked
from app.domain.accounts import AccountType, Role
from app.domain.errors import refuse
from app.domain.matching import CLAIM_ORDERS, CREDIT_ORDERS
from app.domain.money import exponent
from app.domain.rates import FX_PLACES, PERCENT_PLACES, format_scaled
from app.domain.template import LANGUAGES

SETTINGS: dict[str, Any] = {
    "expiry_days_customer": None,
    "expiry_days_vendor": None,
    "forfeit_to": "income",
    "auto_apply_order": "oldest_due",
    "credit_order": "expiring_first",
    "over_credit": "block",
    "duplicate_vendor_reference": "block",
    "tax_rounding": "document",
    "days_to_pay": 30,
    "language": "en",
}
CHOICES: dict[str, Collection[str]] = {
    "forfeit_to": ("income", "unclaimed_property"),
    "auto_apply_order": tuple(CLAIM_ORDERS),
    "credit_order": tuple(CREDIT_ORDERS),
    "over_credit": ("block", "warn", "off"),
    "duplicate_vendor_reference": ("block", "warn"),
    "tax_rounding": ("line", "document"),
    "language": tuple(LANGUAGES),
}


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A line of a chart of accounts as `resources` holds it, with the roles it plays."""

    code: str
    name: str
    type: str
    header: bool = False
    roles: tuple[str, ...] = ()


def start(writing: Writing, *, name: str, currency: str, chart: Iterable[ChartRow]) -> Done:
    """The first act in an empty book: who keeps it, in which currency, with which accounts."""
    exponent(currency)
    empty = dict.fromkeys(schema.PARTY_COLUMNS)
    values = empty | {"name": needed(name, "name", "The name", is_name=True)}
    insert_row(
        writing.connection,
        schema.business,
        id=1,
        **values,
        currency=currency,
        created_at=writing.now,
    )
    for row in chart:
        account_id = _insert_account(writing, row, None)
        for role in row.roles:
            insert_row(
                writing.connection, schema.role_account, role=Role(role), account_id=account_id
            )
    for setting, value in SETTINGS.items():
        insert_row(writing.connection, schema.setting, name=setting, value=json.dumps(value))
    record(writing, "start", "book", 1, after={"name": name, "currency": currency})
    writing.touch("book", "book")
    return Done("book")


def describe(
    writing: Writing,
    *,
    name: str | Keep = KEEP,
    legal_name: Text = KEEP,
    email: Text = KEEP,
    phone: Text = KEEP,
    address: AddressInput | None = None,
    tax_id: Text = KEEP,
    registration_id: Text = KEEP,
) -> Done:
    """Who keeps this book, as it stands on the documents issued from now on."""
    given = {
        "name": name,
        "legal_name": legal_name,
        "email": email,
        "phone": phone,
        "tax_id": tax_id,
        "registration_id": registration_id,
    }
    kept = {key: value for key, value in given.items() if value is not KEEP}
    values = checked(kept, address)
    row = writing.connection.execute(select(schema.business)).one()
    if values:
        writing.connection.execute(update(schema.business).values(**values))
    before = {name: getattr(row, name) for name in values}
    record(writing, "update", "book", 1, before=before, after=values)
    writing.touch("book", "book")
    return Done("book")


def create_account(
    writing: Writing,
    *,
    code: str,
    name: str,
    type: str,
    header: bool = False,
    currency: str | None = None,
) -> Done:
    """A new line of the chart of accounts."""
    findings = Findings()
    with findings.gather():
        code = needed(code, "code", "The code", is_name=True)
        _must_be_new(writing, schema.account, code)
    with findings.gather():
        name = needed(name, "name", "The name", is_name=True)
    with findings.gather():
        one_of(type, "type", tuple(AccountType))
    with findings.gather():
        if currency:
            exponent(currency)
    findings.settle()
    row_id = _insert_account(writing, ChartRow(code, name, type, header), currency)
    record(writing, "create", "account", row_id, after={"code": code, "name": name, "type": type})
    writing.touch("account", code)
    return Done(ref(ACCOUNT, row_id))


def _insert_account(writing: Writing, row: ChartRow, currency: str | None) -> int:
    return insert_row(
        writing.connection,
        schema.account,
        code=row.code,
        name=row.name,
        type=AccountType(row.type),
        is_header=int(row.header),
        currency=currency,
    )


def create_tax(
    writing: Writing,
    *,
    code: str,
    name: str,
    rate: Amount,
    category: str = "S",
    account: Ref | None = None,
) -> Done:
    """A tax code: percent as decimal text, category by EN 16931."""
    findings = Findings()
    with findings.gather():
        code = needed(code, "code", "The code", is_name=True)
        _must_be_new(writing, schema.tax_code, code)
    with findings.gather():
        name = needed(name, "name", "The name", is_name=True)
    with findings.gather():
        percent = not_below_zero(rate, PERCENT_PLACES, "rate")
    with findings.gather():
        one_of(category, "category", TAX_CATEGORIES)
    with findings.gather():
        holder = store.find_account(writing, account) if account else None
    findings.settle()
    row_id = insert_row(
        writing.connection,
        schema.tax_code,
        code=code,
        name=name,
        rate=percent,
        category=category,
        account_id=holder.id if holder else None,
    )
    record(writing, "create", "tax", row_id, after={"code": code, "name": name, "rate": rate})
    writing.touch("tax", code)
    return Done(code)


def update_settings(writing: Writing, draft: SettingsDraft) -> Done:
    """Changes what the book has decided; what is entered already stays as it is."""
    rules, findings, values = store.rules(writing), Findings(), {}
    choices: list[roles.Choice] = []
    for name, value in given_fields(draft).items():
        if name == "accounts":
            for role, code in value.items():
                with findings.gather():
                    choices.append(roles.choice(writing, role, code, f"accounts.{role[:40]}"))
            continue
        with findings.gather():
            if name in tuple(Role):
                choices.append(roles.choice(writing, name, value, name))
            else:
                _check_setting(name, value)
                values[name] = value
    for one in choices:
        with findings.gather():
            roles.fits(writing, rules, choices, one)
    findings.settle()
    accounts = {one.role: one.account for one in choices}
    before = rules.settings | {role.value: rules.accounts[role].code for role in accounts}
    roles.change(writing, rules, accounts)
    for name, value in values.items():
        columns = schema.setting.c
        writing.connection.execute(
            update(schema.setting).where(columns.name == name).values(value=json.dumps(value))
        )
    changed = values | {role.value: account.code for role, account in accounts.items()}
    record(writing, "update", "settings", 1, before=before, after=before | changed)
    writing.touch("settings", "settings")
    return Done("settings")


def _check_setting(name: str, value: Any) -> None:
    if name in CHOICES:
        one_of(value, name, CHOICES[name])
    elif value is not None and not 0 <= value <= LONGEST_DAYS:
        raise refuse(
            "invalid_number", f"Days lie between 0 and {LONGEST_DAYS}.", name, "Correct them."
        )


def set_rate(writing: Writing, *, currency: str, date: date, rate: Amount) -> Done:
    """What one unit of a foreign currency is worth in the book's, from this day on."""
    exponent(currency)
    value = entered_rate(rate, "rate")
    if currency == store.base_currency(writing):
        raise refuse(
            "invalid_value", "The book's own currency needs no rate.", "currency", "Leave it out."
        )
    columns = schema.fx_rate.c
    day = date.isoformat()
    mine = (columns.currency == currency, columns.date == day)
    was = writing.connection.execute(select(columns.rate).where(*mine)).scalar()
    if was is None:
        insert_row(writing.connection, schema.fx_rate, currency=currency, date=day, rate=value)
    else:
        writing.connection.execute(update(schema.fx_rate).where(*mine).values(rate=value))
    note = {"currency": currency, "date": day, "rate": format_scaled(value, FX_PLACES)}
    before = {} if was is None else {"rate": format_scaled(was, FX_PLACES)}
    record(writing, "set", "rate", 1, before=before, after=note)
    writing.touch("rate", currency)
    return Done(currency)


def lock(writing: Writing, *, through: date, reason: str | None = None) -> Done:
    """Closes the books up to and including a day. Moving the lock back is `unlock`."""
    if through == date.max:
        raise refuse(
            "invalid_date",
            "After this day there is none that could be open.",
            "through",
            "Choose an earlier day.",
        )
    now = store.lock(writing).through
    if now and through < now:
        raise refuse(
            "reason_required",
            f"The books are locked through {now} already.",
            "through",
            "Unlock the period with a reason to move the lock back.",
        )
    return _set_lock(writing, "lock", through, clean(reason, "reason"))


def unlock(writing: Writing, *, reason: str, through: date | None = None) -> Done:
    """Moves the lock back to `through`, or takes it away; the reason is recorded."""
    if not (reason and reason.strip()):
        raise refuse("reason_required", "A reason is needed.", "reason", "Say why you unlock.")
    now = store.lock(writing).through
    if through and (now is None or through > now):
        raise refuse(
            "invalid_date",
            f"The books are locked through {now or 'no date'}; {through} lies after that.",
            "through",
            "Lock the period instead.",
        )
    return _set_lock(writing, "unlock", through, clean(reason, "reason"))


def _set_lock(writing: Writing, act: str, through: date | None, reason: str | None) -> Done:
    before = store.lock(writing).through
    insert_row(
        writing.connection,
        schema.lock_date,
        through=through.isoformat() if through else None,
        reason=reason,
        created_at=writing.now,
        created_by=writing.who,
    )
    was = {"through": str(before) if before else None}
    note = {"through": str(through) if through else None, "reason": reason}
    record(writing, act, "period", 1, before=was, after=note)
    writing.touch("period", "period")
    return Done("period")


def _must_be_new(writing: Writing, table: Any, code: str) -> None:
    if writing.connection.execute(select(table.c.id).where(table.c.code == code)).first():
        raise refuse("already_exists", f"“{code}” exists already.", "code", "Choose another code.")
