CREATE TABLE document_new (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	party_id INTEGER NOT NULL, 
	number TEXT, 
	party_sequence INTEGER, 
	currency TEXT NOT NULL, 
	fx_rate INTEGER NOT NULL, 
	issue_date TEXT NOT NULL, 
	due_date TEXT, 
	expires_at TEXT, 
	shipping INTEGER NOT NULL, 
	restocking_fee INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	base_total INTEGER NOT NULL, 
	reason TEXT, 
	reason_note TEXT, 
	description TEXT, 
	internal_notes TEXT, 
	vendor_reference TEXT, 
	source_type TEXT, 
	source_id TEXT, 
	claim_id INTEGER, 
	account_id INTEGER, 
	open_account_id INTEGER, 
	exclude_from_auto_apply INTEGER NOT NULL, 
	issued_at TEXT, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT ck_document_kind CHECK (kind IN ('credit_memo', 'vendor_credit', 'invoice', 'bill', 'receipt', 'payment', 'transaction')), 
	CONSTRAINT ck_document_stage CHECK (stage IN ('draft', 'issued', 'expired', 'void')), 
	CONSTRAINT ck_document_amounts CHECK (shipping >= 0 AND restocking_fee >= 0 AND total >= 0 AND base_total >= 0), 
	CONSTRAINT ck_document_rate CHECK (fx_rate > 0), 
	CONSTRAINT ck_document_numbered_when_issued CHECK ((number IS NULL) = (issued_at IS NULL)), 
	CONSTRAINT ck_document_drafts_have_no_number CHECK (stage <> 'draft' OR number IS NULL), 
	CONSTRAINT ck_document_held_when_issued CHECK (issued_at IS NULL OR open_account_id IS NOT NULL), 
	CONSTRAINT fk_document_party_id FOREIGN KEY(party_id) REFERENCES party (id), 
	CONSTRAINT fk_document_claim_id FOREIGN KEY(claim_id) REFERENCES document (id), 
	CONSTRAINT fk_document_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_document_open_account_id FOREIGN KEY(open_account_id) REFERENCES account (id)
)
 STRICT

-- next

INSERT INTO document_new (id, kind, stage, party_id, number, party_sequence, currency, fx_rate, issue_date, due_date, expires_at, shipping, restocking_fee, total, base_total, reason, reason_note, description, internal_notes, vendor_reference, source_type, source_id, claim_id, account_id, open_account_id, exclude_from_auto_apply, issued_at, created_at, updated_at, revision) SELECT id, kind, stage, party_id, number, party_sequence, currency, fx_rate, issue_date, due_date, expires_at, shipping, restocking_fee, total, base_total, reason, reason_note, description, internal_notes, vendor_reference, source_type, source_id, claim_id, account_id, open_account_id, exclude_from_auto_apply, issued_at, created_at, updated_at, revision FROM document

-- next

DROP TABLE document

-- next

ALTER TABLE document_new RENAME TO document

-- next

CREATE INDEX ix_document_list ON document (kind, issue_date, id)

-- next

CREATE INDEX ix_document_source ON document (kind, source_type, source_id) WHERE source_id IS NOT NULL

-- next

CREATE INDEX ix_document_expires ON document (expires_at) WHERE expires_at IS NOT NULL

-- next

CREATE UNIQUE INDEX ix_document_number ON document (kind, number) WHERE number IS NOT NULL

-- next

CREATE INDEX ix_document_sequence ON document (party_id, kind, party_sequence)

-- next

CREATE INDEX ix_document_claim ON document (claim_id) WHERE claim_id IS NOT NULL

-- next

CREATE INDEX ix_document_reference ON document (party_id, vendor_reference) WHERE vendor_reference IS NOT NULL

-- next

CREATE TRIGGER keep_entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry only grows'); END

-- next

CREATE TRIGGER keep_entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry only grows'); END

-- next

CREATE TRIGGER keep_entry_replace BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id OR reversal_of = NEW.reversal_of) BEGIN SELECT RAISE(ABORT, 'entry only grows'); END

-- next

CREATE TRIGGER keep_journal_line_update BEFORE UPDATE ON journal_line BEGIN SELECT RAISE(ABORT, 'journal_line only grows'); END

-- next

CREATE TRIGGER keep_journal_line_delete BEFORE DELETE ON journal_line BEGIN SELECT RAISE(ABORT, 'journal_line only grows'); END

-- next

CREATE TRIGGER keep_journal_line_replace BEFORE INSERT ON journal_line WHEN EXISTS (SELECT 1 FROM journal_line WHERE entry_id = NEW.entry_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'journal_line only grows'); END

-- next

CREATE TRIGGER keep_document_use_update BEFORE UPDATE ON document_use BEGIN SELECT RAISE(ABORT, 'document_use only grows'); END

-- next

CREATE TRIGGER keep_document_use_delete BEFORE DELETE ON document_use BEGIN SELECT RAISE(ABORT, 'document_use only grows'); END

-- next

CREATE TRIGGER keep_document_use_replace BEFORE INSERT ON document_use WHEN EXISTS (SELECT 1 FROM document_use WHERE id = NEW.id OR reverses = NEW.reverses) BEGIN SELECT RAISE(ABORT, 'document_use only grows'); END

-- next

CREATE TRIGGER keep_document_party_update BEFORE UPDATE ON document_party BEGIN SELECT RAISE(ABORT, 'document_party only grows'); END

-- next

