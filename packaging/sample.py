"""Writes the sample book's script, resources/sample/book.jsonl: `python packaging/sample.py`.

The story stands in packaging/sample/*.toml: the company, its customers and vendors, its orders and
purchases, and whatever becomes a credit. Monthly bills, tax returns, receipts and payments follow
from it here. Standard library only; the same story makes the same bytes.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "resources" / "sample" / "book.jsonl"
BASE = "USD"
LAST_PAYDAY = date(2026, 11, 24)

# What comes first on a day: nothing may be named before it is there.
SETUP, CLAIM, CREDIT, ACT, MONEY, NOTE, LOCK = range(7)

Facts = dict[str, Any]


@dataclass
class Document:
    """An invoice, a bill or a credit as far as its figures matter to what comes later."""

    label: str
    party: str
    currency: str
    on: date
    lines: list[Facts]
    total: Decimal
    taxed: Decimal = Decimal(0)  # sales tax in it
    due: date = date.min
    used: Decimal = Decimal(0)  # by credits, on whatever day; of a credit: by whatever
    credits: list[str] = field(default_factory=list)  # to go first when it is paid

    @property
    def rest(self) -> Decimal:
        """What credits leave of it."""
        return self.total - self.used


class Story:
    """Gathers the lines of the script in the order of their days."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._lines: list[tuple[date, int, int, Facts]] = []
        self._claims: dict[str, Document] = {}
        self._uses: dict[str, list[tuple[Document, Document, Decimal]]] = {}
        self._sales_tax: list[tuple[date, Decimal]] = []

    def tell(self) -> str:
        """The whole script, one line of JSON each."""
        self._set_up()
        for spec in [*self.facts["invoice"], *self._orders()]:
            self._claim("customer", "invoice", spec)
        for spec in [*self.facts["bill"], *self._monthly_bills()]:
            self._claim("vendor", "bill", spec)
        for spec in self.facts["credit"]:
            self._credit(spec)
        for spec in self.facts["overpaid"]:
            self._overpaid(spec)
        for spec in self._tax_returns():
            self._claim("vendor", "bill", spec)
        self._receive()
        self._pay()
        for spec in self.facts["extra"]:
            self._extra(**spec)
        lines = sorted(self._lines, key=lambda line: line[:3])
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for *_, line in lines)

    def _add(self, on: date, step: int, do: str, label: str | None = None, **rest: Any) -> None:
        line: Facts = {"do": do}
        if label:
            line["as"] = label
        line["on"] = on.isoformat()
        line |= {name: _plain(value) for name, value in rest.items() if value not in (None, [])}
        self._lines.append((on, step, len(self._lines), line))

    def _set_up(self) -> None:
        start = date(2026, 1, 1)
        book = self.facts
        self._add(start, SETUP, "book.describe", **book["business"])
        self._add(start, SETUP, "settings.update", **book["settings"])
        logo = b64encode((HERE / "sample" / "logo.svg").read_bytes()).decode()
        self._add(start, SETUP, "template.create", **book["template"], logo=logo)
        for account in book["account"]:
            self._add(start, SETUP, "account.create", **account)
        for code, tax in book["tax"].items():
            self._add(start, SETUP, "tax.create", code=code, **tax)
        rates = dict(book["rates"])
        for place, month in enumerate(rates.pop("months")):
            day = date(2026, int(month), 1)
            for currency, values in rates.items():
                self._add(day, SETUP, "rate.set", currency=currency, date=day, rate=values[place])
        for side in ("customer", "vendor"):
            for label, party in book[side].items():
                known = {name: party[name] for name in party if name in _PARTY}
                self._add(start, SETUP, f"{side}.create", label, **known)
        lock = dict(book["lock"])
        self._add(lock.pop("on"), LOCK, "period.lock", **lock)

    def _orders(self) -> list[Facts]:
        """Everyday invoices, numbered per customer."""
        made: list[Facts] = []
        for on, customer, text, *lines in self.facts["orders"]:
            place = 1 + sum(one["customer"] == customer for one in made)
            made.append(
                {
                    "as": f"{customer}-{place}",
                    "on": on,
                    "customer": customer,
                    "description": text,
                    "shipping": self.facts["customer"][customer]["freight"],
                    "lines": [line.split() for line in lines],
                }
            )
        return made

    def _monthly_bills(self) -> list[Facts]:
        made = []
        for spec in self.facts["monthly"]:
            for place, amount in enumerate(spec["amounts"]):
                if Decimal(amount) == 0:
                    continue
                on = date(2026, place + 1, spec["day"])
                words = {"month": f"{on:%m}", "name": f"{on:%B %Y}"}
                text = spec["description"].format(**words)
                made.append(
                    {
                        "as": f"{spec['vendor']}-{on:%m}",
                        "on": on,
                        "due": on + timedelta(days=spec["days_to_pay"]),
                        "vendor": spec["vendor"],
                        "vendor_reference": spec["reference"].format(**words),
                        "lines": [
                            {
                                "description": text,
                                "unit_price": amount,
                                "account": spec["account"],
                            }
                        ],
                    }
                )
        return made

    def _tax_returns(self) -> list[Facts]:
        """What was collected as sales tax in a quarter, less what credits gave back."""
        made = []
        for quarter in (1, 2, 3):
            last_month = 3 * quarter
            months = range(last_month - 2, last_month + 1)
            amount = sum(tax for on, tax in self._sales_tax if on.month in months)
            made.append(
                {
                    "as": f"sales-tax-{quarter}",
                    "on": _business_day(date(2026, last_month + 1, 13)),
                    "due": date(2026, last_month + 1, 20),
                    "vendor": "comptroller",
                    "vendor_reference": f"2026-Q{quarter}",
                    "lines": [
                        {
                            "description": f"Sales tax collected, quarter {quarter} of 2026",
                            "unit_price": str(amount),
                            "account": "2100",
                        }
                    ],
                }
            )
        return made

    def _claim(self, side: str, kind: str, spec: Facts) -> None:
        party = self.facts[side][spec[side]]
        lines = [self._line(line, party) for line in spec["lines"]]
        made = self._document(spec, side, lines)
        made.due = spec.get("due") or spec["on"] + timedelta(days=30)
        self._claims[made.label] = made
        self._sales_tax.append((made.on, made.taxed))
        rest = {name: spec.get(name) for name in ("description", "internal_notes")}
        if spec.get("shipping", "0") != "0":
            rest["shipping"] = spec["shipping"]
        self._add(
            made.on,
            CLAIM,
            f"{kind}.create",
            made.label,
            **{side: f"${made.party}"},
            due_date=spec.get("due"),
            vendor_reference=spec.get("vendor_reference"),
            lines=lines,
            **rest,
        )

    def _line(self, line: Any, party: Facts) -> Facts:
        """A line as the protocol wants it, from [product, quantity, price] or spelled out."""
        if isinstance(line, dict):
            made = {"quantity": "1", "tax": party.get("tax", ""), **line}
        else:
            product = self.facts["product"][line[0]]
            price = line[2] if len(line) > 2 else product["price"][party.get("currency", BASE)]
            made = {
                "description": product["name"],
                "quantity": line[1],
                "unit_price": price,
                "product": line[0],
                "tax": party["tax"],
            }
            made |= {name: product[name] for name in ("unit", "account") if name in product}
        return {name: value for name, value in made.items() if value != ""}

    def _document(self, spec: Facts, side: str, lines: list[Facts]) -> Document:
        currency = self.facts[side][spec[side]].get("currency", BASE)
        bases: dict[str, Decimal] = {}
        total = Decimal(spec.get("shipping", 0)) - Decimal(spec.get("restocking_fee", 0))
        for line in lines:
            price = _round(Decimal(line["quantity"]) * Decimal(line["unit_price"]), currency)
            total += price
            if "tax" in line:
                bases[line["tax"]] = bases.get(line["tax"], Decimal(0)) + price
        taxes = {
            code: _round(base * Decimal(self.facts["tax"][code]["rate"]) / 100, currency)
            for code, base in bases.items()
        }
        label, total = spec["as"], total + sum(taxes.values())
        taxed = taxes.get("TX", Decimal(0))
        return Document(label, spec[side], currency, spec["on"], lines, total, taxed)

    def _credit(self, spec: Facts) -> None:
        side = "customer" if "customer" in spec else "vendor"
        kind, claim = _WORDS[side]
        linked = self._claims[spec[claim]] if claim in spec else None
        lines = [self._credit_line(line, side, spec, linked) for line in spec["lines"]]
        made = self._document(spec, side, lines)
        skipped = {"as", "on", "lines", "acts", "draft", "pays", side, claim}
        self._add(
            made.on,
            CREDIT,
            f"{kind}.create",
            made.label,
            **{side: f"${made.party}"},
            **({claim: f"${linked.label}"} if linked else {}),
            **{name: value for name, value in spec.items() if name not in skipped},
            lines=lines,
            issue=not spec.get("draft", False),
        )
        if not spec.get("draft"):
            self._sales_tax.append((made.on, -made.taxed))
        if "pays" in spec:
            self._claims[spec["pays"]].credits.append(made.label)
        for act in spec.get("acts", ()):
            self._act(kind, claim, made, f"${made.label}", act)

    def _credit_line(self, line: Facts, side: str, spec: Facts, linked: Document | None) -> Facts:
        if "of" not in line or linked is None:
            return self._line(line, self.facts[side][spec[side]])
        kept = {name: v for name, v in linked.lines[line["of"]].items() if name != "account"}
        own = {name: value for name, value in line.items() if name != "of"}
        claim = _WORDS[side][1]
        return {f"{claim}_line": f"${linked.label}.lines.{line['of']}.id", **kept, **own}

    def _act(self, kind: str, claim: str, credit: Document, name: str, act: Facts) -> None:
        do, on = act["do"], act["on"]
        rest = {k: v for k, v in act.items() if k not in ("do", "on", "as", "to", "undated")}
        if do == "apply":
            rest["to"] = self._apply(claim, credit, act)
            rest["date"] = None if act.get("undated") else on
        if do == "unapply":
            for one, target, amount in self._uses[act["application"]]:
                one.used -= amount
                target.used -= amount
        if do == "refund":
            credit.used += Decimal(act.get("amount", credit.rest))
        if do == "void_refund":
            credit.used = Decimal(0)
        if do == "void":
            self._sales_tax.append((on, credit.taxed))
        for word in ("application", "refund"):
            if word in rest:
                rest[word] = f"${rest[word]}"
        subject = {} if do in ("unapply", "void_refund") else {kind: name}
        self._add(on, ACT, f"{kind}.{do}", act.get("as"), **subject, **rest)

    def _apply(self, claim: str, credit: Document, act: Facts) -> list[Facts]:
        targets = []
        for label, *amount in act["to"]:
            target = self._claims[label]
            used = Decimal(amount[0]) if amount else min(credit.rest, target.rest)
            credit.used += used
            target.used += used
            self._uses.setdefault(act.get("as", ""), []).append((credit, target, used))
            targets.append({claim: f"${label}"} | ({"amount": amount[0]} if amount else {}))
        return targets

    def _overpaid(self, spec: Facts) -> None:
        """The receipt brings the credit memo about; a note is added, then it is used."""
        claim = self._claims[spec["invoice"]]
        left = Decimal(spec["received"]) - claim.rest
        credit = Document(claim.label, claim.party, claim.currency, spec["on"], [], left)
        name = f"$receipt-{claim.label}.credit_memo"
        notes = {key: spec[key] for key in ("description", "internal_notes")}
        self._add(spec["on"], NOTE, "credit_memo.update", credit_memo=name, **notes)
        for act in spec["acts"]:
            self._act("credit_memo", "invoice", credit, name, act)

    def _receive(self) -> None:
        """Invoices are paid after the customer's usual time, several at once where it falls so."""
        specs = {spec["as"]: spec for spec in self.facts["invoice"]}
        over = {spec["invoice"]: spec["received"] for spec in self.facts["overpaid"]}
        days: dict[tuple[date, str], list[tuple[Document, Decimal]]] = {}
        habits = self.facts["habits"]
        for place, claim in enumerate(self._of("customer")):
            spec, party = specs.get(claim.label, {}), self.facts["customer"][claim.party]
            usual = claim.on + timedelta(days=party["pays"] + habits[place % len(habits)])
            on = spec.get("paid") or _business_day(spec.get("due", usual))
            amount = min(claim.rest, Decimal(spec.get("part", claim.rest)))
            paid = on <= LAST_PAYDAY and claim.label not in self.facts["unpaid"]
            if amount and paid:
                days.setdefault((on, claim.party), []).append((claim, amount))
        for (on, party_label), claims in sorted(days.items(), key=lambda item: item[0]):
            first = claims[0][0].label
            total = sum(amount for _, amount in claims)
            self._add(
                on,
                MONEY,
                "payment.receive",
                f"receipt-{first}",
                customer=f"${party_label}",
                amount=over.get(first, str(total)),
                invoices=[{"invoice": f"${c.label}", "amount": str(a)} for c, a in claims],
            )

    def _pay(self) -> None:
        """Bills are paid when they are due; the credits named for one go first."""
        for claim in self._of("vendor"):
            on = _business_day(claim.due - timedelta(days=1))
            if claim.rest and on <= LAST_PAYDAY:
                self._add(
                    on,
                    MONEY,
                    "payment.pay",
                    vendor=f"${claim.party}",
                    bills=[{"bill": f"${claim.label}", "amount": str(claim.rest)}],
                    vendor_credits=[f"${label}" for label in claim.credits],
                )

    def _extra(self, *, step: str, on: date, do: str, **rest: Any) -> None:
        """A line that stands in the story as it is."""
        self._add(on, _STEPS[step], do, rest.pop("as", None), **rest)

    def _of(self, side: str) -> list[Document]:
        return [one for one in self._claims.values() if one.party in self.facts[side]]


_STEPS = {"act": ACT, "money": MONEY, "note": NOTE}
_PARTY = {"name", "legal_name", "email", "phone", "address", "currency"}
_PARTY |= {"tax_id", "registration_id", "language"}
_WORDS = {"customer": ("credit_memo", "invoice"), "vendor": ("vendor_credit", "bill")}


def _round(amount: Decimal, currency: str) -> Decimal:
    places = Decimal(1) if currency == "JPY" else Decimal("0.01")
    return amount.quantize(places, rounding=ROUND_HALF_UP)


def _business_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def main() -> None:
    """Read the story, write the script."""
    parser = argparse.ArgumentParser(description="Write the sample book's script.")
    parser.add_argument("--out", type=Path, default=OUT, help="another place for it")
    out: Path = parser.parse_args().out
    facts: Facts = {}
    for path in sorted((HERE / "sample").glob("*.toml")):
        facts |= tomllib.loads(path.read_text(encoding="utf-8"))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(Story(facts).tell(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
