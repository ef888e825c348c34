"""Acts without an end: `python -m tests.book.endless BOOK`; each is told once it is answered.

A line a act: what was done and the ids that must be found in the book afterwards.
"""

import itertools
import json
import sys
from pathlib import Path

from app.book import upgrade
from app.commands import credits
from app.domain.kinds import CUSTOMER
from tests.builders import JAN_15, a_credit, a_customer, an_invoice, apply, clock


def main() -> None:
    book = upgrade.open_book(Path(sys.argv[1]), clock)

    def tell(*answer: str) -> None:
        print(json.dumps(answer), flush=True)  # noqa: T201 the parent reads these lines

    customer = a_customer(book)
    tell("ready")
    for n in itertools.count():
        credit = a_credit(book, customer, description=f"credit {n}")
        tell("credit", credit)
        invoice = an_invoice(book, customer)
        tell("invoice", invoice)
        use = apply(book, credit, invoice, "40").made[0]
        tell("use", use)
        refund = book.do(JAN_15, credits.refund, CUSTOMER, credit=credit, amount="5").made[0]
        tell("use", refund)
        if n % 2:
            book.do(JAN_15, credits.unapply, CUSTOMER, application=use)
            tell("taken back", use)


if __name__ == "__main__":
    main()
