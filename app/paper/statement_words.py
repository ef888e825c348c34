"""What a statement of account says beside the words of all documents, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.domain.sheet import StatementSheet
from app.paper import words


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The words of statements in one language; those in braces are filled in by `str.format`."""

    file: str  # what its file is called, before the name and the day
    first: str
    last: str
    document: str
    balance: str
    opening: str
    nothing: str
    open: str
    unused: str
    closing: str  # "Balance on {day}"
    ours: str  # said of a balance that the other side owes us
    yours: str  # said of one that we owe it
    nothing_open: str
    ageing: str  # over the table: what is open on {day}
    ages: tuple[str, str, str, str, str]  # not due, 1 to 30 days late, ...
    credits: str
    total: str
    others: str  # balances in {currencies}
    happened: Mapping[str, str]  # by kind and what became of it; tests hold it against the codes


_AGES: Final = ("1–30", "31–60", "61–90")

_ENGLISH: Final = StatementWords(
    file="Statement",
    first="From",
    last="Through",
    document="Document",
    balance="Balance",
    opening="Opening balance",
    nothing="No activity in this period.",
    open="Open items",
    unused="Credits not used yet",
    closing="Balance on {day}",
    ours="In our favor",
    yours="In your favor",
    nothing_open="Nothing is open.",
    ageing="What is open, by days past due on {day}",
    ages=("Not due", *_AGES, "Over 90"),
    credits="Credits",
    total="Total",
    others="There is also a balance in {currencies}, on a statement of its own.",
    happened={
        "invoice issued": "Invoice {number}",
        "invoice voided": "Invoice {number} voided",
        "bill issued": "Bill {number}",
        "bill voided": "Bill {number} voided",
        "receipt issued": "Payment received {number}",
        "receipt voided": "Payment received {number} voided",
        "payment issued": "Payment {number}",
        "payment voided": "Payment {number} voided",
        "transaction issued": "Money returned {number}",
        "transaction voided": "Money returned {number} voided",
        "credit_memo issued": "Credit memo {number}",
        "credit_memo applied": "Credit memo {number} applied",
        "credit_memo unapplied": "Credit memo {number} no longer applied",
        "credit_memo refunded": "Refund of credit memo {number}",
        "credit_memo refund_voided": "Refund of credit memo {number} voided",
        "credit_memo voided": "Credit memo {number} voided",
        "credit_memo expired": "Credit memo {number} expired",
        "credit_memo reinstated": "Credit memo {number} reinstated",
        "vendor_credit issued": "Vendor credit {number}",
        "vendor_credit applied": "Vendor credit {number} applied",
        "vendor_credit unapplied": "Vendor credit {number} no longer applied",
        "vendor_credit refunded": "Refund of vendor credit {number}",
        "vendor_credit refund_voided": "Refund of vendor credit {number} voided",
        "vendor_credit voided": "Vendor credit {number} voided",
        "vendor_credit expired": "Vendor credit {number} expired",
        "vendor_credit reinstated": "Vendor credit {number} reinstated",
    },
)

_IN_BRITISH: Final = {
    "Credit memo": "Credit note",
    "credit memo": "credit note",
    "Vendor credit": "Supplier credit",
    "vendor credit": "supplier credit",
}


def _british(said: str) -> str:
    for american, british in _IN_BRITISH.items():
        said = said.replace(american, british)
    return said


_BRITISH: Final = replace(
    _ENGLISH,
    last="To",
    ours="In our favour",
    yours="In your favour",
    happened={code: _british(said) for code, said in _ENGLISH.happened.items()},
)

_GERMAN: Final = StatementWords(
    file="Kontoauszug",
    first="Von",
    last="Bis",
    document="Beleg",
    balance="Saldo",
    opening="Anfangssaldo",
    nothing="In diesem Zeitraum gab es keine Bewegungen.",
    open="Offene Posten",
    unused="Noch nicht verwendete Gutschriften",
    closing="Saldo zum {day}",
    ours="Zu unseren Gunsten",
    yours="Zu Ihren Gunsten",
    nothing_open="Das Konto ist ausgeglichen.",
    ageing="Offene Posten nach Überfälligkeit in Tagen zum {day}",
    ages=("Nicht fällig", *_AGES, "Über 90"),
    credits="Gutschriften",
    total="Summe",
    others="Über einen weiteren Saldo in {currencies} gibt es einen eigenen Kontoauszug.",
    happened={
        "invoice issued": "Rechnung {number}",
        "invoice voided": "Storno der Rechnung {number}",
        "bill issued": "Ihre Rechnung {number}",
        "bill voided": "Storno Ihrer Rechnung {number}",
        "receipt issued": "Zahlungseingang {number}",
        "receipt voided": "Storno des Zahlungseingangs {number}",
        "payment issued": "Zahlung {number}",
        "payment voided": "Storno der Zahlung {number}",
        "transaction issued": "Rückzahlung {number}",
        "transaction voided": "Storno der Rückzahlung {number}",
        "credit_memo issued": "Gutschrift {number}",
        "credit_memo applied": "Gutschrift {number} verrechnet",
        "credit_memo unapplied": "Verrechnung der Gutschrift {number} zurückgenommen",
        "credit_memo refunded": "Auszahlung der Gutschrift {number}",
        "credit_memo refund_voided": "Storno der Auszahlung der Gutschrift {number}",
        "credit_memo voided": "Storno der Gutschrift {number}",
        "credit_memo expired": "Gutschrift {number} verfallen",
        "credit_memo reinstated": "Gutschrift {number} wieder gültig",
        "vendor_credit issued": "Ihre Gutschrift {number}",
        "vendor_credit applied": "Ihre Gutschrift {number} verrechnet",
        "vendor_credit unapplied": "Verrechnung Ihrer Gutschrift {number} zurückgenommen",
        "vendor_credit refunded": "Auszahlung Ihrer Gutschrift {number}",
        "vendor_credit refund_voided": "Storno der Auszahlung Ihrer Gutschrift {number}",
        "vendor_credit voided": "Storno Ihrer Gutschrift {number}",
        "vendor_credit expired": "Ihre Gutschrift {number} verfallen",
        "vendor_credit reinstated": "Ihre Gutschrift {number} wieder gültig",
    },
)

