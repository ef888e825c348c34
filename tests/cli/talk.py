"""One run of the protocol in this process: a line in, its answer out, and what always holds."""

import json
import re
from itertools import count
from typing import Any

from app.cli import encode
from app.cli.run import Runner
from app.domain.errors import CODES
from tests.builders import JAN_15, everything

SENTENCE = re.compile(r"[“A-Za-z0-9].{4,}[.!?]”?", re.DOTALL)


class Talk:
    """Words of Python become a line, `from_` the argument "from"; amounts stay what they are."""

    def __init__(self, book, today=JAN_15):
        self.book = book
        self._runner = Runner(book, lambda: today)

    def raw(self, line):
        """The answer to a line as it stands, as a reader of the output gets it."""
        answer: dict[str, Any] = json.loads(encode.line(self._runner.answer(line)))
        if not answer["ok"]:
            assert set(answer) == {"ok", "do", "problems"}
            assert answer["problems"], "a refusal says why"
            for problem in answer["problems"]:
                check(problem)
        else:
            assert set(answer) == {"ok", "do", "result"}
            assert isinstance(answer["result"], dict)
        return answer

    def say(self, do, **arguments: Any):
        """The answer, be it what it may."""
        return self.raw(json.dumps({"do": do, **named(arguments)}))

    def ok(self, do, **arguments: Any):
        """The result; a refusal fails the test."""
        answer = self.say(do, **arguments)
        assert answer["ok"], answer
        return answer["result"]

    def refused(self, do, **arguments: Any):
        """Code and field of every problem, sorted. Nothing whatever was stored."""
        return self.refused_line(json.dumps({"do": do, **named(arguments)}))

    def refused_line(self, line):
        before = everything(self.book)
        answer = self.raw(line)
        assert not answer["ok"], answer
        assert everything(self.book) == before
        return sorted(f"{one['code']} {one['field']}" for one in answer["problems"])


def named(arguments):
    return {name.rstrip("_"): value for name, value in arguments.items()}


def check(problem):
    """A problem has a listed code, a full sentence and a way out."""
    assert set(problem) == {"code", "field", "message", "hint"}
    assert problem["code"] in CODES
    for text in (problem["message"], problem["hint"]):
        assert isinstance(text, str)
        assert SENTENCE.fullmatch(text), text
        assert "Traceback" not in text


# A good line for many words, in a trading book.
REST: dict[str, dict[str, Any]] = {
    "customer.create": {"name": "Acme"},
    "book.describe": {},
    "invoice.create": {"customer": "$c", "amount": "1"},
    "bill.create": {"vendor": "$v", "amount": "1"},
    "credit_memo.create": {"customer": "$c", "reason": "return", "amount": "1"},
    "credit_memo.apply": {"credit_memo": "$m", "invoice": "$i"},
    "payment.receive": {"customer": "$c", "amount": "1"},
    "payment.pay": {"vendor": "$v", "bills": [{"bill": "$b"}]},
    "period.unlock": {},
    "report.aging": {},
    "credit_memo.refund": {"credit_memo": "$m2"},
    "tax.create": {"code": "T", "name": "T"},
    "rate.set": {"currency": "EUR", "date": "2026-01-01"},
    "period.lock": {},
    "credit_memo.list": {},
    "journal.list": {},
    "report.account": {"account": "1200"},
    "report.trial_balance": {},
}


def rest(do, argument):
    """A good line for the word, without the argument and without what would answer for it."""
    instead = {"lines": "amount", "to": "invoice"}
    out = (argument, instead.get(argument))
    return {name: value for name, value in REST[do].items() if name not in out}


def trade(talk):
    """A book with one of everything, under labels: customers c and c2, vendor v, invoices i, i2
    and the draft id, bills b and b2, credit memos m, m2 and the draft md, vendor credits vc, vc2,
    applications use and vuse, refunds back and vback, receipt rcp, payment pay, account acc
    (4200), heading 1999, tax VAT, a rate for EUR."""
    keys = count()

    def ok(do, **arguments: Any):
        """Each line has a key of its own: said again to a copy of the book, it only answers."""
        talk.ok(do, key=f"trade {next(keys)}", **arguments)

    ok("tax.create", code="VAT", name="VAT", rate="20")
    ok("rate.set", currency="EUR", date="2025-01-01", rate="1.25")
    ok("account.create", code="1999", name="Heading", type="asset", header=True)
    ok("account.create", code="4200", name="Discounts", type="income", as_="acc")
    for label, do, name in (("c", "customer", "Jones"), ("c2", "customer", "Smith")):
        ok(f"{do}.create", name=name, as_=label)
    ok("vendor.create", name="Volt", as_="v")
    for label, amount in (("i", "100"), ("i2", "70"), ("id", "5")):
        ok(
            "invoice.create",
            customer="$c",
            amount=amount,
            issue_date="2026-01-05",
            issue=label != "id",
            as_=label,
        )
    for label, amount in (("b", "80"), ("b2", "70")):
        ok("bill.create", vendor="$v", amount=amount, issue_date="2026-01-05", as_=label)
    for label in ("m", "m2", "md"):
        ok(
            "credit_memo.create",
            customer="$c",
            reason="return",
            amount="50",
            issue=label != "md",
            as_=label,
        )
    for label in ("vc", "vc2"):
        ok("vendor_credit.create", vendor="$v", amount="30", as_=label)
    ok("credit_memo.apply", credit_memo="$m2", invoice="$i2", amount="10", as_="use")
    ok("credit_memo.refund", credit_memo="$m2", amount="10", as_="back")
    ok("vendor_credit.apply", vendor_credit="$vc2", bill="$b2", amount="10", as_="vuse")
    ok("vendor_credit.refund", vendor_credit="$vc2", amount="10", as_="vback")
    ok("payment.receive", customer="$c", amount="10", as_="rcp")
    ok("payment.pay", vendor="$v", bills=[{"bill": "$b2", "amount": "5"}], as_="pay")
    return talk
