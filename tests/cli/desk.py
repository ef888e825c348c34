"""A book file, and the calls that bring files into it and out of it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from app.book import upgrade
from app.cli import calls
from tests.builders import assert_sound, everything
from tests.cli.told import call, tell


class Desk:
    """One book with a customer Acme (p1), its invoices INV-0001 (d1, 400.00) and INV-0002 (d2,
    30.00), a vendor Volt (p2) and its bills BILL-0001 (d3, 70.00) and BILL-0002 (d4, 20.00)."""

    def __init__(self, folder: Path, capfd: Any, name: str = "own", currency: str = "USD") -> None:
        self.path, self._folder, self._capfd = folder / f"{name}.avoir", folder, capfd
        self._files = 0
        calls.new_book(
            self.path,
            name="Own Shop",
            currency=currency,
            chart="standard",
            on=date(2026, 1, 1),
        ).close()
        invoice = {"do": "invoice.create", "on": "2026-01-05", "customer": "$c"}
        bill = {"do": "bill.create", "on": "2026-01-05", "vendor": "$v"}
        self.tell(
            {"do": "customer.create", "as": "c", "name": "Acme"},
            {"do": "vendor.create", "as": "v", "name": "Volt"},
            {**invoice, "amount": "400"},
            {**invoice, "amount": "30"},
            {**bill, "amount": "70"},
            {**bill, "amount": "20"},
        )

    def tell(self, *lines: dict[str, Any]) -> list[dict[str, Any]]:
        """The results of lines of the protocol."""
        book = upgrade.open_book(self.path, calls.clock)
        try:
            return tell(book, *lines)
        finally:
            book.close()

    def call(self, *words: object) -> tuple[int, str, str]:
        """Exit status, standard output and standard error of a call."""
        self._capfd.readouterr()
        status = call(*words)
        out, err = self._capfd.readouterr()
        assert "Traceback" not in err
        assert "mistake" not in err, err
        return status, out, err

    def file(self, value: Any) -> Path:
        """A file that holds the value, or the bytes."""
        self._files += 1
        path = self._folder / f"{self.path.stem}-{self._files}.json"
        path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
        return path

    def bring(self, value: Any, *options: object) -> str:
        """What standard error says to a file that comes in."""
        status, out, err = self.call("import", self.path, self.file(value), *options)
        assert status == 0, err
        assert out
        self.check()
        return err

    def refused(self, value: Any, *options: object) -> list[str]:
        """The lines of standard error for a file that is refused; the book is as it was."""
        before = self.everything()
        status, out, err = self.call("import", self.path, self.file(value), *options)
        assert (status, out) == (1, "")
        assert self.everything() == before
        return err.splitlines()

    def send(self, name: str, *options: object) -> Any:
        """What a file of ours holds, with its numbers as decimals would be: text."""
        self._files += 1
        path = self._folder / f"out-{self.path.stem}-{self._files}.json"
        status, _, err = self.call("export", self.path, "--format", name, "--out", path, *options)
        assert status == 0, err
        return json.loads(path.read_text(encoding="utf-8"), parse_float=str)

    def credit(self, number: str = "CM-0001") -> dict[str, Any]:
        """A credit as the protocol shows it."""
        noun = "credit_memo" if number.startswith("CM") else "vendor_credit"
        (found,) = self.tell({"do": f"{noun}.get", noun: number})
        return found

    def numbers(self) -> list[str | None]:
        """The numbers of all credit memos, the oldest first; None for a draft."""
        (found,) = self.tell({"do": "credit_memo.list"})
        rows = sorted(found["rows"], key=lambda row: int(row["id"][1:]))
        return [row["number"] for row in rows]

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        book = upgrade.open_book(self.path, calls.clock)
        try:
            tables = everything(book)
        finally:
            book.close()
        return {name: rows for name, rows in tables.items() if name != "owner"}

    def check(self) -> None:
        """The book is sound."""
        book = upgrade.open_book(self.path, calls.clock)
        try:
            assert_sound(book)
        finally:
            book.close()


AT = "2026-01-15T09:30:00Z"


def arcus(**changes: Any):
    plain = {"id": "a-1", "account_id": "Acme", "amount": 100, "reason": "return", "issued_at": AT}
    return {**plain, **changes}


def vendor(**changes: Any):
    return {"id": "v-1", "vendor_id": "Volt", "amount": "30.00", "created_at": AT, **changes}


def rebilly(**changes: Any):
    items = [{"quantity": 1, "unitPrice": 100, "description": "Chair"}]
    plain = {"id": "cm_1", "customerId": "Acme", "currency": "USD", "createdTime": AT}
    return {**plain, "items": items, "reason": "return", **changes}


def dayzero(**changes: Any):
    plain = {
        "id": "cr-1",
        "customer_id": "Acme",
        "status": "issued",
        "currency": "USD",
        "amount": 10000,
        "issue_date": "2026-01-15",
        "reason": "returned_goods",
        "number": "CM-900",
    }
    return {**plain, **changes}


def uses(credit):
    return [(one["number"], one["amount"], one["live"]) for one in credit["applications"]]
