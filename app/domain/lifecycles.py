"""All lifecycle tables, by kind of document."""

from typing import Final

from app.domain.bill import BILL
from app.domain.credit_memo import CREDIT_MEMO
from app.domain.invoice import INVOICE
from app.domain.kinds import Kind
from app.domain.lifecycle import Lifecycle
from app.domain.payment import PAYMENT, RECEIPT
from app.domain.transaction import TRANSACTION
from app.domain.vendor_credit import VENDOR_CREDIT

LIFECYCLES: Final[dict[Kind, Lifecycle]] = {
    table.kind: table
    for table in (CREDIT_MEMO, VENDOR_CREDIT, INVOICE, BILL, RECEIPT, PAYMENT, TRANSACTION)
}
