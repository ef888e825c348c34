"""“Why is this the balance?”: which balance a row of any page stands for."""

import datetime as dt

from app.domain.report import ReportRow, Wish


def why_of_row(asked: Wish, row: ReportRow) -> Wish | None:
    """The balance that a row of a report stands for: that of its account, customer or vendor; in
    a register the account's at the end of the row's day. None: it stands for none."""
    leads = row.leads
    wish = leads.wish if leads else Wish()
    if leads and leads.to == "party":
        return Wish(last=asked.last, side=leads.kind, party=leads.id)
    if wish.account:
        return Wish(last=wish.last or asked.last, account=wish.account)
    if wish.party:
        return Wish(last=wish.last or asked.last, side=wish.side or asked.side, party=wish.party)
    day = next((cell for cell in row.cells if isinstance(cell, dt.date)), None)
    if asked.account:
        return Wish(last=day or asked.last, account=asked.account)
    if asked.party:
        return Wish(last=day or asked.last, side=asked.side, party=asked.party)
    return None
