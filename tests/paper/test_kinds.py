"""What every kind of document says, in every language, and that nothing typed is lost."""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from app.domain.money import Money
from app.domain.sheet import CREDITED, DRAFT, VOID, UseSheet
from app.domain.template import LANGUAGES, Look, Texts
from app.paper.sheets import render
from app.paper.text import clean, texts_in
from tests.paper import soundness
from tests.paper.kinds import (
    DRESSED,
    LOOK,
    an_advice,
    an_invoice,
    hostile,
    kinds,
    paid_invoice,
)
from tests.paper.pdf import Pdf
from tests.paper.sheets import a_line, a_sheet, full_sheet

NBSP = "\xa0"


def words_of(sheet):
    """Everything on its pages, every blank an ordinary one."""
    return Pdf(render(sheet)).words.replace(NBSP, " ").replace("\u202f", " ")


def in_order(words: str, *said: str) -> None:
    """Whether all of it is there, one after the other."""
    at = 0
    for text in said:
        assert text in words[at:], text
        at = words.index(text, at) + len(text)


def test_an_invoice_says_what_was_paid_and_what_is_due():
    in_order(
        words_of(an_invoice()),
        *("Northwind Paints Ltd", "Acme Ltd", "Number INV-0042", "Date 3 Mar 2026"),
        *("Due date 2 Apr 2026", "Currency EUR", "Your reference PO-4711", "Invoice"),
        *("Description Quantity Unit price Tax Amount", "Subtotal 525.00"),
        *("VAT 20% of 525.00 105.00", "Total EUR 630.00"),
        *(
            "Payment received RCP-0001, 3 Mar 2026 −50.00",
            "Credit memo CM-0007, 9 Mar 2026 −25.00",
        ),
        *("Amount due 555.00", "Due by 2 Apr 2026", "Page 1 of 1"),
    )


def test_a_paid_invoice_says_so():
    in_order(words_of(paid_invoice()), "Amount due 0.00 Settled in full", "Page")
    credited = an_invoice(1)
    credited = replace(
        credited,
        uses=(UseSheet(CREDITED, date(2026, 3, 3), credited.total, "CM-1"),),
        remaining=Money(0, "EUR"),
    )
    assert "Settled in full" in words_of(credited)
    assert "Due by" not in words_of(credited)


@pytest.mark.parametrize("mark", [DRAFT, VOID])
def test_nothing_is_due_of_what_is_no_invoice_yet_or_no_more(mark):
    words = words_of(replace(an_invoice(uses=()), mark=mark))
    assert "Amount due" not in words
    assert "Settled" not in words
    assert "Due by" not in words


def test_a_vendors_credit_is_confirmed_to_the_vendor_by_us():
    sheet = an_advice()
    pdf = Pdf(render(sheet))
    assert pdf.metadata["Author"] == "Northwind Paints Ltd"
    assert pdf.metadata["Subject"] == "Acme Ltd"
    assert pdf.metadata["Title"] == "Vendor credit advice VC-0002"
    in_order(
        pdf.words,
        *("Northwind Paints Ltd", "14 Harbour Road", "Tax ID GB 123 4567 89"),
        *("Acme Ltd", "10117 Berlin", "Number VC-0002", "Your number NC-7"),
        *("Your tax ID DE 999999999", "Vendor credit advice"),
        *("Credit for BILL-0004 of 3 Feb 2026", "Reason Return to vendor"),
        *("We have recorded this credit in your account with us.", "Total USD"),
        *("Applied to INV-0004", "Remaining credit"),
    )