_FRENCH: Final = StatementWords(
    file="Relevé de compte",
    first="Du",
    last="Au",
    document="Pièce",
    balance="Solde",
    opening="Solde d’ouverture",
    nothing="Aucun mouvement sur cette période.",
    open="Montants dus",
    unused="Avoirs non encore utilisés",
    closing="Solde au {day}",
    ours="En notre faveur",
    yours="En votre faveur",
    nothing_open="Le compte est soldé.",
    ageing="Montants dus par jours de retard au {day}",
    ages=("Non échu", *_AGES, "Plus de 90"),
    credits="Avoirs",
    total="Total",
    others="Un solde en {currencies} fait l’objet d’un relevé séparé.",
    happened={
        "invoice issued": "Facture {number}",
        "invoice voided": "Annulation de la facture {number}",
        "bill issued": "Votre facture {number}",
        "bill voided": "Annulation de votre facture {number}",
        "receipt issued": "Règlement reçu {number}",
        "receipt voided": "Annulation du règlement reçu {number}",
        "payment issued": "Règlement {number}",
        "payment voided": "Annulation du règlement {number}",
        "transaction issued": "Remboursement {number}",
        "transaction voided": "Annulation du remboursement {number}",
        "credit_memo issued": "Avoir {number}",
        "credit_memo applied": "Avoir {number} imputé",
        "credit_memo unapplied": "Imputation de l’avoir {number} annulée",
        "credit_memo refunded": "Remboursement de l’avoir {number}",
        "credit_memo refund_voided": "Annulation du remboursement de l’avoir {number}",
        "credit_memo voided": "Annulation de l’avoir {number}",
        "credit_memo expired": "Avoir {number} expiré",
        "credit_memo reinstated": "Avoir {number} de nouveau valable",
        "vendor_credit issued": "Votre avoir {number}",
        "vendor_credit applied": "Votre avoir {number} imputé",
        "vendor_credit unapplied": "Imputation de votre avoir {number} annulée",
        "vendor_credit refunded": "Remboursement de votre avoir {number}",
        "vendor_credit refund_voided": "Annulation du remboursement de votre avoir {number}",
        "vendor_credit voided": "Annulation de votre avoir {number}",
        "vendor_credit expired": "Votre avoir {number} expiré",
        "vendor_credit reinstated": "Votre avoir {number} de nouveau valable",
    },
)

_SPANISH: Final = StatementWords(
    file="Estado de cuenta",
    first="Desde",
    last="Hasta",
    document="Documento",
    balance="Saldo",
    opening="Saldo inicial",
    nothing="No hubo movimientos en este período.",
    open="Importes pendientes",
    unused="Abonos aún no utilizados",
    closing="Saldo a {day}",
    ours="A nuestro favor",
    yours="A su favor",
    nothing_open="La cuenta está saldada.",
    ageing="Importes pendientes por días de retraso a {day}",
    ages=("No vencido", *_AGES, "Más de 90"),
    credits="Abonos",
    total="Total",
    others="También hay un saldo en {currencies}, en un estado de cuenta aparte.",
    happened={
        "invoice issued": "Factura {number}",
        "invoice voided": "Anulación de la factura {number}",
        "bill issued": "Su factura {number}",
        "bill voided": "Anulación de su factura {number}",
        "receipt issued": "Pago recibido {number}",
        "receipt voided": "Anulación del pago recibido {number}",
        "payment issued": "Pago {number}",
        "payment voided": "Anulación del pago {number}",
        "transaction issued": "Reembolso {number}",
        "transaction voided": "Anulación del reembolso {number}",
        "credit_memo issued": "Abono {number}",
        "credit_memo applied": "Abono {number} aplicado",
        "credit_memo unapplied": "Aplicación del abono {number} anulada",
        "credit_memo refunded": "Reembolso del abono {number}",
        "credit_memo refund_voided": "Anulación del reembolso del abono {number}",
        "credit_memo voided": "Anulación del abono {number}",
        "credit_memo expired": "Abono {number} caducado",
        "credit_memo reinstated": "Abono {number} de nuevo válido",
        "vendor_credit issued": "Su abono {number}",
        "vendor_credit applied": "Su abono {number} aplicado",
        "vendor_credit unapplied": "Aplicación de su abono {number} anulada",
        "vendor_credit refunded": "Reembolso de su abono {number}",
        "vendor_credit refund_voided": "Anulación del reembolso de su abono {number}",
        "vendor_credit voided": "Anulación de su abono {number}",
        "vendor_credit expired": "Su abono {number} caducado",
        "vendor_credit reinstated": "Su abono {number} de nuevo válido",
    },
)

WORDS: Final[dict[str, StatementWords]] = {
    "en": _ENGLISH,
    "en-GB": _BRITISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
}


def title_of(sheet: StatementSheet) -> str:
    """What a statement is called over its rows: in its template, or usually."""
    return sheet.look.texts.title or words.of(sheet.language).titles["statement"]
