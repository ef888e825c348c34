"""Guards: each looks at an act and says what is wrong with it, in a sentence with the way out."""

from collections.abc import Iterable

from app.domain.accounts import Account
from app.domain.document import Document, DocumentLine, amount_text
from app.domain.errors import Problem
from app.domain.kinds import CREDITS, Stage
from app.domain.lifecycle import Act
from app.domain.rates import PRICE_PLACES, QUANTITY_PLACES, format_scaled


def has_value(act: Act) -> Problem | None:
    """A document is issued for more than nothing."""
    if act.document.total.minor > 0:
        return None
    return Problem(
        "amount_not_positive",
        f"The total is {amount_text(act.document.total)}; it must be more than zero.",
        "amount",
        "Enter an amount, or lines that add up to more than the restocking fee.",
    )


def issue_date_open(act: Act) -> Problem | None:
    return act.rules.lock.problem(act.on, "issue_date")


def date_open(act: Act) -> Problem | None:
    return act.rules.lock.problem(act.on, act.date_field)


def expiry_ahead(act: Act) -> Problem | None:
    """A credit is not issued already lapsed: its last day may be today at the earliest."""
    last = act.document.expires_at
    if last is None or last >= max(act.today, act.document.issue_date):
        return None
    return Problem(
        "expires_in_past",
        f"The expiry date {last} has passed already.",
        "expires_at",
        "Choose a later date, or none.",
    )


def accounts_take_entries(act: Act) -> Iterable[Problem]:
    """Heading accounts group others; control accounts hold what documents add up to. Nobody
    chooses either as the place where an amount goes."""
    control = act.rules.control
    figures = act.figures
    named: list[tuple[Account | None, str]] = [(act.account, "account")]
    if figures:
        named += [(line.account, f"lines.{n}.account") for n, line in enumerate(figures.lines)]
        named += [(tax.tax.account, "tax") for tax in figures.taxes]
    for account, field in named:
        if account and account.is_header:
            yield Problem(
                "account_is_header",
                f"Account {account.code} {account.name} is a heading and takes no entries.",
                field,
                "Choose one of the accounts below it.",
            )
        elif account and account.id in control:
            yield Problem(
                "control_account",
                f"Account {account.code} {account.name} holds what documents add up to.",
                field,
                "Choose another account; documents move this one by themselves.",
            )


def something_left(act: Act) -> Problem | None:
    if act.document.remaining.minor > 0:
        return None
    text = f"Nothing is left on {act.document.name}."
    return Problem("nothing_remaining", text, None, "Choose a credit with something left.")


def not_past_expiry(act: Act) -> Problem | None:
    """The last day counts in full; the day after, the credit only waits for its run."""
    last = act.document.expires_at
    if last is None or act.today <= last:
        return None
    return Problem(
        "is_expired",
        f"{act.document.name} was valid until {last}.",
        None,
        "Extend its expiry date if it should still count.",
    )


def expiry_reached(act: Act) -> Problem | None:
    """Nothing lapses on its last day, which counts in full."""
    last = act.document.expires_at
    if last is not None and act.today > last:
        return None
    until = f"is valid until {last}" if last else "never lapses"
    return Problem("not_expired", f"{act.document.name} {until}.", None, "Nothing is to be done.")


def lapsed_in_part(act: Act) -> Problem | None:
    """Something of it lapsed, though a part that was taken back since is open again."""
    if act.document.expired:
        return None
    text = f"Nothing of {act.document.name} has expired."
    return Problem("not_expired", text, None, "It can be used as it is.")


def within_refundable(act: Act) -> Problem | None:
    """A card takes back no more than it paid."""
    most = act.refundable
    if most is None or act.amount <= most:
        return None
    return Problem(
        "exceeds_refundable",
        f"Only {amount_text(most)} can go back this way: no more was paid by it.",
        "amount",
        f"Enter {most} or less, and refund the rest by other means.",
    )


def surplus_untouched(act: Act) -> Problem | None:
    """What a receipt left over is a credit; the receipt goes only while that is whole."""
    surplus = act.target
    if surplus is None or (surplus.stage is Stage.ISSUED and not surplus.used.minor):
        return None
    if surplus.used.minor:
        text = f"{amount_text(surplus.used)} of {surplus.name}, which was left over, is in use."
        return Problem("has_applications", text, None, "Take that back first, then void it.")
    text = f"{surplus.name}, which was left over, has expired."
    return Problem("is_expired", text, None, "Reinstate it first, then void the receipt.")


def reopens_target(act: Act) -> Problem | None:
    """Taking a credit back from what it had settled in full leaves that open again."""
    target = act.target
    if target is None or target.remaining.minor or target.stage is not Stage.ISSUED:
        return None
    text = f"The {target.kind.label} {target.name} was settled in full and is open again."
    return Problem("reopens_target", text, None, "Ask for payment, or settle it otherwise.")


def untouched(act: Act) -> Problem | None:
    """Nothing of it is in use."""
    if act.document.used.minor == 0:
        return None
    name = act.document.name
    if act.document.kind in CREDITS:
        text = f"{amount_text(act.document.used)} of {name} is in use."
    else:
        text = f"{amount_text(act.document.used)} has been applied or paid on {name}."
    return Problem("has_applications", text, None, "Take that back first, then void it.")


def never_numbered(act: Act) -> Problem | None:
    """A number once given is never given back."""
    if act.document.number is None:
        return None
    return Problem("not_draft", f"{act.document.name} has a number.", None, "Void it instead.")


def same_revision(act: Act) -> Problem | None:
    """Nobody else changed the document since the asker saw it."""
    if act.revision is None or act.revision == act.document.revision:
        return None
    return Problem(
        "stale_revision",
        f"{act.document.name[0].upper()}{act.document.name[1:]} was changed since you opened it.",
        "revision",
        "Open it again and repeat your change.",
    )