GERMAN = {
    "credit_memo": (
        *("USt-IdNr. GB 123 4567 89", "Nummer CM-0007", "Datum 3. März 2026", "Währung USD"),
        *("Ihr Zeichen PO-4711", "Ihre USt-IdNr. DE 999999999", "Gültig bis 31. Dez. 2026"),
        *("Gutschrift", "Zu Rechnung INV-0004 vom 3. Feb. 2026"),
        "Grund Rücksendung: broken in transit",
        "Bezeichnung Menge Einzelpreis Steuer Betrag",
        *("4 Stunden 23,75 5 % 95,00", "Übertrag 1.", "Übertrag von der vorigen Seite"),
        *("Zwischensumme 1.295,00", "Versand 15,00", "Rücknahmegebühr −20,00"),
        *("USt 5 % auf 491,25 24,56", "Gesamtbetrag USD 1.475,31"),
        "Verrechnet mit INV-0004, 8. März 2026 −900,00",
        "Per Überweisung erstattet, 1. Apr. 2026 −25,50",
        *("Verbleibendes Guthaben 549,81", "Gültig bis 31. Dez. 2026", "Seite 2 von 2"),
    ),
    "vendor_credit": (
        *("Deutschland", "Ihre Nummer NC-7", "Gutschriftsanzeige", "Zu Rechnung BILL-0004"),
        *("Grund Rücksendung an den Lieferanten", "auf Ihrem Konto bei uns gebucht"),
    ),
    "invoice": (
        *("Fällig am 2. Apr. 2026", "Rechnung", "Zahlungseingang RCP-0001, 3. März 2026 −50,00"),
        *("Gutschrift CM-0007, 9. März 2026", "Offener Betrag 555,00", "Zahlbar bis 2. Apr. 2026"),
    ),
}
OTHERS = {
    "fr": {
        "credit_memo": (
            *("N° TVA GB", "Royaume-Uni", "Valable jusqu’au 31 déc. 2026", "Avoir"),
            *("Sur facture INV-0004 du 3 févr. 2026", "Motif Retour : broken in transit"),
            *("Désignation Quantité Prix unitaire Taxe Montant", "4 heures", "À reporter 1 "),
            *("Sous-total 1 295,00", "TVA 5 % sur 491,25", "Total USD 1 475,31"),
            *("Imputé sur INV-0004, 8 mars 2026", "Remboursé par virement", "Solde de l’avoir"),
            "Page 2 sur 2",
        ),
        "vendor_credit": ("Avis d’avoir fournisseur", "Retour au fournisseur"),
        "invoice": ("Échéance 2 avr. 2026", "Facture", "Règlement reçu RCP-0001", "Reste à payer"),
    },
    "es": {
        "credit_memo": (
            *("NIF-IVA GB", "Reino Unido", "Válido hasta 31 dic 2026", "Abono"),
            *("Factura abonada INV-0004 de 3 feb 2026", "Motivo Devolución: broken"),
            *("Descripción Cantidad Precio unitario Impuesto Importe", "4 horas"),
            *("Suma y sigue 1232,50", "Suma anterior 1232,50", "Subtotal 1295,00"),
            *("IVA 5 % sobre 491,25", "Total USD 1475,31", "Aplicado a INV-0004"),
            *("Reembolsado por transferencia", "Saldo del abono 549,81", "Página 2 de 2"),
        ),
        "vendor_credit": ("Aviso de abono de proveedor", "Devolución al proveedor"),
        "invoice": (
            "Vencimiento 2 abr 2026",
            "Factura",
            "Pago recibido RCP-0001",
            "Importe pendiente",
        ),
    },
    "en-GB": {
        "credit_memo": ("VAT no. GB", "Credit note", "Carriage 15.00"),
        "vendor_credit": ("Supplier credit advice", "Return to supplier"),
        "invoice": ("Invoice", "Payment received RCP-0001"),
    },
}


