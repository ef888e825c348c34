"""Which account plays which role: named, held against the other roles, changed."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, update

from app.book import schema, store
from app.book.book import Writing
from app.book.sql import insert_row
from app.commands.lookups import one_of
from app.domain.accounts import CONTROL_ROLES, Account, AccountType, Role
from app.domain.errors import Problem, refuse
from app.domain.kinds import SIDES
from app.domain.lifecycle import Rules

HOLDING = (AccountType.ASSET, AccountType.LIABILITY)


@dataclass(frozen=True, slots=True)
class Choice:
    """An account that was named for a role, and the field it was named in."""

    role: Role
    account: Account
    field: str


def choice(writing: Writing, role: str, text: str, field: str) -> Choice:
    """The account named for a role. Refused: invalid_value for no such role, not_found,
    account_is_header."""
    one_of(role, field, tuple(Role))
    account = store.find_account(writing, text, field)
    if account.is_header:
        raise refuse(
            "account_is_header",
            f"Account {account.code} {account.name} is a heading and takes no entries.",
            field,
            "Choose one of the accounts below it.",
        )
    return Choice(Role(role), account, field)


def fits(writing: Writing, rules: Rules, choices: Collection[Choice], mine: Choice) -> None:
    """What holds documents holds nothing else, or the documents would not add up to it: seen
    with everything else that is chosen at once. Refused: invalid_value."""
    account, name = mine.account, f"Account {mine.account.code} {mine.account.name}"
    chosen = rules.accounts | {one.role: one.account for one in choices}
    holds = mine.role in CONTROL_ROLES
    others = [
        role
        for role, taken in chosen.items()
        if taken == account and (role in CONTROL_ROLES) is not holds
    ]
    if others or (account.id in rules.held and not holds):
        task = others[0].replace("_", " ") if others else "open documents"
        raise _unfit(mine, f"{name} serves for {task} already.")
    if not holds or account.id in rules.control:
        return
    if account.type not in HOLDING:
        raise _unfit(mine, f"{name} is no account of what is owed: it counts as {account.type}.")
    if store.has_entries(writing, account.id):
        raise _unfit(mine, f"{name} holds entries that no documents add up to.")


def _unfit(mine: Choice, text: str) -> Exception:
    hint = "Choose an account that holds nothing else."
    if mine.role in CONTROL_ROLES:
        hint = "Choose an asset or liability account that holds nothing else, or create one."
    return refuse("invalid_value", text, mine.field, hint)


def change(writing: Writing, rules: Rules, accounts: dict[Role, Account]) -> None:
    """Gives the roles their accounts, and tells what stays on the former ones."""
    _warn_of_open(writing, rules, accounts)
    columns = schema.role_account.c
    for role, account in accounts.items():
        writing.connection.execute(
            update(schema.role_account).where(columns.role == role).values(account_id=account.id)
        )
    _remember_holders(writing, rules, accounts)


def _warn_of_open(writing: Writing, rules: Rules, accounts: dict[Role, Account]) -> None:
    """What is open stays where it was issued: worth knowing when an account is changed."""
    kinds = {side.open_credit: side.credit for side in SIDES.values()}
    kinds |= {side.control: side.claim for side in SIDES.values()}
    for role, account in accounts.items():
        was = rules.accounts[role]
        count = store.count_open(writing, kinds[role], was.id) if role in kinds else 0
        if count and account != was:
            what = f"{count} open {kinds[role].label}{'' if count == 1 else 's'}"
            verb = "stays" if count == 1 else "stay"
            text = (
                f"{what} {verb} on account {was.code} {was.name} until used; what is issued from"
                " now on goes to the new account."
            )
            writing.warnings.append(Problem("open_documents_stay", text, role.value, None))


def _remember_holders(writing: Writing, rules: Rules, accounts: dict[Role, Account]) -> None:
    """An account that held documents stays closed to other entries: some may still be open."""
    former = {rules.accounts[role].id for role in accounts if role in CONTROL_ROLES}
    if former <= rules.held:
        return
    table, held = schema.setting, json.dumps(sorted(rules.held | former))
    writing.connection.execute(delete(table).where(table.c.name == store.HELD))
    insert_row(writing.connection, table, name=store.HELD, value=held)