def reason_given(act: Act) -> Problem | None:
    if act.reason and act.reason.strip():
        return None
    return Problem("reason_required", "A reason is needed.", "reason", "Say why in a few words.")


def target_is_claim(act: Act) -> Problem | None:
    """A credit is used on what is owed, never on another credit."""
    target = act.target
    if target is None or target.kind in act.document.side.targets:
        return None
    claim = act.document.side.claim
    return Problem(
        "same_sign_target",
        f"{target.name} is {target.kind.one}; a credit is applied to {claim.one}.",
        claim.value,
        f"Choose {claim.one}.",
    )


def same_party(act: Act) -> Problem | None:
    target, document = act.target, act.document
    if target is None or target.party_id == document.party_id:
        return None
    return Problem(
        "party_mismatch",
        f"{target.name} belongs to {target.party_name}, {document.name} to {document.party_name}.",
        _field_of(target),
        f"Choose {document.side.claim.one} of {document.party_name}.",
    )


def same_currency(act: Act) -> Problem | None:
    target, document = act.target, act.document
    if target is None or target.currency == document.currency:
        return None
    return Problem(
        "currency_mismatch",
        f"{document.name} is in {document.currency}, {target.name} in {target.currency}.",
        _field_of(target),
        f"Choose {document.side.claim.one} in {document.currency}.",
    )


def target_open(act: Act) -> Problem | None:
    """Each state of the target has its own sentence."""
    target = act.target
    if target is None or (target.stage is Stage.ISSUED and target.remaining.minor > 0):
        return None
    state = {Stage.DRAFT: "is still a draft", Stage.VOID: "is void"}.get(target.stage, "is paid")
    name = f"{target.kind.label} {target.number}" if target.number else target.kind.label
    hint = "Issue it first." if target.stage is Stage.DRAFT else "Choose one that is open."
    return Problem("target_not_open", f"The {name} {state}.", target.kind.value, hint)


def _field_of(target: Document) -> str:
    """What a target is called where it was named: another credit stands in an invoice's place."""
    return target.side.claim.value if target.kind in CREDITS else target.kind.value


def positive(act: Act) -> Problem | None:
    if act.amount.minor > 0:
        return None
    return Problem(
        "amount_not_positive",
        "The amount must be more than zero.",
        "amount",
        "Enter what to use; signs are not needed.",
    )


def fits_credit(act: Act) -> Problem | None:
    left = act.document.remaining
    if act.amount <= left:
        return None
    text = f"Only {amount_text(left)} is left on {act.document.name}."
    return Problem("amount_exceeds_credit_remaining", text, "amount", f"Enter {left} or less.")


def fits_target(act: Act) -> Problem | None:
    target = act.target
    if target is None or act.amount <= target.remaining:
        return None
    left = target.remaining
    text = f"Only {amount_text(left)} is due on {target.name}."
    return Problem(act.document.side.exceeds_due, text, "amount", f"Enter {left} or less.")


def not_before_documents(act: Act) -> Problem | None:
    """An act is never dated before the documents it joins, nor before what it takes back."""
    dates = [act.document.issue_date]
    dates += [act.target.issue_date] if act.target else []
    dates += [act.acted_on] if act.acted_on else []
    latest = max(dates)
    if act.on >= latest:
        return None
    return Problem(
        "date_before_document",
        f"{act.on} lies before {latest}, the date of what it belongs to.",
        act.date_field,
        f"Use {latest} or later.",
    )


def not_reversed(act: Act) -> Problem | None:
    if not act.reversed_already:
        return None
    return Problem(
        "already_reversed", "This has been taken back already.", None, "Nothing is left to do."
    )


def not_over_credited(act: Act) -> Iterable[Problem]:
    """No more of a line is credited than was sold (setting over_credit: block)."""
    return _over_credited(act) if act.rules.settings.get("over_credit") == "block" else ()


def not_dearer(act: Act) -> Iterable[Problem]:
    """No unit is credited above the price it was sold at (setting over_credit: block)."""
    return _dearer(act) if act.rules.settings.get("over_credit") == "block" else ()


def more_than_sold(act: Act) -> Iterable[Problem]:
    """What the two above would refuse, told and let pass (setting over_credit: warn)."""
    if act.rules.settings.get("over_credit") == "warn":
        yield from _over_credited(act)
        yield from _dearer(act)


def _over_credited(act: Act) -> Iterable[Problem]:
    for n, line in _linked(act):
        sold = next(row for row in act.sold if row.line_id == line.claim_line_id)
        asked = sum(
            other.quantity for _, other in _linked(act) if other.claim_line_id == sold.line_id
        )
        if sold.credited + asked > sold.quantity:
            left = format_scaled(max(sold.quantity - sold.credited, 0), QUANTITY_PLACES)
            yield Problem(
                "over_credit",
                f"Only {left} of “{sold.description}” is left to credit.",
                f"lines.{n}.quantity",
                f"Enter {left} or less.",
            )


def _dearer(act: Act) -> Iterable[Problem]:
    for n, line in _linked(act):
        sold = next(row for row in act.sold if row.line_id == line.claim_line_id)
        if line.unit_price > sold.unit_price:
            price = format_scaled(sold.unit_price, PRICE_PLACES)
            yield Problem(
                "price_above_original",
                f"“{sold.description}” was priced at {price}.",
                f"lines.{n}.unit_price",
                f"Enter {price} or less.",
            )


def _linked(act: Act) -> list[tuple[int, DocumentLine]]:
    lines = enumerate(act.figures.lines if act.figures else ())
    return [(n, line) for n, line in lines if line.claim_line_id is not None]
