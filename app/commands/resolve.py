"""Looks up what a draft names: party, reason, dates, rate; every problem is gathered."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.book import store
from app.book.book import Writing
from app.commands.contents import Contents, contents_of
from app.commands.inputs import KEEP, ClaimDraft, CreditDraft, Findings, clean, needed
from app.commands.lookups import (
    after_days,
    default_account,
    given,
    listed_reason,
    rate_of,
    reason_of,
)
from app.domain.accounts import Account
from app.domain.document import Document
from app.domain.errors import present, refuse
from app.domain.kinds import Kind, Side, Stage, side_of
from app.domain.lifecycle import Rules
from app.domain.money import exponent

AnyDraft = ClaimDraft | CreditDraft


@dataclass(frozen=True, slots=True)
class Resolved:
    """A draft with everything it names looked up: the columns of its row, and its contents."""

    kind: Kind
    values: dict[str, Any]
    contents: Contents


@dataclass(slots=True)
class _Found:
    """What the head of a draft named, as far as it could be found."""

    values: dict[str, Any] = field(default_factory=dict)
    party_currency: str | None = None
    claim: Document | None = None


def resolve(writing: Writing, kind: Kind, draft: AnyDraft, rules: Rules) -> Resolved:
    """Refused with every problem of the form at once."""
    return _Resolver(writing, kind, draft, rules).resolve()


class _Resolver:
    """One draft on its way to a stored document."""

    def __init__(self, writing: Writing, kind: Kind, draft: AnyDraft, rules: Rules) -> None:
        self._writing, self._kind, self._draft, self._rules = writing, kind, draft, rules
        self._side: Side = side_of(kind)
        self._findings = Findings()
        self._found = _Found()
        self._values = self._found.values

    def resolve(self) -> Resolved:
        self._party()
        self._texts()
        self._dates()
        if isinstance(self._draft, CreditDraft):
            self._credit(self._draft)
        self._currency_and_rate()
        fallback, contents = self._fallback(), None
        if "currency" in self._values:
            with self._findings.gather():
                contents = contents_of(
                    self._writing,
                    self._rules,
                    self._draft,
                    self._side,
                    self._values,
                    fallback,
                )
        self._findings.settle()
        found = present(contents, "contents without problems")
        field = "lines" if given(self._draft.lines) else "amount"
        self._values |= found.totals(self._values["fx_rate"], self._rules.currency, field)
        return Resolved(self._kind, self._values, found)

    def _party(self) -> None:
        with self._findings.gather():
            text = needed(given(self._draft.party), "party", f"The {self._side.name}")
            row = store.find_party(self._writing, text, self._side)
            self._values["party_id"] = row.id
            self._found.party_currency = row.currency

    def _texts(self) -> None:
        for name in ("description", "internal_notes", "vendor_reference", "reason_note"):
            with self._findings.gather():
                text = given(getattr(self._draft, name, None))
                self._values[name] = clean(text, name, is_name=name == "vendor_reference")

    def _dates(self) -> None:
        issued = self._issue_date()
        self._values["issue_date"] = issued.isoformat()
        self._values["due_date"] = None
        if isinstance(self._draft, ClaimDraft):
            days = int(self._rules.settings.get("days_to_pay") or 0)
            due = given(self._draft.due_date) or after_days(issued, days, "due_date")
            self._values["due_date"] = due.isoformat()

    def _issue_date(self) -> date:
        return given(self._draft.issue_date) or self._writing.today

    def _credit(self, draft: CreditDraft) -> None:
        values = self._values
        for name in ("source_type", "source_id", "reason"):
            with self._findings.gather():
                values[name] = self._why(name, given(getattr(draft, name)))
        values["exclude_from_auto_apply"] = int(bool(given(draft.exclude_from_auto_apply)))
        with self._findings.gather():
            last = self._expiry(draft)
            values["expires_at"] = last.isoformat() if last else None
        values["claim_id"] = None
        with self._findings.gather():
            self._found.claim = self._claim(given(draft.claim))
            values["claim_id"] = self._found.claim.id if self._found.claim else None

    def _why(self, name: str, text: str | None) -> str | None:
        """What the credit says of where it comes from; one field names a reason of the list."""
        if name == self._side.reasons.field:
            return listed_reason(self._side, text)
        return clean(text, name, is_name=name != self._side.reasons.note)

    def _expiry(self, draft: CreditDraft) -> date | None:
        """Its own date or days, else the book's days for this side; the customer's own money
        gets no default (domain.md 4.3)."""
        issued, days = self._issue_date(), given(draft.expires_in_days)
        if days is not None:
            return after_days(issued, days, "expires_in_days")
        if draft.expires_at is not KEEP or draft.expires_in_days is not KEEP:
            last: date | None = given(draft.expires_at)
            return last
        reason = reason_of(self._kind, self._values)
        usual = self._rules.settings.get(f"expiry_days_{self._side.name}")
        if usual is None or (reason and reason.own_money):
            return None
        return after_days(issued, int(usual), "expires_at")

    def _claim(self, text: str | None) -> Document | None:
        if not text:
            return None
        kinds, currency = {self._side.claim}, self._rules.currency
        claim = store.find_document(self._writing, text, kinds, "claim", currency)
        if claim.party_id != self._values.get("party_id", claim.party_id):
            raise refuse(
                "party_mismatch",
                f"{claim.name} belongs to {claim.party_name}.",
                "claim",
                f"Choose {claim.kind.one} of the same {self._side.name}.",
            )
        if claim.stage is Stage.DRAFT:
            raise refuse(
                "target_not_open",
                f"The {claim.kind.label} is still a draft; it may yet change or go.",
                "claim",
                "Issue it first.",
            )
        return claim

    def _currency_and_rate(self) -> None:
        claim = self._found.claim
        named = given(self._draft.currency) or (claim.currency if claim else None)
        with self._findings.gather():
            currency = named or self._found.party_currency or self._rules.currency
            exponent(currency)
            self._values["currency"] = currency
        if "currency" in self._values:
            with self._findings.gather():
                self._values["fx_rate"] = self._rate(self._values["currency"])

    def _rate(self, currency: str) -> int:
        """As entered, else the linked claim's, else the day's (domain.md 4.4)."""
        claim, text = self._found.claim, given(self._draft.fx_rate)
        own = self._rules.currency
        if claim and not text and claim.currency == currency != own:
            return claim.fx_rate
        return rate_of(self._writing, text, currency, self._issue_date(), own)

    def _fallback(self) -> Account:
        """Where lines go that name no account: the credit's own account, else the reason's."""
        self._values["account_id"] = None
        if isinstance(self._draft, CreditDraft) and (code := given(self._draft.gl_account)):
            with self._findings.gather():
                account = store.find_account(self._writing, code, "gl_account")
                self._values["account_id"] = account.id
                return account
        return default_account(self._kind, self._values, self._rules)