@pytest.mark.parametrize(
    ("language", "kind"),
    [(language, kind) for language in LANGUAGES if language != "en" for kind in GERMAN],
)
def test_every_kind_speaks_every_language(language, kind):
    said = ({"de": GERMAN} | OTHERS)[language][kind]
    in_order(words_of(kinds(language)[kind]), *said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_in_the_language_of_the_document(language):
    with pikepdf.open(io.BytesIO(render(kinds(language)["invoice"]))) as file:
        assert str(file.Root.Lang) == language


def test_a_tax_number_is_called_what_it_is():
    sheet = full_sheet(language="de")
    buyer = replace(sheet.buyer, tax_id="12/345/67890")
    seller = replace(sheet.seller, tax_id="ATU12345678")
    words = words_of(replace(sheet, buyer=buyer, seller=seller))
    assert "Ihre Steuernr. 12/345/67890" in words
    assert "USt-IdNr. ATU12345678" in words


def written(sheet):
    """Every text that somebody typed, as it prints."""
    look = sheet.look.texts
    texts = [sheet.number, sheet.reference, sheet.reason_note, sheet.description]
    texts += texts_in((sheet.seller, sheet.buyer, look))
    texts += [line.description for line in sheet.lines]
    texts += [line.unit for line in sheet.lines if len(line.unit) > 3]  # shorter ones are codes
    return [clean(text) for text in texts if text and len(text) > 2]


@pytest.mark.parametrize("kind", ["credit_memo", "vendor_credit", "invoice"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_that_was_typed_is_lost(kind, language):
    sheet = replace(hostile(kind), language=language)
    typed = Counter(word for text in written(sheet) for word in text.split())
    found = Pdf(render(sheet)).text
    words, signs = Counter(found.split()), Counter(found)
    for word, times in typed.items():
        if max(word) > "\uffff":  # drawn as an outline, which has no text of its own
            continue
        if len(word) < 12:
            assert words[word] >= times, word
        else:  # broken into lines
            for sign in set(word):
                assert signs[sign] >= word.count(sign) * times, word


def test_mark_up_in_every_text_prints_as_it_was_typed():
    said = words_of(hostile("credit_memo"))
    for text in ("<b>bold</b> & <para>x</para>", "<b>Title</b> &", "<i>opening</i>", "<footer>"):
        assert text in said
    assert "{closing} %s" in said


def test_five_hundred_lines_are_all_there():
    made = tuple(a_line(n, description=f"Line-{n:03}.") for n in range(500))
    found = re.findall(r"Line-\d{3}\.", Pdf(render(a_sheet(lines_made=made, look=LOOK))).text)
    assert found == [line.description for line in made]


def test_texts_of_a_template_stand_where_they_belong():
    words = words_of(full_sheet(look=LOOK, description="For you alone."))
    in_order(
        words,
        *("Credit memo", "Credit for", "Dear Sir or Madam, as agreed", "Description Quantity"),
        *("Total USD", "Remaining credit", "For you alone.", "Thank you for working with us."),
    )


def test_a_title_of_its_own():
    look = Look(texts=Texts(title="Stornorechnung"))
    pdf = Pdf(render(full_sheet(language="de", look=look)))
    assert pdf.metadata["Title"] == "Stornorechnung CM-0007"
    assert "Stornorechnung CM-0007 vom 3. März 2026" in pdf.pages[1]
    assert "Gutschrift" not in pdf.text


@pytest.mark.parametrize(
    ("columns", "heads"),
    [
        (("quantity", "unit_price"), "Description Quantity Unit price Amount"),
        (("quantity", "tax"), "Description Quantity Tax Amount"),
        (("tax",), "Description Tax Amount"),
        ((), "Description Amount"),
    ],
)
def test_a_template_leaves_columns_out(columns, heads):
    words = words_of(a_sheet(2, look=Look(columns=columns)))
    assert heads in words
    assert ("2 kg" in words) == ("quantity" in columns)
    assert ("16.25" in words) == ("unit_price" in columns)
    assert "VAT 20% of" in words  # the sums say the tax in any case


def test_many_payments_are_told_below_each_other_and_carried():
    pdf = Pdf(render(DRESSED["payments"]))
    assert len(pdf.pages) > 2
    for page in pdf.pages[:-1]:
        assert "Zahlungen und Gutschriften" in page
    assert "Übertrag von der vorigen Seite" in pdf.pages[1]
    assert pdf.words.count("Zahlungseingang RCP-") == 99
    in_order(pdf.words, "Offener Betrag 119,07", "Zahlbar bis")


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (("refunded", None, "cash"), "Remboursé en espèces, 1 avr. 2026"),
        (("refunded", None, None), "Remboursé, 1 avr. 2026"),
        (("expired", None, None), "Expiré, 1 avr. 2026"),
        (("voided", None, None), "Annulé, 1 avr. 2026"),
        (("applied", "INV-{day}", None), "Imputé sur INV-{day}, 1 avr. 2026"),
    ],
)
def test_what_became_of_a_credit(use, said):
    what, number, method = use
    used = UseSheet(what, date(2026, 4, 1), Money(100, "USD"), number, method)
    assert said in words_of(a_sheet(uses=(used,), language="fr"))


@pytest.mark.parametrize("kind", ["credit_memo", "invoice"])
@pytest.mark.parametrize("many", [1, 9])
def test_a_tax_and_a_number_that_fill_pages_are_printed_whole(kind, many):
    long = " ".join(f"word{n}" for n in range(900))
    sheet = full_sheet() if kind == "credit_memo" else an_invoice()
    use = replace(sheet.uses[0], number=long)
    sheet = replace(
        sheet,
        taxes=tuple(replace(tax, name=long) for tax in sheet.taxes),
        uses=(use,) * many,
    )
    file = render(sheet)
    assert soundness.faults(file) == []
    pdf = Pdf(file)
    assert pdf.words.count(" word450 ") == len(sheet.taxes) + many
    for page, (_, height) in zip(pdf.inks, pdf.sizes, strict=True):
        assert all(box[1] > 20 and box[3] < height - 20 for box in page)


@pytest.mark.parametrize("kind", ["credit_memo", "vendor_credit", "invoice"])
def test_a_street_of_many_lines_leaves_the_town_in_its_place(kind):
    sheet = kinds("en")[kind]
    street = "\n".join(f"House {n}" for n in range(1, 90))
    sheet = replace(
        sheet,
        seller=replace(sheet.seller, street=street),
        buyer=replace(sheet.buyer, street=street),
    )
    pdf = Pdf(render(sheet))
    first = " ".join(pdf.pages[0].split())
    assert "Berlin" in first
    assert "Bristol" in first
    assert pdf.words.count("House 80") == 2
    for page, (_, height) in zip(pdf.inks, pdf.sizes, strict=True):
        assert all(box[1] > 20 and box[3] < height - 20 for box in page)
