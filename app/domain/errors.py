"""Three ways to fail: Refused (the user can mend it), Unavailable (the machine), Bug (us)."""

from dataclasses import dataclass, replace
from typing import Final, TypeVar, cast

T = TypeVar("T")

# Every code a problem may carry, with its class for readers who think in HTTP: 200 done, but
# worth knowing, 400 malformed, 403 not allowed, 404 not found, 409 state conflict, 422 rule
# broken.
CODES: Final[dict[str, int]] = {
    "malformed": 400,
    "unknown_command": 400,
    "unknown_argument": 400,
    "required": 400,
    "invalid_date": 400,
    "invalid_number": 400,
    "invalid_value": 400,
    "too_many_decimals": 400,
    "too_long": 400,
    "unknown_currency": 400,
    "not_found": 404,
    "not_issued": 409,
    "already_issued": 409,
    "immutable_after_issue": 409,
    "not_draft": 409,
    "nothing_remaining": 409,
    "already_reversed": 409,
    "has_applications": 409,
    "is_void": 409,
    "is_expired": 409,
    "stale_revision": 409,
    "idempotency_key_mismatch": 409,
    "target_not_open": 409,
    "already_exists": 409,
    "not_expired": 409,
    "kept_out": 409,
    "amount_not_positive": 422,
    "invalid_reason": 422,
    "amount_lines_mismatch": 422,
    "amount_mismatch": 422,
    "allocation_not_equal": 422,
    "party_mismatch": 422,
    "currency_mismatch": 422,
    "same_sign_target": 422,
    "amount_exceeds_credit_remaining": 422,
    "amount_exceeds_invoice_due": 422,
    "amount_exceeds_bill_due": 422,
    "exceeds_refundable": 422,
    "expires_in_past": 422,
    "reason_required": 422,
    "date_before_document": 422,
    "period_closed": 422,
    "account_is_header": 422,
    "control_account": 422,
    "gl_imbalance": 422,
    "over_credit": 422,
    "price_above_original": 422,
    "duplicate_vendor_reference": 422,
    "rate_missing": 422,
    "reopens_target": 200,
    "open_documents_stay": 200,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, a sentence, the field, the way out."""

    code: str
    message: str
    field: str | None = None
    hint: str | None = None

    def at(self, field: str) -> "Problem":
        """The same problem, told of another field (a line of a list, say)."""
        return replace(self, field=field)


class Refused(Exception):
    """The user can put this right; nothing was written. Carries all problems found at once."""

    def __init__(self, *problems: Problem) -> None:
        must(bool(problems), "a refusal says why")
        for problem in problems:
            must(problem.code in CODES, f"{problem.code} is a listed code")
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class Unavailable(Exception):
    """The machine cannot do it now: a file, a lock, a disk. Says what to do in `hint`."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Bug(Exception):
    """Avoir itself is wrong. The transaction is gone; the crash dialog shows the rest."""


def must(fact: bool, text: str) -> None:
    """An invariant that `python -O` cannot remove. Raises Bug when it does not hold."""
    if not fact:
        raise Bug(text)


def present(value: T | None, text: str) -> T:
    """The value, which must be there. Raises Bug when it is not."""
    must(value is not None, text)
    return cast("T", value)


def refuse(code: str, message: str, field: str | None = None, hint: str | None = None) -> Refused:
    """A refusal with a single problem, ready to raise."""
    return Refused(Problem(code, message, field, hint))
