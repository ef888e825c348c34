"""The real programs that keep journals in plain text: what each makes of a file, by account code.

`command` is one cold run of a program's trial balance, for whoever measures it.
"""

import csv
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

PROGRAMS: Final = ("beancount", "ledger", "hledger")
Line = tuple[str, str, Decimal, str | None]  # day, account, amount, party
Entry = tuple[str, str, tuple[Line, ...]]  # id, text, lines

_LOAD: Final = """
import sys
from beancount.loader import load_file
entries, errors, _ = load_file(sys.argv[1])
if errors:
    sys.exit("\\n".join(f"{one.source['lineno']}: {one.message}" for one in errors[:20]))
entries = [one for one in entries if type(one).__name__ == "Transaction"]
"""
_BALANCE: Final = """
from collections import Counter
sums = Counter()
for entry in entries:
    for line in entry.postings:
        sums[line.account] += line.units.number
for name, amount in sums.items():
    print(name, amount, sep="\\t")
"""
_ENTRIES: Final = """
import json
print(json.dumps([
    [one.meta["entry"], one.narration,
     [[str(one.date), line.account, str(line.units.number), line.meta.get("party")]
      for line in one.postings]]
    for one in entries
]))
"""
_LEDGER: Final = ("ledger", "--args-only", "--pedantic")
_HLEDGER: Final = ("hledger", "--strict")


def missing(program: str) -> str | None:
    """Why a program cannot be run here, None when it can."""
    if program == "beancount":
        return None if importlib.util.find_spec(program) else "beancount is not installed"
    return None if shutil.which(program) else f"there is no {program} on this machine"


def command(program: str, path: Path) -> list[str]:
    """The words of a run that answers every account's balance."""
    file = str(path)
    return {
        "beancount": [sys.executable, "-c", _LOAD + _BALANCE, file],
        "ledger": [
            *_LEDGER,
            *("-f", file, "balance", "--flat", "--no-total"),
            *("--balance-format", "%(account)\t%(quantity(display_total))\n"),
        ],
        "hledger": [*_HLEDGER, "-f", file, "balance", "--flat", "-N", "-O", "csv"],
    }[program]


def run(words: list[str]) -> str:
    """What a program answers. AssertionError, with its own words, when it found anything wrong:
    they are told to be as strict as they can."""
    own = {"BEANCOUNT_DISABLE_LOAD_CACHE": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, env={**os.environ, **own}
    )
    assert done.returncode == 0, done.stderr[:2000]
    assert not done.stderr, done.stderr[:2000]
    return done.stdout


def trial_balance(program: str, path: Path) -> dict[str, Decimal]:
    """What a program says every account holds, by the account's code, debits positive."""
    names = codes(path)
    return {
        names[name]: amount
        for name, amount in _balances(program, run(command(program, path)))
        if amount
    }


def _balances(program: str, answer: str) -> Iterator[tuple[str, Decimal]]:
    if program == "hledger":
        rows = csv.reader(io.StringIO(answer))
        next(rows)
        for name, amount in rows:
            yield name, _number(amount)
    else:
        for line in answer.splitlines():
            name, _, amount = line.rpartition("\t")
            yield name, Decimal(amount)


def _number(amount: str) -> Decimal:
    """Of "1.00 USD", or of a bare 0."""
    return Decimal(amount.split(maxsplit=1)[0])


_DECLARED: Final = re.compile(
    r'^(?:account (.+)\n    ; code: (.+)|\S+ open (\S+)\n  code: "(.+)")$', re.MULTILINE
)


def codes(path: Path) -> dict[str, str]:
    """The code of every account that a file declares, by its name there."""
    text = path.read_text(encoding="utf-8")
    return {
        found[1] or found[3]: found[2] or found[4].replace('\\"', '"').replace("\\\\", "\\")
        for found in _DECLARED.finditer(text)
    }


def entries(program: str, path: Path) -> list[Entry]:
    """Every entry as a program understood it."""
    file = str(path)
    if program == "beancount":
        return _shaped(json.loads(run([sys.executable, "-c", _LOAD + _ENTRIES, file])))
    if program == "hledger":
        return _shaped(_hledger(json.loads(run([*_HLEDGER, "-f", file, "print", "-O", "json"]))))
    fields = (
        'tag("entry")',
        'format_date(date, "%Y-%m-%d")',
        "account",
        "quantity(amount)",
        'tag("party")',
        "payee",
    )
    form = "\t".join(f"%({one})" for one in fields) + "\n"
    answer = run([*_LEDGER, "-f", file, "register", "--register-format", form])
    found: dict[str, list[Any]] = {}
    for line in answer.splitlines():
        name, *rest, party, text = line.split("\t")
        found.setdefault(name, [name, text, []])[2].append((*rest, party or None))
    return _shaped(found.values())


def _hledger(answer: Any) -> Iterator[list[Any]]:
    for one in answer:
        yield [
            dict(one["ttags"])["entry"],
            one["tdescription"],
            [
                (
                    line["pdate"] or one["tdate"],
                    line["paccount"],
                    _scaled(line),
                    dict(line["ptags"]).get("party"),
                )
                for line in one["tpostings"]
            ],
        ]


def _scaled(line: Any) -> Decimal:
    (amount,) = line["pamount"]
    quantity = amount["aquantity"]
    return Decimal(quantity["decimalMantissa"]).scaleb(-quantity["decimalPlaces"])


def _shaped(rows: Any) -> list[Entry]:
    return [
        (
            name,
            text,
            tuple((day, account, Decimal(amount), party) for day, account, amount, party in lines),
        )
        for name, text, lines in rows
    ]