CREATE TRIGGER keep_document_party_delete BEFORE DELETE ON document_party BEGIN SELECT RAISE(ABORT, 'document_party only grows'); END

-- next

CREATE TRIGGER keep_document_party_replace BEFORE INSERT ON document_party WHEN EXISTS (SELECT 1 FROM document_party WHERE document_id = NEW.document_id AND role = NEW.role) BEGIN SELECT RAISE(ABORT, 'document_party only grows'); END

-- next

CREATE TRIGGER keep_number_taken_update BEFORE UPDATE ON number_taken BEGIN SELECT RAISE(ABORT, 'number_taken only grows'); END

-- next

CREATE TRIGGER keep_number_taken_delete BEFORE DELETE ON number_taken BEGIN SELECT RAISE(ABORT, 'number_taken only grows'); END

-- next

CREATE TRIGGER keep_number_taken_replace BEFORE INSERT ON number_taken WHEN EXISTS (SELECT 1 FROM number_taken WHERE kind = NEW.kind AND position = NEW.position OR document_id = NEW.document_id) BEGIN SELECT RAISE(ABORT, 'number_taken only grows'); END

-- next

CREATE TRIGGER keep_lock_date_update BEFORE UPDATE ON lock_date BEGIN SELECT RAISE(ABORT, 'lock_date only grows'); END

-- next

CREATE TRIGGER keep_lock_date_delete BEFORE DELETE ON lock_date BEGIN SELECT RAISE(ABORT, 'lock_date only grows'); END

-- next

CREATE TRIGGER keep_lock_date_replace BEFORE INSERT ON lock_date WHEN EXISTS (SELECT 1 FROM lock_date WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'lock_date only grows'); END

-- next

CREATE TRIGGER keep_history_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history only grows'); END

-- next

CREATE TRIGGER keep_history_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history only grows'); END

-- next

CREATE TRIGGER keep_history_replace BEFORE INSERT ON history WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'history only grows'); END

-- next

CREATE TRIGGER keep_request_key_update BEFORE UPDATE ON request_key BEGIN SELECT RAISE(ABORT, 'request_key only grows'); END

-- next

CREATE TRIGGER keep_request_key_delete BEFORE DELETE ON request_key BEGIN SELECT RAISE(ABORT, 'request_key only grows'); END

-- next

CREATE TRIGGER keep_request_key_replace BEFORE INSERT ON request_key WHEN EXISTS (SELECT 1 FROM request_key WHERE key = NEW.key) BEGIN SELECT RAISE(ABORT, 'request_key only grows'); END

-- next

CREATE TRIGGER keep_document_update BEFORE UPDATE ON document WHEN OLD.stage <> 'draft' AND (OLD.id IS NOT NEW.id OR OLD.kind IS NOT NEW.kind OR OLD.party_id IS NOT NEW.party_id OR OLD.number IS NOT NEW.number OR OLD.party_sequence IS NOT NEW.party_sequence OR OLD.currency IS NOT NEW.currency OR OLD.fx_rate IS NOT NEW.fx_rate OR OLD.issue_date IS NOT NEW.issue_date OR OLD.due_date IS NOT NEW.due_date OR OLD.shipping IS NOT NEW.shipping OR OLD.restocking_fee IS NOT NEW.restocking_fee OR OLD.total IS NOT NEW.total OR OLD.base_total IS NOT NEW.base_total OR OLD.reason IS NOT NEW.reason OR OLD.claim_id IS NOT NEW.claim_id OR OLD.account_id IS NOT NEW.account_id OR OLD.open_account_id IS NOT NEW.open_account_id OR OLD.issued_at IS NOT NEW.issued_at OR OLD.created_at IS NOT NEW.created_at OR OLD.vendor_reference IS NOT NEW.vendor_reference OR OLD.source_type IS NOT NEW.source_type OR OLD.source_id IS NOT NEW.source_id) BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_delete BEFORE DELETE ON document WHEN OLD.stage <> 'draft' OR OLD.number IS NOT NULL BEGIN SELECT RAISE(ABORT, 'only drafts are deleted'); END

-- next

CREATE TRIGGER keep_document_replace BEFORE INSERT ON document WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id OR kind = NEW.kind AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_line_replace BEFORE INSERT ON document_line WHEN EXISTS (SELECT 1 FROM document_line WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_line_insert BEFORE INSERT ON document_line WHEN EXISTS (SELECT 1 FROM document WHERE id IN (NEW.document_id) AND stage <> 'draft') BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_line_update BEFORE UPDATE ON document_line WHEN EXISTS (SELECT 1 FROM document WHERE id IN (OLD.document_id, NEW.document_id) AND stage <> 'draft') BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_line_delete BEFORE DELETE ON document_line WHEN EXISTS (SELECT 1 FROM document WHERE id IN (OLD.document_id) AND stage <> 'draft') BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_tax_insert BEFORE INSERT ON document_tax WHEN EXISTS (SELECT 1 FROM document WHERE id IN (NEW.document_id) AND stage <> 'draft') BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_tax_update BEFORE UPDATE ON document_tax WHEN EXISTS (SELECT 1 FROM document WHERE id IN (OLD.document_id, NEW.document_id) AND stage <> 'draft') BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END

-- next

CREATE TRIGGER keep_document_tax_delete BEFORE DELETE ON document_tax WHEN EXISTS (SELECT 1 FROM document WHERE id IN (OLD.document_id) AND stage <> 'draft') BEGIN SELECT RAISE(ABORT, 'an issued document does not change'); END
