CREATE TABLE account (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	type TEXT NOT NULL, 
	is_header INTEGER NOT NULL, 
	currency TEXT, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT uq_account_code UNIQUE (code), 
	CONSTRAINT ck_account_type CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense'))
)
 STRICT

-- next

CREATE TABLE business (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	legal_name TEXT, 
	street TEXT, 
	city TEXT, 
	postal_code TEXT, 
	region TEXT, 
	country TEXT, 
	tax_id TEXT, 
	registration_id TEXT, 
	email TEXT, 
	phone TEXT, 
	currency TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	CONSTRAINT pk_business PRIMARY KEY (id), 
	CONSTRAINT ck_business_only_one CHECK (id = 1)
)
 STRICT

-- next

CREATE TABLE fx_rate (
	currency TEXT NOT NULL, 
	date TEXT NOT NULL, 
	rate INTEGER NOT NULL, 
	CONSTRAINT pk_fx_rate PRIMARY KEY (currency, date), 
	CONSTRAINT ck_fx_rate_rate CHECK (rate > 0)
)
 WITHOUT ROWID,
 STRICT

-- next

CREATE TABLE history (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	date TEXT NOT NULL, 
	act TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	subject_id INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (id)
)
 STRICT

-- next

CREATE INDEX ix_history_subject ON history (subject, subject_id, id)

-- next

CREATE TABLE lock_date (
	id INTEGER NOT NULL, 
	through TEXT, 
	reason TEXT, 
	created_at TEXT NOT NULL, 
	created_by TEXT NOT NULL, 
	CONSTRAINT pk_lock_date PRIMARY KEY (id)
)
 STRICT

-- next

CREATE TABLE owner (
	id INTEGER NOT NULL, 
	host TEXT NOT NULL, 
	process INTEGER NOT NULL, 
	seen_at TEXT NOT NULL, 
	CONSTRAINT pk_owner PRIMARY KEY (id), 
	CONSTRAINT ck_owner_only_one CHECK (id = 1)
)
 STRICT

-- next

CREATE TABLE party (
	id INTEGER NOT NULL, 
	side TEXT NOT NULL, 
	name TEXT NOT NULL, 
	legal_name TEXT, 
	street TEXT, 
	city TEXT, 
	postal_code TEXT, 
	region TEXT, 
	country TEXT, 
	tax_id TEXT, 
	registration_id TEXT, 
	email TEXT, 
	phone TEXT, 
	currency TEXT, 
	revision INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	CONSTRAINT pk_party PRIMARY KEY (id), 
	CONSTRAINT ck_party_side CHECK (side IN ('customer', 'vendor'))
)
 STRICT

-- next

CREATE INDEX ix_party_side_name ON party (side, name)

-- next

CREATE TABLE request_key (
	"key" TEXT NOT NULL, 
	body TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	created_at TEXT NOT NULL, 
	CONSTRAINT pk_request_key PRIMARY KEY ("key")
)
 STRICT

-- next

CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
)
 STRICT

-- next

