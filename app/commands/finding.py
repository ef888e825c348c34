"""Finds in the book what a file of another program names: parties, claims, credits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from app.book import schema, store
from app.book.book import Writing
from app.book.refs import DOCUMENT, PARTY, ref, row_of
from app.commands import parties
from app.commands.imported import ImportedCredit
from app.commands.inputs import CreditDraft, LineInput
from app.commands.lookups import given
from app.domain.document import Document
from app.domain.errors import Refused, refuse
from app.domain.kinds import Kind, Side, Stage, Status


class Finder:
    """What ids of a file are in this book. `same` says so where the book cannot tell; `made` are
    the rows that the import itself made: they are nobody's earlier self."""

    def __init__(self, writing: Writing, same: Mapping[str, str], *, create_parties: bool) -> None:
        self._writing, self._same = writing, same
        self._creates_parties = create_parties
        self._currency = store.base_currency(writing)
        self._parties: dict[tuple[str, str, str | None], str] = {}
        self.made: set[int] = set()

    def settled(self, one: ImportedCredit) -> CreditDraft:
        """The draft with everything it names found in the book."""
        draft = one.draft
        party = self.party(one.side, given(draft.party), one.party_name)
        changes: dict[str, Any] = {"party": party}
        if named := given(draft.claim):
            changes["claim"] = self.claim(one.side, named, one.claim_number)
        if account := given(draft.gl_account):
            changes["gl_account"] = self.called(account)
        if lines := given(draft.lines):
            changes["lines"] = tuple(self._line(line) for line in lines)
        return replace(draft, **changes)

    def _line(self, line: LineInput) -> LineInput:
        account, sold = line.account, line.claim_line
        return replace(
            line,
            account=self.called(account) if account else None,
            claim_line=self.called(sold) if sold else None,
        )

    def called(self, text: str) -> str:
        """What something is called here."""
        return self._same.get(text, text)

    def party(self, side: Side, text: str, name: str | None) -> str:
        key = (side.name, text, name)
        if key not in self._parties:
            self._parties[key] = self._find_party(side, self.called(text), name)
        return self._parties[key]

    def _find_party(self, side: Side, text: str, name: str | None) -> str:
        """By id, else by name. A name that does not go with the id is refused."""
        row_id, columns = row_of(PARTY, text), schema.party.c
        query = select(columns.id, columns.name).where(columns.side == side.name)
        ask = self._writing.connection.execute
        row: Any = ask(query.where(columns.id == row_id)).first() if row_id else None
        if row is not None and name and row.name != name and text == self.called(text):
            raise refuse(
                "party_mismatch",
                f"“{text}” is {row.name} here, but {name[:40]} in the file.",
                "party",
                f"Say which {side.name} of this book is meant.",
            )
        if row is None:
            rows: Sequence[Any] = ask(query.where(columns.name.in_([text, name or text]))).all()
            if len(rows) > 1:
                raise refuse(
                    "not_found",
                    f"“{text[:40]}” is the name of {len(rows)} {side.name}s.",
                    "party",
                    "Say which of them is meant.",
                )
            row = rows[0] if rows else None
        if row is not None:
            return ref(PARTY, row.id)
        if self._creates_parties:
            return parties.create(self._writing, side, name=name or text).id
        return ref(PARTY, store.find_party(self._writing, text, side).id)

    def claim(self, side: Side, text: str, number: str | None) -> str:
        """An invoice or bill by id or number; both must mean the same."""
        called, kinds = self.called(text), {side.claim}
        try:
            found = store.find_document(self._writing, called, kinds, "claim", self._currency)
        except Refused:
            if not number:
                raise
            found = store.find_document(self._writing, number, kinds, "claim", self._currency)
        if number and found.number != number and called == text:
            raise refuse(
                "not_found",
                f"“{text[:40]}” is {found.name} here, but {number[:40]} in the file.",
                "claim",
                f"Say which {side.claim.label} of this book is meant.",
            )
        return ref(DOCUMENT, found.id)

    def found(self, one: ImportedCredit, draft: CreditDraft) -> str | None:
        """The credit that came from the same source, or that is this very one. Refused
        already_exists when it is another credit after all."""
        document = self._own(one, draft) or self._by_source(one, draft)
        if document is None:
            return None
        party = row_of(PARTY, given(draft.party))
        if (document.party_id, document.total) != (party, one.total):
            raise refuse(
                "already_exists",
                f"{document.name} over {document.total} {document.currency} of "
                f"{document.party_name} came from the same source.",
                "source_id",
                "Check which of the two is right.",
            )
        return ref(DOCUMENT, document.id)

    def _own(self, one: ImportedCredit, draft: CreditDraft) -> Document | None:
        """This book's own credit, come back: the same in everything that tells credits apart."""
        row_id = row_of(DOCUMENT, one.id or "")
        columns = schema.document.c
        row: Any = self._writing.connection.execute(
            select(columns.id, columns.source_type).where(
                columns.id == row_id,
                columns.kind == one.side.credit.value,
                columns.party_id == row_of(PARTY, given(draft.party)),
                columns.total == one.total.minor,
                columns.currency == one.total.currency,
                *([columns.number == one.number] if one.number else []),
                *([columns.party_sequence == one.sequence] if one.sequence else []),
            )
        ).first()
        if row is None or row.id in self.made or row.source_type == one.program:
            return None
        return store.document_by_id(self._writing, row.id)

    def _by_source(self, one: ImportedCredit, draft: CreditDraft) -> Document | None:
        """The live credit from that source; a void one only for what is void there too."""
        source_type, source_id = given(draft.source_type), given(draft.source_id)
        if not (source_type and source_id):
            return None
        columns = schema.document.c
        rows: Sequence[Any] = self._writing.connection.execute(
            select(columns.id, columns.stage)
            .where(
                columns.kind == one.side.credit.value,
                columns.source_type == source_type,
                columns.source_id == source_id,
            )
            .order_by(columns.stage == Stage.VOID.value, columns.id.desc())
        ).all()
        live = [row for row in rows if row.stage != Stage.VOID or one.status is Status.VOID]
        return store.document_by_id(self._writing, live[0].id) if live else None

    def transaction(self, target: str) -> int | None:
        """The row of a recorded transaction; None when the book has none of that name."""
        kinds = {Kind.TRANSACTION}
        try:
            called = self.called(target)
            return store.find_document(
                self._writing, called, kinds, "transaction", self._currency
            ).id
        except Refused:
            return None

    def credit(self, side: Side, text: str, field: str) -> str:
        """A credit of the book. Refused: not_found."""
        called, kinds = self.called(text), {side.credit}
        found = store.find_document(self._writing, called, kinds, field, self._currency)
        return ref(DOCUMENT, found.id)
