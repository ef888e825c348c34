"""Reports to print in tests: an ordinary one of every shape, and one in which every text tries
something."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from app.domain.money import Money, total
from app.domain.report import Cell, Holds, Rank, Report, ReportColumn, ReportRow
from app.paper.report import render
from tests.paper.pdf import Pdf
from tests.paper.sheets import GOODS, LONG, SELLER

MADE: Final = date(2026, 11, 21)
CODE = ReportColumn("account", "Account")
NAME = ReportColumn("name", "Name")
DEBIT = ReportColumn("debit", "Debit", Holds.AMOUNT)
CREDIT = ReportColumn("credit", "Credit", Holds.AMOUNT)
DATE = ReportColumn("date", "Date", Holds.DATE)
NUMBER = ReportColumn("number", "Number")
PARTY = ReportColumn("party", "Customer")
TEXT = ReportColumn("text", "Description")
BALANCE = ReportColumn("balance", "Balance", Holds.AMOUNT)
TOTAL = ReportColumn("total", "Total", Holds.AMOUNT)
AGES = ("Not due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days", "Unapplied")
BUCKETS = tuple(
    ReportColumn(f"age_{place}", title, Holds.AMOUNT) for place, title in enumerate(AGES)
)


def a_report(columns: tuple[ReportColumn, ...], *rows: ReportRow, **facts: Any) -> Report:
    """A report with these columns and rows."""
    wanted: dict[str, Any] = {
        "name": "a_report",
        "title": "Trial balance",
        "about": (("As of", "2026-03-31"), ("Currency", "USD")),
        "business": SELLER.name,
        "columns": columns,
        "rows": rows,
    } | facts
    return Report(**wanted)


def row(*cells: Cell, rank: Rank = Rank.ROW) -> ReportRow:
    """A row that leads nowhere."""
    return ReportRow("", cells, rank)


def usd(minor: int) -> Money:
    """Cents."""
    return Money(minor, "USD")


def drawn(*pages: Report, paper: str = "A4") -> bytes:
    """A report as PDF bytes."""
    return render(pages, paper, made_on=MADE)


def read(*pages: Report, paper: str = "A4") -> Pdf:
    """A report as its reader sees it."""
    return Pdf(drawn(*pages, paper=paper))


def trial_balance(accounts: int = 12, **facts: Any) -> Report:
    """So many accounts, debit and credit alike, and their total."""
    rows = []
    for place in range(accounts):
        amount = usd(123456 + 7919 * (place // 2) ** 2)
        debit, credit = (None, amount) if place % 2 else (amount, None)
        name = (*GOODS, "Accounts receivable", "Bank")[place % 7]
        rows.append(row(str(1000 + 10 * place), name, debit, credit))
    sums = [total((c for r in rows if isinstance(c := r.cells[n], Money)), "USD") for n in (2, 3)]
    closing = row("", "Total", *sums, rank=Rank.TOTAL)
    return a_report((CODE, NAME, DEBIT, CREDIT), *rows, closing, **facts)


def register(entries: int = 30, **facts: Any) -> Report:
    """An account's entries with a running balance."""
    balance = 250000
    rows = [row(None, None, None, "Opening balance", None, None, usd(balance))]
    for place in range(entries):
        amount = 1999 + 977 * (place % 23)
        up = place % 3 != 2
        balance += amount if up else -amount
        on = date(2026, 1, 1) + timedelta(days=place // 4)
        both = (usd(amount), None) if up else (None, usd(amount))
        name = ("Acme Ltd", "Brown & Daughters Interiors", "Zażółć Gęślą Sp. z o.o.")[place % 3]
        text = ("Invoice", "Receipt by bank transfer, thank you", "Credit memo: broken")[place % 3]
        rows.append(row(on, f"INV-{place:05}", name, text, *both, usd(balance)))
    rows.append(
        row(None, "Closing balance", None, None, None, None, usd(balance), rank=Rank.TOTAL)
    )
    return a_report(
        (DATE, NUMBER, PARTY, TEXT, DEBIT, CREDIT, BALANCE),
        *rows,
        **({"title": "Account register", "about": REGISTER} | facts),
    )


REGISTER = (
    ("Account", "1100 Accounts receivable"),
    ("From", "2026-01-01"),
    ("Through", "2026-03-31"),
)


def balance_sheet(**facts: Any) -> Report:
    """Headings, rows, subtotals and totals."""
    parts = (
        ("Assets", ("1000 Bank", 1250000), ("1100 Accounts receivable", 3810055)),
        ("Liabilities", ("2000 Accounts payable", -902310), ("2150 Customer credits", -45000)),
        ("Equity", ("3000 Owner's equity", -3000000), ("Result of the year", -1112745)),
    )
    rows = []
    for heading, *accounts in parts:
        rows.append(row(heading, None, rank=Rank.HEADING))
        rows += (row(name, usd(minor)) for name, minor in accounts)
        rows.append(row(f"Total {heading}", usd(sum(m for _, m in accounts)), rank=Rank.SUBTOTAL))
    rows.append(row("Liabilities and equity", usd(-5060055), rank=Rank.TOTAL))
    told = {"title": "Balance sheet", "remarks": ("The sheet balances.",)}
    return a_report((NAME, TOTAL), *rows, **(told | facts))


def ageing(parties: int = 20, currencies: tuple[str, ...] = ("USD",), **facts: Any) -> Report:
    """What is open per party, in columns by age; a section and a total per currency."""
    rows = []
    for currency in currencies:
        sums = [0] * (len(BUCKETS) + 1)
        for place in range(parties):
            ages = [(place * 7919 + n * 104729) % 900000 for n in range(len(BUCKETS))]
            ages[-1] = -ages[-1] // 4
            amounts = [*ages, sum(ages)]
            sums = [a + b for a, b in zip(sums, amounts, strict=True)]
            name = f"{GOODS[place % 5].split(',')[0]} & Co. {place}"
            rows.append(row(name, currency, *(Money(a, currency) for a in amounts)))
        closing = (Money(a, currency) for a in sums)
        rows.append(row("Total", currency, *closing, rank=Rank.TOTAL))
    columns = (PARTY, ReportColumn("currency", "Currency"), *BUCKETS, TOTAL)
    told = {"title": "Aging of receivables", "about": (("As of", "2026-03-31"),)}
    return a_report(columns, *rows, **(told | facts))


def mixed(**facts: Any) -> Report:
    """Amounts in several currencies where nothing but the amount tells which."""
    rows = [
        row("Acme", Money(120000, "EUR"), usd(131000), "USD"),
        row("Yama", Money(98000, "JPY"), usd(65123), "EUR"),
        row("Acme", Money(-5, "USD"), usd(-5), ""),
    ]
    rate = ReportColumn("base", "In the book", Holds.AMOUNT)
    columns = (PARTY, TOTAL, rate, ReportColumn("code", "Code"))
    return a_report(columns, *rows, **({"about": ()} | facts))


def wide(columns: int = 24, **facts: Any) -> Report:
    """More columns of amounts than any page was made for."""
    amounts = tuple(
        ReportColumn(f"c{n}", f"Month {n} of the plan", Holds.AMOUNT) for n in range(columns)
    )
    rows = [row(f"Row {r}", *(usd(r * 100003 + n * 7) for n in range(columns))) for r in range(5)]
    return a_report((NAME, *amounts), *rows, **facts)


def hostile(**facts: Any) -> Report:
    """A report in which every text tries something."""
    rows = (
        row("<b>bold</b> & <para>x</para> &amp;", "W" * 200, "1e9", date(1, 1, 1), usd(0)),
        row("tab\there\x00null\x07bell \u202eright to left\u202c", LONG, "-1234567.5", None, None),
        row("\ud800 \ufffe 日本語 שלום 😀", "", "12 or so " * 40, date(9999, 12, 31), usd(10**18)),
        row("", "\n\nsecond\n\nline", "", None, usd(-(10**18))),
        row("H" * 300, "", "", None, None, rank=Rank.HEADING),
        row(LONG, None, 12, None, usd(5), rank=Rank.SUBTOTAL),
        *(row("T", "<i>", 1, None, usd(n), rank=Rank.TOTAL) for n in range(90)),
        *(row("only a heading", "", "", None, None, rank=Rank.HEADING) for _ in range(70)),
    )
    columns = (
        replace(NAME, title="<b>Name</b>"),
        replace(TEXT, title="D" * 200),
        ReportColumn("many", "How many of them there are", Holds.NUMBER),
        replace(DATE, title=""),
        replace(TOTAL, title="Total\x00\n" * 9),
    )
    told = {
        "title": "<b>T</b>" * 40,
        "business": "B" * 400,
        "about": (("L" * 300, LONG), ("\u202e", "\x00"), ("As of", "2026-13-99 2026-03-31")),
        "remarks": (LONG, "<i>x</i>\n\nsecond line " + "w" * 500, ""),
    }
    return a_report(columns, *rows, **(told | facts))


REPORTS = {
    "trial balance": trial_balance(),
    "long trial balance": trial_balance(90),
    "register": register(),
    "long register": register(500),
    "balance sheet": balance_sheet(),
    "ageing": ageing(),
    "long ageing": ageing(70, ("USD", "EUR", "JPY")),
    "mixed": mixed(),
    "wide": wide(),
    "very wide": wide(60),
    "hostile": hostile(),
    "crowded": wide(about=(("One of many", "a\n\nb\n" * 9),) * 8, title=""),
    "no title": trial_balance(title="", business=""),
    "empty": a_report((CODE, NAME, DEBIT), remarks=("Nothing was posted yet.",)),
    "no columns": a_report(()),
    "figures only": a_report((DEBIT, CREDIT), row(usd(1), usd(2)), row(usd(3), None)),
}