CREATE TABLE account_tally (
	account_id INTEGER NOT NULL, 
	month TEXT NOT NULL, 
	debit INTEGER NOT NULL, 
	credit INTEGER NOT NULL, 
	lines INTEGER NOT NULL, 
	CONSTRAINT pk_account_tally PRIMARY KEY (account_id, month), 
	CONSTRAINT fk_account_tally_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID,
 STRICT

-- next

CREATE TABLE document (
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
	CONSTRAINT ck_document_kind CHECK (kind IN ('credit_memo', 'vendor_credit', 'invoice', 'bill', 'receipt', 'payment')), 
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

CREATE INDEX ix_document_claim ON document (claim_id) WHERE claim_id IS NOT NULL

-- next

CREATE INDEX ix_document_list ON document (kind, issue_date, id)

-- next

CREATE UNIQUE INDEX ix_document_number ON document (kind, number) WHERE number IS NOT NULL

-- next

CREATE INDEX ix_document_reference ON document (party_id, vendor_reference) WHERE vendor_reference IS NOT NULL

-- next

CREATE INDEX ix_document_sequence ON document (party_id, kind, party_sequence)

-- next

CREATE INDEX ix_document_source ON document (kind, source_type, source_id) WHERE source_id IS NOT NULL

-- next

CREATE TABLE role_account (
	role TEXT NOT NULL, 
	account_id INTEGER NOT NULL, 
	CONSTRAINT pk_role_account PRIMARY KEY (role), 
	CONSTRAINT fk_role_account_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 STRICT

-- next

CREATE TABLE tax_code (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	rate INTEGER NOT NULL, 
	category TEXT NOT NULL, 
	account_id INTEGER, 
	CONSTRAINT pk_tax_code PRIMARY KEY (id), 
	CONSTRAINT uq_tax_code_code UNIQUE (code), 
	CONSTRAINT ck_tax_code_rate CHECK (rate >= 0), 
	CONSTRAINT fk_tax_code_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 STRICT

-- next

CREATE TABLE document_line (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	description TEXT NOT NULL, 
	quantity INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	unit_price INTEGER NOT NULL, 
	price INTEGER NOT NULL, 
	account_id INTEGER, 
	tax_code TEXT, 
	tax_name TEXT, 
	tax_rate INTEGER, 
	tax_category TEXT, 
	tax_account_id INTEGER, 
	product TEXT, 
	"plan" TEXT, 
	claim_line_id INTEGER, 
	CONSTRAINT pk_document_line PRIMARY KEY (id), 
	CONSTRAINT uq_document_line_document_id_position UNIQUE (document_id, position), 
	CONSTRAINT ck_document_line_amounts CHECK (quantity >= 0 AND unit_price >= 0 AND price >= 0), 
	CONSTRAINT fk_document_line_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_document_line_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_document_line_tax_account_id FOREIGN KEY(tax_account_id) REFERENCES account (id), 
	CONSTRAINT fk_document_line_claim_line_id FOREIGN KEY(claim_line_id) REFERENCES document_line (id)
)
 STRICT

-- next

CREATE INDEX ix_document_line_claim ON document_line (claim_line_id) WHERE claim_line_id IS NOT NULL

-- next

CREATE TABLE document_party (
	document_id INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	name TEXT NOT NULL, 
	legal_name TEXT, 
	street TEXT, 
	city TEXT, 
	postal_code TEXT, 
	region TEXT, 
	country TEXT, 
	tax_id TEXT, 
	registration_id TEXT, 
	email TEXT, 
	phone TEXT, 
	CONSTRAINT pk_document_party PRIMARY KEY (document_id, role), 
	CONSTRAINT ck_document_party_role CHECK (role IN ('seller', 'buyer')), 
	CONSTRAINT fk_document_party_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT

-- next

CREATE TABLE document_tally (
	document_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	party_id INTEGER NOT NULL, 
	due TEXT NOT NULL, 
	total INTEGER NOT NULL, 
	applied INTEGER NOT NULL, 
	paid INTEGER NOT NULL, 
	refunded INTEGER NOT NULL, 
	expired INTEGER NOT NULL, 
	voided INTEGER NOT NULL, 
	open INTEGER NOT NULL, 
	base_open INTEGER NOT NULL, 
	CONSTRAINT pk_document_tally PRIMARY KEY (document_id), 
	CONSTRAINT ck_document_tally_parts CHECK (applied >= 0 AND paid >= 0 AND refunded >= 0 AND expired >= 0 AND voided >= 0), 
	CONSTRAINT ck_document_tally_identity CHECK (open = total - applied - paid - refunded - expired - voided AND open >= 0), 
	CONSTRAINT ck_document_tally_base CHECK (base_open >= 0 AND (open <> 0 OR base_open = 0)), 
	CONSTRAINT fk_document_tally_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
 STRICT

-- next

CREATE INDEX ix_document_tally_open ON document_tally (kind, party_id, due, open, base_open) WHERE open <> 0

-- next

CREATE TABLE document_tax (
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	category TEXT NOT NULL, 
	rate INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	CONSTRAINT pk_document_tax PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_document_tax_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_document_tax_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID,
 STRICT

-- next

CREATE TABLE entry (
	id INTEGER NOT NULL, 
	date TEXT NOT NULL, 
	act TEXT NOT NULL, 
	description TEXT NOT NULL, 
	document_id INTEGER, 
	reversal_of INTEGER, 
	created_at TEXT NOT NULL, 
	created_by TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_entry PRIMARY KEY (id), 
	CONSTRAINT uq_entry_reversal_of UNIQUE (reversal_of), 
	CONSTRAINT fk_entry_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_entry_reversal_of FOREIGN KEY(reversal_of) REFERENCES entry (id)
)
 STRICT

-- next

CREATE INDEX ix_entry_date ON entry (date, id)

-- next

CREATE INDEX ix_entry_document ON entry (document_id) WHERE document_id IS NOT NULL

-- next

CREATE TABLE number_taken (
	kind TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	CONSTRAINT pk_number_taken PRIMARY KEY (kind, position), 
	CONSTRAINT uq_number_taken_document_id UNIQUE (document_id), 
	CONSTRAINT fk_number_taken_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT

-- next

CREATE TABLE document_use (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	document_id INTEGER NOT NULL, 
	target_id INTEGER, 
	amount INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	target_base INTEGER, 
	date TEXT NOT NULL, 
	entry_id INTEGER, 
	payment_id INTEGER, 
	account_id INTEGER, 
	method TEXT, 
	reference TEXT, 
	reason TEXT, 
	reverses INTEGER, 
	created_at TEXT NOT NULL, 
	CONSTRAINT pk_document_use PRIMARY KEY (id), 
	CONSTRAINT fk_document_use_reverses FOREIGN KEY(reverses) REFERENCES document_use (id), 
	CONSTRAINT uq_document_use_reverses UNIQUE (reverses), 
	CONSTRAINT ck_document_use_kind CHECK (kind IN ('apply', 'refund', 'expire', 'void')), 
	CONSTRAINT ck_document_use_amount CHECK (amount > 0 AND base >= 0 AND (target_base IS NULL OR target_base >= 0)), 
	CONSTRAINT ck_document_use_target CHECK ((kind = 'apply') = (target_id IS NOT NULL)), 
	CONSTRAINT fk_document_use_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_document_use_target_id FOREIGN KEY(target_id) REFERENCES document (id), 
	CONSTRAINT fk_document_use_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id), 
	CONSTRAINT fk_document_use_payment_id FOREIGN KEY(payment_id) REFERENCES document (id), 
	CONSTRAINT fk_document_use_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
 STRICT

-- next

CREATE INDEX ix_document_use_document ON document_use (document_id)

-- next

CREATE INDEX ix_document_use_payment ON document_use (payment_id) WHERE payment_id IS NOT NULL

-- next

CREATE INDEX ix_document_use_target ON document_use (target_id) WHERE target_id IS NOT NULL

-- next

CREATE TABLE journal_line (
	entry_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	date TEXT NOT NULL, 
	account_id INTEGER NOT NULL, 
	party_id INTEGER, 
	debit INTEGER NOT NULL, 
	credit INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	CONSTRAINT pk_journal_line PRIMARY KEY (entry_id, position), 
	CONSTRAINT ck_journal_line_one_side CHECK (debit >= 0 AND credit >= 0 AND (debit = 0) <> (credit = 0)), 
	CONSTRAINT ck_journal_line_amount CHECK (amount >= 0), 
	CONSTRAINT fk_journal_line_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id), 
	CONSTRAINT fk_journal_line_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_journal_line_party_id FOREIGN KEY(party_id) REFERENCES party (id)
)
 WITHOUT ROWID,
 STRICT

-- next

CREATE INDEX ix_journal_line_register ON journal_line (account_id, date, entry_id, position, debit, credit)

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
